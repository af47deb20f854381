"""Keep original bytes in the database, for an archive on a server that has no folder of its own."""

from hashlib import sha256
from typing import IO

from sqlalchemy import Engine, select

from marsad.archive.database import reading, writing
from marsad.archive.rows import insert_new
from marsad.archive.schema import blob
from marsad.errors import ArchiveError


class Blobs:
    """The original bytes of an archive, in a table.

    Attributes:
        engine: The database.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def put(self, stream: IO[bytes]) -> tuple[str, int]:
        """Keep all bytes of a stream; give their hash and number."""
        data = stream.read()
        digest = sha256(data).hexdigest()
        with writing(self.engine) as connection:
            insert_new(connection, blob, [{"sha256": digest, "data": data}])
        return digest, len(data)

    def get(self, digest: str) -> bytes:
        """Give the bytes with this hash.

        Raises:
            ArchiveError: They are not there, or are not what they were.
        """
        with reading(self.engine) as connection:
            data = connection.execute(select(blob.c.data).where(blob.c.sha256 == digest)).scalar()
        if data is None:
            raise ArchiveError(f"original {digest}: it is not in the archive")
        if sha256(data).hexdigest() != digest:
            raise ArchiveError(f"original {digest}: its bytes were changed")
        return bytes(data)

    def fault(self, digest: str) -> str | None:
        """Say what is wrong with the bytes of this hash; None when they are what they were."""
        try:
            self.get(digest)
        except ArchiveError as error:
            return str(error)
        return None
