"""Make an incident anew, as a profile allows. What its claims may say decides what it may say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from marsad.exports.profiles.claims import make_account
from marsad.exports.profiles.persons import is_person
from marsad.exports.profiles.places import may_leave_unknown
from marsad.exports.profiles.rules import country_code, load_codes
from marsad.exports.profiles.values import (
    Scene,
    Untold,
    group_code,
    known_codes,
    known_side,
    make_actor,
    make_interval,
    make_source,
    make_weapon,
    number,
    place_rule,
)
from marsad.model import (
    Account,
    ActorKind,
    Incident,
    IncidentActor,
    IncidentDate,
    IncidentPlace,
    IncidentToll,
    Level,
    Link,
    Name,
    Place,
    Realis,
    Wording,
)

NOTED = {"id": "keep_originals", "type": "codes", "conflicts": "codes", "country": "codes", "links": "ids"}
"""Fields of an incident that no function of their own makes, with the rule that changes them."""


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of an incident's accounts.

    Attributes:
        scene: The incident and the rules.
        keys: New key of each claim that leaves, by its id in the archive.
        reports: Report of each claim, by the same id.
    """

    scene: Scene
    keys: Mapping[str, str]
    reports: Mapping[str, str]

    def claims(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the new keys of those claims that leave."""
        return tuple(dict.fromkeys(self.keys[id] for id in ids if id in self.keys))

    def lineages(self, ids: Iterable[str]) -> int:
        """Count the lineages of those claims that leave."""
        reports = {self.reports[id] for id in ids if id in self.keys}
        return max(1, len({self.scene.lineages.get(report, report) for report in reports}))

    def swap(self, field: str, what: object, became: object, rule: str) -> None:
        """Note what became of a field of the incident."""
        self.scene.ledger.swap(self.scene.incident.id, (), field, what, became, rule)


def make_incident(scene: Scene, ids: Mapping[str, str]) -> Incident | None:
    """Make an incident anew.

    Args:
        scene: The incident and the rules.
        ids: New id of each incident that may leave, by its id in the archive.

    Returns:
        The incident; None when none of its accounts may leave.
    """
    was = scene.incident
    accounts = tuple(left for account in was.accounts if (left := make_account(scene, account)) is not None)
    if not accounts:
        scene.ledger.note(was.id, (), "incident", was.id, "", "empty")
        return None
    rest = _left(scene, accounts)
    made = Incident(
        id=ids[was.id],
        type=load_codes().type(was.type),
        realis=Realis(was.realis),
        date=_date(rest, was.date),
        places=tuple(_places(rest)),
        actors=tuple(_actors(rest)),
        tolls=tuple(_tolls(rest)),
        weapons=tuple(_wordings(rest, "weapons")),
        topics=tuple(_wordings(rest, "topics")),
        sources=tuple(_wordings(rest, "sources")),
        accounts=accounts,
        lineages=rest.lineages(rest.keys),
        conflicts=tuple(sorted(set(was.conflicts) & load_codes().fields)),
        country=country_code(was.country),
        links=tuple(_links(was.links, ids)),
    )
    for field, rule in NOTED.items():
        rest.swap(field, getattr(was, field), getattr(made, field), rule)
    return made


def _left(scene: Scene, accounts: tuple[Account, ...]) -> _Left:
    leaving = {claim.id for account in accounts for claim in account.claims}
    claims = [claim for account in scene.incident.accounts for claim in account.claims]
    keys = {claim.id: key for claim in claims if (key := scene.pseudonyms.key("claim", claim.id)) in leaving}
    return _Left(scene, keys, {claim.id: claim.report for claim in claims})


def _date(left: _Left, date: IncidentDate) -> IncidentDate:
    because = left.scene.clean(date.because)
    left.swap("date.because", date.because, because, "keep_quotes")
    others = tuple((days, left.claims(ids)) for interval, ids in date.others if (days := make_interval(interval)) is not None)
    return IncidentDate(make_interval(date.interval), left.claims(date.claims), others, because)


def _places(left: _Left) -> Iterator[IncidentPlace]:
    """Give the places, those that have become one as one."""
    found: dict[tuple[str, str, str], tuple[Place, list[str]]] = {}
    for was in left.scene.incident.places:
        place, role = left.scene.coarsener.coarse(was.place) or _unknown(left.scene, was.place), load_codes().role(was.role)
        left.swap("place", _called(was.place), _called(place) if place else "", place_rule(left.scene))
        left.swap("place.role", was.role, role, "codes")
        if place is not None:
            found.setdefault((place.id, place.name.ar, role), (place, []))[1].extend(was.claims)
    for (_, _, role), (place, claims) in found.items():
        yield IncidentPlace(place, role, left.claims(claims), left.lineages(claims))


def _unknown(scene: Scene, place: Place) -> Place | None:
    """Give a place that the gazetteer does not know, where its words and its level may leave."""
    if not may_leave_unknown(place, scene.profile, scene.coarsener.finest):
        return None
    clean = scene.guard.clean(place.name.ar) and scene.guard.clean(place.name.en)
    return Place("", Name(place.name.ar, place.name.en), Level(place.level), None, float(place.radius_km)) if clean else None


def _called(place: Place) -> str:
    point = f" ({place.point.lat}, {place.point.lon})" if place.point else ""
    return f"{place.name.ar or place.name.en} [{place.id}, {place.level.value}]{point}"


def _actors(left: _Left) -> Iterator[IncidentActor]:
    """Give the actors, those that have become one as one; a person leaves only with a claim that does."""
    found: dict[tuple[str | None, str, str], tuple[IncidentActor, list[str]]] = {}
    for was in left.scene.incident.actors:
        if is_person(was.id, was.kind) and not left.claims(was.claims):
            held = "held until a second reviewer clears it"
            left.swap("actor", _named(was), held, "hold_single_source_persons")
            continue
        made = _actor(left, was)
        found.setdefault((made.id, made.name.ar, made.role), (made, []))[1].extend(was.claims)
    for made, claims in found.values():
        yield IncidentActor(
            made.id, made.name, made.kind, made.role, left.claims(claims), left.lineages(claims), made.side, made.codes
        )


def _actor(left: _Left, was: IncidentActor) -> IncidentActor:
    id, name = make_actor(left.scene, was.id, was.name, was.kind)
    made = IncidentActor(
        id, name, ActorKind(was.kind), load_codes().role(was.role), (), 1, known_side(was.side), known_codes(was.codes)
    )
    left.swap("actor", _named(was), _named(made), "persons" if is_person(was.id, was.kind) else "descriptions")
    for field in ("role", "side", "codes"):
        left.swap(f"actor.{field}", getattr(was, field), getattr(made, field), "codes")
    return made


def _named(actor: IncidentActor) -> str:
    return " / ".join(part for part in (actor.name.ar, actor.name.en, actor.id) if part)


def _tolls(left: _Left) -> Iterator[IncidentToll]:
    for was in left.scene.incident.tolls:
        if was.status not in load_codes().statuses:
            left.swap("toll", was.status, "", "codes")
            continue
        group, claims = group_code(was.group), left.claims(was.claims)
        left.swap("toll.group", was.group, group, "codes")
        low, best, high = number(was.low), number(was.best), number(was.high)
        yield IncidentToll(was.status, group, low, best, high, claims, bool(was.conflict))


def _wordings(left: _Left, field: str) -> Iterator[Wording]:
    """Give the words of a field that may leave."""
    scene = left.scene
    make = {"weapons": make_weapon, "sources": make_source}.get(field)
    rule = "keep_outlets" if field == "sources" else "keep_quotes"
    for was in getattr(scene.incident, field):
        text = make(scene, was.text) if make else scene.clean(was.text)
        words = "" if isinstance(text, Untold) else text
        left.swap(field, was.text, words, rule)
        if words:
            yield Wording(words, left.claims(was.claims))


def _links(links: Iterable[Link], ids: Mapping[str, str]) -> Iterator[Link]:
    """Give the ties to incidents that leave too."""
    for link in links:
        if link.source in ids and link.target in ids and link.rel in load_codes().relations:
            yield Link(ids[link.source], link.rel, ids[link.target])
