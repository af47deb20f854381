"""Write which report tells of which incident, and nothing else: what a score of the merging needs."""

from pathlib import Path

from marsad.exports.lines import write_lines
from marsad.model import Loss, Release


def write_pairs(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write JSON Lines: `{"report": …, "event": …}` for each report of each incident.

    Args:
        release: What leaves.
        out: The file.

    Returns:
        Nothing: the rest of an incident was not asked for.
    """
    write_lines(out, ({"report": _name(release, key), "event": one.id} for one in release.incidents for key in one.reports))
    return ()


def _name(release: Release, key: str) -> str:
    """Give the report's own id; its key where the report itself does not leave."""
    kept = release.reports.get(key)
    return kept.report.id if kept else key
