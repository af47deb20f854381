"""The learned tagger: words in, scored spans, types, realis, roles and ties out.

It works in two steps. `tag` reads the text and gives spans; whoever calls may then drop some, or add spans that
vocabulary knows and the
network missed; `relate` says of the spans that remain what the triggers mean and which of them belong together.

The network itself is behind the protocol `Network`, so that training measures the very code that ships.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from marsad.tagger import labels
from marsad.tagger.decode import Floats, ScoredSpan, decode_body, decode_spans
from marsad.tagger.pairs import link_features, pair_features
from marsad.tagger.pieces import Pieces, Window, cut_windows, word_pieces
from marsad.text.words import Word

LONGEST, CONTEXT = 320, 40
KIND = {label: i for i, (_, label) in enumerate(labels.SPANS)}
AROUND = 12
"""Words on either side of a trigger whose mean stands for its sentence."""

Ints = NDArray[np.int64]


class Network(Protocol):
    """The two graphs of the network."""

    def tags(self, windows: Sequence[Window], hints: Ints) -> list[tuple[Floats, Floats]]:
        """Give word vectors `[words, hidden]` and tag scores `[words, tags]` of each window.

        `hints` are those of all words of the text, `[words, columns]`.
        """

    def relations(
        self,
        triggers: Floats,
        around: Floats,
        spans: Floats,
        kinds: Ints,
        pairs: Ints,
        near: Ints,
        link_pairs: Ints,
        link_near: Ints,
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Give probabilities of types and realis of each trigger, roles of each pair, ties of each pair of triggers."""


@dataclass(frozen=True)
class Tagging:
    """What the first step gives.

    Attributes:
        spans: Spans found, sorted by position, triggers among them.
        body: First word of the report proper and one past its last.
        vectors: The words' vectors, for the second step.
    """

    spans: list[ScoredSpan]
    body: tuple[int, int]
    vectors: Floats


@dataclass(frozen=True)
class Relating:
    """What the second step gives.

    Attributes:
        types: `[triggers, types]` probabilities.
        realis: `[triggers, realis]` probabilities.
        pairs: `[pairs, 2]` trigger and span of each pair looked at.
        roles: `[pairs, roles]` probabilities.
        link_pairs: `[ties, 2]` earlier and later trigger.
        links: `[ties, ways]` probabilities.
    """

    types: Floats
    realis: Floats
    pairs: Ints
    roles: Floats
    link_pairs: Ints
    links: Floats


class Tagger:
    """The learned tagger over one network.

    Attributes:
        network: The network.
        pieces: Its pieces.
    """

    def __init__(self, network: Network, pieces: Pieces) -> None:
        self.network = network
        self.pieces = pieces

    def tag(self, text: str, words: Sequence[Word], starts: Sequence[int], hints: Ints) -> Tagging:
        """Find spans and the report proper.

        Args:
            text: The text as received.
            words: Its words.
            starts: Indices of the words that begin a sentence.
            hints: What rules and lists say of each word, from `make_hints`.
        """
        of_words = word_pieces(text, words, self.pieces)
        windows = list(cut_windows(of_words, starts, LONGEST, CONTEXT))
        answers = self.network.tags(windows, hints)
        own = [(v[w.own - w.first :], s[w.own - w.first :]) for w, (v, s) in zip(windows, answers, strict=True)]
        if not own:
            return Tagging([], (0, 0), np.zeros((0, 1), np.float32))
        vectors = np.concatenate([v for v, _ in own])
        scores = np.concatenate([s for _, s in own])
        return Tagging(decode_spans(words, scores), decode_body(words, scores), vectors)

    def relate(
        self,
        vectors: Floats,
        triggers: Sequence[tuple[int, int]],
        spans: Sequence[tuple[int, int, str]],
        starts: Sequence[int],
    ) -> Relating:
        """Say what triggers mean and which spans belong to them.

        Args:
            vectors: The words' vectors, from `tag`.
            triggers: Triggers as word stretches, in order.
            spans: The other spans as `(first, last, label)`, in order.
            starts: Indices of the words that begin a sentence.
        """
        kinds = [(first, last, KIND[label]) for first, last, label in spans]
        pairs, near = pair_features(triggers, kinds, starts, KIND["date"])
        link_pairs, link_near = link_features(triggers, starts)
        if not triggers:
            empty = np.zeros((0, 0), np.float32)
            return Relating(empty, empty, pairs, empty, link_pairs, empty)
        types, realis, roles, links = self.network.relations(
            ends_of(vectors, triggers),
            around(vectors, triggers),
            ends_of(vectors, spans),
            np.array([k for _, _, k in kinds], np.int64),
            pairs,
            near,
            link_pairs,
            link_near,
        )
        return Relating(types, realis, pairs, roles, link_pairs, links)


def ends_of(vectors: Floats, stretches: Sequence[tuple[int, ...] | tuple[int, int, str]]) -> Floats:
    """Give the vectors of the first and the last word of each stretch, side by side."""
    if not stretches:
        return np.zeros((0, 2 * vectors.shape[1]), vectors.dtype)
    first = vectors[[int(s[0]) for s in stretches]]
    last = vectors[[int(s[1]) - 1 for s in stretches]]
    return np.concatenate([first, last], -1)


def around(vectors: Floats, stretches: Sequence[tuple[int, int]]) -> Floats:
    """Give the mean vector of the words around each stretch."""
    total = np.concatenate(
        [np.zeros((1, vectors.shape[1]), vectors.dtype), np.cumsum(vectors, 0, dtype=np.float64).astype(vectors.dtype)]
    )
    low = np.array([max(0, first - AROUND) for first, _ in stretches])
    high = np.array([min(len(vectors), last + AROUND) for _, last in stretches])
    mean: Floats = ((total[high] - total[low]) / (high - low)[:, None]).astype(vectors.dtype)
    return mean
