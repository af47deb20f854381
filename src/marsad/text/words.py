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
"""The same for texts without tatweel and star, which have no gaps in words."""


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
    if TATWEEL in text or "*" in text:
        return tuple([_make_word((start + a, start + b, folded)) for a, b, folded in _cut(text, WORD)])
    pieces = text.split(" ")
    places = accumulate([len(piece) + 1 for piece in pieces], initial=start)
    return tuple(
        [
            _make_word((at + a, at + b, folded))
            for at, words in zip(places, map(_PIECES.__getitem__, pieces), strict=False)  # one place is more than pieces
            for a, b, folded in words
        ]
    )


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[tuple[int, int, str], ...]:
    """Cut a text into words: start, end and folded form of each."""
    parts = pattern.split(text)  # what stands between words and the words take turns
    ends = list(accumulate(map(len, parts), initial=0))
    folded = map(_FOLDED.__getitem__, parts[1::2])
    return tuple([word for word in zip(ends[1:-1:2], ends[2::2], folded, strict=True) if word[2]])


def folded_forms(words: Sequence[Word]) -> Sequence[str]:
    """Give the folded forms of some words.

    Every stage asks for those of the report at hand, one after the other; they are made once. A stage asks once, not at
    every word: of a very long text they are made anew each time.

    Args:
        words: Words of a text.
    """
    return _columns(words)[2]


def word_starts(words: Sequence[Word]) -> Sequence[int]:
    """Give the first code points of some words; those of the report at hand are made once.

    Args:
        words: Words of a text.
    """
    return _columns(words)[1]


def _columns(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[int], Sequence[str]]:
    """Give some words, and their starts and folded forms each by themselves."""
    global _last
    held = _last  # one look: another thread may put its own report there
    if held[0] is words:
        return held
    made = words, [start for start, _, _ in words], [folded for _, _, folded in words]
    if isinstance(words, tuple) and len(words) <= LONGEST:  # a list may change
        _last = made
    return made


def first_at(words: Sequence[Word], start: int) -> int:
    """Give the index of the first of some words that begins at a code point or after it."""
    held = _last
    if held[0] is words:
        return bisect_left(held[1], start)
    return bisect_left(words, (start,))  # a word is greater than the triple that ends before its end; no key need be called


_make_word = partial(tuple.__new__, Word)
"""Make a word of a triple; `Word(…)` takes three times as long, and making words is a good part of all reading by rule."""

LONGEST = 1 << 15
"""Words of the longest text whose folded forms are kept: they keep its words alive until the next one."""

_last: tuple[Sequence[Word], Sequence[int], Sequence[str]] = (), (), ()

KEPT = 1 << 17
"""Words whose folded form is kept."""

SHORT = 40
"""Letters of the longest piece whose words are kept."""


class _Folded(dict[str, str]):
    """Folded words by words as written; a report uses few words many times."""

    def __missing__(self, word: str) -> str:
        folded = fold_text(word).strip()
        if len(self) < KEPT:
            self[word] = folded
        return folded


_FOLDED = _Folded()


class _Pieces(dict[str, tuple[tuple[int, int, str], ...]]):
    """The words of what stands between two spaces, a word with its signs mostly; places count from its beginning."""

    def __missing__(self, piece: str) -> tuple[tuple[int, int, str], ...]:
        words = _cut(piece, UNBROKEN)
        if len(self) < KEPT and len(piece) <= SHORT:
            self[piece] = words
        return words


_PIECES = _Pieces()
