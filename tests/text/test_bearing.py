"""Which lessons bear on a report. Every name is invented."""

import pytest

from marsad.model import Lesson, LessonKind, Report
from marsad.text.bearing import bearing, phrases

LESSON = Lesson(LessonKind.ALIAS, "رماح البادية", "actor", "x")


@pytest.mark.parametrize("text", ["رماح البادية", "لرماح الباديه", "ورماح «البادية»", "رِماح الباديةِ"])
def test_particles_marks_and_signs_do_not_count(text: str) -> None:
    assert bearing((LESSON,), Report("r", f"قال {text} كذا")) == (LESSON,)


@pytest.mark.parametrize("text", ["رماح في البادية", "البادية رماح", "رماحنا البادية", ""])
def test_words_apart_or_of_another_form_do_not_bear(text: str) -> None:
    assert bearing((LESSON,), Report("r", text)) == ()


def test_the_title_counts() -> None:
    assert bearing((LESSON,), Report("r", "نص آخر", "رماح البادية")) == (LESSON,)


def test_spellings_that_the_roster_holds_for_one_word_are_one() -> None:
    assert set(phrases("قوات سوريا")) == set(phrases("قوات سورية"))


def test_signs_alone_are_no_words() -> None:
    assert phrases("… ،") == ()
