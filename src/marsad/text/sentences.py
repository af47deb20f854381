"""Find where sentences begin.

A sentence ends at «.», «؟», «!» or a line break; a full stop inside a number, after an initial («أ.») or in an
abbreviation does not end one. Closing quotes and brackets after the stop still belong to the sentence before.
"""

from collections.abc import Sequence

from marsad.model import Span
from marsad.text.words import Word, first_at, folded_forms

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
    if not words:
        return []
    forms = folded_forms(words)
    starts = _after_line_breaks(text, words)
    for stop in [i for i, folded in enumerate(forms) if folded in STOPS]:
        i = stop + 1
        if i == len(words) or i in starts:
            continue
        if forms[stop] == "." and _abbreviates(words, stop, text[words[stop].end : words[i].start]):
            continue
        while i < len(words) and i not in starts and forms[i] in CLOSERS and words[i - 1].end == words[i].start:
            i += 1
        if i < len(words) and forms[i] not in STOPS:
            starts.add(i)
    return sorted(starts)


def _after_line_breaks(text: str, words: Sequence[Word]) -> set[int]:
    """Give the indices of the words that begin a line with words before it, and 0."""
    starts = {0}
    at = text.find("\n", words[0].end)
    while at >= 0:
        i = first_at(words, at)
        if i == len(words):
            break
        starts.add(i)
        at = text.find("\n", words[i].end)
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
