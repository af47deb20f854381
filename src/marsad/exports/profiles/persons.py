"""Whom an incident's claims name, and which of these claims wait for a second source or a second pair of eyes."""

from collections.abc import Iterator, Mapping
from functools import cache

from marsad.actors.peeling import peel
from marsad.exports.profiles.names import public_roles
from marsad.exports.profiles.pseudonyms import person_key
from marsad.model import ActorInterpretation, ActorKind, Claim, Incident, Name, Toll
from marsad.text.folding import fold_key
from marsad.text.words import split_words
from marsad.vocabulary import load_vocabulary

ENOUGH = 2
"""Lineages, or reviewers of an account, that clear a claim on a person."""


def persons_named(claim: Claim) -> Iterator[tuple[str | None, Name]]:
    """Give id and name of every person whom a claim may name."""
    values = claim.value if isinstance(claim.value, tuple) else ()
    found = [value for value in values if isinstance(value, ActorInterpretation)]
    yield from ((value.id, value.name) for value in found if is_person(value.id, value.kind))
    if claim.kind is ActorKind.PERSON and not found:
        yield None, Name(claim.surface)


def is_person(id: str | None, kind: ActorKind) -> bool:
    """Say whether an actor is a person, by its kind or by its id."""
    return kind is ActorKind.PERSON or (id or "").startswith("person:")


def names_person(claim: Claim) -> bool:
    """Say whether a claim names a person."""
    return claim.kind is ActorKind.PERSON or any(persons_named(claim))


def all_persons(incident: Incident) -> Iterator[tuple[str | None, Name]]:
    """Give id and name of every person whom an incident names, some more than once."""
    yield from ((actor.id, actor.name) for actor in incident.actors if is_person(actor.id, actor.kind))
    for account in incident.accounts:
        for claim in account.claims:
            yield from persons_named(claim)


def held_claims(incident: Incident, lineages: Mapping[str, str]) -> frozenset[str]:
    """Give the ids of claims that name a person on the word of one lineage and have not been cleared by two reviewers.

    Args:
        incident: The incident.
        lineages: Lineage of each report, by the report's key.
    """
    told: dict[str, set[str]] = {}
    claims = [(account, claim) for account in incident.accounts for claim in account.claims]
    by_id = {claim.id: claim for _, claim in claims}
    for _, claim in claims:
        for id, name in persons_named(claim):
            told.setdefault(person_key(id, name), set()).add(claim.id)
    for actor in incident.actors:
        if is_person(actor.id, actor.kind):
            told.setdefault(person_key(actor.id, actor.name), set()).update(id for id in actor.claims if id in by_id)
    lone = set()
    for ids in told.values():
        if len({lineages.get(by_id[id].report, by_id[id].report) for id in ids}) < ENOUGH:
            lone |= ids
    cleared = {claim.id for account, claim in claims if len(set(account.reviewers)) >= ENOUGH}
    return frozenset(lone - cleared)


def concerns_persons(incident: Incident) -> bool:
    """Say whether an incident has named private persons, detainees or minors in it, whose places must be coarser."""
    rules = load_vocabulary("profiles")
    told_tolls = [claim.value for account in incident.accounts for claim in account.claims if isinstance(claim.value, Toll)]
    statuses = {*(toll.status for toll in incident.tolls), *(toll.status for toll in told_tolls)}
    if incident.type in rules["detention_types"] or "detained" in statuses:
        return True
    if any(id not in public_roles() for id, _ in all_persons(incident)):
        return True
    told = [claim.surface for account in incident.accounts for claim in account.claims]
    return any(map(_vulnerable, (*told, *(actor.name.ar for actor in incident.actors))))


def _vulnerable(text: str) -> bool:
    """Say whether words tell of detainees or minors."""
    words = _vulnerable_words()
    return any(stem.removeprefix("ال") in words for word in split_words(text) for _, stem in peel(word.folded))


@cache
def _vulnerable_words() -> frozenset[str]:
    rules = load_vocabulary("profiles")
    return frozenset(map(fold_key, (*rules["detainees"], *rules["minors"])))
