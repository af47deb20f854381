"""Keep original bytes by their SHA-256, and never touch them again.

A file is written beside its place, brought safely to the disk and only then moved there: whoever finds it finds all of it.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO

from marsad.errors import ArchiveError

CHUNK = 1 << 20
PARTIAL = ".partial-"


class Originals:
    """The original bytes of an archive, in a folder of their own.

    Attributes:
        folder: Where they lie: `ab/cdef…` for the bytes whose hash begins so.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Give the place of the bytes with this hash."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, stream: IO[bytes]) -> tuple[str, int]:
        """Keep all bytes of a stream.

        Returns:
            Their hash and number.

        Raises:
            ArchiveError: They cannot be written; nothing half-written is left in their place.
        """
        try:
            return self._put(stream)
        except OSError as error:
            raise ArchiveError(f"{self.folder}: the original cannot be kept: {error.strerror or error}") from error

    def _put(self, stream: IO[bytes]) -> tuple[str, int]:
        self.folder.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=self.folder)
        try:
            digest, size = sha256(), 0
            with os.fdopen(handle, "wb") as partial:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    partial.write(chunk)
                partial.flush()
                os.fsync(partial.fileno())
            self._place(Path(name), self.path(digest.hexdigest()))
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()
        return digest.hexdigest(), size

    def _place(self, partial: Path, path: Path) -> None:
        if path.exists():
            return
        path.parent.mkdir(exist_ok=True)
        partial.chmod(0o444)
        partial.replace(path)
        for folder in (path.parent, self.folder):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def get(self, digest: str) -> bytes:
        """Give the bytes with this hash.

        Raises:
            ArchiveError: They are not there, or are not what they were.
        """
        try:
            data = self.path(digest).read_bytes()
        except OSError as error:
            raise ArchiveError(f"original {digest}: {error.strerror or error}") from error
        if sha256(data).hexdigest() != digest:
            raise ArchiveError(f"original {digest}: its bytes were changed")
        return data

    def names(self) -> Iterator[str]:
        """Give the hash in the name of every original, sorted; what a killed program left half-written is passed over."""
        for folder in sorted(self.folder.glob("??")):
            yield from (folder.name + path.name for path in sorted(folder.iterdir()))

    def strays(self) -> Iterator[Path]:
        """Give files that a killed program left half-written."""
        return self.folder.glob(PARTIAL + "*")

    def fault(self, digest: str) -> str | None:
        """Say what is wrong with the bytes of this hash; None when they are what they were."""
        actual = sha256()
        try:
            with self.path(digest).open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    actual.update(chunk)
        except OSError as error:
            return f"original {digest}: {error.strerror or error}"
        return None if actual.hexdigest() == digest else f"original {digest}: its bytes were changed"
