"""Read kept reports again: with a newer reader, or after people corrected what is known of a report.

What changed is told. An account that a person has decided about stays as it is, whatever the new reading says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from marsad.archive import custody
from marsad.archive.claims import accounts_of
from marsad.archive.coding import coded
from marsad.archive.database import reading, writing
from marsad.archive.effects import Difference, differences
from marsad.archive.finding import reports_of
from marsad.archive.keeping import keep_reading, note_reader
from marsad.archive.loading import accounts_read, kept_reports
from marsad.archive.rows import account_id
from marsad.archive.schema import account, decision, read_by, report
from marsad.archive.store import Archive
from marsad.model import Account, KeptReport, Lesson, Reading, taught_name
from marsad.model.lessons import MARK
from marsad.text.bearing import bearing


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


def to_reread(archive: Archive, reader: str | None = None, lessons: Iterable[Lesson] = ()) -> list[KeptReport]:
    """Give the reports to read again: all, or those that this reader has not read as they are known now.

    Args:
        archive: Where.
        reader: Name of the reader, without lessons; None for all reports.
        lessons: What it was taught. A report counts as read when it was read under those that bear on it; where none does, and
            none did, nothing that was taught makes it new.
    """
    with reading(archive.engine) as connection:
        if reader is None:
            return list(kept_reports(connection))
        names = _names(connection, reader, tuple(lessons))
        last, told = _last_read(connection, reader), _told(connection)
        order = connection.execute(select(report.c.key).order_by(report.c.number)).scalars()
        return list(kept_reports(connection, [key for key in order if not _done(key, names.get(key, reader), last, told)]))


def taught_anew(connection: Connection, lessons: Iterable[Lesson]) -> list[str]:
    """Give the keys of the reports that were read last under other lessons than those that bear on them now.

    Which version read them does not count: this is what learning asks for, and no more.

    Args:
        connection: The database.
        lessons: What the reader was taught.
    """
    names = _names(connection, "", tuple(lessons))
    marked = select(read_by.c.report).where(read_by.c.reader.contains(MARK, autoescape=True)).limit(1)
    if not names and connection.execute(marked).first() is None:
        return []
    last: dict[str, str] = {}
    for row in connection.execute(select(read_by).order_by(read_by.c.entry)):
        last[row.report] = row.reader
    keys = {key for key, reader in last.items() if MARK in reader} | names.keys() & last.keys()
    anew = {key for key in keys if last[key].partition(MARK)[2] != names.get(key, "").partition(MARK)[2]}
    order = connection.execute(select(report.c.key).where(report.c.key.in_(sorted(anew))).order_by(report.c.number))
    return list(order.scalars())


def _done(key: str, name: str, last: Mapping[str, tuple[int, str]], told: Mapping[str, int]) -> bool:
    entry, reader = last.get(key, (-1, ""))
    return reader == name and told.get(key, 0) <= entry


def _names(connection: Connection, reader: str, lessons: tuple[Lesson, ...]) -> dict[str, str]:
    """Give what a reader calls itself for the reports that lessons bear on, by key."""
    found: dict[str, tuple[Lesson, ...]] = {}
    for lesson in lessons:
        for key in reports_of(connection, lesson):
            found[key] = (*found.get(key, ()), lesson)
    # The index knows titles and outlets as their sources gave them; the reader knows what people said of them since.
    told = select(decision.c.subject).where(decision.c.until.is_(None), decision.c.field.in_(("title", "source"))).distinct()
    corrected = list(connection.execute(told).scalars()) if lessons else []
    found |= {kept.key: bearing(lessons, kept.report) for kept in kept_reports(connection, corrected)}
    names = {some: taught_name(reader, some) for some in set(found.values()) if some}
    return {key: names[some] for key, some in found.items() if some}


def _last_read(connection: Connection, reader: str) -> dict[str, tuple[int, str]]:
    """Give for each report when a reader, under whatever lessons, read it last, and under which name."""
    mine = or_(read_by.c.reader == reader, read_by.c.reader.startswith(reader + MARK, autoescape=True))
    last: dict[str, tuple[int, str]] = {}
    for row in connection.execute(select(read_by).where(mine).order_by(read_by.c.entry)):
        last[row.report] = row.entry, row.reader
    return last


def _told(connection: Connection) -> dict[str, int]:
    """Give for each report the entry of the log at which a person last told its day of publication, or took that back."""
    chosen = select(decision.c.subject, decision.c.entry, decision.c.until).where(decision.c.field == "published")
    told: dict[str, int] = {}
    for row in connection.execute(chosen):
        told[row.subject] = max(told.get(row.subject, 0), row.entry, row.until or 0)
    return told


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


def compare_again(archive: Archive, key: str, new: Reading) -> Reread:
    """Tell what a new reading of a report would change, and change nothing; who reads it is no change."""
    with reading(archive.engine) as connection:
        found, held, both = changes_of(connection, key, new)
    how = {name: len({one.event for one in found if one.how == name}) for name in ("added", "gone", "changed")}
    return Reread(key, **how, held=held, same=both - how["gone"] - how["changed"])


def changes_of(connection: Connection, key: str, new: Reading) -> tuple[list[Difference], int, int]:
    """Give what a new reading of a report would change, how many events stay as people decided, and how many others stand."""
    chosen = select(account.c.event).where(account.c.report == key, account.c.until.is_(None))
    standing = list(accounts_read(connection, chosen))
    held = _decided(connection, [one.event for one in standing])
    old = [one for one in standing if one.event not in held]
    fresh = [one for one in accounts_of(new, key)[0] if one.event not in held]
    return differences(old, fresh), len(held), len(old)


def _decided(connection: Connection, events: Sequence[str]) -> set[str]:
    chosen = select(decision.c.subject).where(decision.c.until.is_(None), decision.c.subject.in_(events))
    return {*connection.execute(chosen).scalars(), *(coded(connection) & set(events))}


def _compare(key: str, standing: Mapping[str, Any], fresh: Sequence[Account], held: set[str], reader: str) -> Reread:
    new = {one.event: one for one in fresh}
    old = {event: row for event, row in standing.items() if event not in held}
    both = [event for event in new if event in old]
    same = sum(account_id(new[event], reader, old[event].turn) == old[event].id for event in both)
    return Reread(key, len(new) - len(both), len(old) - len(both), len(both) - same, len(held), same)
