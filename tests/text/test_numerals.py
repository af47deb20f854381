"""Numbers in words and digits."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.numerals import dual_of, find_numerals, numeral_at, ordinal_at
from marsad.text.words import split_words


def values(text: str) -> list[int]:
    """Give the values of a text's numbers."""
    return [numeral.value for numeral in find_numerals(split_words(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة عشر", 13),
        ("أحد عشر", 11),
        ("اثنتي عشرة", 12),
        ("خمس وعشرين", 25),
        ("واحد وعشرون", 21),
        ("مئة وعشرين", 120),
        ("مائة وثلاثة عشر", 113),
        ("ثلاث مئة", 300),
        ("خمسمائة", 500),
        ("ألفين", 2000),
        ("ألف وخمسمئة", 1500),
        ("اثنا عشر ألفاً", 12000),
        ("ثلاثة آلاف ومئتين وخمسة وعشرين", 3225),
        ("مليونين وثلاثمئة ألف", 2300000),
        ("1,500", 1500),
        ("٣٬٢٠٠", 3200),
        ("٢٠", 20),
        ("3 آلاف", 3000),
        ("3 آلاف و500", 3500),
        ("1.5 مليون", 1500000),
        ("ثَلَاثَة", 3),
    ],
)
def test_a_number_is_read_whole(text: str, value: int) -> None:
    numeral = numeral_at(split_words(text), 0)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (value, len(split_words(text)))


def test_two_numbers_of_a_list_stay_two() -> None:
    assert values("ثلاثة وأربعة") == [3, 4]
    assert values("يومي 2 و3 أيار") == [2, 3]


def test_an_attached_proclitic_is_no_part_of_the_number() -> None:
    assert [numeral.lead for numeral in find_numerals(split_words("وثلاثة قتلى"))] == [1]


@pytest.mark.parametrize("text", ["أحد", "الاثنين", "3.5", "آلاف", "قتلى"])
def test_what_is_no_whole_number_is_left_alone(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("الثالث", 3), ("الحادي عشر", 11), ("والسابع والعشرين", 27), ("العشرين", 20), ("الأول", 1)]
)
def test_an_ordinal_is_read_whole(text: str, value: int) -> None:
    ordinal = ordinal_at(split_words(text), 0)
    assert ordinal is not None
    assert (ordinal.value, ordinal.end) == (value, len(split_words(text)))


@pytest.mark.parametrize(("word", "singular"), [("طفلتين", "طفله"), ("شخصان", "شخص"), ("يومين", "يوم"), ("مدنيين", None)])
def test_only_a_sure_dual_counts_as_two(word: str, singular: str | None) -> None:
    assert dual_of(word) == singular


PIECES = [
    "ثلاثة",
    "عشر",
    "وعشرين",
    "ألف",
    "و",
    "مئة",
    "5",
    "1,000",
    "3.5",
    "آلاف",
    "مليون",
    "وألفين",
    "أحد",
    "نص",
    "99999999999999",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_numbers_never_overlap(pieces: list[str]) -> None:
    words = split_words(" ".join(pieces))
    found = find_numerals(words)
    assert all(0 <= numeral.start < numeral.end <= len(words) for numeral in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    find_numerals(split_words(text))
