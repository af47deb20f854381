"""Put events together from triggers, spans and what is known of their ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import exp, log
from typing import Any

import numpy as np

from marsad.events.arguments import PARTS, Chosen, Thresholds, Tie, arguments_of, choose, ties_of
from marsad.events.blend import RuleWeights
from marsad.events.evidence import Evidence
from marsad.events.tolls import tolls_of
from marsad.events.when import event_date
from marsad.model import Event, Link, Realis, Span
from marsad.tagger.decode import Floats
from marsad.tagger.labels import REALIS, RELATION_WAYS, TYPES

MANNERS = tuple(map(Realis, REALIS))
LINK = 0.5
"""How likely a tie of two events must be before it is told."""


@dataclass(frozen=True)
class Settings:
    """What the assembly may be told.

    Attributes:
        limits: How likely ties must be.
        weights: How much rules weigh against the network.
        least: Least score of a span of the tagger's, by label.
        filled: Labels of the spans that rules add where the tagger found none.
        calibrate: Bends a probability so that it says how often it is right: `1 / (1 + exp(-(a * logit + b)))`.
    """

    limits: Thresholds = field(default_factory=Thresholds)
    calibrate: tuple[float, float] = (1.0, 0.0)
    weights: RuleWeights = field(default_factory=RuleWeights)
    least: Mapping[str, float] = field(default_factory=dict)
    filled: frozenset[str] = frozenset({"date"})

    @classmethod
    def of(cls, card: Mapping[str, Any]) -> "Settings":
        """Take the settings that a model's card gives."""
        a, b = card.get("calibrate", (1.0, 0.0))
        weights = RuleWeights(**card.get("weights", {}))
        limits, filled = Thresholds(**card.get("limits", {})), frozenset(card.get("filled", ("date",)))
        return cls(limits, (float(a), float(b)), weights, dict(card.get("least", {})), filled)


def assemble_events(evidence: Evidence, published: date | None, settings: Settings) -> tuple[Event, ...]:
    """Make the events of a report, in the order of their triggers.

    Args:
        evidence: What was found.
        published: Day of publication.
        settings: Thresholds and calibration.
    """
    if not evidence.triggers:
        return ()
    what = zip(_likeliest(evidence.relating.types), _likeliest(evidence.relating.realis), strict=True)
    ties = ties_of(evidence, settings.limits)
    return tuple(_event(evidence, i, *those, ties[i], published, settings) for i, those in enumerate(what))


def _likeliest(table: Floats) -> list[tuple[int, float]]:
    """Give the likeliest column of each row, and how likely it is."""
    return list(zip(table.argmax(-1).tolist(), table.max(-1).tolist(), strict=True))


def _event(
    evidence: Evidence,
    i: int,
    of_type: tuple[int, float],
    of_realis: tuple[int, float],
    ties: Sequence[Tie],
    published: date | None,
    settings: Settings,
) -> Event:
    """Make the event of one trigger."""
    trigger = evidence.triggers[i]
    kind, manner, confidence, read_as = _meant(of_type, of_realis, trigger.score, settings.calibrate)
    chosen = choose(evidence, kind, ties, settings.limits)
    places, actors = arguments_of(evidence, chosen)
    parts = [c for c in chosen if c.role in PARTS]
    source = max((c for c in parts if c.role == "source"), key=lambda c: c.probability, default=None) if parts else None
    span = trigger.span
    return Event(
        id=f"e{i + 1}",
        type=kind,
        realis=manner,
        trigger=span,
        date=event_date(evidence, i, ties, published, settings.limits),
        places=places,
        actors=actors,
        topics=_spans(evidence, parts, "topic"),
        weapons=_spans(evidence, parts, "weapon"),
        casualties=tolls_of(evidence, kind, manner, chosen),
        source=evidence.spans[source.span].span if source else None,
        confidence=confidence,
        because=f"«{evidence.text[span.start : span.end]}» {read_as}",
    )


@lru_cache(maxsize=1 << 12)
def _meant(
    of_type: tuple[int, float], of_realis: tuple[int, float], score: float, bend: tuple[float, float]
) -> tuple[str, Realis, float, str]:
    """Say what a trigger means: type, realis, how sure that is, and the same in words.

    Rules say the same of many triggers, so the answer is kept.
    """
    kind, manner = TYPES[of_type[0]], MANNERS[of_realis[0]]
    read_as = f"read as {kind} ({of_type[1]:.2f}), {manner} ({of_realis[1]:.2f})"
    return kind, manner, round(_calibrated(of_type[1] * score, bend), 4), read_as


def _spans(evidence: Evidence, parts: list[Chosen], role: str) -> tuple[Span, ...]:
    return tuple([evidence.spans[c.span].span for c in parts if c.role == role]) if parts else ()


def _calibrated(probability: float, bend: tuple[float, float]) -> float:
    """Bend a probability by what was measured."""
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return 1 / (1 + exp(-(bend[0] * log(p / (1 - p)) + bend[1])))


def assemble_links(evidence: Evidence) -> tuple[Link, ...]:
    """Make the ties between the events of a report."""
    links = []
    relating = evidence.relating
    if not len(relating.link_pairs):
        return ()
    ways = relating.links.argmax(-1)
    for row in np.flatnonzero((ways > 0) & (relating.links.max(-1) >= LINK)).tolist():
        name = RELATION_WAYS[ways[row]]
        a, b = relating.link_pairs[row].tolist()
        first, second = (b, a) if name.endswith("<") else (a, b)
        links.append(Link(f"e{first + 1}", name.rstrip("<>"), f"e{second + 1}"))
    return tuple(links)
