import numpy as np

from marsad.model import Span
from marsad.tagger import labels
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.hints import LAYERS, SIZES, make_hints, piece_hints


def span(label: str, first: int, last: int) -> ScoredSpan:
    return ScoredSpan(label, first, last, Span(first, last), 0.6)


def test_the_longer_of_two_spans_in_one_layer_stands() -> None:
    hints = make_hints(4, [span("place", 1, 2), span("organization", 0, 3)])
    column = hints[:, LAYERS.index("inner")]
    organization = 1 + 2 * labels.INNER.index("organization")
    assert column.tolist() == [organization, organization + 1, organization + 1, 0]


def test_every_piece_carries_the_hint_of_its_word() -> None:
    hints = make_hints(2, [span("date", 1, 2)])
    pieces = piece_hints(hints, (1, 3), (2, 3), 5)
    assert pieces[:, 0].tolist() == [0, 0, 0, 1, 0]


def test_hints_stay_within_their_sizes() -> None:
    hints = make_hints(6, [span(label, i, i + 1) for i, (_, label) in enumerate(labels.SPANS[:4])])
    assert all((hints[:, k] < size).all() for k, size in enumerate(SIZES))
    assert hints.dtype == np.int64
