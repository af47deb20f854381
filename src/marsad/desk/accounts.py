"""Accounts: look at one, accept, reject, edit, split, merge, add."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from sqlalchemy import Connection, func, select

from marsad.archive.coding import own_subject, work_on
from marsad.archive.database import reading
from marsad.archive.loading import person_claim
from marsad.archive.schema import decision
from marsad.desk.editing import Editor, retold
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import Step, take
from marsad.desk.schemas import AccountOut, Done
from marsad.desk.schemas_accounts import AddIn, ClaimIn, EditIn, MergeIn, ReviewIn, SplitIn
from marsad.desk.spans import Places
from marsad.desk.state import At, Desk, tell_accounts
from marsad.desk.telling import account_of, coder_of, report_of
from marsad.errors import InputError
from marsad.model import Account, Claim, Realis, Review, Span
from marsad.model.plain import content_hash

router = APIRouter(tags=["accounts"], responses={key: RESPONSES[key] for key in (400, 404, 409)})

Event = Annotated[str, Path(description="Key of the event.")]
Field = Annotated[
    Literal["type", "realis", "date", "place", "actor", "toll", "weapon", "topic", "source"], Path(description="The field.")
]
SPLITTABLE = ("date", "place", "actor", "toll", "weapon", "topic", "source")
"""Fields whose claims may go to the other account in a split."""


@router.get("/accounts/{event}")
def one_account(desk: At, event: Event) -> AccountOut:
    """Give one account, as people reviewed it, with the decisions about it."""
    with reading(desk.archive.engine) as connection:
        return tell_accounts(connection, [event], coder_of(connection, event, desk.archive.who))[0]


@router.post("/accounts/{event}/review")
def review_account(desk: At, event: Event, told: ReviewIn) -> Done:
    """Accept or reject an account. A second person who agrees stands beside the first."""
    with reading(desk.archive.engine) as connection:
        account_of(connection, event, coder_of(connection, event, desk.archive.who))
    verdict = Review(told.verdict).value
    return _taken(desk, [Step(event, "review", verdict, told.seen, told.reading)], told.note, [event])


@router.put("/accounts/{event}/fields/{field}")
def edit_field(desk: At, event: Event, field: Field, told: EditIn) -> Done:
    """Put a person's claims about a field in the place of those that stand; the reader's stay in the archive beside them."""
    editor = _editor(desk, event)
    claims = editor.claims(field, told.claims)
    return _taken(desk, [Step(event, field, list(claims), told.seen, told.reading)], told.note, [event])


@router.post("/accounts/{event}/split")
def split_account(desk: At, event: Event, told: SplitIn) -> Done:
    """Make two accounts of one: some claims go to a second event, at other words or at the same."""
    editor = _editor(desk, event)
    one, who = editor.told, desk.archive.who
    gone = _claims(one, told.move, SPLITTABLE)
    if not gone:
        raise InputError("expected claims that go to the second event")
    shared = _claims(one, told.both, SPLITTABLE)
    trigger = editor.places.span(told.trigger)
    code = editor.claim("type", ClaimIn(code=told.type or one.type))
    with reading(desk.archive.engine) as connection:
        new = retold(one, _free_key(connection, one.report, trigger, who), trigger, editor.places, [code, *gone, *shared])
    steps = [Step(new.event, "added", new)]
    for field in dict.fromkeys(claim.field for claim in gone):
        left = [claim for claim in one.of(field) if claim not in gone]
        if field == "date" and not left:
            left = [person_claim(one, "date", None, who, spans=(), surface="")]
        first = len(steps) == 1
        steps.append(Step(event, field, left, told.seen if first else None, told.reading if first else None))
    return _taken(desk, steps, told.note or f"split: {new.event}", [event, new.event])


@router.post("/accounts/{event}/merge")
def merge_accounts(desk: At, event: Event, told: MergeIn) -> Done:
    """Say that two accounts of one report are one: this one is kept, with what it takes over; the other is rejected."""
    editor = _editor(desk, event)
    with reading(desk.archive.engine) as connection:
        other = account_of(connection, told.other, coder_of(connection, told.other, desk.archive.who))
    if other.event == event or other.report != editor.told.report:
        raise InputError("expected two events of one report")
    taken = _claims(other, told.take, SPLITTABLE)
    steps: list[Step] = []
    for field in dict.fromkeys(claim.field for claim in taken):
        more = [_own(editor.told, claim) for claim in taken if claim.field == field]
        kept = [] if field == "date" else list(editor.told.of(field))
        steps.append(Step(event, field, [*kept, *more], None if steps else told.seen, told.reading))
    if not steps:  # nothing is taken over: keeping it is the decision
        steps.append(Step(event, "review", Review.ACCEPTED.value, told.seen, told.reading))
    steps.append(Step(other.event, "review", Review.REJECTED.value, told.other_seen))
    note = told.note or f"the same as {event}"
    return _taken(desk, steps, note, [event, other.event])


@router.post("/reports/{key}/accounts")
def add_event(desk: At, key: Annotated[str, Path(description="Key of the report.")], told: AddIn) -> Done:
    """Add an event that no reader found, by the words that name it."""
    with reading(desk.archive.engine) as connection:
        places = Places(report_of(connection, key).report.text)
        trigger = places.span(told.trigger)
        event = _free_key(connection, key, trigger, desk.archive.who)
        coder = work_on(connection, key).coder(desk.archive.who)
    base = Account(event, key, told.type, Realis.ACTUAL, trigger, None, ())
    editor = Editor(desk, base, places)
    claims = [editor.claim("type", ClaimIn(code=told.type)), editor.claim("realis", ClaimIn(code=told.realis))]
    for field, asked in {"date": [ClaimIn()], **told.claims}.items():
        claims += editor.claims(field, asked)
    new = retold(replace(base, realis=Realis(told.realis)), event, trigger, places, claims)
    return _written(desk, [Step(event, "added", new, 0)], told.note, [event], coder)


def _editor(desk: Desk, event: str) -> Editor:
    with reading(desk.archive.engine) as connection:
        told = account_of(connection, event, coder_of(connection, event, desk.archive.who))
        return Editor(desk, told, Places(report_of(connection, told.report).report.text))


def _taken(desk: Desk, steps: Sequence[Step], note: str, events: list[str]) -> Done:
    """Make decisions, and tell what they concerned: on the record, or in one's own coding while that is made unseen."""
    with reading(desk.archive.engine) as connection:
        coder = coder_of(connection, events[0], desk.archive.who)
    return _written(desk, steps, note, events, coder)


def _written(desk: Desk, steps: Sequence[Step], note: str, events: list[str], coder: str | None) -> Done:
    if coder:
        steps = [replace(step, subject=own_subject(coder, step.subject)) for step in steps]
    with desk.writing:
        made = take(desk.archive, steps, note)
        desk.wrote = True
    with reading(desk.archive.engine) as connection:
        return Done(decisions=made, accounts=tell_accounts(connection, events, coder))


def _claims(told: Account, ids: Sequence[str], fields: Sequence[str]) -> list[Claim]:
    """Find claims of an account by their ids."""
    known = {claim.id: claim for claim in told.claims if claim.field in fields}
    for id in ids:
        if id not in known:
            raise InputError(f"expected claims of {told.event}, got {id!r:.40}")
    return [known[id] for id in dict.fromkeys(ids)]


def _own(told: Account, claim: Claim) -> Claim:
    """Let an account make another's claim its own; who said it first stays said."""
    more: dict[str, Any] = {
        name: getattr(claim, name) for name in ("spans", "surface", "role", "kind", "confidence", "because")
    }
    return person_claim(told, claim.field, claim.value, claim.reader, **more)


def _free_key(connection: Connection, report: str, trigger: Span, who: str) -> str:
    """Name an event that a person adds. A reader may later find one at the same words, so it is not named as a reader would.

    Two who code unseen give events at the same words the same name.
    """
    number = 0
    while True:
        key = content_hash("added", report, trigger, number)[:24]
        taken = select(func.count()).select_from(decision).where(decision.c.subject.in_([key, own_subject(who, key)]))
        if not connection.execute(taken).scalar_one():
            return key
        number += 1
