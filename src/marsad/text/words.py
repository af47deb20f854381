"""Cut a text into words, each with its place and its folded form.

A word is a run of letters, marks and digits; a word broken with tatweel and spaces to get past moderation («تعـ ـتـ ـقل») is
one word. Numbers keep their separators («1,500», «3.5»). Signs are words of their own.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from marsad.model import Span
from marsad.text.folding import GAP, TATWEEL, fold_text

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTERS = rf"(?:[^\W\d_]+|[{_MARKS}]+)+"
WORD = re.compile(rf"(\d+(?:[.,٫٬]\d+)*|{_LETTERS}(?:{GAP}{_LETTERS})*|[^\w\s])")
UNBROKEN = re.compile(rf"(\d+(?:[.,٫٬]\d+)*|{_LETTERS}|[^\w\s])")
"""The same for texts without tatweel and star, which have no gaps in words; looking for them takes half the time."""


class Word(NamedTuple):
    """A word, a number or a sign of a text.

    Attributes:
        start: First code point.
        end: One past the last.
        folded: Folded form, for comparison.
    """

    start: int
    end: int
    folded: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Cut a text, or a stretch of it, into words.

    Args:
        text: The text as received.
        start: Where to begin.
        end: Where to stop; the end of the text when None.

    Returns:
        Words in order. What folds to nothing (a lone mark) is left out.
    """
    if start or end is not None:
        text = text[start:end]
    pattern = WORD if TATWEEL in text or "*" in text else UNBROKEN
    parts = pattern.split(text)  # what stands between words and the words take turns
    ends = list(accumulate(map(len, parts), initial=start))
    folded = list(map(_FOLDED.__getitem__, parts[1::2]))
    words = tuple(map(_make_word, zip(ends[1:-1:2], ends[2::2], folded, strict=True)))
    return tuple(word for word in words if word.folded) if "" in folded else words


def first_at(words: Sequence[Word], start: int) -> int:
    """Give the index of the first of some words that begins at a code point or after it."""
    return bisect_left(words, (start,))  # a word is greater than the triple that ends before its end; no key need be called


_make_word = partial(tuple.__new__, Word)
"""Make a word of a triple; `Word(…)` takes three times as long, and making words is a good part of all reading by rule."""

KEPT = 1 << 17
"""Words whose folded form is kept."""


class _Folded(dict[str, str]):
    """Folded words by words as written; a report uses few words many times."""

    def __missing__(self, word: str) -> str:
        folded = fold_text(word).strip()
        if len(self) < KEPT:
            self[word] = folded
        return folded


_FOLDED = _Folded()
