"""Read kept reports again: with a newer reader, or after people corrected what is known of a report.

What changed is told. An account that a person has decided about stays as it is, whatever the new reading says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exists, not_, select

from marsad.archive import custody
from marsad.archive.claims import accounts_of
from marsad.archive.database import reading, writing
from marsad.archive.keeping import keep_reading, note_reader
from marsad.archive.loading import kept_reports
from marsad.archive.rows import account_id
from marsad.archive.schema import account, decision, read_by, report
from marsad.archive.store import Archive
from marsad.model import Account, KeptReport, Reading


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a report again changed.

    Attributes:
        report: Key of the report.
        added: Events that were not there.
        gone: Events that are there no more.
        changed: Events that are told otherwise now.
        held: Events that a person has decided about, and that stay as they were.
        same: Events of which nothing changed.
    """

    report: str
    added: int
    gone: int
    changed: int
    held: int
    same: int


def to_reread(archive: Archive, reader: str | None = None) -> list[KeptReport]:
    """Give the reports to read again: all, or those that this reader has not read as they are known now.

    Args:
        archive: Where.
        reader: Name of the reader; None for all reports.
    """
    with reading(archive.engine) as connection:
        keys = None
        if reader is not None:
            key = report.c.key
            newer = (decision.c.entry > read_by.c.entry) | (decision.c.until > read_by.c.entry)
            told = exists().where(decision.c.subject == key, decision.c.field == "published", newer)
            done = exists().where(read_by.c.report == key, read_by.c.reader == reader, not_(told))
            keys = list(connection.execute(select(key).where(not_(done)).order_by(report.c.number)).scalars())
        return list(kept_reports(connection, keys))


def keep_again(archive: Archive, key: str, new: Reading) -> Reread:
    """Put a new reading of a report in the place of the one that stands.

    Args:
        archive: Where.
        key: Key of the report.
        new: The new reading.

    Returns:
        What changed; when nothing did, nothing is written.
    """
    accounts, links = accounts_of(new, key)
    with writing(archive.engine) as connection:
        rows = connection.execute(select(account).where(account.c.report == key)).all()
        standing = {row.event: row for row in rows if row.until is None}
        held = _decided(connection, list(standing))
        fresh = [one for one in accounts if one.event not in held]
        changes = _compare(key, standing, fresh, held, new.reader)
        if changes.added or changes.gone or changes.changed:
            turn = 1 + max((row.turn for row in rows), default=-1)
            closed = sorted(row.id for event, row in standing.items() if event not in held)
            entry = keep_reading(archive, connection, key, new.reader, fresh, links, "reread", turn, closed)
            connection.execute(account.update().where(account.c.id.in_(closed)).values(until=entry))
        else:
            note_reader(connection, key, new.reader, custody.length(connection))
        return changes


def _decided(connection: Connection, events: Sequence[str]) -> set[str]:
    chosen = select(decision.c.subject).where(decision.c.until.is_(None), decision.c.subject.in_(events))
    return set(connection.execute(chosen).scalars())


def _compare(key: str, standing: Mapping[str, Any], fresh: Sequence[Account], held: set[str], reader: str) -> Reread:
    new = {one.event: one for one in fresh}
    old = {event: row for event, row in standing.items() if event not in held}
    both = [event for event in new if event in old]
    same = sum(account_id(new[event], reader, old[event].turn) == old[event].id for event in both)
    return Reread(key, len(new) - len(both), len(old) - len(both), len(both) - same, len(held), same)
