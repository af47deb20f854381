"""Check an archive: every original byte, every row, the chain of the log, and the seal of the database file.

Nothing is taken on trust that can be worked out again: keys and ids are hashed anew from what they name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.archive import custody
from marsad.archive.claims import claim_id
from marsad.archive.custody import Entry
from marsad.archive.database import reading
from marsad.archive.keeping import accounts_digest, links_digest
from marsad.archive.merging import members_digest
from marsad.archive.originals import Originals
from marsad.archive.rows import account_id, account_of, claim_of, unpack
from marsad.archive.schema import account, claim, decision, judgement, link, meta, original, report, sighting
from marsad.archive.seal import seal_fault
from marsad.archive.store import Archive
from marsad.errors import ArchiveError
from marsad.model.plain import content_hash

FACTS = [column.name for column in report.c if column.name not in ("number", "text", "lineage", "fingerprint")]
"""Columns of a report that its entry in the log vouches for; the text is hashed beside them, the others are worked out."""
ACCOUNT = [column.name for column in account.c if column.name not in ("entry", "until")]
"""Columns of an account that its reading's entry vouches for."""
UNSEALED = "the seal is older than the last change; rows and originals were checked one by one"
MOST = 20
"""Faults that are listed; where there are so many, the archive is past listing."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found.

    Attributes:
        faults: What does not hold, the first broken link first; empty when all holds.
        notes: What a person should know though it is no fault.
        reports: Reports checked.
        originals: Originals checked.
        entries: Entries of the log.
        head: Hash of the last entry: whoever has written it down elsewhere can prove the archive is that one.
        sealed: Whether the database file was compared with its seal.
    """

    faults: tuple[str, ...]
    notes: tuple[str, ...]
    reports: int
    originals: int
    entries: int
    head: str
    sealed: bool


def verify(archive: Archive) -> Verification:
    """Check everything.

    Args:
        archive: What to check; it is not changed.

    Returns:
        What was found. A database that cannot even be read is a fault, not an error.
    """
    faults: list[str] = []
    notes: list[str] = []
    numbers, head, sealed = Counter[str](), custody.BEGINNING, False
    try:
        with reading(archive.engine) as connection:
            head = custody.head(connection)
            for fault in _faults(archive, connection, numbers):
                faults.append(fault)
                if len(faults) >= MOST:
                    break
    except (ArchiveError, ValueError, KeyError, TypeError) as error:
        faults.append(f"the database cannot be read: {error}")
    if archive.folder is not None:
        archive.engine.dispose()
        sealed, broken = seal_fault(archive, head)
        faults += [broken] if broken else []
        notes += [] if sealed or broken else [UNSEALED]
    if isinstance(archive.originals, Originals):
        notes += [f"{path.name}: half-written by a program that was stopped" for path in archive.originals.strays()]
    return Verification(tuple(faults), tuple(notes), numbers["report"], numbers["original"], numbers["entry"], head, sealed)


def write_chain(archive: Archive, path: Path) -> int:
    """Write the log to a file that can be checked without Marsad; give the number of its entries.

    Raises:
        ArchiveError: It cannot be written.
    """
    try:
        with reading(archive.engine) as connection:
            return custody.write_lines(custody.entries(connection), path)
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror or error}") from error


def chain_bytes(archive: Archive) -> bytes:
    """Give the log as bytes, one entry a line, as `write_chain` writes it."""
    with reading(archive.engine) as connection:
        return "".join(custody.lines(custody.entries(connection))).encode("ascii")


def _faults(archive: Archive, connection: Connection, numbers: Counter[str]) -> Iterator[str]:
    broken = custody.first_broken(_counted(custody.entries(connection), numbers))
    if broken:
        yield broken
    told = _told(custody.entries(connection))
    yield from _originals(archive, connection, numbers)
    yield from _meta(connection, told)
    yield from _reports(connection, told, numbers)
    yield from _sightings(connection, told)
    yield from _readings(connection, told)
    for table, action in ((decision, "decide"), (judgement, "judge")):
        yield from _decided(connection, table, action, told)
    yield from _members(connection, told)
    yield from _database(connection)


def _counted(chain: Iterator[Entry], numbers: Counter[str]) -> Iterator[Entry]:
    for entry in chain:
        numbers["entry"] += 1
        yield entry


def _told(chain: Iterator[Entry]) -> dict[str, dict[Any, Any]]:
    """Sort what the log says by what it says it of."""
    out: dict[str, dict[Any, Any]] = {"init": {}, "keep": {}, "seen": {}, "read": {}, "decide": {}, "judge": {}, "merge": {}}
    for entry in chain:
        if entry.action == "init":
            out["init"] = entry.detail
        elif entry.action == "seen":
            out["seen"][entry.number] = entry.detail
        elif entry.action == "keep":
            out["keep"][entry.subject] = entry.detail["digest"]
        elif entry.action in ("read", "reread"):
            out["read"][entry.number] = (entry.subject, entry.detail)
        elif entry.action in ("decide", "judge"):
            out[entry.action][entry.number] = entry.detail
        elif entry.action == "merge":
            out["merge"] = {"digest": entry.detail["digest"]}
    return out


def _originals(archive: Archive, connection: Connection, numbers: Counter[str]) -> Iterator[str]:
    rows = connection.execute(select(original.c.sha256).order_by(original.c.sha256)).scalars().all()
    for digest in rows:
        numbers["original"] += 1
        fault = archive.originals.fault(digest)
        if fault:
            yield fault
    if isinstance(archive.originals, Originals):
        known = set(rows)
        for digest in archive.originals.names():
            # A killed program leaves bytes that no report points at; they must still be what their name says.
            fault = archive.originals.fault(digest) if digest not in known else None
            if fault:
                yield fault


def _meta(connection: Connection, told: Mapping[str, Any]) -> Iterator[str]:
    facts = {row.name: row.value for row in connection.execute(select(meta))}
    if told["init"].get("facts") != content_hash(facts):
        yield "the facts about the archive itself (format, salt, day) were changed"


def _sightings(connection: Connection, told: Mapping[str, Any]) -> Iterator[str]:
    """Compare what came again with the log; the first sighting of a report is what the report itself says."""
    names = ("report", "original", "locator", "received")
    first = {
        (row.key, row.original, row.locator, row.received)
        for row in connection.execute(select(report.c.key, report.c.original, report.c.locator, report.c.received))
    }
    promised = first | {tuple(detail[name] for name in names) for detail in told["seen"].values()}
    found = {tuple(row) for row in connection.execute(select(*(sighting.c[name] for name in names)))}
    yield from (f"report {row[0]}: where it came from once more was changed" for row in sorted(promised ^ found))


def _reports(connection: Connection, told: Mapping[str, Any], numbers: Counter[str]) -> Iterator[str]:
    promised = dict(told["keep"])
    for row in connection.execution_options(yield_per=500).execute(select(report).order_by(report.c.number)):
        numbers["report"] += 1
        facts = {name: getattr(row, name) for name in FACTS}
        digest = promised.pop(row.key, None)
        try:
            holds = digest == content_hash(facts, unpack(row.text))
        except Exception:  # whatever a damaged text raises, it is damaged
            holds = False
        if not holds:
            yield f"report {row.key}: " + ("it is not in the log" if digest is None else "it was changed")
    yield from (f"report {key}: it is missing" for key in promised)


def _readings(connection: Connection, told: Mapping[str, Any]) -> Iterator[str]:
    """Hash the claims of each reading anew, entry by entry."""
    promised = dict(told["read"])
    rows = connection.execute(select(account).order_by(account.c.entry, account.c.position))
    groups: dict[int, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.entry, []).append(row)
    links: dict[int, list[Any]] = {}
    for tie in connection.execute(select(link)):
        links.setdefault(tie.entry, []).append(tie._mapping)
    closed = {name for _, detail in promised.values() for name in detail["closed"]}
    for entry, (key, detail) in promised.items():
        some = groups.pop(entry, [])
        ties = links.pop(entry, [])
        if links_digest(ties) != detail["links"]:
            yield f"report {key}: the ties between its events were changed (entry {entry} of the log)"
        if len(some) != detail["accounts"] or _digest(connection, some) != detail["digest"]:
            yield f"report {key}: what was read in it was changed (entry {entry} of the log)"
        elif any((row.until is not None) != (row.id in closed) for row in some):
            yield f"report {key}: an account was closed or opened without the log"
    yield from (f"report {some[0].report}: an account is not in the log" for some in groups.values())
    yield from (f"report {some[0]['report']}: a tie is not in the log" for some in links.values())


def _digest(connection: Connection, some: list[Any]) -> str:
    rows = [{name: getattr(row, name) for name in ACCOUNT} for row in some]
    claims = _claim_rows(connection, [row.id for row in some])
    try:
        return _recomputed(rows, claims, some)
    except ValueError as error:
        return f"a claim cannot be read: {error}"


def _recomputed(rows: list[dict[str, Any]], claims: list[Any], some: list[Any]) -> str:
    for row in some:
        mine = [claim_of(c, row.event, row.report, row.reader) for c in claims if c.account == row.id]
        if any(claim_id(c) != c.id for c in mine) or account_id(account_of(row, mine), row.reader, row.turn) != row.id:
            return "a claim's id is not that of what it claims"
    return accounts_digest(rows, [dict(c._mapping) for c in claims])


def _claim_rows(connection: Connection, names: list[str]) -> list[Any]:
    out: list[Any] = []
    for i in range(0, len(names), 500):
        chosen = select(claim).where(claim.c.account.in_(names[i : i + 500]))
        out += connection.execute(chosen.order_by(claim.c.account, claim.c.position)).all()
    return out


def _decided(connection: Connection, table: Any, action: str, told: Mapping[str, Any]) -> Iterator[str]:
    promised = dict(told[action])
    for row in connection.execute(select(table).order_by(table.c.number)):
        detail = promised.pop(row.entry, None)
        facts = {name: value for name, value in row._mapping.items() if name not in ("number", "entry", "until")}
        if detail is None or facts != {name: detail[name] for name in facts}:
            yield f"{table.name} {row.number}: it is not what the log says (entry {row.entry})"
    yield from (f"{table.name} of entry {entry} of the log: it is missing" for entry in promised)


def _members(connection: Connection, told: Mapping[str, Any]) -> Iterator[str]:
    if told["merge"] and told["merge"]["digest"] != members_digest(connection):
        yield "the incidents are not those of the last merge; `marsad merge` makes them anew"


def _database(connection: Connection) -> Iterator[str]:
    """Let SQLite look over its own pages and the index of words."""
    if connection.dialect.name != "sqlite":
        return
    said = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
    yield from (f"the database: {line}" for line in said if line != "ok")
    reports = connection.execute(select(func.count()).select_from(report)).scalar_one()
    words = connection.exec_driver_sql("SELECT count(*) FROM words_docsize").scalar_one()
    if words != reports:
        yield f"the index of words has {words} reports, expected {reports}"
