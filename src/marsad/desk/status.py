"""The desk itself: who is at work, how the archive stands, checking it, merging."""

from dataclasses import asdict
from typing import Literal

import numpy as np
from fastapi import APIRouter, BackgroundTasks
from sqlalchemy import Connection, func, select

from marsad.archive import custody, merge, verify
from marsad.archive.database import reading
from marsad.archive.loading import OWN
from marsad.archive.schema import account, decision, member, report
from marsad.desk.faults import RESPONSES
from marsad.desk.schemas import Answer, answer
from marsad.desk.serving_tiles import Base
from marsad.desk.state import At
from marsad.desk.summary import REVIEWS, Summary
from marsad.model import Review

router = APIRouter(tags=["desk"])


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
    making: bool
    """Whether the desk is still laying out the incidents, after its first start over an archive; questions about them wait."""
    verified: VerificationOut | None
    """What the last check since the start found; null when there was none."""


class BaseMapOut(Answer):
    """What lies under the map."""

    kind: Literal["file", "address"]
    """A PMTiles file of this desk, or an address elsewhere that its owner chose."""
    form: Literal["vector", "raster"]
    """Whether its tiles are vectors or images."""
    url: str
    """Where it is: the file's path, or the address with `{z}`, `{x}` and `{y}`."""


class Settings(Answer):
    """How the desk was started."""

    base: BaseMapOut | None
    """The base map; null when there is none but the desk's own borders and places."""


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


@router.get("/status")
def status(desk: At) -> Status:
    """Say who is at work and how the archive stands; `entries` grows with every change."""
    making = desk.making
    with reading(desk.archive.engine) as connection:
        reports = connection.execute(select(func.count()).select_from(report)).scalar_one()
        read = connection.execute(select(func.count()).select_from(account).where(account.c.until.is_(None))).scalar_one()
        entries, head = custody.length(connection), custody.head(connection)
        counts = _counted(connection) if making else _counts(desk.summary())
    plain = {
        "who": desk.archive.who,
        "tool": desk.archive.tool,
        "reports": reports,
        "accounts": read,
        **counts,
        "entries": entries,
        "head": head,
        "making": making,
        "verified": asdict(desk.verified) if desk.verified else None,
    }
    return answer(Status, plain)


def _counts(summary: Summary) -> dict[str, int]:
    accounts = summary.account
    return {
        "incidents": int(summary.alive.sum()),
        "waiting": int(np.sum(summary.standing & (accounts["review"] == REVIEWS.index("proposed")))),
        "unmerged": int(np.sum(summary.standing & (accounts["row"] < 0))),
    }


def _counted(connection: Connection) -> dict[str, int]:
    """Count the same in the archive itself, which takes longer, but need not wait."""
    read = set(connection.execute(select(account.c.event).where(account.c.until.is_(None))).scalars())
    chosen = select(decision.c.subject, decision.c.field, decision.c.value).where(decision.c.until.is_(None))
    chosen = chosen.where(~decision.c.subject.startswith(OWN, autoescape=True)).order_by(decision.c.number)
    decided = connection.execute(chosen).all()
    added = {row.subject for row in decided if row.field == "added"}
    verdicts = {row.subject: row.value for row in decided if row.field == "review"}
    there = (read | added) - {event for event, verdict in verdicts.items() if verdict == Review.REJECTED.value}
    belongs = {row.event: row.incident for row in connection.execute(select(member.c.event, member.c.incident))}
    return {
        "incidents": len({belongs[event] for event in there & belongs.keys()}),
        "waiting": len(read - {row.subject for row in decided}),
        "unmerged": len(there - belongs.keys()),
    }


@router.get("/settings")
def settings(base: Base) -> Settings:
    """Say how the desk was started: which base map lies under its map."""
    return answer(Settings, {"base": {"kind": base.kind, "form": base.form, "url": base.url} if base else None})


@router.post("/verify")
def check(desk: At) -> VerificationOut:
    """Check every byte and every row of the archive against its log, and the log against itself; it takes its time."""
    found = desk.verified = verify(desk.archive)
    return answer(VerificationOut, asdict(found))


@router.post("/merge", responses={400: RESPONSES[400]})
def merge_all(desk: At, then: BackgroundTasks) -> MergedOut:
    """Compare all accounts and put those together that tell of one incident; people's verdicts are obeyed."""
    with desk.writing:
        done = merge(desk.archive)
        desk.wrote = True
    then.add_task(desk.keep_summary)
    return answer(MergedOut, asdict(done))
