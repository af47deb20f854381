"""Choose who and what belongs to an event, from the probabilities of roles.

The codebook limits what is possible: in meetings, agreements and clashes people take part, in everything else somebody acts and
somebody is acted on. Whatever probability falls on an impossible role goes to the possible one nearest in meaning.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from marsad.events.evidence import Evidence
from marsad.model import ActorKind, Argument, Mention, MentionKind
from marsad.tagger.decode import Floats
from marsad.tagger.labels import ROLES

MUTUAL = frozenset({"meeting", "agreement", "clash"})
ROLE = {name: i for i, name in enumerate(ROLES)}
ACTOR_ROLES = ("actor", "recipient", "participant", "chair", "host")
PLACE_ROLES = ("location", "origin", "destination")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely a tie must be before it is told.

    Attributes:
        actor: Of an actor to an event.
        place: Of a place to an event.
        date: Of a date to an event.
        part: Of a topic, weapon, toll or source to an event.
    """

    actor: float = 0.5
    place: float = 0.5
    date: float = 0.5
    part: float = 0.5


@dataclass(frozen=True, slots=True)
class Chosen:
    """A span chosen for an event.

    Attributes:
        span: Index of the span.
        role: Its role.
        probability: How likely.
    """

    span: int
    role: str
    probability: float


def actor_role(probabilities: Floats, event_type: str) -> tuple[str, float]:
    """Choose an actor's role; the probability is that it has any role at all."""
    p = {role: float(probabilities[ROLE[role]]) for role in ACTOR_ROLES}
    total = sum(p.values())
    if event_type in MUTUAL:
        p["participant"] += p.pop("actor") + p.pop("recipient")
    else:
        kept = max(("actor", "recipient"), key=p.__getitem__)
        p[kept] += p.pop("participant")
        p["actor" if kept == "actor" else "recipient"] += p.pop("chair") + p.pop("host")
    return max(p, key=p.__getitem__), total


def place_role(probabilities: Floats) -> tuple[str, float]:
    """Choose a place's role; the probability is that it has any."""
    p = {role: float(probabilities[ROLE[role]]) for role in PLACE_ROLES}
    return max(p, key=p.__getitem__), sum(p.values())


def choose(evidence: Evidence, event_type: str, rows: Iterable[int], limits: Thresholds) -> list[Chosen]:
    """Choose the spans of one event.

    Args:
        evidence: What was found.
        event_type: Its type.
        rows: Indices of the pairs that hold this trigger.
        limits: Thresholds.

    Returns:
        Spans with roles; dates are left to `when`.
    """
    relating = evidence.relating
    chosen = []
    for row in rows:
        j = int(relating.pairs[row, 1])
        p = relating.roles[row]
        mention, label = evidence.mentions[j], evidence.spans[j].label
        if mention is not None and mention.kind is MentionKind.ACTOR:
            role, probability = actor_role(p, event_type)
            limit = limits.actor
        elif mention is not None and mention.kind is MentionKind.PLACE:
            role, probability = place_role(p)
            limit = limits.place
        elif mention is None:
            role = label if label in ("topic", "weapon", "source") else "toll"
            probability = float(p[ROLE[role]])
            limit = limits.part
        else:
            continue
        if probability >= limit:
            chosen.append(Chosen(j, role, probability))
    return _nearest_of_same(evidence, _most_specific(evidence, chosen))


def _identity(mention: Mention) -> str:
    """Give what two mentions share when they name one actor or place."""
    if mention.kind is MentionKind.ACTOR:
        first = mention.actors[0] if mention.actors else None
        named = mention.actor_kind in (ActorKind.PERSON, ActorKind.ORGANIZATION)
        return first.id if first and first.id and named else f"{mention.span.start}"
    place = mention.places[0].place.id if mention.places else ""
    return place or mention.surface


def _nearest_of_same(evidence: Evidence, chosen: list[Chosen]) -> list[Chosen]:
    """Where one actor or place is chosen twice for one role, keep the mention most likely meant."""
    best: dict[tuple[str, str], Chosen] = {}
    rest = []
    for item in chosen:
        mention = evidence.mentions[item.span]
        if mention is None:
            rest.append(item)
            continue
        key = (item.role, _identity(mention))
        if key not in best or item.probability > best[key].probability:
            best[key] = item
    return sorted([*best.values(), *rest], key=lambda item: item.span)


def _most_specific(evidence: Evidence, chosen: list[Chosen]) -> list[Chosen]:
    """Of a chain («حي الجميعات في مدينة البوكمال شرق دير الزور») keep the most specific place."""
    places: Mapping[int, Mention] = {
        c.span: m for c in chosen if (m := evidence.mentions[c.span]) and m.kind is MentionKind.PLACE
    }
    dropped = set()
    for inner, a in places.items():
        for outer, b in places.items():
            if inner == outer or not a.places or not b.places or outer < inner:
                continue
            holds = b.places[0].place.id in a.places[0].place.parents
            if holds and evidence.spans[outer].first - evidence.spans[inner].last <= 6:
                dropped.add(outer)
    return [c for c in chosen if c.span not in dropped]


def rows_of(evidence: Evidence, limits: Thresholds) -> list[list[int]]:
    """Give, for each trigger, the rows of its pairs that are likely enough to have any role; most pairs have none."""
    rows: list[list[int]] = [[] for _ in evidence.triggers]
    relating = evidence.relating
    if len(relating.pairs):
        least = min(limits.actor, limits.place, limits.date, limits.part)
        for row in np.flatnonzero(relating.roles[:, ROLE["none"]] <= 1 - least + 1e-6).tolist():
            rows[relating.pairs[row, 0]].append(row)
    return rows


def arguments_of(evidence: Evidence, chosen: Iterable[Chosen], kind: MentionKind) -> tuple[Argument, ...]:
    """Make the event's arguments of one kind."""
    out = []
    for item in chosen:
        mention = evidence.mentions[item.span]
        if mention is not None and mention.kind is kind:
            out.append(Argument(mention.id, item.role, round(item.probability, 4)))
    return tuple(out)
