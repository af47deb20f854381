"""Date expressions that a desk taught its reader."""

from datetime import date

import pytest

from marsad.dates.taught import TaughtDates
from marsad.model import DateInterval, Lesson, LessonKind, Report, Span
from marsad.text.words import split_words

DATES = TaughtDates.of(
    (Lesson(LessonKind.RULE, "ليلة أمس", "date", days=(-2, -1)), Lesson(LessonKind.RULE, "أمس", "date", days=(-1, -1)))
)


@pytest.mark.parametrize(
    ("text", "expected"), [("قصف ليلة أمس", ["ليلة أمس"]), ("قصف وليلة امس ثم أمس", ["ليلة امس", "أمس"]), ("قصف الليلة", [])]
)
def test_the_longest_expression_is_found_without_particles(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in DATES.over(split_words(text), ())] == expected


def test_what_the_rules_found_there_gives_way() -> None:
    text = "قصف ليلة أمس صباحاً"
    spans = DATES.over(split_words(text), (Span(9, 12), Span(13, 19)))
    assert [span.of(text) for span in spans] == ["ليلة أمس", "صباحاً"]


def test_days_are_counted_from_the_day_of_publication_across_a_month() -> None:
    report = Report("r", "ليلة أمس", None, date(2024, 3, 1))
    (first,) = DATES.before(report, Span(0, 8), ())
    assert first.interval == DateInterval(date(2024, 2, 28), date(2024, 2, 29))
