"""Take decisions back and make them again.

Only the last decision about something can be taken back: so the number of the last one says all about its state, and nobody
takes away what another built on.
"""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy import Connection, select

from marsad.archive import undo
from marsad.archive.coding import owner_of
from marsad.archive.database import reading
from marsad.archive.schema import decision, log, report
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import MissingError, Step, guarded, take, unchanged
from marsad.desk.schemas import AccountOut, Answer
from marsad.desk.state import At, Desk, tell_accounts

router = APIRouter(tags=["undo"], responses={key: RESPONSES[key] for key in (400, 404, 409)})


class UndoIn(Answer):
    """Decisions to take back."""

    decisions: list[int] = Field(min_length=1, max_length=50)
    """Their numbers, as the write that made them gave them; the last is taken back first."""


class RedoIn(Answer):
    """Decisions to make again."""

    decisions: list[int] = Field(min_length=1, max_length=50)
    """Numbers of decisions that were taken back, in the order in which they were made."""
    seen: dict[str, int] = Field(default_factory=dict)
    """For each event or report concerned, the number of the last decision about it that the client saw; 0 where left out."""


class Undone(Answer):
    """What stands after taking back or making again."""

    decisions: list[int]
    """Taken back: the same numbers. Made again: the new ones, which can be taken back in turn."""
    accounts: list[AccountOut]
    """The accounts it concerned that still stand; those that were added and are now gone are missing."""
    reports: list[str]
    """Keys of the reports whose own facts it concerned; they were read again where the day changed."""
    seen: dict[str, int]
    """For each event or report concerned, the number of the last decision that now stands; 0 for none."""


@router.post("/undo")
def undo_decisions(desk: At, told: UndoIn) -> Undone:
    """Take decisions back; what they closed stands again. Refused with 409 when somebody decided after them."""
    with desk.writing:
        with reading(desk.archive.engine) as connection:
            rows = [_row(connection, number) for number in told.decisions]
            _check_own(desk, rows)
            _all_last(connection, rows)
        for row in reversed(rows):
            undo(guarded(desk.archive, unchanged(row.subject, row.number)), "decision", row.number)
        desk.wrote = True
        return _told(desk, told.decisions, rows)


@router.post("/redo")
def redo_decisions(desk: At, told: RedoIn) -> Undone:
    """Make decisions again that were taken back, as new ones. Refused with 409 when somebody decided since."""
    with desk.writing:
        with reading(desk.archive.engine) as connection:
            rows = [_taken_back(connection, number) for number in told.decisions]
            _check_own(desk, rows)
        steps: list[Step] = []
        for row in rows:
            first = all(step.subject != row.subject for step in steps)
            steps.append(Step(row.subject, row.field, row.value, told.seen.get(_key(row.subject), 0) if first else None))
        made = take(desk.archive, steps, rows[0].note)
        desk.wrote = True
        return _told(desk, made, rows)


def _check_own(desk: Desk, rows: Iterable[Any]) -> None:
    """Refuse what others decided; nobody but its coder reaches into a coding, whatever else they may."""
    desk.check_own(row.who for row in rows)
    owners = [owner_of(row.subject) for row in rows]
    if any(owner and owner[0] != desk.archive.who for owner in owners):
        raise MissingError("there is no such decision on the record")


def _key(subject: str) -> str:
    """Give the key of an event or report, wherever it is decided about."""
    owner = owner_of(subject)
    return owner[1] if owner else subject


def _row(connection: Connection, number: int) -> Any:
    row = connection.execute(select(decision).where(decision.c.number == number)).first()
    if row is None:
        raise MissingError(f"there is no decision {number}")
    return row


def _taken_back(connection: Connection, number: int) -> Any:
    row = _row(connection, number)
    action = connection.execute(select(log.c.action).where(log.c.number == row.until)).scalar() if row.until else None
    if action != "undo":
        raise MissingError(f"decision {number} was not taken back")
    return row


def _all_last(connection: Connection, rows: Iterable[Any]) -> None:
    """Check that nothing came after these decisions about what they are about, before the first of them is taken back."""
    for subject, some in _by_subject(rows).items():
        chosen = select(decision.c.number).where(decision.c.subject == subject, decision.c.until.is_(None))
        standing = sorted(connection.execute(chosen).scalars())
        numbers = sorted(row.number for row in some)
        if standing[-1:] != numbers[-1:]:
            unchanged(subject, numbers[-1])(connection)


def _by_subject(rows: Iterable[Any]) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {}
    for row in rows:
        out.setdefault(row.subject, []).append(row)
    return out


def _told(desk: Desk, numbers: list[int], rows: Iterable[Any]) -> Undone:
    """Read reports again whose day changed, and tell what stands."""
    subjects = _by_subject(rows)
    with reading(desk.archive.engine) as connection:
        reports = list(connection.execute(select(report.c.key).where(report.c.key.in_(list(subjects)))).scalars())
    for key in reports:
        if any(row.field == "published" for row in subjects[key]):
            desk.reread(key)
    accounts: list[AccountOut] = []
    with reading(desk.archive.engine) as connection:
        for subject in subjects:
            if subject not in reports:
                accounts += _if_there(connection, subject)
        chosen = select(decision.c.subject, decision.c.number).where(decision.c.until.is_(None))
        last = {_key(subject): 0 for subject in subjects}
        for row in connection.execute(chosen.where(decision.c.subject.in_(list(subjects))).order_by(decision.c.number)):
            last[_key(row.subject)] = row.number
    return Undone(decisions=numbers, accounts=accounts, reports=sorted(reports), seen=last)


def _if_there(connection: Connection, subject: str) -> list[AccountOut]:
    owner = owner_of(subject)
    try:
        return tell_accounts(connection, [_key(subject)], owner[0] if owner else None)
    except MissingError:
        return []
