"""Make the claims and accounts of an incident anew, as a profile allows.

Nothing is copied: each field is named here, with what becomes of it, so that a field added to the model leaves only when
somebody has thought about it.
"""

import re

from marsad.exports.profiles.persons import names_person
from marsad.exports.profiles.rules import load_codes
from marsad.exports.profiles.values import Scene, Untold, make_interval, make_span, make_value
from marsad.model import Account, ActorKind, Claim, ClaimValue, PlaceInterpretation, Realis, Review, Span, Toll

READER = re.compile(r"marsad \d+(?:\.\d+)*(?: \(rules(?: and model)?\))?")
NOWHERE = Span(0, 0)


def make_account(scene: Scene, account: Account) -> Account | None:
    """Make an account anew; None when none of its claims may leave."""
    claims = tuple(made for claim in account.claims if (made := make_claim(scene, claim)) is not None)
    where = (scene.incident.id, (account.event,))
    if not claims:
        scene.ledger.note(*where, "account", account.event, "", "empty")
        return None
    keys, swap = scene.pseudonyms, scene.ledger.swap
    words = next((claim.spans for claim in claims if claim.field == "type"), ())
    kept = bool(words) and scene.profile.keep_quotes
    return Account(
        event=swap(*where, "event", account.event, keys.key("event", account.event), "ids"),
        report=keys.key("report", account.report),
        type=swap(*where, "type", account.type, load_codes().type(account.type), "codes"),
        realis=Realis(account.realis),
        trigger=swap(*where, "trigger", account.trigger, make_span(account.trigger) if kept else NOWHERE, "keep_quotes"),
        interval=make_interval(account.interval),
        claims=claims,
        confidence=float(account.confidence),
        review=Review(account.review),
        reviewers=swap(
            *where, "reviewers", account.reviewers, tuple(keys.reviewer(name) for name in account.reviewers), "collector"
        ),
    )


def make_claim(scene: Scene, claim: Claim) -> Claim | None:
    """Make a claim anew; None when it may not leave."""
    where = (scene.incident.id, (claim.event,))
    if claim.id in scene.held:
        scene.ledger.note(
            *where, claim.field, claim.surface, "held until a second reviewer clears it", "hold_single_source_persons"
        )
        return None
    rule, value = make_value(scene, claim)
    if isinstance(value, Untold):
        scene.ledger.note(*where, claim.field, claim.surface or claim.value, "", rule)
        return None
    words, keys, swap = _keeps_words(scene, claim, value), scene.pseudonyms, scene.ledger.swap
    name = f"{claim.field}.value"
    return Claim(
        id=keys.key("claim", claim.id),
        report=keys.key("report", claim.report),
        event=keys.key("event", claim.event),
        field=claim.field,
        value=swap(*where, name, claim.value, value if words else _without_span(value), rule),
        spans=swap(
            *where, f"{claim.field}.spans", claim.spans, tuple(map(make_span, claim.spans)) if words else (), "keep_quotes"
        ),
        surface=swap(*where, f"{claim.field}.surface", claim.surface, claim.surface if words else "", "keep_quotes"),
        role=swap(*where, f"{claim.field}.role", claim.role, load_codes().role(claim.role), "codes"),
        kind=None if claim.kind is None else ActorKind(claim.kind),
        confidence=float(claim.confidence),
        because=swap(
            *where, f"{claim.field}.because", claim.because, scene.clean(claim.because) if words else "", "keep_quotes"
        ),
        reader=swap(*where, f"{claim.field}.reader", claim.reader, _reader(scene, claim.reader), "collector"),
    )


def _keeps_words(scene: Scene, claim: Claim, value: ClaimValue) -> bool:
    """Say whether the words of a claim may leave: none of a person's, nor of a place that has become coarser."""
    if names_person(claim) or not scene.clean(claim.surface):
        return False
    if claim.field == "place" and isinstance(claim.value, tuple) and isinstance(value, tuple):
        told = [one.place.id for one in claim.value if isinstance(one, PlaceInterpretation)]
        return bool(told) and told == [one.place.id for one in value if isinstance(one, PlaceInterpretation)]
    return claim.field != "source" or scene.profile.keep_outlets


def _reader(scene: Scene, reader: str) -> str:
    """Keep what read it; a person who did gets a pseudonym."""
    found = READER.match(reader)
    return found[0] if found else scene.pseudonyms.reviewer(reader) if reader else ""


def _without_span(value: ClaimValue) -> ClaimValue:
    return Toll(value.status, value.group, value.low, value.high, NOWHERE) if isinstance(value, Toll) else value
