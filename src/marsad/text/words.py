"""Cut a text into words, each with its place and its folded form.

A word is a run of letters, marks and digits; a word broken with tatweel and spaces to get past moderation («تعـ ـتـ ـقل») is
one word. Numbers keep their separators («1,500», «3.5»). Signs are words of their own.
"""

import re
from typing import NamedTuple

from marsad.model import Span
from marsad.text.folding import GAP, fold

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTERS = rf"(?:[^\W\d_]+|[{_MARKS}]+)+"
WORD = re.compile(rf"\d+(?:[.,٫٬]\d+)*|{_LETTERS}(?:{GAP}{_LETTERS})*|[^\w\s]")


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
    matches = WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(Word(*match.span(), folded) for match in matches if (folded := _fold_word(match[0])))


_cache: dict[str, str] = {}


def _fold_word(word: str) -> str:
    """Fold a word; a report uses few words many times, so the answers are kept."""
    folded = _cache.get(word)
    if folded is None:
        folded = fold(word).text.strip()
        if len(_cache) < 1 << 17:
            _cache[word] = folded
    return folded
