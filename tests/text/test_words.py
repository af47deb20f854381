from hypothesis import given
from hypothesis import strategies as st

from marsad.text.words import first_at, folded_forms, split_words, word_starts


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


@given(
    st.text(alphabet="ابو،. \n\t\u064b\u200f\u00a03", max_size=60),
    st.text(alphabet="ابو،. \n\t\u064b\u200f\u00a03", max_size=60),
)
def test_a_space_parts_words_whatever_stands_on_either_side(left: str, right: str) -> None:
    moved = [(word.start + len(left) + 1, word.end + len(left) + 1, word.folded) for word in split_words(right)]
    assert split_words(f"{left} {right}") == (*split_words(left), *moved)


def test_forms_and_starts_are_those_of_the_words_asked_about_last_or_not() -> None:
    first, second = split_words("قصف القرية"), split_words("اعتقل مدنيين")
    for words in (first, second, first, list(second)):
        assert list(folded_forms(words)) == [word.folded for word in words]
        assert list(word_starts(words)) == [word.start for word in words]


def test_a_list_of_words_that_grew_is_looked_at_again() -> None:
    words = list(split_words("قصف القرية"))
    folded_forms(words)
    words.extend(split_words("أمس"))
    assert list(folded_forms(words)) == ["قصف", "القريه", "امس"]


def test_the_first_word_at_a_place_is_found_in_words_asked_about_before_and_in_others() -> None:
    words = split_words("قصف القرية أمس")
    before = [first_at(words, at) for at in range(15)]
    word_starts(words)
    assert [first_at(words, at) for at in range(15)] == before == [0] + [1] * 4 + [2] * 7 + [3] * 3
