"""Two codings of a report side by side, and what of them goes on the record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from sqlalchemy import Connection

from marsad.archive.coding import Work, coding, state_subject, work_on
from marsad.archive.database import reading
from marsad.archive.loading import person_claim
from marsad.desk.coding import tell_work
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import Step, last_decision, reading_of, take
from marsad.desk.schemas import AccountOut, Done
from marsad.desk.schemas_coding import AdjudicateIn, Adjudication, EventChoice, EventPair, FieldPair
from marsad.desk.state import At, Desk, tell_accounts
from marsad.desk.telling import accounts_out, report_of
from marsad.errors import InputError
from marsad.link.agreement import Pairing, Tolerance, pair_accounts, units
from marsad.model import Account, Claim, Review

router = APIRouter(tags=["work"], responses={key: RESPONSES[key] for key in (400, 404, 409)})

FIELDS = ("type", "realis", "date", "place", "actor", "toll", "weapon", "topic", "source")
SINGLE = ("type", "realis")
"""Fields that no account is without."""

Key = Annotated[str, Path(description="The report's key.")]
Days = Annotated[int, Query(ge=0, le=31, description="Days by which either end of an interval may be off.")]
Km = Annotated[float, Query(ge=0, le=500, description="Kilometres by which places may be apart.")]


@router.get("/adjudications/{key}")
def codings(desk: At, key: Key, days: Days = 0, km: Km = 0) -> Adjudication:
    """Give both codings of a report side by side, event by event and field by field, once both coders are done."""
    with reading(desk.archive.engine) as connection:
        work, pairings = _codings(desk, connection, key)
        kept = {key: report_of(connection, key)}
        told: dict[tuple[str, str], AccountOut] = {}
        for coder, side in ((work.first, "left"), (work.second, "right")):
            some = [one for pairing in pairings if (one := getattr(pairing, side))]
            told |= {(coder, one.event): one for one in accounts_out(connection, some, kept, coder)}
        pairs = [_pair(work, pairing, told, Tolerance(days, km)) for pairing in pairings]
        text = kept[key].report.text
        return Adjudication(work=tell_work(desk, connection, work), text=text, left=work.first, right=work.second, pairs=pairs)


@router.post("/adjudications/{key}")
def adjudicate(desk: At, key: Key, told: AdjudicateIn) -> Done:
    """Put on the record what is chosen of two codings; both stay in the archive as they were made."""
    with desk.writing:
        with reading(desk.archive.engine) as connection:
            work, pairings = _codings(desk, connection, key)
            steps = list(_steps(connection, pairings, told.choices))
        steps.append(Step(state_subject(key), "state", "adjudicated", told.seen))
        made = take(desk.archive, steps, told.note or f"adjudicated between {work.first} and {work.second}")
        desk.wrote = True
    events = list(dict.fromkeys(step.subject for step in steps[:-1]))
    with reading(desk.archive.engine) as connection:
        return Done(decisions=made, accounts=tell_accounts(connection, events))


def _codings(desk: Desk, connection: Connection, key: str) -> tuple[Work, list[Pairing]]:
    report_of(connection, key)
    work = work_on(connection, key)
    if not work.double:
        raise InputError("expected a report that two people code; nobody was named as second coder")
    if work.blind:
        waiting = [name for name in (work.first, work.second) if name not in work.done]
        raise InputError(f"both must be done before their codings are shown; not yet: {', '.join(waiting)}")
    if desk.archive.who in (work.first, work.second) and not desk.alone:
        raise HTTPException(403, "whoever coded a report does not adjudicate it")
    return work, pair_accounts(*(coding(connection, key, coder) for coder in (work.first, work.second)))


def _pair(work: Work, pairing: Pairing, told: Mapping[tuple[str, str], AccountOut], tolerance: Tolerance) -> EventPair:
    agrees = {unit.field: unit.agrees for unit in units([pairing], tolerance)}
    left = told[work.first, pairing.left.event] if pairing.left else None
    right = told[work.second, pairing.right.event] if pairing.right else None
    fields = []
    for field in FIELDS if left and right else ():
        sides = [[claim for claim in side.claims if claim.field == field] for side in (left, right) if side]
        if any(sides):
            same = [claim.label for claim in sides[0]] == [claim.label for claim in sides[1]]
            fields.append(FieldPair(field=field, agrees=agrees.get(field, same), left=sides[0], right=sides[1]))
    return EventPair(left=left, right=right, agrees=agrees["event"], fields=fields)


def _steps(connection: Connection, pairings: Sequence[Pairing], choices: Sequence[EventChoice]) -> Iterator[Step]:
    known = {(p.left.event if p.left else None, p.right.event if p.right else None): p for p in pairings}
    if {(one.left, one.right) for one in choices} != set(known) or len(choices) != len(known):
        raise InputError("expected one choice for every pair of the two codings")
    for choice in choices:
        yield from _chosen(connection, known[choice.left, choice.right], choice)


def _chosen(connection: Connection, pairing: Pairing, choice: EventChoice) -> Iterator[Step]:
    """Make the decisions that put one event on the record."""
    sides = {"left": pairing.left, "right": pairing.right}
    base = sides["left"] or sides["right"]
    assert base is not None
    seen = _on_record(connection, base.event)
    if choice.take == "none":
        if seen is not None:
            yield Step(base.event, "review", Review.REJECTED.value, seen)
        return
    taken = sides[choice.take]
    if taken is None:
        raise InputError(f"expected an account to take on the {choice.take}, and there is none")
    if taken.review is Review.REJECTED:
        raise InputError(f"{taken.event}: its coder rejected this event; choose `none`, or the other's")
    claims = {field: _claims(base, sides, choice, field) for field in FIELDS}
    if seen is None:
        whole = replace(taken, event=base.event, claims=tuple(claim for field in FIELDS for claim in claims[field]))
        yield Step(base.event, "added", replace(whole, review=Review.PROPOSED, reviewers=()), 0)
        return
    for field in FIELDS:
        if claims[field] or field not in SINGLE:
            yield Step(base.event, field, claims[field], seen)
            seen = None
    yield Step(base.event, "review", Review.ACCEPTED.value, seen)


def _claims(base: Account, sides: Mapping[str, Account | None], choice: EventChoice, field: str) -> list[Claim]:
    """Give the claims of whoever is taken in a field, as claims about the event on the record."""
    side = sides[choice.fields.get(field, choice.take)] or sides[choice.take]
    assert side is not None
    made = []
    for claim in side.of(field):
        more = {name: getattr(claim, name) for name in ("spans", "surface", "role", "kind", "confidence", "because")}
        made.append(person_claim(base, field, claim.value, claim.reader, **more))
    return made


def _on_record(connection: Connection, event: str) -> int | None:
    """Give the number of the last decision on the record about an event that a reader found; None for one that was added."""
    if not reading_of(connection, event):
        return None
    last = last_decision(connection, event)
    return last.number if last else 0
