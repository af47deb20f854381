"""Keep reports and what was read in them: all of a batch in one transaction, or none of it.

The original bytes are on the disk before the transaction begins. A program killed in between leaves bytes that no report points
at, and adding again finds them there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select, text

from marsad.archive.claims import accounts_of, report_key
from marsad.archive.database import reading, writing
from marsad.archive.rows import PART, account_row, claim_rows, insert_new, pack, unpack
from marsad.archive.schema import account, band, claim, link, original, read_by, report, sighting
from marsad.archive.store import Archive
from marsad.link.lineages import bands, fingerprint, same_lineage
from marsad.model import Account, Link, Reading, Report
from marsad.model.plain import content_hash
from marsad.text.search_keys import search_keys

CANDIDATES = 50
"""Reports compared word by word for a lineage; those that share most buckets come first."""


@dataclass(frozen=True, slots=True)
class Received:
    """A report on its way into the archive.

    Attributes:
        report: The report.
        given: Whether its source itself gave it its id.
        original: SHA-256 of the original bytes, which are kept already.
        size: How many bytes they are.
        filename: Name of the file they came in.
        reading: What was read in it; None to keep it unread.
        how: How its title, day, outlet and address are known.
        locator: Where in the original it stands.
        address: Where it was published.
        notes: The collector's notes.
        known_as: Key that another archive gave it; worked out when empty.
    """

    report: Report
    given: bool
    original: str
    size: int
    filename: str
    reading: Reading | None = None
    how: Mapping[str, str] = field(default_factory=dict)
    locator: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    known_as: str = ""

    @property
    def key(self) -> str:
        """The report's key in the archive."""
        return self.known_as or report_key(self.report, self.given, self.address)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report that was to be kept.

    Attributes:
        key: Its key.
        new: Whether it was not there before.
        lineage: Key of the report that it repeats; its own when it repeats none.
        accounts: Events it tells; None when it was there already.
    """

    key: str
    new: bool
    lineage: str
    accounts: int | None


def held(archive: Archive, keys: Sequence[str]) -> set[str]:
    """Say which of some reports the archive holds already."""
    with reading(archive.engine) as connection:
        return _known(connection, keys)


def keep(archive: Archive, batch: Sequence[Received]) -> list[Kept]:
    """Keep some reports in one transaction.

    Args:
        archive: Where to.
        batch: The reports; their originals are kept already.

    Returns:
        What became of each, in order. Nothing is acknowledged that would not outlive the program.

    Raises:
        ArchiveError: The database cannot be written; then nothing of the batch is kept.
    """
    prints = [fingerprint(item.report.text) for item in batch]
    read = [accounts_of(item.reading, item.key) if item.reading else ((), ()) for item in batch]
    with writing(archive.engine) as connection:
        known = _known(connection, [item.key for item in batch])
        out = []
        for item, mark, (accounts, links) in zip(batch, prints, read, strict=True):
            if item.key in known:
                out.append(_see_again(archive, connection, item))
                continue
            known.add(item.key)
            lineage = _keep_report(archive, connection, item, mark)
            if item.reading:
                keep_reading(archive, connection, item.key, item.reading.reader, accounts, links, "read")
            out.append(Kept(item.key, True, lineage, len(accounts)))
        return out


def _known(connection: Connection, keys: Sequence[str]) -> set[str]:
    out: set[str] = set()
    for i in range(0, len(keys), PART):
        out.update(connection.execute(select(report.c.key).where(report.c.key.in_(keys[i : i + PART]))).scalars())
    return out


def _see_again(archive: Archive, connection: Connection, item: Received) -> Kept:
    """Note that a report came once more, in another original or at another place of one."""
    row = {"report": item.key, "original": item.original, "locator": item.locator, "received": archive.now()}
    names = ("report", "original", "locator")
    there = select(sighting.c.report).where(*(sighting.c[name] == row[name] for name in names))
    if connection.execute(there).first() is None:
        insert_new(connection, sighting, [row])
        _keep_original(archive, connection, item)
        archive.log(connection, "seen", item.key, row)
    lineage = connection.execute(select(report.c.lineage).where(report.c.key == item.key)).scalar_one()
    return Kept(item.key, False, lineage, None)


def _keep_original(archive: Archive, connection: Connection, item: Received) -> None:
    row = {"sha256": item.original, "size": item.size, "filename": item.filename, "received": archive.now()}
    insert_new(connection, original, [row])


def report_facts(item: Received, received: str) -> dict[str, Any]:
    """Give all that is kept of a report but its text, which its key vouches for, and what is worked out."""
    told = item.report
    return {
        "key": item.key,
        "name": told.id,
        "title": told.title,
        "published": told.published.isoformat() if told.published else None,
        "outlet": told.source,
        "address": item.address,
        "extra": dict(told.meta),
        "how": dict(item.how),
        "original": item.original,
        "locator": item.locator,
        "notes": list(item.notes),
        "received": received,
    }


def _keep_report(archive: Archive, connection: Connection, item: Received, mark: bytes) -> str:
    """Keep a report that is new; give its lineage."""
    facts = report_facts(item, archive.now())
    _keep_original(archive, connection, item)
    seen = {"report": item.key, "original": item.original, "locator": item.locator, "received": facts["received"]}
    insert_new(connection, sighting, [seen])
    lineage, joined = _find_lineage(connection, item, mark)
    values = {**facts, "text": pack(item.report.text), "lineage": lineage, "fingerprint": mark}
    number = int(connection.execute(insert(report).values(**values)).inserted_primary_key[0])  # type: ignore[index]
    for other in joined:  # it is the missing step between two lineages
        connection.execute(report.update().where(report.c.lineage == other).values(lineage=lineage))
    insert_new(connection, band, [{"bucket": bucket, "number": number} for bucket in dict.fromkeys(bands(mark))])
    index_words(connection, number, " ".join(search_keys(f"{item.report.title or ''}\n{item.report.text}")))
    content = content_hash(facts, item.report.text)
    archive.log(connection, "keep", item.key, {"digest": content, "original": item.original, "name": item.report.id})
    return lineage


def index_words(connection: Connection, number: int, keys: str) -> None:
    """Make a report findable by its words."""
    if connection.dialect.name == "postgresql":
        # A tsvector of our own making: PostgreSQL's parser would take words apart that our keys keep together.
        statement = text("INSERT INTO words (number, keys) VALUES (:number, to_tsvector('simple', :keys))")
    else:
        statement = text("INSERT INTO words (rowid, keys) VALUES (:number, :keys)")
    connection.execute(statement, {"number": number, "keys": keys})


def _find_lineage(connection: Connection, item: Received, mark: bytes) -> tuple[str, list[str]]:
    """Give the lineage of a new report, and other lineages that turn out to be the same."""
    buckets = list(dict.fromkeys(bands(mark)))
    counts: dict[int, int] = {}
    for row in connection.execute(select(band.c.number).where(band.c.bucket.in_(buckets))):
        counts[row.number] = counts.get(row.number, 0) + 1
    nearest = sorted(counts, key=lambda number: (-counts[number], number))[:CANDIDATES]
    rows = connection.execute(select(report.c.number, report.c.lineage, report.c.text).where(report.c.number.in_(nearest)))
    lineages: list[str] = []
    for row in sorted(rows, key=lambda row: row.number):
        if row.lineage not in lineages and same_lineage(unpack(row.text), item.report.text):
            lineages.append(row.lineage)
    return (lineages[0], lineages[1:]) if lineages else (item.key, [])


def keep_reading(
    archive: Archive,
    connection: Connection,
    key: str,
    reader: str,
    accounts: Sequence[Account],
    links: Sequence[Link],
    action: str,
    turn: int = 0,
    closed: Iterable[str] = (),
) -> int:
    """Keep what a reader made of a report; give the number of the log's entry."""
    rows = [account_row(one, position, reader, turn) for position, one in enumerate(accounts)]
    claims = [row for one in accounts for row in claim_rows(one, reader, turn)]
    ties = [{"source": tie.source, "rel": tie.rel, "target": tie.target, "report": key} for tie in dict.fromkeys(links)]
    ties = _new_ties(connection, ties)
    digests = {"digest": accounts_digest(rows, claims), "links": links_digest(ties)}
    detail = {"reader": reader, "accounts": len(rows), **digests, "closed": sorted(closed)}
    entry = archive.log(connection, action, key, detail)
    insert_new(connection, account, [{**row, "entry": entry, "until": None} for row in rows])
    insert_new(connection, claim, claims)
    insert_new(connection, link, [{**tie, "entry": entry} for tie in ties])
    note_reader(connection, key, reader, entry)
    return entry


def note_reader(connection: Connection, key: str, reader: str, entry: int) -> None:
    """Note that a reader has read a report as it was known at an entry of the log, whether or not it found anything."""
    connection.execute(read_by.delete().where(read_by.c.report == key, read_by.c.reader == reader))
    connection.execute(read_by.insert().values(report=key, reader=reader, entry=entry))


def _new_ties(connection: Connection, ties: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give the ties that an earlier reading has not brought."""
    if not ties:
        return []
    rows = connection.execute(select(link.c.source, link.c.rel, link.c.target).where(link.c.report == ties[0]["report"]))
    there = {tuple(row) for row in rows}
    return [tie for tie in ties if (tie["source"], tie["rel"], tie["target"]) not in there]


def links_digest(ties: Iterable[Mapping[str, Any]]) -> str:
    """Hash the ties of a reading, whatever order they come in."""
    return content_hash(sorted([tie["source"], tie["rel"], tie["target"], tie["report"]] for tie in ties))


def accounts_digest(accounts: Iterable[Mapping[str, Any]], claims: Iterable[Mapping[str, Any]]) -> str:
    """Hash the rows of a reading, whatever order they come in."""
    ordered = sorted(accounts, key=lambda row: row["position"])
    return content_hash(ordered, sorted(claims, key=lambda row: (row["account"], row["position"])))
