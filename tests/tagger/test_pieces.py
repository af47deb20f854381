import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.tagger.pieces import cut_windows, plain


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("قُوّاتٌ", "قوات"),
        ("قـــوات", "قوات"),
        ("تعـ ـتـ ـقل", "تعتقل"),
        ("علی", "علي"),
        ("ﻣﺮﺻﺪ", "مرصد"),
        ("٢٠١٨", "2018"),
        ("3.5", "3.5"),
        ("أحمد", "أحمد"),
        ("قرية", "قرية"),
    ],
)
def test_the_encoder_sees_ordinary_spelling(word: str, expected: str) -> None:
    assert plain(word) == expected


@given(st.lists(st.integers(1, 8), max_size=300), st.integers(30, 120), st.integers(0, 20))
def test_windows_answer_for_every_word_once(sizes: list[int], longest: int, context: int) -> None:
    of_words = [tuple(range(4, 4 + n)) for n in sizes]
    starts = list(range(0, len(sizes), 7))
    at = 0
    for window in cut_windows(of_words, starts, longest, context):
        assert window.own == at
        assert window.first <= window.own < window.last
        assert len(window.ids) <= longest + context
        assert len(window.heads) == window.last - window.first
        at = window.last
    assert at == len(sizes)
