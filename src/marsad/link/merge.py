"""Say what the accounts of one incident add up to.

Nothing is chosen away: a merged value names the claims it rests on, what speaks against it stands beside it, and a field whose
accounts cannot all be right is named. Lineages of reports are counted, not reports: ten reposts are one witness.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from marsad.link.agree import choose_date, choose_realis, choose_type, merge_tolls
from marsad.link.comparable import standing
from marsad.link.compare import general_types, near_types
from marsad.link.witness import Witness, count_lineages, witnesses
from marsad.model import (
    Account,
    ActorKind,
    Incident,
    IncidentActor,
    IncidentPlace,
    Level,
    Link,
    Name,
    Place,
    Wording,
)
from marsad.places.areas import kilometres
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

HEXADECIMALS = 12
"""Digits of an event's key that go into an incident's id: 48 bits, enough for millions."""

NO_COUNTRY = "XXX"
"""Stands in an id where the country is not known."""

NEAR = 10.0
"""Kilometres that two tellings of one place may be apart without being called a conflict."""

KEPT = frozenset({"location", "origin", "destination"})


def make_incident(accounts: Sequence[Account], lineages: Mapping[str, str], links: Iterable[Link] = ()) -> Incident:
    """Merge the accounts of one incident.

    Args:
        accounts: Its accounts, in any order.
        lineages: Key of the oldest report of the lineage, by report; a report not in it is its own.
        links: Ties of this incident to others, by incident id.

    Raises:
        ValueError: There are no accounts.
    """
    if not accounts:
        raise ValueError("expected at least one account of an incident, got none")
    ordered = _in_order(accounts)
    told = {name: witnesses(ordered, lineages, name) for name in FIELDS}
    places = _places(told["place"])
    tolls = merge_tolls(told["toll"])
    date = choose_date(told["date"])
    country = _country(places)
    conflicts = {
        "type": _types_clash(told["type"]),
        "realis": len({standing(one.realis) for one in ordered}) > 1,
        "date": bool(date.others),
        "place": _places_clash(told["place"]),
        "toll": any(toll.conflict for toll in tolls),
    }
    return Incident(
        id=_id(ordered, country),
        type=choose_type(told["type"]),
        realis=choose_realis(told["realis"]),
        date=date,
        places=places,
        actors=_actors(told["actor"]),
        tolls=tolls,
        weapons=_wordings(told["weapon"]),
        topics=_wordings(told["topic"]),
        sources=_wordings(told["source"]),
        accounts=tuple(ordered),
        lineages=len({lineages.get(one.report, one.report) for one in ordered}),
        conflicts=tuple(sorted(name for name, clash in conflicts.items() if clash)),
        country=country,
        links=tuple(sorted(set(links), key=lambda link: (link.source, link.rel, link.target))),
    )


def incident_id(accounts: Sequence[Account], lineages: Mapping[str, str]) -> str:
    """Give the id that `make_incident` gives, without making the incident.

    Args:
        accounts: The incident's accounts, in any order.
        lineages: Key of the oldest report of the lineage, by report; a report not in it is its own.
    """
    return _id(accounts, _country(_places(witnesses(_in_order(accounts), lineages, "place"))))


def _in_order(accounts: Sequence[Account]) -> list[Account]:
    return sorted(accounts, key=lambda one: (one.report, one.trigger, one.event))


def _id(accounts: Sequence[Account], country: str) -> str:
    return f"MRS-{country or NO_COUNTRY}-{min(one.event for one in accounts)[:HEXADECIMALS]}"


FIELDS = ("type", "realis", "date", "place", "actor", "toll", "weapon", "topic", "source")


def _places(told: Sequence[Witness]) -> tuple[IncidentPlace, ...]:
    """Merge places: the finest first, among them the best attested."""
    groups: defaultdict[tuple[str, str, str], list[Witness]] = defaultdict(list)
    for one in told:
        place, role = _place(one), one.claim.role if one.claim.role in KEPT else "location"
        groups[role, place.id, "" if place.id else fold_key(place.name.ar)].append(one)
    holders = {parent for one in told for parent in _place(one).parents}
    merged = [
        IncidentPlace(_place(some[0]), role, tuple(one.claim.id for one in some), count_lineages(some))
        for (role, _, _), some in groups.items()
    ]

    def rank(one: IncidentPlace) -> tuple[Any, ...]:
        place = one.place
        return (
            one.role != "location",
            not place.id,
            place.id in holders,
            -one.lineages,
            place.radius_km,
            place.id,
            place.name.ar,
        )

    return tuple(sorted(merged, key=rank))


def _place(one: Witness) -> Place:
    """Give the likeliest place; for words nobody knows, a place of that name without a point."""
    value = one.claim.value
    if isinstance(value, tuple) and value and (place := getattr(value[0], "place", None)) is not None:
        return place  # type: ignore[no-any-return]
    return Place("", Name(one.claim.surface), Level.SETTLEMENT, None, 0.0)


def _places_clash(told: Sequence[Witness]) -> bool:
    """Say whether two lineages name places none of which lie near each other."""
    by_lineage: defaultdict[str, list[Place]] = defaultdict(list)
    for one in told:
        place = _place(one)
        if place.point is not None and one.claim.role in ("location", ""):
            by_lineage[one.lineage].append(place)
    return any(not _any_near(some, others) for some, others in combinations(by_lineage.values(), 2))


def _any_near(some: Iterable[Place], others: Sequence[Place]) -> bool:
    return any(_near(one, other) for one in some for other in others)


def _near(one: Place, other: Place) -> bool:
    if one.id in other.parents or other.id in one.parents or one.point is None or other.point is None:
        return True
    apart = kilometres(one.point, other.point)
    return apart - one.radius_km - other.radius_km <= NEAR


def _types_clash(told: Sequence[Witness]) -> bool:
    """Say whether two lineages give types of which neither is general and which do not stand for each other."""
    near, general = near_types(), general_types()
    types = {str(one.claim.value) for one in told} - general
    by_type = {type_: {one.lineage for one in told if one.claim.value == type_} for type_ in types}
    return any(b not in near.get(a, ()) and by_type[a] != by_type[b] for a, b in combinations(sorted(types), 2))


def _actors(told: Sequence[Witness]) -> tuple[IncidentActor, ...]:
    groups: defaultdict[tuple[str, str], list[Witness]] = defaultdict(list)
    for one in told:
        found = _actor(one)
        groups[found.id or fold_key(one.claim.surface), one.claim.role].append(one)
    merged = []
    for (_, role), some in groups.items():
        actor = _actor(some[0])
        ids = tuple(one.claim.id for one in some)
        merged.append(IncidentActor(actor.id, actor.name, actor.kind, role, ids, count_lineages(some), actor.side, actor.codes))
    return tuple(sorted(merged, key=lambda one: (-one.lineages, one.role, one.id or "", one.name.ar)))


def _actor(one: Witness) -> IncidentActor:
    """Give the likeliest actor of a claim; for words nobody knows, one that is only described."""
    claim, value = one.claim, one.claim.value
    if isinstance(value, tuple) and value and hasattr(value[0], "codes"):
        best: Any = value[0]
        return IncidentActor(best.id, best.name, best.kind, claim.role, (), 1, best.side, best.codes)
    return IncidentActor(None, Name(claim.surface), claim.kind or ActorKind.GROUP, claim.role, ())


def _wordings(told: Sequence[Witness]) -> tuple[Wording, ...]:
    groups: dict[str, list[Witness]] = {}
    for one in told:
        groups.setdefault(fold_key(str(one.claim.value)), []).append(one)
    return tuple(Wording(str(some[0].claim.value), tuple(one.claim.id for one in some)) for some in groups.values())


def _country(places: Iterable[IncidentPlace]) -> str:
    """Give the country most lineages place it in; the code that comes first of several."""
    votes: Counter[str] = Counter()
    for one in places:
        for code in _codes(one.place):
            votes[code] += one.lineages * (2 if one.role == "location" else 1)
    return min(votes, key=lambda code: (-votes[code], code), default="")


def _codes(place: Place) -> Iterator[str]:
    codes = load_vocabulary("countries")["codes"]
    last = place.parents[-1] if place.parents else place.id
    if last in codes:
        yield str(codes[last])
