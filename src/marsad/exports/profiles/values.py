"""Make the values of claims anew: places coarser, actors by the roster's names or pseudonyms, words where they may leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from marsad.actors.peeling import peel
from marsad.actors.roster import Organization, load_roster
from marsad.exports.profiles.names import Guard, known_words, public_roles
from marsad.exports.profiles.persons import is_person, names_person
from marsad.exports.profiles.places import Coarsener
from marsad.exports.profiles.preview import Ledger
from marsad.exports.profiles.pseudonyms import Pseudonyms
from marsad.exports.profiles.rules import CLEAN_WORDS, Profile, load_codes
from marsad.model import (
    ActorInterpretation,
    ActorKind,
    Claim,
    ClaimValue,
    DateInterval,
    Incident,
    Name,
    Place,
    PlaceInterpretation,
    Realis,
    Span,
    Toll,
)
from marsad.text.folding import fold_key
from marsad.text.words import split_words


class Untold:
    """What a value becomes that may not leave; None is a value of its own."""


UNTOLD = Untold()


@dataclass(frozen=True, slots=True)
class Scene:
    """An incident with all that is needed to make it anew.

    Attributes:
        incident: The incident as it stands in the archive.
        profile: What may leave.
        pseudonyms: Makes pseudonyms.
        guard: Knows the withheld names.
        coarsener: Makes places coarse enough.
        held: Ids of claims that wait for a second reviewer.
        places: Folded names of places that may leave.
        outlets: Folded names of the release's outlets.
        lineages: Lineage of each report, by key.
        ledger: Notes the changes.
    """

    incident: Incident
    profile: Profile
    pseudonyms: Pseudonyms
    guard: Guard
    coarsener: Coarsener
    held: frozenset[str]
    places: frozenset[str]
    outlets: frozenset[str]
    lineages: Mapping[str, str]
    ledger: Ledger

    def clean(self, words: str) -> str:
        """Give words as they are if the profile lets words leave and no withheld name is in them; nothing else."""
        return words if self.profile.keep_quotes and self.guard.clean(words) else ""


def make_value(scene: Scene, claim: Claim) -> tuple[str, ClaimValue | Untold]:
    """Give what a claim may say and the rule that says so."""
    value = claim.value
    match claim.field, value:
        case "type", str():
            return "codes", load_codes().type(value)
        case "realis", str():
            return "codes", Realis(value).value if value in set(Realis) else UNTOLD
        case "date", DateInterval() | None:
            return "codes", make_interval(value)
        case "toll", Toll():
            return "keep_quotes", _toll(value)
        case "place", tuple():
            return place_rule(scene), make_places(scene, value)
        case "actor", tuple():
            return "persons" if names_person(claim) else "descriptions", make_actors(scene, value)
        case "weapon", str():
            return "keep_quotes", make_weapon(scene, value)
        case "topic", str():
            return "keep_quotes", scene.clean(value) or UNTOLD
        case "source", str():
            return "keep_outlets", make_source(scene, value)
    return "codes", UNTOLD


def place_rule(scene: Scene) -> str:
    """Give the rule that says how fine the places of an incident may be."""
    return "finest" if scene.coarsener.finest == scene.profile.finest else "finest_with_persons"


def make_interval(interval: DateInterval | None) -> DateInterval | None:
    """Make days anew."""
    return None if interval is None else DateInterval(interval.first, interval.last)


def make_span(span: Span) -> Span:
    """Make a span anew."""
    return Span(int(span.start), int(span.end))


def _toll(toll: Toll) -> Toll | Untold:
    codes = load_codes()
    if toll.status not in codes.statuses:
        return UNTOLD
    return Toll(toll.status, group_code(toll.group), number(toll.low), number(toll.high), make_span(toll.span))


def number(count: int | None) -> int | None:
    """Make a number anew."""
    return None if count is None else int(count)


def group_code(group: str) -> str:
    """Give whom a toll tells of, `unknown` for what the codebook does not have."""
    return group if group in load_codes().groups else "unknown"


def make_places(scene: Scene, values: tuple[object, ...]) -> tuple[PlaceInterpretation, ...]:
    """Make the interpretations of a place anew, those that have become one place as one."""
    found: dict[str, tuple[Place, float]] = {}
    for value in values:
        place = scene.coarsener.coarse(value.place) if isinstance(value, PlaceInterpretation) else None
        if place is not None and isinstance(value, PlaceInterpretation):
            found[place.id] = (place, found[place.id][1] + value.weight if place.id in found else float(value.weight))
    return tuple(PlaceInterpretation(place, "", min(1.0, weight)) for place, weight in found.values())


def make_actors(scene: Scene, values: tuple[object, ...]) -> tuple[ActorInterpretation, ...]:
    """Make the interpretations of an actor anew."""
    found: dict[tuple[str | None, str], ActorInterpretation] = {}
    for value in values:
        if isinstance(value, ActorInterpretation):
            id, name = make_actor(scene, value.id, value.name, value.kind)
            made = ActorInterpretation(id, name, ActorKind(value.kind), "", known_side(value.side), known_codes(value.codes))
            found.setdefault((id, name.ar), made)
    return tuple(found.values())


def make_actor(scene: Scene, id: str | None, name: Name, kind: ActorKind) -> tuple[str | None, Name]:
    """Give id and name under which an actor may leave.

    Those of the roster are named as the roster names them; persons without a public role get a pseudonym; the rest are
    described with the words that may leave.
    """
    known = in_roster(id, kind)
    if known is not None:
        return known.id, Name(known.name.ar, known.name.en)
    if is_person(id, kind):
        return scene.pseudonyms.person(id, name)
    words = _description(scene, name)
    if id:
        pseudonym, called = scene.pseudonyms.body(ActorKind(kind).value, id, name)
        return pseudonym, words or called
    return None, words or Name(*load_codes().kinds[ActorKind(kind).value])


def _description(scene: Scene, name: Name) -> Name | None:
    """Give the words for a group, office or body that may leave; None when there are none."""
    if scene.profile.descriptions == CLEAN_WORDS and scene.guard.clean(name.ar) and scene.guard.clean(name.en):
        return Name(name.ar, name.en)
    words = known_words(name.ar, scene.places)
    return Name(words) if words and scene.guard.clean(words) else None


def in_roster(id: str | None, kind: ActorKind) -> Organization | None:
    """Give the roster's entry of an actor that may leave by name."""
    known = load_roster().get(id) if id else None
    if known is None or known.kind is not ActorKind.PERSON:
        return None if is_person(id, kind) else known
    return known if id in public_roles() else None


def known_side(side: str) -> str:
    """Give a side that the roster knows, nothing else."""
    return side if side in _sides() else ""


@cache
def _sides() -> frozenset[str]:
    roster = load_roster()
    return frozenset(roster.organizations) | {one.side for one in roster.organizations.values()}


def known_codes(codes: Mapping[str, str]) -> dict[str, str]:
    """Give the codes that the roster knows, nothing else."""
    return {name: codes[name] for name in ("acled", "acled_inter", "plover") if codes.get(name) in _codes()}


@cache
def _codes() -> frozenset[str]:
    known = load_roster().organizations.values()
    acled = [one for entry in known for one in entry.acled]
    return frozenset([*(one.name for one in acled), *map(str, range(1, 9)), *(entry.plover for entry in known)]) - {""}


def make_weapon(scene: Scene, words: str) -> str | Untold:
    """Give the words for a means, if they are known ones or the profile lets words leave."""
    known = load_codes().weapons
    told = split_words(words)
    if told and all(_known(word.folded, known) for word in told):
        return " ".join(words[word.start : word.end] for word in told)
    return scene.clean(words) or UNTOLD


def _known(folded: str, known: frozenset[str]) -> bool:
    return any(stem in known or stem.removeprefix("ال") in known for _, stem in peel(folded))


def make_source(scene: Scene, words: str) -> str | Untold:
    """Give whom a report has it from: an outlet by name or pseudonym; a mere description is dropped for the public."""
    if scene.profile.keep_outlets and scene.guard.clean(words):
        return words
    return scene.pseudonyms.outlet(words) if fold_key(words) in scene.outlets else UNTOLD
