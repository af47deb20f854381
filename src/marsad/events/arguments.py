"""Choose who and what belongs to an event, from the probabilities of roles.

The codebook limits what is possible: in meetings, agreements and clashes people take part, in everything else somebody acts and
somebody is acted on. Whatever probability falls on an impossible role goes to the possible one nearest in meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import attrgetter, itemgetter
from typing import NamedTuple

import numpy as np

from marsad.events.evidence import Evidence
from marsad.events.losses import may_cost
from marsad.model import ActorKind, Argument, Mention, MentionKind
from marsad.tagger.decode import Floats
from marsad.tagger.labels import ROLES

MUTUAL = frozenset({"meeting", "agreement", "clash"})
ROLE = {name: i for i, name in enumerate(ROLES)}
PARTS = frozenset({"topic", "weapon", "source"})
"""Labels that are roles too; the other parts are tolls."""
PLACE_ROLES = ("location", "origin", "destination")

_place = attrgetter("span")
"""The order of the spans chosen for an event."""
_of_actor = itemgetter(*(ROLE[name] for name in ("actor", "recipient", "participant", "chair", "host")))
_of_place = itemgetter(*(ROLE[name] for name in PLACE_ROLES))

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


_make_chosen = partial(tuple.__new__, Chosen)
"""Choose a span by its fields in a tuple; `Chosen(…)` takes twice as long."""


def actor_role(probabilities: Sequence[float] | Floats, event_type: str) -> tuple[str, float]:
    """Choose an actor's role; the probability is that it has any role at all."""
    actor, recipient, participant, chair, host = _of_actor(probabilities)
    total = float(actor + recipient + participant + chair + host)
    if event_type not in MUTUAL:
        return ("recipient" if recipient > actor else "actor"), total
    participant += actor + recipient
    if participant >= chair and participant >= host:
        return "participant", total
    return ("host" if host > chair else "chair"), total


def place_role(probabilities: Sequence[float]) -> tuple[str, float]:
    """Choose a place's role; the probability is that it has any."""
    location, origin, destination = _of_place(probabilities)
    if location >= origin:
        best = "location" if location >= destination else "destination"
    else:
        best = "origin" if origin >= destination else "destination"
    return best, location + origin + destination


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
    mentions = evidence.mentions
    for j, p in ties:
        mention = mentions[j]
        if mention is None:
            label = evidence.spans[j].label
            role = label if label in PARTS else "toll"
            if role == "toll" and not may_cost(event_type, label):
                continue
            probability, limit = p[ROLE[role]], limits.part
        elif mention.kind is MentionKind.ACTOR:
            (role, probability), limit = actor_role(p, event_type), limits.actor
        elif mention.kind is MentionKind.PLACE:
            (role, probability), limit = place_role(p), limits.place
        else:
            continue
        if probability >= limit:
            chosen.append(_make_chosen((j, role, probability)))
    if len(chosen) < 2:
        return chosen
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
    best: dict[tuple[str, str], Chosen] = {}
    rest = []
    for item in chosen:
        mention = evidence.mentions[item.span]
        if mention is None:
            rest.append(item)
            continue
        key = (item.role, _identity(mention))
        known = best.get(key)
        if known is None or item.probability > known.probability:
            best[key] = item
    return sorted([*best.values(), *rest], key=_place)


def _most_specific(evidence: Evidence, chosen: list[Chosen]) -> list[Chosen]:
    """Of a chain («حي الجميعات في مدينة البوكمال شرق دير الزور») keep the most specific place."""
    if sum([c.role in PLACE_ROLES for c in chosen]) < 2:
        return chosen
    places = {c.span: m for c in chosen if c.role in PLACE_ROLES and (m := evidence.mentions[c.span]) is not None}
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
        for (i, j), p in zip(relating.pairs[rows].tolist(), _rows(relating.roles[rows]), strict=True):
            ties[i].append((j, p))
    return ties


def _rows(table: Floats) -> list[list[float]]:
    """Give the rows of a table as lists; rules say few different ones, and each of them is made once."""
    known: dict[bytes, list[float]] = {}
    rows, data, width = [], table.tobytes(), table.itemsize * table.shape[1]
    for i in range(len(table)):
        written = data[i * width : (i + 1) * width]
        row = known.get(written)
        if row is None:
            row = known[written] = table[i].tolist()
        rows.append(row)
    return rows


def arguments_of(evidence: Evidence, chosen: Sequence[Chosen]) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """Make the event's arguments: its places, and its actors."""
    places: list[Argument] = []
    actors: list[Argument] = []
    for j, role, probability in chosen:
        mention = evidence.mentions[j]
        if mention is not None:
            argument = _argument(mention.id, role, probability)
            (places if mention.kind is MentionKind.PLACE else actors).append(argument)
    return tuple(places), tuple(actors)


@lru_cache(maxsize=1 << 12)
def _argument(mention: str, role: str, probability: float) -> Argument:
    """Make an argument; a mention has the same role in many events, and rules are sure of it in the same few degrees."""
    return Argument(mention, role, round(probability, 4))
