"""Seal the database file: the hash of all its bytes, beside the last hash of the log they belong to.

Every row is vouched for by the log; the seal vouches for what no row holds, so that not one flipped bit goes unseen. It is made
when a program that wrote is done. One that was killed leaves an old seal, which says so itself: its last hash is not the log's.
"""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from marsad.archive import custody
from marsad.archive.originals import CHUNK
from marsad.archive.store import DATABASE, Archive
from marsad.errors import ArchiveError

SEAL = "seal.json"


@dataclass(frozen=True, slots=True)
class Seal:
    """What is known of the database file.

    Attributes:
        head: Hash of the log's last entry.
        database: SHA-256 of the file.
        size: Its bytes.
    """

    head: str
    database: str
    size: int

    @property
    def check(self) -> str:
        """Hash of the seal itself."""
        return sha256(f"{self.head} {self.database} {self.size}".encode()).hexdigest()


def seal(archive: Archive) -> bool:
    """Seal the database file.

    Returns:
        Whether it was sealed; not when another program is at work, which will do it, nor on PostgreSQL, which has no file.
    """
    if archive.folder is None or not os.access(archive.folder, os.W_OK):
        return False
    try:
        archive.engine.dispose()
        with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        with archive.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if _busy(archive.folder):
                return False
            made = Seal(custody.head(connection), *file_hash(archive.folder / DATABASE))
            _write(archive.folder / SEAL, made)
    except SQLAlchemyError:
        return False
    except OSError as error:
        raise ArchiveError(f"{archive.folder / SEAL}: {error.strerror or error}") from error
    return True


def seal_fault(archive: Archive, head: str) -> tuple[bool, str | None]:
    """Compare the seal with the file.

    Returns:
        Whether the seal is of the log's present end and could be compared; and what is wrong, if anything is.
    """
    assert archive.folder is not None
    path = archive.folder / SEAL
    try:
        plain = json.loads(path.read_text("ascii"))
        found = Seal(plain["head"], plain["database"], plain["size"])
        if (
            set(plain) != {"head", "database", "size", "check"}
            or plain["check"] != found.check
            or path.read_text() != _text(found)
        ):
            return False, f"{SEAL}: it was changed"
    except FileNotFoundError:
        return False, None
    except (OSError, ValueError, KeyError, TypeError) as error:
        return False, f"{SEAL}: it cannot be read: {error}"
    if found.head != head or _busy(archive.folder):
        return False, None
    if file_hash(archive.folder / DATABASE) != (found.database, found.size):
        return True, f"{DATABASE}: its bytes are not those that were sealed"
    return True, None


def file_hash(path: Path) -> tuple[str, int]:
    """Give the SHA-256 of a file, and its size."""
    digest, size = sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _busy(folder: Path) -> bool:
    """Say whether changes lie beside the database file that are not in it yet."""
    wal = folder / (DATABASE + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _text(made: Seal) -> str:
    plain = {"head": made.head, "database": made.database, "size": made.size, "check": made.check}
    return json.dumps(plain, indent=1) + "\n"


def _write(path: Path, made: Seal) -> None:
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="ascii") as stream:
        stream.write(_text(made))
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
