"""An archive: where it lies, what time it is, who is at work.

archive = create_archive("desk")        a folder: the database and the original bytes
archive = open_archive("postgresql://…") the same on a server, the bytes in a table of their own
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Connection, Engine, inspect, select

from marsad.archive import custody
from marsad.archive.blobs import Blobs
from marsad.archive.database import create_tables, is_url, open_engine, reading, told_plainly, writing
from marsad.archive.originals import Originals
from marsad.archive.schema import FORMAT, meta
from marsad.errors import ArchiveError
from marsad.model.plain import content_hash

DATABASE = "archive.db"
ORIGINALS = "originals"


class KeepsOriginals(Protocol):
    """What keeps original bytes: a folder or a table."""

    def put(self, stream: IO[bytes]) -> tuple[str, int]:
        """Keep all bytes of a stream; give their hash and number."""
        ...

    def get(self, digest: str) -> bytes:
        """Give the bytes with this hash."""
        ...

    def fault(self, digest: str) -> str | None:
        """Say what is wrong with the bytes of this hash, if anything is."""
        ...


def utc_now() -> datetime:
    """Give the time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Archive:
    """An open archive.

    Attributes:
        location: The folder or URL, without a password.
        engine: The database.
        originals: The original bytes.
        tool: Tool and version, for the log.
        who: The person at work, for the log.
        clock: Gives the time.
        folder: The folder; None on PostgreSQL.
    """

    location: str
    engine: Engine
    originals: KeepsOriginals
    tool: str
    who: str = ""
    clock: Callable[[], datetime] = utc_now
    folder: Path | None = None

    def now(self) -> str:
        """Give the time as the archive writes it."""
        return self.clock().isoformat()

    def log(self, connection: Connection, action: str, subject: str, detail: Mapping[str, object]) -> int:
        """Add an entry to the chain of custody; give its number."""
        return custody.append(connection, self.now(), self.who, action, subject, detail, self.tool)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def create_archive(location: str | Path, tool: str, who: str = "", clock: Callable[[], datetime] = utc_now) -> Archive:
    """Make an archive.

    Args:
        location: A folder that is not there yet or is empty, or the URL of an empty PostgreSQL database.
        tool: Tool and version, for the log.
        who: The person at work, for the log.
        clock: Gives the time.

    Raises:
        ArchiveError: There is something already, or it cannot be written.
    """
    archive = _archive(location, tool, who, clock)
    try:
        _create(archive)
    except ArchiveError:
        archive.close()
        raise
    return archive


def _create(archive: Archive) -> None:
    if archive.folder is not None:
        _make_folder(archive.folder)
    with told_plainly(archive.engine):
        if inspect(archive.engine).has_table("meta"):
            raise ArchiveError(f"{archive.location}: there is an archive already")
    with archive.engine.connect() as connection, told_plainly(archive.engine), connection.begin():
        create_tables(connection)
        facts = {"format": str(FORMAT), "salt": secrets.token_hex(32), "created": archive.now()}
        connection.execute(meta.insert(), [{"name": name, "value": value} for name, value in facts.items()])
        archive.log(connection, "init", "", {"facts": content_hash(facts)})


def open_archive(location: str | Path, tool: str, who: str = "", clock: Callable[[], datetime] = utc_now) -> Archive:
    """Open an archive.

    Raises:
        ArchiveError: There is none, it was made by a newer version, or it cannot be opened.
    """
    archive = _archive(location, tool, who, clock)
    try:
        _check(archive)
    except ArchiveError:
        archive.close()
        raise
    return archive


def _check(archive: Archive) -> None:
    if archive.folder is not None and not (archive.folder / DATABASE).is_file():
        raise ArchiveError(f"{archive.location}: there is no archive here; `marsad init` makes one")
    with told_plainly(archive.engine):
        if not inspect(archive.engine).has_table("meta"):
            raise ArchiveError(f"{archive.location}: this is no archive of Marsad's; `marsad init` makes one")
    found = int(fact(archive, "format") or 0)
    if found > FORMAT:
        raise ArchiveError(f"{archive.location}: made by a newer version (format {found}, this one knows {FORMAT})")


def fact(archive: Archive, name: str) -> str | None:
    """Give a fact about the archive itself: `format`, `salt`, `created`."""
    with reading(archive.engine) as connection:
        return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()


def _archive(location: str | Path, tool: str, who: str, clock: Callable[[], datetime]) -> Archive:
    if is_url(str(location)):
        engine = open_engine(str(location))
        return Archive(engine.url.render_as_string(), engine, Blobs(engine), tool, who, clock)
    folder = Path(location)
    engine = open_engine(folder / DATABASE, read_only=folder.exists() and not os.access(folder, os.W_OK))
    return Archive(str(folder), engine, Originals(folder / ORIGINALS), tool, who, clock, folder)


def _make_folder(folder: Path) -> None:
    """Make the folder, for its owner's eyes alone; one that is there already keeps the rights its owner gave it."""
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
        if any(folder.iterdir()) and not (folder / DATABASE).is_file():
            raise ArchiveError(f"{folder}: expected an empty folder")
        (folder / ORIGINALS).mkdir(exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be made: {error.strerror or error}") from error


__all__ = ["Archive", "KeepsOriginals", "create_archive", "fact", "open_archive", "reading", "utc_now", "writing"]
