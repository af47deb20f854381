"""Keep what people decide: about a report, an account, a pair. Rows are closed, never deleted; the log has each in full."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from marsad.archive.database import reading, writing
from marsad.archive.schema import account, decision, judgement
from marsad.archive.store import Archive
from marsad.errors import ArchiveError
from marsad.model import Account, Claim, Judgement, Review, Verdict
from marsad.model.plain import to_plain

REPORT_FIELDS = ("published", "title", "source")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a field.

    Attributes:
        number: Its number in the archive.
        subject: Key of the report or event.
        field: `review`, `added`, a field of claims, or `published`, `title`, `source` of a report.
        value: What was decided, as a plain value.
        who: The person.
        at: When, in UTC, ISO 8601.
        note: Why.
    """

    number: int
    subject: str
    field: str
    value: Any
    who: str
    at: str
    note: str


def decide(archive: Archive, subject: str, field: str, value: Any, note: str = "") -> int:
    """Decide about a field; an earlier decision about it is closed.

    Args:
        archive: Where; its `who` is the person who decides.
        subject: Key of the report or event.
        field: Which field.
        value: A plain value; claims for a field of an account.
        note: Why.

    Returns:
        The number of the decision.

    Raises:
        ArchiveError: Nobody is at work, or it cannot be written.
    """
    row = {"subject": subject, "field": field, "value": to_plain(value), "who": _person(archive), "note": note}
    with writing(archive.engine) as connection:
        same = (decision.c.subject == subject) & (decision.c.field == field)
        if field == "review":  # a second reviewer who agrees stands beside the first
            same &= (decision.c.who == row["who"]) | (decision.c.value != row["value"])
        return _put(archive, connection, decision, "decide", subject, row, same)


def review(archive: Archive, event: str, verdict: Review, note: str = "") -> int:
    """Accept or reject an account. A second reviewer who agrees stands beside the first.

    Raises:
        ArchiveError: There is no such event, nobody is at work, or it cannot be written.
    """
    with reading(archive.engine) as connection:
        read = connection.execute(select(account.c.event).where(account.c.event == event)).first()
        added = connection.execute(select(decision.c.subject).where(decision.c.subject == event)).first()
    if read is None and added is None:
        raise ArchiveError(f"{event}: there is no such event; `marsad show` gives the keys of a report's events")
    return decide(archive, event, "review", verdict.value, note)


def correct(archive: Archive, report: str, field: str, value: str | None, note: str = "") -> int:
    """Say what is known of a report: its day of publication (ISO 8601), title or outlet; `reread` then reads it anew.

    Args:
        archive: Where.
        report: Key of the report.
        field: `published`, `title` or `source`.
        value: What is known; None for not knowing.
        note: How.

    Raises:
        ValueError: The field is another.
        ArchiveError: Nobody is at work, or it cannot be written.
    """
    if field not in REPORT_FIELDS:
        raise ValueError(f"expected one of {', '.join(REPORT_FIELDS)}, got {field}")
    return decide(archive, report, field, value, note)


def edit(archive: Archive, event: str, field: str, claims: tuple[Claim, ...], note: str = "") -> int:
    """Put a person's claims about a field in the place of the reader's; see `loading.person_claim`."""
    return decide(archive, event, field, list(claims), note)


def add_account(archive: Archive, account: Account, note: str = "") -> int:
    """Add an account that no reader found."""
    return decide(archive, account.event, "added", account, note)


def judge(archive: Archive, left: str, right: str, verdict: Verdict, note: str = "") -> int:
    """Say whether two accounts tell of one incident; an earlier verdict on the pair is closed.

    Raises:
        ValueError: The two are one.
        ArchiveError: Nobody is at work, or it cannot be written.
    """
    if left == right:
        raise ValueError("expected two events, got one twice")
    left, right = sorted((left, right))
    row = {"left": left, "right": right, "verdict": verdict.value, "who": _person(archive), "note": note}
    with writing(archive.engine) as connection:
        same = (judgement.c.left == left) & (judgement.c.right == right)
        return _put(archive, connection, judgement, "judge", f"{left} {right}", row, same)


def undo(archive: Archive, kind: str, number: int) -> None:
    """Take a decision or judgement back; what it closed stands again.

    Args:
        archive: Where.
        kind: `decision` or `judgement`.
        number: Its number.

    Raises:
        ArchiveError: There is none of this number that stands.
    """
    table = {"decision": decision, "judgement": judgement}[kind]
    with writing(archive.engine) as connection:
        row = connection.execute(select(table).where(table.c.number == number, table.c.until.is_(None))).first()
        if row is None:
            raise ArchiveError(f"there is no {kind} {number} that stands")
        before = connection.execute(select(table.c.number).where(table.c.until == row.entry)).scalars().all()
        detail = {"kind": kind, "number": number, "reopened": list(before)}
        entry = archive.log(connection, "undo", str(number), detail)
        connection.execute(table.update().where(table.c.number == number).values(until=entry))
        connection.execute(table.update().where(table.c.until == row.entry).values(until=None))


def _put(
    archive: Archive, connection: Connection, table: Table, action: str, subject: str, row: dict[str, Any], same: Any
) -> int:
    before = connection.execute(select(table.c.number).where(same, table.c.until.is_(None))).scalars().all()
    row = {**row, "at": archive.now()}
    entry = archive.log(connection, action, subject, {**row, "closed": list(before)})
    connection.execute(table.update().where(table.c.number.in_(before)).values(until=entry))
    done = connection.execute(table.insert().values(**row, entry=entry))
    return int(done.inserted_primary_key[0])  # type: ignore[index]


def _person(archive: Archive) -> str:
    if not archive.who:
        raise ArchiveError("a decision needs a person; who is at work? (--who NAME, or MARSAD_WHO)")
    return archive.who


def decisions(archive: Archive, subject: str | None = None) -> list[Decision]:
    """Give the decisions that stand, all or those about one report or event."""
    chosen = select(decision).where(decision.c.until.is_(None)).order_by(decision.c.number)
    if subject is not None:
        chosen = chosen.where(decision.c.subject == subject)
    with reading(archive.engine) as connection:
        return [Decision(r.number, r.subject, r.field, r.value, r.who, r.at, r.note) for r in connection.execute(chosen)]


def judgements(connection: Connection) -> list[Judgement]:
    """Give the verdicts that stand, oldest first."""
    rows = connection.execute(select(judgement).where(judgement.c.until.is_(None)).order_by(judgement.c.number))
    return [Judgement(r.left, r.right, Verdict(r.verdict), r.who, datetime.fromisoformat(r.at), r.note) for r in rows]
