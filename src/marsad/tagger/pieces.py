"""Turn words into the pieces the encoder reads, and cut long texts into windows.

The encoder was trained on ordinary spelling, so a word goes to it without marks, tatweel, bidi signs and presentation forms,
but with its hamzas and teh marbutas as written.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sentencepiece

from marsad.text.words import Word

START, END = 2, 3
_UNSEEN = frozenset({"Mn", "Cf", "Me", "Cs"})
_BREAKS = re.compile(r"[\s.*/_\-]+(?=\w)")
LONGEST = 8
"""Pieces kept of one word; what is longer is a link or a hashtag."""

_LOOKALIKES = str.maketrans(
    {
        "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
        "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
        "\N{ARABIC TATWEEL}": None,
    }
)


def plain(word: str) -> str:
    """Write a word as the encoder knows it: composed, without marks, tatweel or invisible signs."""
    composed = unicodedata.normalize("NFKC", word).translate(_LOOKALIKES)
    kept = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in composed if unicodedata.category(c) not in _UNSEEN)
    return kept if kept[:1].isdigit() else _BREAKS.sub("", kept)


class Pieces:
    """Words to pieces, with the answers kept: a report uses few words many times.

    Attributes:
        model: The SentencePiece model, as it is packaged.
    """

    def __init__(self, model: bytes) -> None:
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def of(self, word: str, after_space: bool) -> tuple[int, ...]:
        """Give the pieces of one word.

        Args:
            word: The word as written.
            after_space: Whether white space or nothing stands before it.
        """
        key = (word, after_space)
        ids = self._known.get(key)
        if ids is None:
            body = plain(word)
            ids = tuple(self._processor.encode((" " if after_space else "") + body)[:LONGEST]) or (1,)
            if len(self._known) < 1 << 17:
                self._known[key] = ids
        return ids


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words that the encoder reads at once.

    Attributes:
        first: Index of its first word.
        last: One past its last word.
        own: Index of the first word it answers for; the ones before are there for context.
        ids: Pieces, with the start and end signs.
        heads: For each word, the position of its first piece among `ids`.
        tails: For each word, the position of its last piece.
    """

    first: int
    last: int
    own: int
    ids: tuple[int, ...]
    heads: tuple[int, ...]
    tails: tuple[int, ...]


def word_pieces(text: str, words: Sequence[Word], pieces: Pieces) -> list[tuple[int, ...]]:
    """Give the pieces of every word of a text."""
    out = []
    previous = -1
    for word in words:
        out.append(pieces.of(text[word.start : word.end], word.start != previous))
        previous = word.end
    return out


def make_window(of_words: Sequence[tuple[int, ...]], first: int, last: int, own: int) -> Window:
    """Put the pieces of the words `[first, last)` together."""
    ids = [START]
    heads, tails = [], []
    for piece_ids in of_words[first:last]:
        heads.append(len(ids))
        ids.extend(piece_ids)
        tails.append(len(ids) - 1)
    ids.append(END)
    return Window(first, last, own, tuple(ids), tuple(heads), tuple(tails))


def cut_windows(of_words: Sequence[tuple[int, ...]], starts: Sequence[int], longest: int, context: int) -> Iterator[Window]:
    """Cut a text into windows that end with a sentence where one ends in time.

    Args:
        of_words: The pieces of each word.
        starts: Indices of the words that begin a sentence.
        longest: Most pieces in a window.
        context: About how many pieces before a window's own words are read again, so that its beginning is understood.
    """
    ends = frozenset(starts)
    own = 0
    while own < len(of_words):
        first, room = own, context
        while own and first > 0 and room >= len(of_words[first - 1]):
            first -= 1
            room -= len(of_words[first])
        size = 2 + sum(map(len, of_words[first:own]))
        last = own
        while last < len(of_words) and size + len(of_words[last]) <= longest:
            size += len(of_words[last])
            last += 1
        if last < len(of_words):
            last = next((i for i in range(last, own + (last - own) // 2, -1) if i in ends), last)
        yield make_window(of_words, first, last, own)
        own = last
