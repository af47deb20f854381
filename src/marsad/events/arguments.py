"""Choose who and what belongs to an event, from the probabilities of roles.

The codebook limits what is possible: in meetings, agreements and clashes people take part, in everything else somebody acts and
somebody is acted on. Whatever probability falls on an impossible role goes to the possible one nearest in meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from marsad.events.evidence import Evidence
from marsad.model import ActorKind, Argument, Mention, MentionKind
from marsad.tagger.decode import Floats
from marsad.tagger.labels import ROLES

MUTUAL = frozenset({"meeting", "agreement", "clash"})
ROLE = {name: i for i, name in enumerate(ROLES)}
ACTOR_ROLES = tuple(ROLE[name] for name in ("actor", "recipient", "participant", "chair", "host"))
PLACE_ROLES = tuple((name, ROLE[name]) for name in ("location", "origin", "destination"))

Tie = tuple[int, Sequence[float]]
"""A span an event may be tied to, and the probabilities of its roles."""


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


class Chosen(NamedTuple):
    """A span chosen for an event.

    Attributes:
        span: Index of the span.
        role: Its role.
        probability: How likely.
    """

    span: int
    role: str
    probability: float


def actor_role(probabilities: Sequence[float] | Floats, event_type: str) -> tuple[str, float]:
    """Choose an actor's role; the probability is that it has any role at all."""
    actor, recipient, participant, chair, host = (probabilities[i] for i in ACTOR_ROLES)
    total = float(actor + recipient + participant + chair + host)
    if event_type not in MUTUAL:
        return ("recipient" if recipient > actor else "actor"), total
    participant += actor + recipient
    if participant >= chair and participant >= host:
        return "participant", total
    return ("host" if host > chair else "chair"), total


def place_role(probabilities: Sequence[float]) -> tuple[str, float]:
    """Choose a place's role; the probability is that it has any."""
    best, highest, total = "", -1.0, 0.0
    for name, i in PLACE_ROLES:
        p = probabilities[i]
        total += p
        if p > highest:
            best, highest = name, p
    return best, total


def choose(evidence: Evidence, event_type: str, ties: Sequence[Tie], limits: Thresholds) -> list[Chosen]:
    """Choose the spans of one event.

    Args:
        evidence: What was found.
        event_type: Its type.
        ties: The spans it may be tied to.
        limits: Thresholds.

    Returns:
        Spans with roles; dates are left to `when`.
    """
    chosen = []
    for j, p in ties:
        mention = evidence.mentions[j]
        if mention is not None and mention.kind is MentionKind.ACTOR:
            role, probability = actor_role(p, event_type)
            limit = limits.actor
        elif mention is not None and mention.kind is MentionKind.PLACE:
            role, probability = place_role(p)
            limit = limits.place
        elif mention is None:
            label = evidence.spans[j].label
            role = label if label in ("topic", "weapon", "source") else "toll"
            probability = p[ROLE[role]]
            limit = limits.part
        else:
            continue
        if probability >= limit:
            chosen.append(Chosen(j, role, probability))
    return _one_chair(_nearest_of_same(evidence, _most_specific(evidence, chosen)))


def _one_chair(chosen: list[Chosen]) -> list[Chosen]:
    """Leave a meeting one chair, the likeliest; whoever else was taken for one took part."""
    chairs = [item for item in chosen if item.role == "chair"]
    if len(chairs) < 2:
        return chosen
    chair = max(chairs, key=lambda item: item.probability)
    return [item._replace(role="participant") if item.role == "chair" and item is not chair else item for item in chosen]


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
    if len(chosen) < 2:
        return chosen
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
    mentions = evidence.mentions
    places = {c.span: m for c in chosen if (m := mentions[c.span]) is not None and m.kind is MentionKind.PLACE}
    if len(places) < 2:
        return chosen
    dropped = set()
    for inner, a in places.items():
        for outer, b in places.items():
            if inner == outer or not a.places or not b.places or outer < inner:
                continue
            holds = b.places[0].place.id in a.places[0].place.parents
            if holds and evidence.spans[outer].first - evidence.spans[inner].last <= 6:
                dropped.add(outer)
    return [c for c in chosen if c.span not in dropped]


def ties_of(evidence: Evidence, limits: Thresholds) -> list[list[Tie]]:
    """Give, for each trigger, the spans that are likely enough to have any role; most have none."""
    ties: list[list[Tie]] = [[] for _ in evidence.triggers]
    relating = evidence.relating
    if len(relating.pairs):
        least = min(limits.actor, limits.place, limits.date, limits.part)
        rows = np.flatnonzero(relating.roles[:, ROLE["none"]] <= 1 - least + 1e-6)
        for (i, j), p in zip(relating.pairs[rows].tolist(), relating.roles[rows].tolist(), strict=True):
            ties[i].append((j, p))
    return ties


def arguments_of(evidence: Evidence, chosen: Sequence[Chosen]) -> dict[MentionKind, list[Argument]]:
    """Make the event's arguments, by kind."""
    out: dict[MentionKind, list[Argument]] = {MentionKind.PLACE: [], MentionKind.ACTOR: []}
    for j, role, probability in chosen:
        mention = evidence.mentions[j]
        if mention is not None:
            out[mention.kind].append(Argument(mention.id, role, round(probability, 4)))
    return out
