import pytest

from marsad.actors.peeling import peel, surface_start
from marsad.text.words import split_words


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("وقسد", "قسد"),
        ("للحوثيين", "الحوثيين"),
        ("وللجيش", "الجيش"),
        ("بداعش", "داعش"),
        ("للجنه", "اللجنه"),
        ("فالجيش", "الجيش"),
    ],
)
def test_a_proclitic_comes_off(word: str, stem: str) -> None:
    assert stem in {rest for _, rest in peel(word)}


def test_the_least_peeled_reading_comes_first() -> None:
    assert peel("وحدات")[0] == (0, "وحدات")


def test_after_a_swallowed_alef_the_span_begins_at_the_second_lam() -> None:
    text = "مواقع للميليشيات"
    word = split_words(text)[1]
    taken = next(taken for taken, rest in peel(word.folded) if rest == "الميليشيات")
    assert text[surface_start(text, word, taken) :] == "لميليشيات"


def test_marks_and_tatweel_do_not_shift_the_start() -> None:
    text = "وَقـــسد"
    word = split_words(text)[0]
    assert text[surface_start(text, word, 1) :] == "قـــسد"
