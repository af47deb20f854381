"""The people of a desk that serves several: their names, roles and passwords, in a file of their own beside the archive.

The file is no part of the archive: no copy, no export and no log holds what is in it. The log only notes that somebody was
added, was given another role or password, or was removed, and by whom.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from marsad.archive import Archive
from marsad.desk.guarding import MissingError, OvertakenError
from marsad.desk.people_names import key_of
from marsad.desk.people_passwords import Passwords
from marsad.desk.rights import OWNER, load_rights
from marsad.errors import ArchiveError

FILE = "people.db"
ADMIN = "administer"

TABLES = """
CREATE TABLE IF NOT EXISTS person (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, secret TEXT NOT NULL,
    since TEXT NOT NULL, seen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (
    hash TEXT PRIMARY KEY, key TEXT NOT NULL REFERENCES person ON DELETE CASCADE, began REAL NOT NULL, used REAL NOT NULL
) WITHOUT ROWID;
"""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a desk.

    Attributes:
        name: The name in which decisions are kept.
        role: A role of `rights.yml`.
        since: When the person was added, in UTC, ISO 8601.
        seen: Number of the last change; a change sends it back.
    """

    name: str
    role: str
    since: str = ""
    seen: int = 0

    def may(self, right: str | None) -> bool:
        """Say whether the person has a right; the owner may do everything."""
        return self.role == OWNER or right in load_rights().role(self.role).rights


class People:
    """The file of people.

    Args:
        path: The file; made when somebody is added.
        clock: Gives the time.
        passwords: How passwords are kept.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime], passwords: Passwords | None = None) -> None:
        self.path = path
        self.clock = clock
        self.passwords = passwords or Passwords()
        self._open: sqlite3.Connection | None = None
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._open is not None:
                self._open.close()
            self._open = None

    def ask(self, question: str, *values: Any) -> Sequence[tuple[Any, ...]]:
        """Read from the file; nothing is in one that is not there.

        Raises:
            ArchiveError: It cannot be read.
        """
        with self._lock, self._told():
            return self._connection().execute(question, values).fetchall() if self.path.exists() else []

    @contextlib.contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction that writes: all of it is kept, or none.

        Raises:
            ArchiveError: The file cannot be written.
        """
        with self._lock, self._told():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def listed(self) -> tuple[Person, ...]:
        """Give everybody, by name."""
        rows = self.ask("SELECT name, role, since, seen FROM person ORDER BY key")
        return tuple(Person(*row) for row in rows)

    def one(self, name: str) -> Person:
        """Give a person by name.

        Raises:
            MissingError: There is none.
        """
        rows = self.ask("SELECT name, role, since, seen FROM person WHERE key = ?", key_of(name))
        if not rows:
            raise MissingError(f"{name:.60}: there is no such person")
        return Person(*rows[0])

    def check(self, name: str, password: str) -> Person | None:
        """Give the person with this name and password; it takes as long when there is none.

        A password that was kept by older parameters is kept anew.
        """
        rows = self.ask("SELECT secret FROM person WHERE key = ?", key_of(name))
        secret = str(rows[0][0]) if rows else ""
        if not self.passwords.fits(secret, password):
            return None
        if self.passwords.is_old(secret):
            fresh = self.passwords.keep(password)
            with self.changing() as connection:
                values = (fresh, key_of(name), secret)
                connection.execute("UPDATE person SET secret = ? WHERE key = ? AND secret = ?", values)
        with contextlib.suppress(MissingError):  # removed while the password was looked at
            return self.one(name)
        return None

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            # Made by us, lest it be anybody's to read for a moment.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
            self.path.chmod(0o600)
            opened = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
            for pragma in PRAGMAS:
                opened.execute(f"PRAGMA {pragma}")
            opened.executescript(TABLES)
            self._open = opened
        return self._open

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(f"{self.path}: {error}") from error


def people_of(archive: Archive, home: Path | None = None) -> People | None:
    """Give the people of an archive.

    Args:
        archive: The archive.
        home: Where those of an archive on PostgreSQL are kept, which has no folder.

    Returns:
        The people; None when there is no place for them.
    """
    if archive.folder is not None:
        return People(archive.folder / FILE, archive.clock)
    if home is None:
        return None
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return People(home / f"people-{sha256(archive.location.encode()).hexdigest()[:16]}.db", archive.clock)


def unchanged(person: Person, seen: int | None) -> None:
    """Refuse a change of somebody who changed since.

    Raises:
        OvertakenError: With the number of the last change.
    """
    if seen is not None and seen != person.seen:
        raise OvertakenError(f"{person.name} was changed since; nothing was changed now", None, person.seen)
