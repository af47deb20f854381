"""Find where sentences begin.

A sentence ends at «.», «؟», «!» or a line break; a full stop inside a number, after an initial («أ.») or in an
abbreviation does not end one. Closing quotes and brackets after the stop still belong to the sentence before.
"""

from collections.abc import Sequence

from marsad.model import Span
from marsad.text.words import Word

STOPS = frozenset(".؟!?…")
CLOSERS = frozenset("\"')]}")


def sentence_starts(text: str, words: Sequence[Word]) -> list[int]:
    """Give the indices of the words that begin a sentence, in order.

    Args:
        text: The text as received.
        words: Its words.

    Returns:
        Indices into `words`; the first is 0 unless there are no words.
    """
    starts = [0] if words else []
    stopped = False
    for i in range(1, len(words)):
        before, word = words[i - 1], words[i]
        gap = text[before.end : word.start]
        if "\n" in gap:
            starts.append(i)
            stopped = False
            continue
        if before.folded in STOPS:
            stopped = before.folded != "." or not _abbreviates(words, i - 1, gap)
        if stopped and word.folded not in STOPS and not (word.folded in CLOSERS and not gap):
            starts.append(i)
            stopped = False
    return starts


def _abbreviates(words: Sequence[Word], stop: int, gap: str) -> bool:
    """Say whether a full stop follows an initial, or stands inside a word or an address."""
    letters = stop > 0 and len(words[stop - 1].folded) == 1 and words[stop - 1].folded.isalpha()
    tight = stop > 0 and words[stop - 1].end == words[stop].start
    return (letters and tight and words[stop - 1].folded not in "ةه") or (not gap and words[stop + 1].folded.isascii())


def split_sentences(text: str, words: Sequence[Word]) -> tuple[Span, ...]:
    """Cut a text into sentences.

    Returns:
        Spans from the first to the last word of each sentence.
    """
    starts = sentence_starts(text, words)
    ends = [*starts[1:], len(words)] if starts else []
    return tuple(Span(words[a].start, words[b - 1].end) for a, b in zip(starts, ends, strict=True))
