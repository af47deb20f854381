"""Date expressions that a desk has taught its reader, counted in days from the day of publication."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from marsad.model import DateInterpretation, DateInterval, Lesson, Report, Span
from marsad.text.words import Word, folded_forms, split_words

Days = tuple[int, int]
PARTICLES = "وفبل"
"""Letters that may be written onto an expression."""


@dataclass(frozen=True)
class TaughtDates:
    """What a desk was taught of dates.

    Attributes:
        days: First and last day from the day of publication, by the folded words of an expression.
    """

    days: Mapping[tuple[str, ...], Days] = field(default_factory=dict)

    @classmethod
    def of(cls, lessons: Iterable[Lesson]) -> "TaughtDates":
        """Take what some lessons say of dates."""
        told = ((_forms(lesson.words), lesson.days) for lesson in lessons if lesson.about == "date")
        return cls({words: days for words, days in told if words and days is not None})

    def over(self, words: Sequence[Word], found: Sequence[Span]) -> Sequence[Span]:
        """Put the taught expressions of a text in the place of those that meet them."""
        if not self.days:
            return found
        mine = list(self._spans(words))
        return sorted([*mine, *(span for span in found if not any(span.meets(own) for own in mine))])

    def before(self, report: Report, span: Span, read: tuple[DateInterpretation, ...]) -> tuple[DateInterpretation, ...]:
        """Put what was taught of an expression before what else it may mean."""
        days = self.days.get(_forms(span.of(report.text))) if self.days else None
        if days is None:
            return read
        told = self._told(report, days)
        return (told, *(one for one in read if one.interval is not None and one.interval != told.interval))

    def _told(self, report: Report, days: Days) -> DateInterpretation:
        if report.published is None:
            return DateInterpretation(None, "taught: counted from the day of publication, which is not known")
        today, (first, last) = DateInterval.day(report.published), days
        interval = DateInterval(today.shifted(first).first, today.shifted(last).last)
        return DateInterpretation(interval, f"this desk was taught that it is {_counted(first, last)} from {report.published}")

    def _spans(self, words: Sequence[Word]) -> Iterable[Span]:
        forms, at = folded_forms(words), 0
        while at < len(forms):
            cut, length = next(self._at(forms, at), (0, 1))
            if cut or length > 1 or (forms[at],) in self.days:
                yield Span(words[at].start + cut, words[at + length - 1].end)
            at += length

    def _at(self, forms: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        """Give the expressions that begin in a word, the longest first: letters of particles before it, and its words."""
        for own in self._longest:
            for cut in (0, 1) if forms[at][0] in PARTICLES else (0,):
                if (forms[at][cut:], *forms[at + 1 : at + len(own)]) == own:
                    yield cut, len(own)

    @cached_property
    def _longest(self) -> list[tuple[str, ...]]:
        return sorted(self.days, key=lambda words: (-len(words), words))


NOTHING = TaughtDates()


def _forms(words: str) -> tuple[str, ...]:
    return tuple(word.folded for word in split_words(words))


def _counted(first: int, last: int) -> str:
    return f"{first:+d} days" if first == last else f"{first:+d} to {last:+d} days"
