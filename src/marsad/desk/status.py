"""The desk itself: who is at work, how the archive stands, checking it, merging, letting a page in."""

from dataclasses import asdict
from typing import Annotated

import numpy as np
from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import Field
from sqlalchemy import func, select

from marsad.archive import custody, merge, verify
from marsad.archive.database import reading
from marsad.archive.schema import account, report
from marsad.desk.faults import RESPONSES
from marsad.desk.schemas import Answer, Fault, answer
from marsad.desk.security import COOKIE, same
from marsad.desk.state import At
from marsad.desk.summary import REVIEWS

router = APIRouter(tags=["desk"])


class SessionIn(Answer):
    """What lets a page in."""

    token: Annotated[str, Field(max_length=200)]
    """The token of this start, from the address it printed."""


class Session(Answer):
    """Who is at work."""

    who: str
    """The person in whose name decisions are kept."""


class VerificationOut(Answer):
    """What a check of the archive found."""

    faults: list[str]
    """What does not hold; empty when all holds."""
    notes: list[str]
    """What to know though it is no fault."""
    reports: int
    """Reports checked."""
    originals: int
    """Originals checked."""
    entries: int
    """Entries of the log."""
    head: str
    """Hash of the last entry, to be written down elsewhere."""
    sealed: bool
    """Whether the database file was compared with its seal."""


class Status(Answer):
    """How the archive stands."""

    who: str
    """The person at work."""
    tool: str
    """Tool and version."""
    reports: int
    """Reports kept."""
    accounts: int
    """Accounts that readers made and that stand."""
    incidents: int
    """Incidents of the last merge that stand."""
    waiting: int
    """Accounts that nobody has looked at."""
    unmerged: int
    """Accounts that came after the last merge and belong to no incident yet."""
    entries: int
    """Entries of the log; when it grew, something changed."""
    head: str
    """Hash of the last entry."""
    verified: VerificationOut | None
    """What the last check since the start found; null when there was none."""


class MergedOut(Answer):
    """What a merge came to."""

    accounts: int
    """Accounts compared."""
    pairs: int
    """Pairs that may be one incident."""
    incidents: int
    """Incidents they add up to."""
    joined: int
    """Incidents of more than one account."""


@router.post("/session", responses={401: {"model": Fault, "description": "It is another start's token."}})
def enter(desk: At, brought: SessionIn, request: Request, response: Response) -> Session:
    """Let a page in: the token becomes a cookie that scripts cannot read and other sites cannot send."""
    token: str | None = request.app.state.token
    if token is not None and not same(brought.token, token):
        raise HTTPException(401, "this is not the token of this start; open the desk by the address it printed")
    if token is not None:
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
    return answer(Session, {"who": desk.archive.who})


@router.get("/status")
def status(desk: At) -> Status:
    """Say who is at work and how the archive stands; `entries` grows with every change."""
    summary = desk.summary()
    accounts = summary.account
    with reading(desk.archive.engine) as connection:
        reports = connection.execute(select(func.count()).select_from(report)).scalar_one()
        read = connection.execute(select(func.count()).select_from(account).where(account.c.until.is_(None))).scalar_one()
        entries, head = custody.length(connection), custody.head(connection)
    plain = {
        "who": desk.archive.who,
        "tool": desk.archive.tool,
        "reports": reports,
        "accounts": read,
        "incidents": int(summary.alive.sum()),
        "waiting": int(np.sum(summary.standing & (accounts["review"] == REVIEWS.index("proposed")))),
        "unmerged": int(np.sum(summary.standing & (accounts["row"] < 0))),
        "entries": entries,
        "head": head,
        "verified": asdict(desk.verified) if desk.verified else None,
    }
    return answer(Status, plain)


@router.post("/verify")
def check(desk: At) -> VerificationOut:
    """Check every byte and every row of the archive against its log, and the log against itself; it takes its time."""
    desk.verified = verify(desk.archive)
    return answer(VerificationOut, asdict(desk.verified))


@router.post("/merge", responses={400: RESPONSES[400]})
def merge_all(desk: At) -> MergedOut:
    """Compare all accounts and put those together that tell of one incident; people's verdicts are obeyed."""
    with desk.writing:
        done = merge(desk.archive)
        desk.wrote = True
    return answer(MergedOut, asdict(done))
