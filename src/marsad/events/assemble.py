"""Put events together from triggers, spans and what is known of their ties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from marsad.events.arguments import Chosen, Thresholds, arguments_of, choose, rows_of
from marsad.events.blend import RuleWeights
from marsad.events.evidence import Evidence
from marsad.events.when import event_date
from marsad.model import Event, Link, MentionKind, Realis, Span
from marsad.tagger.labels import REALIS, RELATION_WAYS, TYPES

LINK = 0.5
"""How likely a tie of two events must be before it is told."""


@dataclass(frozen=True)
class Settings:
    """What the assembly may be told.

    Attributes:
        limits: How likely ties must be.
        weights: How much rules weigh against the network.
        filled: Labels of the spans that rules add where the tagger found none.
        calibrate: Bends a probability so that it says how often it is right: `1 / (1 + exp(-(a * logit + b)))`.
    """

    limits: Thresholds = field(default_factory=Thresholds)
    calibrate: tuple[float, float] = (1.0, 0.0)
    weights: RuleWeights = field(default_factory=RuleWeights)
    filled: frozenset[str] = frozenset({"date"})

    @classmethod
    def of(cls, card: Mapping[str, Any]) -> "Settings":
        """Take the settings that a model's card gives."""
        a, b = card.get("calibrate", (1.0, 0.0))
        weights = RuleWeights(**card.get("weights", {}))
        return cls(
            Thresholds(**card.get("limits", {})), (float(a), float(b)), weights, frozenset(card.get("filled", ("date",)))
        )


def assemble_events(evidence: Evidence, published: date | None, settings: Settings) -> tuple[Event, ...]:
    """Make the events of a report, in the order of their triggers.

    Args:
        evidence: What was found.
        published: Day of publication.
        settings: Thresholds and calibration.
    """
    rows = rows_of(evidence, settings.limits)
    return tuple(_event(evidence, i, rows[i], published, settings) for i in range(len(evidence.triggers)))


def _event(evidence: Evidence, i: int, rows: list[int], published: date | None, settings: Settings) -> Event:
    trigger = evidence.triggers[i]
    types, realis = evidence.relating.types[i], evidence.relating.realis[i]
    kind = TYPES[int(types.argmax())]
    manner = Realis(REALIS[int(realis.argmax())])
    chosen = choose(evidence, kind, rows, settings.limits)
    sources = [c for c in chosen if c.role == "source"]
    source = max(sources, key=lambda c: c.probability, default=None)
    likely = float(types.max()) * trigger.score
    return Event(
        id=f"e{i + 1}",
        type=kind,
        realis=manner,
        trigger=trigger.span,
        date=event_date(evidence, i, rows, published, settings.limits),
        places=arguments_of(evidence, chosen, MentionKind.PLACE),
        actors=arguments_of(evidence, chosen, MentionKind.ACTOR),
        topics=_spans(evidence, chosen, "topic"),
        weapons=_spans(evidence, chosen, "weapon"),
        casualties=tuple(toll for c in chosen if c.role == "toll" and (toll := evidence.tolls[c.span])),
        source=evidence.spans[source.span].span if source else None,
        confidence=round(_calibrated(likely, settings.calibrate), 4),
        because=f"«{trigger.span.of(evidence.text)}» read as {kind} ({types.max():.2f}), {manner} ({realis.max():.2f})",
    )


def _spans(evidence: Evidence, chosen: list[Chosen], role: str) -> tuple[Span, ...]:
    return tuple(evidence.spans[c.span].span for c in chosen if c.role == role)


def _calibrated(probability: float, bend: tuple[float, float]) -> float:
    """Bend a probability by what was measured."""
    from math import exp, log

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
