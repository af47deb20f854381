"""Say of an account what two accounts are compared by.

An account is compared once for each of its places: a list of targets is one event, and another report may tell of one of them.
What the account leaves open is bounded here for linking alone, and marked as such; the account itself stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from marsad.link.names import group_actors
from marsad.link.wording import Wordings
from marsad.model import Account, ActorInterpretation, ActorKind, Claim, Place, Realis
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

LAG = 3
"""Days before publication within which the event of a post lies that names no day; most tell of the day or the one before."""

LONGEST = 10
"""Days of the longest interval that is compared: an account that says «in May» fits a hundred incidents."""

WIDEST = 60.0
"""Kilometres of the widest place that is compared: a governorate at most."""

PLACES = 4
"""Places of one account that are compared, in the order told."""

PERSON = "person:"
"""How the id of a person begins who is in no roster."""

NOWHERE: Mapping[str, Any] = {"lat": None, "lon": None, "radius": 0.0, "place": "", "name": "", "placed": False}
"""What is known of the place when the report names none."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """An account at one of its places, as it is compared.

    Attributes:
        event: Key of the event.
        report: Key of the report.
        lineage: Key of the lineage of the report.
        kind: What sort of happening it is; accounts of two kinds are never compared.
        type: The type.
        first: First day, as an ordinal.
        last: Last day.
        day: The likeliest day.
        dated: Whether the report gives the day; else it is bounded by the day of publication.
        lat: Latitude of the place; None where the report names no place at all.
        lon: Longitude.
        radius: How far the place reaches, in kilometres.
        place: Identifier of the place.
        name: Its name, for people.
        named: Folded words of the account's places, known or not, sorted.
        placed: Whether the account itself names the place; else another account of the report does.
        actors: Identifiers of the actors, sorted.
        persons: Persons that the report names in full, one key for all spellings of a name, sorted: who tells of the same dead
            tells of the same deed, weeks later too.
        weapons: Folded words for the means, sorted.
        killed: Smallest and largest number killed; None when not told.
        injured: Likewise injured.
        standing: How its report presents it.
        words: Its words that are not common, sorted.
        rare: Those of them that are rare.
    """

    event: str
    report: str
    lineage: str
    kind: str
    type: str
    first: int
    last: int
    day: int
    dated: bool
    lat: float | None
    lon: float | None
    radius: float
    place: str
    name: str
    named: tuple[str, ...]
    placed: bool
    actors: tuple[str, ...]
    persons: tuple[str, ...]
    weapons: tuple[str, ...]
    killed: tuple[int, int] | None
    injured: tuple[int, int] | None
    standing: str
    words: tuple[str, ...]
    rare: tuple[str, ...]


def make_comparables(
    accounts: Sequence[Account], published: Mapping[str, date | None], lineages: Mapping[str, str], wordings: Wordings
) -> Iterator[Comparable]:
    """Give the accounts as they are compared.

    Args:
        accounts: Any accounts; those whose day nobody can bound are left out.
        published: Days of publication by report.
        lineages: Lineages by report.
        wordings: Gives their telling words.
    """
    told = {account.event: located(account) for account in accounts}
    around: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for account in accounts:
        around[account.report].update((place.id, place) for place in told[account.event])
    persons = named_persons(accounts)
    for account in accounts:
        days = _days(account, published.get(account.report))
        places = told[account.event] or finest(around[account.report].values())
        if days is None:
            continue
        shared = _shared(account, lineages, wordings) | days | {"persons": persons.get(account.report, ())}
        if not places:
            yield Comparable(**shared, **NOWHERE)
        for place in places[:PLACES]:
            yield Comparable(**shared, **_where(place), placed=bool(told[account.event]))


def _where(place: Place) -> dict[str, Any]:
    point = place.point
    where = {"lat": point.lat, "lon": point.lon} if point else {"lat": None, "lon": None}
    return where | {"radius": place.radius_km, "place": place.id, "name": place.name.en or place.name.ar}


def _days(account: Account, published: date | None) -> dict[str, Any] | None:
    if account.interval is not None:
        first, last = account.interval.first.toordinal(), account.interval.last.toordinal()
        return {"first": first, "last": last, "day": last, "dated": True} if last - first < LONGEST else None
    if published is None:
        return None
    day = published.toordinal()
    return {"first": day - LAG, "last": day, "day": day, "dated": False}


def _shared(account: Account, lineages: Mapping[str, str], wordings: Wordings) -> dict[str, Any]:
    words = wordings.of(account)
    return {
        "event": account.event,
        "report": account.report,
        "lineage": lineages.get(account.report, account.report),
        "kind": f"{kind_of(account.type)} {standing(account.realis)}",
        "type": account.type,
        "named": tuple(sorted({word for claim in account.of("place") for word in wordings.of_text(claim.surface)})),
        "actors": actor_keys(account),
        "weapons": tuple(sorted({fold_key(claim.surface) for claim in account.of("weapon")})),
        "killed": toll_range(account, "killed"),
        "injured": toll_range(account, "injured"),
        "standing": account.realis.value,
        "words": words,
        "rare": wordings.rare(words),
    }


@cache
def _kinds() -> Mapping[str, str]:
    kinds = load_vocabulary("linking")["kinds"]
    return {type_: kind for kind, types in kinds.items() for type_ in types}


def kind_of(type_: str) -> str:
    """Name the sort of happening a type belongs to; a type of no sort is one of its own."""
    return _kinds().get(type_, type_)


def standing(realis: Realis) -> str:
    """Say whether it happened, was only to happen, or did not: accounts that differ in this are never one incident."""
    if realis in (Realis.ACTUAL, Realis.FAILED, Realis.GENERIC):
        return "actual"
    return "planned" if realis in (Realis.PLANNED, Realis.ORDERED, Realis.CONDITIONAL) else realis.value


def located(account: Account) -> tuple[Place, ...]:
    """Give the places an account happened at, as likely understood: those with a point, without those that hold another."""
    claims = [claim for claim in account.of("place") if claim.role == "location"] or list(account.of("place"))
    return finest(place for claim in claims if (place := _place(claim)) is not None)


def _place(claim: Claim) -> Place | None:
    value = claim.value
    if not isinstance(value, tuple) or not value:
        return None
    place: Any = getattr(value[0], "place", None)
    return place if place is not None and place.point is not None and place.radius_km <= WIDEST else None


def finest(places: Any) -> tuple[Place, ...]:
    """Leave out places that another of them lies in."""
    known = {place.id: place for place in places}
    holders = {parent for place in known.values() for parent in place.parents}
    return tuple(place for id_, place in known.items() if id_ not in holders)


def actor_keys(account: Account) -> tuple[str, ...]:
    """Give the identifiers of named actors, sorted."""
    values: list[Any] = [claim.value for claim in account.of("actor") if isinstance(claim.value, tuple) and claim.value]
    return tuple(sorted({str(value[0].id) for value in values if getattr(value[0], "id", None)}))


def named_persons(accounts: Iterable[Account]) -> dict[str, tuple[str, ...]]:
    """Give the persons that reports name in full, by report; names of one person are one key, see `marsad.link.names`.

    Figures of the roster are left out: half of all reports name them.
    """
    known: dict[str, ActorInterpretation] = {}
    told: defaultdict[str, set[str]] = defaultdict(set)
    for account in accounts:
        for claim in account.of("actor"):
            found: Any = (
                claim.value[0] if claim.kind is ActorKind.PERSON and isinstance(claim.value, tuple) and claim.value else None
            )
            if found is not None and str(found.id).startswith(PERSON) and " " in found.name.ar:
                known.setdefault(found.id, found)
                told[account.report].add(found.id)
    ids = sorted(known)
    groups = group_actors([known[id_] for id_ in ids])
    keys = {ids[i]: ids[group[0]] for group in groups for i in group}
    return {report: tuple(sorted({keys[id_] for id_ in some})) for report, some in told.items()}


def toll_range(account: Account, status: str) -> tuple[int, int] | None:
    """Give the range over all numbers an account tells of one status; None when it tells none."""
    tolls: list[Any] = [claim.value for claim in account.of("toll") if claim.role == status]
    lows = [toll.low for toll in tolls if toll is not None and toll.low is not None]
    highs = [toll.high for toll in tolls if toll is not None and toll.high is not None]
    if not lows and not highs:
        return None
    low = max(lows, default=0)
    return low, max([*highs, low])
