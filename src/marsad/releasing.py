"""Write a release of an archive in a format, with what the archive alone can give to it."""

from pathlib import Path

from marsad.archive import Archive, chain_bytes
from marsad.errors import InputError
from marsad.exports.formats import FORMATS
from marsad.model import Loss, Release


def write_release(archive: Archive, release: Release, form: str, out: Path) -> tuple[Loss, ...]:
    """Write a release; an evidence bundle of a full one has the originals and the log in it.

    Raises:
        InputError: The file's name does not fit the format.
        OSError: It cannot be written.
    """
    writer = FORMATS[form].writer()
    try:
        if form == "bundle":
            full = release.profile == "full"
            original_bytes = archive.originals.get if full else None
            native = FORMATS["native"].writer()
            custody = chain_bytes(archive) if full else None
            return writer(release, out, original_bytes=original_bytes, custody=custody, native=native)  # type: ignore[call-arg]
        return writer(release, out)
    except ValueError as error:
        raise InputError(str(error), str(out)) from error
