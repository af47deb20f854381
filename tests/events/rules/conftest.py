"""Short ways to ask the rules about a sentence."""

from collections.abc import Callable, Sequence

import pytest

from marsad.events.rules import find_event_spans, relate_by_rule
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.labels import REALIS, ROLES, TYPES
from marsad.text.sentences import sentence_starts
from marsad.text.words import split_words

Named = Sequence[tuple[str, str]]
"""Words of a text and what kind of mention they are."""
Told = tuple[str, str, str, frozenset[tuple[str, str]]]
"""A trigger, its type, its realis, and the spans tied to it with their roles."""


def mark(text: str, named: Named) -> list[ScoredSpan]:
    """Make mentions of words of a text."""
    words = split_words(text)
    spans = []
    for surface, label in named:
        start = text.index(surface)
        inside = [i for i, word in enumerate(words) if word.start < start + len(surface) and word.end > start]
        spans.append(ScoredSpan(label, inside[0], inside[-1] + 1, Span(start, start + len(surface)), 0.9))
    return sorted(spans, key=lambda s: (s.first, s.last))


@pytest.fixture
def spans_of() -> Callable[[str, Named], list[tuple[str, str]]]:
    """Give the label and words of every span found by rule."""

    def find(text: str, named: Named = ()) -> list[tuple[str, str]]:
        words = split_words(text)
        found = find_event_spans(text, words, sentence_starts(text, words), mark(text, named))
        return [(span.label, span.span.of(text)) for span in found]

    return find


@pytest.fixture
def told() -> Callable[[str, Named], list[Told]]:
    """Read the events of a text by rule."""

    def read(text: str, named: Named = ()) -> list[Told]:
        words = split_words(text)
        starts = sentence_starts(text, words)
        mentions = mark(text, named)
        spans = sorted([*mentions, *find_event_spans(text, words, starts, mentions)], key=lambda s: (s.first, s.last))
        triggers = [span for span in spans if span.label == "trigger"]
        others = [span for span in spans if span.label != "trigger"]
        relating = relate_by_rule(text, words, starts, triggers, others)
        ties: list[set[tuple[str, str]]] = [set() for _ in triggers]
        for (i, j), p in zip(relating.pairs.tolist(), relating.roles, strict=True):
            if p.argmax():
                ties[i].add((ROLES[int(p.argmax())], others[j].span.of(text)))
        return [
            (
                t.span.of(text),
                TYPES[int(relating.types[i].argmax())],
                REALIS[int(relating.realis[i].argmax())],
                frozenset(ties[i]),
            )
            for i, t in enumerate(triggers)
        ]

    return read
