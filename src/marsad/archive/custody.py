"""The chain of custody: a log of every change, each entry hashed together with the hash of the one before.

Whoever holds the last hash holds the whole history: to change, take out or put in an entry changes every hash that follows.
The chain can be written to a file and checked there by a few lines of Python that know nothing of Marsad.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.archive.schema import log
from marsad.model.plain import canonical

CHECKER = Path(__file__).with_name("check_chain.py")
"""A program that checks a written chain and needs nothing of Marsad."""

BEGINNING = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change.

    Attributes:
        number: Its place in the chain, from 1.
        at: When, in UTC, ISO 8601.
        who: The person or program that made it.
        action: What was done: `init`, `keep`, `seen`, `reread`, `decide`, `judge`, `merge`, `restore`, `migrate`, `person`.
        subject: What it was done to: a key, or empty for the archive.
        detail: All that is needed to check it.
        tool: Tool and version.
        previous: Hash of the entry before.
        hash: Hash of this one, `previous` included.
    """

    number: int
    at: str
    who: str
    action: str
    subject: str
    detail: Any
    tool: str
    previous: str
    hash: str


def entry_hash(number: int, at: str, who: str, action: str, subject: str, detail: Any, tool: str, previous: str) -> str:
    """Hash an entry: SHA-256 of the canonical JSON of its values in this order."""
    return sha256(canonical([number, at, who, action, subject, detail, tool, previous]).encode("ascii")).hexdigest()


def append(connection: Connection, at: str, who: str, action: str, subject: str, detail: Mapping[str, Any], tool: str) -> int:
    """Add an entry to the chain, in the transaction that makes the change.

    Returns:
        The number of the entry.
    """
    last = connection.execute(select(log.c.number, log.c.hash).order_by(log.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, BEGINNING)
    plain = json.loads(canonical(detail))
    digest = entry_hash(number, at, who, action, subject, plain, tool, previous)
    values = {"number": number, "at": at, "who": who, "action": action, "subject": subject, "detail": plain}
    connection.execute(log.insert().values(**values, tool=tool, previous=previous, hash=digest))
    return number


def entries(connection: Connection) -> Iterator[Entry]:
    """Give the chain from its beginning."""
    for row in connection.execution_options(yield_per=1000).execute(select(log).order_by(log.c.number)):
        yield Entry(*row)


def head(connection: Connection) -> str:
    """Give the hash of the last entry."""
    last = connection.execute(select(log.c.hash).order_by(log.c.number.desc()).limit(1)).scalar()
    return last or BEGINNING


def length(connection: Connection) -> int:
    """Give the number of entries."""
    return int(connection.execute(select(func.coalesce(func.max(log.c.number), 0))).scalar_one())


def entry_to_json(entry: Entry) -> str:
    """Write an entry as one line that can be checked without Marsad."""
    names = Entry.__slots__
    return json.dumps({name: getattr(entry, name) for name in names}, ensure_ascii=True, separators=(",", ":"))


def first_broken(chain: Iterator[Entry]) -> str | None:
    """Say what is wrong with the first entry that does not hold; None when all do."""
    previous = BEGINNING
    for number, entry in enumerate(chain, 1):
        told = (entry.number, entry.at, entry.who, entry.action, entry.subject, entry.detail, entry.tool, entry.previous)
        if entry.number != number:
            return f"entry {number} of the log is missing; entry {entry.number} follows"
        if entry.previous != previous:
            return f"entry {number} of the log does not follow the one before it"
        if entry_hash(*told) != entry.hash:
            return f"entry {number} of the log ({entry.action} {entry.subject}) was changed"
        previous = entry.hash
    return None


def lines(chain: Iterator[Entry]) -> Iterator[str]:
    """Give a chain as the lines of a file, one for each entry."""
    return (entry_to_json(entry) + "\n" for entry in chain)


def write_lines(chain: Iterator[Entry], path: Path) -> int:
    """Write a chain to a file, and the program that checks it beside it; give the number of entries."""
    number = 0
    with path.open("w", encoding="ascii") as stream:
        for number, line in enumerate(lines(chain), 1):  # noqa: B007  # the last is the number of all
            stream.write(line)
    shutil.copyfile(CHECKER, path.with_name(CHECKER.name))
    return number
