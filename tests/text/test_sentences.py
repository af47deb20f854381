import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.sentences import split_sentences
from marsad.text.words import split_words


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, split_words(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف أمس. ثم انسحب.", ["قصف أمس.", "ثم انسحب."]),
        ("عاجل\nمحافظة إدلب: قصف", ["عاجل", "محافظة إدلب: قصف"]),
        ("قال د. رامي إنه عاد.", ["قال د. رامي إنه عاد."]),
        ("بلغ 3.5 مليون. وعاد", ["بلغ 3.5 مليون.", "وعاد"]),
        ("«انسحبوا!» قال القائد", ["«انسحبوا!»", "قال القائد"]),
        ("هل عادوا؟ لا…", ["هل عادوا؟", "لا…"]),
        ("من موقع example.com أمس", ["من موقع example.com أمس"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=".؟!\n «»abاب1", max_size=80))
def test_sentences_hold_every_word_once(text: str) -> None:
    words = split_words(text)
    spans = split_sentences(text, words)
    assert sum(any(s.holds(w.span) for s in spans) for w in words) == len(words)
