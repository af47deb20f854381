"""Gather what leaves the archive in one export."""

from collections.abc import Iterable

from marsad.archive import loading
from marsad.archive.database import reading
from marsad.archive.merging import incidents
from marsad.archive.store import Archive, fact
from marsad.model import Release


def make_release(archive: Archive, ids: Iterable[str] | None = None, title: str = "") -> Release:
    """Give incidents and the reports they come from, whole; profiles are applied to what this gives.

    Args:
        archive: Where from.
        ids: Ids of the incidents; all when None.
        title: What the release is called.

    Raises:
        ArchiveError: The archive cannot be read.
    """
    with reading(archive.engine) as connection:
        chosen = tuple(incidents(connection, ids))
        keys = sorted({key for incident in chosen for key in incident.reports})
        reports = {kept.key: kept for kept in loading.kept_reports(connection, keys)}
    return Release(chosen, reports, archive.clock(), archive.tool, title=title)


def salt(archive: Archive) -> bytes:
    """Give the archive's own secret, of which pseudonyms are made; it never leaves."""
    return bytes.fromhex(fact(archive, "salt") or "")
