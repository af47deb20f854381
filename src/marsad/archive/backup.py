"""Copy an archive into one file, and bring it back. A copy made while others write is of one moment, and is whole."""

import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

from marsad.archive.originals import CHUNK
from marsad.archive.seal import file_hash
from marsad.archive.store import DATABASE, ORIGINALS, Archive
from marsad.errors import ArchiveError

MANIFEST = "manifest.json"


def backup(archive: Archive, out: Path) -> int:
    """Write the archive to a ZIP file: the database as of now, the originals, and a list of their hashes.

    Args:
        archive: What to copy.
        out: The file; it appears when it is whole.

    Returns:
        The number of originals in it.

    Raises:
        ArchiveError: It is on PostgreSQL, which has tools of its own, or the file cannot be written.
    """
    if archive.folder is None:
        raise ArchiveError("an archive on PostgreSQL is backed up by pg_dump, originals and all")
    partial = out.with_name(out.name + ".partial")
    try:
        with tempfile.TemporaryDirectory(dir=archive.folder) as folder:
            copy = Path(folder) / DATABASE
            with closing(sqlite3.connect(archive.folder / DATABASE)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
                digests = [row[0] for row in target.execute("SELECT sha256 FROM original ORDER BY sha256")]
            _write(archive, copy, digests, partial)
        partial.replace(out)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise ArchiveError(f"{out}: the copy cannot be made: {error}") from error
    return len(digests)


def _write(archive: Archive, copy: Path, digests: list[str], partial: Path) -> None:
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as out:
        out.write(copy, DATABASE)
        for digest in digests:
            out.writestr(f"{ORIGINALS}/{digest}", archive.originals.get(digest))
        out.writestr(MANIFEST, json.dumps({DATABASE: file_hash(copy)[0], "originals": digests}, indent=1))
    with partial.open("rb") as stream:
        os.fsync(stream.fileno())


def restore(source: Path, folder: Path) -> int:
    """Bring an archive back from a copy; every byte is compared with its hash first.

    Args:
        source: The ZIP file.
        folder: Where to; not there yet, or empty.

    Returns:
        The number of originals.

    Raises:
        ArchiveError: The copy is damaged, or the folder is not empty; then the folder is as it was.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ArchiveError(f"{folder}: expected an empty folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(source) as copy, tempfile.TemporaryDirectory(dir=folder.parent) as fresh:
            digests = _unpack(copy, Path(fresh))
            if folder.exists():
                folder.rmdir()
            Path(fresh).rename(folder)
            Path(fresh).mkdir()  # for the temporary folder's own tidying
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{source}: the copy cannot be brought back: {error}") from error
    return digests


def _unpack(copy: zipfile.ZipFile, fresh: Path) -> int:
    manifest = json.loads(copy.read(MANIFEST))
    _extract(copy, DATABASE, fresh / DATABASE, manifest[DATABASE])
    (fresh / ORIGINALS).mkdir()
    for digest in manifest["originals"]:
        if not (len(digest) == 64 and digest.isalnum()):
            raise ValueError(f"expected the hash of an original, got {digest!r}")
        path = fresh / ORIGINALS / digest[:2] / digest[2:]
        path.parent.mkdir(exist_ok=True)
        _extract(copy, f"{ORIGINALS}/{digest}", path, digest)
        path.chmod(0o444)
    return len(manifest["originals"])


def _extract(copy: zipfile.ZipFile, name: str, path: Path, digest: str) -> None:
    with copy.open(name) as source, path.open("wb") as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if file_hash(path)[0] != digest:
        raise ValueError(f"{name}: its bytes were changed")
