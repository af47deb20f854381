"""How far reports have come and who works on them."""

from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from fastapi import APIRouter, HTTPException, Path, Query
from sqlalchemy import Connection

from marsad.archive.coding import (
    STATES,
    Work,
    assigned_subject,
    assigned_to,
    own_subject,
    state_subject,
    work_on,
    works,
)
from marsad.archive.database import reading
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import Step, last_decision, take
from marsad.desk.schemas import answer
from marsad.desk.schemas_coding import AssignIn, DoneIn, StateIn, WorkDone, WorkList, WorkOut
from marsad.desk.state import At, Desk
from marsad.desk.telling import report_of
from marsad.errors import InputError

router = APIRouter(tags=["work"], responses={key: RESPONSES[key] for key in (400, 404, 409)})

AS_IT_IS = ("report", "first", "second", "reviewer", "blind", "state_seen", "assigned_seen")

Key = Annotated[str, Path(description="The report's key.")]
Mine = Annotated[bool, Query(description="Only reports that the person of the request works on.")]


@router.get("/work")
def list_work(desk: At, mine: Mine = True) -> WorkList:
    """List the reports that somebody was named to work on."""
    with reading(desk.archive.engine) as connection:
        keys = assigned_to(connection, desk.archive.who if mine else None)
        return WorkList(work=[tell_work(desk, connection, one) for one in works(connection, keys)])


@router.get("/work/{key}")
def one_work(desk: At, key: Key) -> WorkOut:
    """Say where the work on a report stands."""
    with reading(desk.archive.engine) as connection:
        return tell_work(desk, connection, work_on(connection, key))


@router.put("/work/{key}/state")
def put_state(desk: At, key: Key, told: StateIn) -> WorkDone:
    """Say how far a report has come. Every state has a right of its own."""
    if not desk.may(states()[told.state]["right"]):
        raise HTTPException(403, f"{desk.archive.who} may not call a report {told.state}")
    return _written(desk, key, Step(state_subject(key), "state", told.state, told.seen), told.note)


@router.put("/work/{key}/assigned")
def assign(desk: At, key: Key, told: AssignIn) -> WorkDone:
    """Say who works on a report. With two coders, neither sees the other's coding until both are done."""
    people = {name: getattr(told, name).strip() for name in ("first", "second", "reviewer")}
    if people["second"] and not people["first"]:
        raise InputError("expected a first coder where there is a second")
    if people["first"] and people["first"] == people["second"]:
        raise InputError("expected two coders, got one twice")
    return _written(desk, key, Step(assigned_subject(key), "assigned", people, told.seen), told.note)


@router.post("/work/{key}/done")
def done(desk: At, key: Key, told: DoneIn) -> WorkDone:
    """Say that one's own coding of a report is done, or that it is not. When both coders are, their codings can be compared."""
    with reading(desk.archive.engine) as connection:
        work = work_on(connection, key)
        subject = own_subject(desk.archive.who, key)
        last = last_decision(connection, subject)
    if desk.archive.who not in (work.first, work.second) or not work.double:
        raise InputError(f"{desk.archive.who} is not one of two coders of this report")
    if not work.blind:
        raise InputError("both coders are done; what was coded is compared as it stands")
    return _written(desk, key, Step(subject, "done", told.done, last.number if last else 0), "")


def _written(desk: Desk, key: str, step: Step, note: str) -> WorkDone:
    with desk.writing:
        with reading(desk.archive.engine) as connection:
            report_of(connection, key)
        made = take(desk.archive, [step], note)
        desk.wrote = True
    with reading(desk.archive.engine) as connection:
        return WorkDone(decisions=made, work=tell_work(desk, connection, work_on(connection, key)))


def tell_work(desk: Desk, connection: Connection, work: Work) -> WorkOut:
    """Tell where the work on a report stands, and what this person may do."""
    kept = report_of(connection, work.report).report
    named = [{"code": code, "ar": entry["ar"], "en": entry["en"]} for code, entry in states().items()]
    plain = {
        **{name: getattr(work, name) for name in AS_IT_IS},
        "title": kept.title or kept.id,
        "state": named[STATES.index(work.state)],
        "states": [{**one, "may": desk.may(states()[one["code"]]["right"])} for one in named],
        "done": list(work.done),
        "own": work.coder(desk.archive.who) is not None,
    }
    return answer(WorkOut, plain)


@cache
def states() -> dict[str, dict[str, Any]]:
    """Give the states, their names and the right that each needs, from `states.yml`."""
    told: dict[str, dict[str, Any]] = yaml.safe_load(files("marsad.desk").joinpath("states.yml").read_text(encoding="utf-8"))
    return {code: told[code] for code in STATES}
