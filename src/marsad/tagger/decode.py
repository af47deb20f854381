"""Turn the network's scores into spans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marsad.model import Span
from marsad.tagger import labels
from marsad.text.words import Word

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A span the tagger found.

    Attributes:
        label: What it is: a kind of mention, `trigger`, `topic`, `weapon`, `source`, or the status of a toll.
        first: Index of its first word.
        last: One past its last word.
        span: Where it stands, without proclitics.
        score: Mean probability of its tags, from 0 to 1.
    """

    label: str
    first: int
    last: int
    span: Span
    score: float

    @property
    def stretch(self) -> tuple[int, int]:
        """Its words as `(first, last)`."""
        return self.first, self.last


def softmax(scores: Floats) -> Floats:
    """Turn scores along the last axis into probabilities."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    total: Floats = raised / raised.sum(-1, keepdims=True)
    return total


def columns() -> list[tuple[str, int, int]]:
    """Give the stretch of score columns of each layer, then of `peel` and `body`."""
    widths = [(layer, labels.tag_count(layer)) for layer in labels.LAYERS] + [("peel", labels.PEEL), ("body", 2)]
    out, at = [], 0
    for name, width in widths:
        out.append((name, at, at + width))
        at += width
    return out


COLUMNS = columns()


def decode_layer(layer: str, probabilities: Floats) -> list[tuple[int, int, str, float]]:
    """Read the spans of one layer off its tag probabilities `[words, tags]`.

    An inside tag that follows nothing of its label opens a span, so that no find is lost to a missing beginning.

    Returns:
        First word, one past the last, label and mean probability of each span.
    """
    names = labels.LAYERS[layer]
    best = probabilities.argmax(-1)
    spans: list[tuple[int, int, str, float]] = []
    open_at, open_label = -1, -1

    def close(end: int) -> None:
        if open_label >= 0:
            tags = [1 + 2 * open_label, 2 + 2 * open_label]
            score = float(probabilities[open_at:end, tags].sum(-1).mean())
            spans.append((open_at, end, names[open_label], score))

    for i in np.flatnonzero(best).tolist():
        label, inside = (int(best[i]) - 1) // 2, best[i] % 2 == 0
        continues = inside and label == open_label and (best[i - 1] != 0 if i else False)
        if not continues:
            if open_label >= 0:
                close(_end(best, open_at, i))
            open_at, open_label = i, label
    if open_label >= 0:
        close(_end(best, open_at, len(best)))
    return spans


def _end(best: NDArray[np.int64], start: int, limit: int) -> int:
    """Find where the span that opened at `start` ends, before `limit`."""
    end = start + 1
    while end < limit and best[end] != 0:
        end += 1
    return end


def decode_spans(words: Sequence[Word], scores: Floats) -> list[ScoredSpan]:
    """Read all spans off the scores of all words `[words, tags]`, sorted by position."""
    if not len(words):
        return []
    at = {name: (a, b) for name, a, b in COLUMNS}
    peel = scores[:, slice(*at["peel"])].argmax(-1)
    found = []
    for layer in labels.LAYERS:
        for first, last, label, score in decode_layer(layer, softmax(scores[:, slice(*at[layer])])):
            word = words[first]
            letters = int(peel[first]) if word.end - word.start > peel[first] + 1 else 0
            found.append(ScoredSpan(label, first, last, Span(word.start + letters, words[last - 1].end), score))
    return sorted(found, key=lambda s: (s.first, -s.last, s.label))


def decode_body(words: Sequence[Word], scores: Floats) -> tuple[int, int]:
    """Find the words of the report proper: the stretch that gains most when what is outside it counts as furniture.

    Returns:
        First word and one past the last.
    """
    if not len(words):
        return 0, 0
    inside = softmax(scores[:, slice(*next((a, b) for name, a, b in COLUMNS if name == "body"))])[:, 1]
    gain = np.log(inside + 1e-6) - np.log(1 - inside + 1e-6)
    total = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(total)
    end = int((total - lowest).argmax())
    start = int(total[: end + 1].argmin())
    return (start, end) if end > start else (0, len(words))
