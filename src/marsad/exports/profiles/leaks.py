"""List what a release must not hold, so that a test can look for it in everything that is written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marsad.exports.profiles.claims import READER
from marsad.exports.profiles.names import public_roles
from marsad.exports.profiles.persons import all_persons, concerns_persons, names_person
from marsad.exports.profiles.places import Coarsener, Places, may_leave_unknown
from marsad.exports.profiles.rules import Profile
from marsad.exports.profiles.values import in_roster
from marsad.model import ActorInterpretation, Claim, Incident, Place, PlaceInterpretation, Release
from marsad.text.folding import fold_key

LEAST = 4
"""Letters or digits of a string worth looking for: shorter ones stand in any text."""
LEAST_DIGITS = 9


def withheld_names(release: Release) -> tuple[str, ...]:
    """Give every name of every person without a public role, as any report or reading has it."""
    found: dict[str, None] = {}
    for incident in release.incidents:
        for id, name in all_persons(incident):
            if id not in public_roles():
                found.update(dict.fromkeys((name.ar, name.en, (id or "").removeprefix("person:"))))
        for claim in _claims(incident):
            if names_person(claim) and not _on_public_persons(claim):
                found[claim.surface] = None
    return tuple(name for name in found if name)


def withheld_places(release: Release, profile: Profile, gazetteer: Places | None) -> tuple[str, ...]:
    """Give the names of places that are too fine to leave, save those that other incidents tell."""
    told: set[str] = set()
    fine: list[Place] = []
    for incident in release.incidents:
        coarsener = Coarsener(gazetteer, profile.finest_with_persons if concerns_persons(incident) else profile.finest)
        for place in _all_places(incident):
            coarse = coarsener.coarse(place)
            told.update(coarsener.chain(coarse) if coarse else ())
            stays = coarse.id == place.id if coarse else may_leave_unknown(place, profile, coarsener.finest)
            if not stays:
                fine.append(place)
    names = dict.fromkeys(name for place in fine for name in (place.name.ar, place.name.en))
    known = _together(told)
    return tuple(name for name in names if name and fold_key(name) not in known)


def withheld_strings(before: Release, after: Release, profile: Profile) -> tuple[str, ...]:
    """Give every string that must not be found in what is written of a release, in any spelling.

    Args:
        before: The release as it stands in the archive.
        after: What `apply_profile` made of it.
        profile: The profile.

    Returns:
        Names, aliases, quotes, outlets, texts, titles, addresses, ids and whatever else was withheld, sorted. Left out is what
        is too short to look for, and what the roster's and gazetteer's own names hold, such as «الأسد».
    """
    if profile.keeps_all:
        return ()
    public, kept = _together(_vocabulary(after)), _together(_strings(_words_of(after)))
    never = {*withheld_names(before), *_person_ids(before), *_of_reports(before, profile), *_of_people(before), before.title}
    words = {text for text in _strings(_words_of(before)) if fold_key(text) not in kept}
    return tuple(sorted(text for text in never | words if _long(text) and fold_key(text) not in public))


def _claims(incident: Incident) -> Iterator[Claim]:
    for account in incident.accounts:
        yield from account.claims


def _on_public_persons(claim: Claim) -> bool:
    values = claim.value if isinstance(claim.value, tuple) else ()
    return bool(values) and all(getattr(value, "id", None) in public_roles() for value in values)


def _all_places(incident: Incident) -> Iterator[Place]:
    yield from (one.place for one in incident.places)
    for claim in _claims(incident):
        for value in claim.value if isinstance(claim.value, tuple) else ():
            if isinstance(value, PlaceInterpretation):
                yield value.place


def _person_ids(release: Release) -> Iterator[str]:
    """Give the ids of persons without a public role."""
    for incident in release.incidents:
        yield from (id for id, _ in all_persons(incident) if id and id not in public_roles())


def _of_reports(release: Release, profile: Profile) -> Iterator[str]:
    """Give all that a report has besides its day."""
    for kept in release.reports.values():
        was = kept.report
        yield from (kept.key, kept.locator, kept.address, was.id, was.title or "", was.text)
        yield from _strings((kept.how, kept.notes, was.meta))
        if not profile.keep_outlets:
            yield was.source or ""
        if not profile.keep_originals:
            yield kept.original


def _of_people(release: Release) -> Iterator[str]:
    """Give the names of those of the desk who reviewed or read."""
    for incident in release.incidents:
        for account in incident.accounts:
            yield from account.reviewers
            yield from (claim.reader for claim in account.claims if not READER.fullmatch(claim.reader))


def _words_of(release: Release) -> Iterator[Any]:
    """Give all other words of a release: quotes, wordings, names of bodies, groups and places."""
    for incident in release.incidents:
        yield incident.date.because
        yield from ((one.place.name.ar, one.place.name.en) for one in incident.places)
        yield from ((actor.name.ar, actor.name.en) for actor in incident.actors)
        yield from (one.text for one in (*incident.weapons, *incident.topics, *incident.sources))
        for claim in _claims(incident):
            yield (claim.surface, claim.because, claim.value if isinstance(claim.value, str) else "")
            values = claim.value if isinstance(claim.value, tuple) else ()
            yield [(one.name.ar, one.name.en) for one in values if isinstance(one, ActorInterpretation)]


def _vocabulary(release: Release) -> Iterator[str]:
    """Give the names in a release that are the roster's or the gazetteer's, and so were known before."""
    for incident in release.incidents:
        for place in _all_places(incident):
            yield from (place.name.ar, place.name.en, *place.within)
        for actor in incident.actors:
            if in_roster(actor.id, actor.kind):
                yield from (actor.name.ar, actor.name.en)


def _strings(value: Any) -> Iterator[str]:
    """Give every string in a value, however deep, but the keys of mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(value.values())  # keys («source», «channel») are words of the formats too
    elif isinstance(value, Iterable):
        for item in value:
            yield from _strings(item)


def _long(text: str) -> bool:
    """Say whether a string is worth looking for; a bare number such as «2014» stands in any date."""
    signs = [c for c in text if c.isalnum()]
    return len(signs) >= (LEAST if any(map(str.isalpha, signs)) else LEAST_DIGITS)


def _together(texts: Iterable[str]) -> str:
    """Join folded texts, so that one search tells whether any of them holds some words."""
    return "\n".join(sorted(set(map(fold_key, texts))))
