"""What rules and lists say of each word, told to the network along with the words.

A list knows names the network never saw, the network knows when a list is wrong. Instead of settling that afterwards by
force, each word carries what the lists make of it, and the network learns how far to believe them.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from marsad.tagger import labels
from marsad.tagger.decode import ScoredSpan

LAYERS = labels.HINTED
SIZES = tuple(labels.tag_count(layer) for layer in LAYERS)
"""Values of each column: the tags of each layer of mentions as rules see them."""

Ints = NDArray[np.int64]


def make_hints(count: int, spans: Iterable[ScoredSpan]) -> Ints:
    """Write what rules found as tags of words.

    Args:
        count: How many words there are.
        spans: Mentions found by rule; where two of a layer meet, the longer stands.

    Returns:
        `[words, columns]`, zero where rules are silent.
    """
    hints = np.zeros((count, len(SIZES)), np.int64)
    for span in sorted(spans, key=lambda s: (s.first - s.last, s.first, s.label)):
        layer = labels.LAYER_OF[span.label]
        column = LAYERS.index(layer)
        if hints[span.first : span.last, column].any():
            continue
        tag = 1 + 2 * labels.LAYERS[layer].index(span.label)
        hints[span.first, column] = tag
        hints[span.first + 1 : span.last, column] = tag + 1
    return hints


def piece_hints(hints: Ints, heads: Sequence[int], tails: Sequence[int], length: int) -> Ints:
    """Give every piece of a window what its word carries.

    Args:
        hints: Of the window's words.
        heads: First piece of each word.
        tails: Last piece of each word.
        length: How many pieces the window has.
    """
    out = np.zeros((length, len(SIZES)), np.int64)
    for word, (head, tail) in enumerate(zip(heads, tails, strict=True)):
        out[head : tail + 1] = hints[word]
    return out
