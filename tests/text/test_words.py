from hypothesis import given
from hypothesis import strategies as st

from marsad.text.words import split_words


def folded(text: str) -> list[str]:
    return [word.folded for word in split_words(text)]


def test_signs_are_words_of_their_own() -> None:
    assert folded("قال: «لا».") == ["قال", ":", '"', "لا", '"', "."]


def test_numbers_keep_their_separators() -> None:
    assert folded("1,500 و3.5 في ٢٠٢٠.") == ["1,500", "و", "3.5", "في", "2020", "."]


def test_a_word_broken_to_pass_moderation_is_one_word() -> None:
    assert folded("تعـ ـتـ ـقل عنصراً") == ["تعتقل", "عنصرا"]


def test_hashtags_come_apart_at_their_underscores() -> None:
    assert folded("#دير_الزور") == ["#", "دير", "الزور"]


@given(st.text(max_size=300))
def test_words_stand_in_order_and_never_overlap(text: str) -> None:
    at = 0
    for word in split_words(text):
        assert at <= word.start < word.end <= len(text)
        assert word.folded
        at = word.end
