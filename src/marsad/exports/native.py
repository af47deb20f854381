"""Write a release as JSON Lines that read back as exactly what was written.

The first line says what the file is and how much follows, so that a cut file is known for one. Reports come before incidents,
each on a line of its own, in the plain form of the model: what a later version adds to the model it also adds here.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.exports.lines import write_lines
from marsad.model import Incident, KeptReport, Loss, Release
from marsad.model.plain import from_plain, to_plain

FORMAT = "marsad-release/1"
KEYS = ("format", "tool", "made", "profile", "title", "reports", "incidents")


def write_native(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write a release without loss.

    Args:
        release: What leaves.
        out: The file, `.jsonl` by custom.

    Returns:
        Nothing: nothing is lost.
    """
    write_lines(out, _lines(release))
    return ()


def read_native(path: Path) -> Release:
    """Read what `write_native` wrote.

    Args:
        path: The file.

    Returns:
        A release equal to the one written.

    Raises:
        InputError: The file cannot be opened, is of another format or version, is cut short, or a line is damaged; the message
            names the line.
    """
    lines = _read(path)
    head = _head(next(lines, None), path)
    reports: dict[str, KeptReport] = {}
    incidents: list[Incident] = []
    for number, line in lines:
        if len(reports) < head["reports"]:
            reports[_value(str, line.get("key"), path, number)] = _value(KeptReport, line.get("report"), path, number)
        else:
            incidents.append(_value(Incident, line.get("incident"), path, number))
    told, found = (head["reports"], head["incidents"]), (len(reports), len(incidents))
    if told != found:
        raise InputError(f"expected {told[0]} reports and {told[1]} incidents, found {found[0]} and {found[1]}", str(path))
    release: Release = _value(Release, {**_told(head), "reports": {}, "incidents": []}, path, 1)
    return Release(tuple(incidents), reports, release.made, release.tool, release.profile, release.title)


def _lines(release: Release) -> Iterator[dict[str, Any]]:
    yield {
        "format": FORMAT,
        "tool": release.tool,
        "made": to_plain(release.made),
        "profile": release.profile,
        "title": release.title,
        "reports": len(release.reports),
        "incidents": len(release.incidents),
    }
    yield from ({"key": key, "report": to_plain(kept)} for key, kept in sorted(release.reports.items()))
    yield from ({"incident": to_plain(incident)} for incident in release.incidents)


def _read(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the objects of a file with the numbers of their lines."""
    try:
        with path.open("rb") as stream:
            yield from _parsed(stream, path)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror or error}", str(path)) from error


def _parsed(stream: Iterable[bytes], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(stream, 1):
        try:
            value = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise InputError(f"expected one JSON object a line: {error}", str(path), number) from error
        if not isinstance(value, dict):
            raise InputError(f"expected a JSON object, got {type(value).__name__}", str(path), number)
        yield number, value


def _head(first: tuple[int, dict[str, Any]] | None, path: Path) -> dict[str, Any]:
    head = first[1] if first else {}
    if head.get("format") != FORMAT:
        raise InputError(f'expected a first line with "format": "{FORMAT}", got {head.get("format")!r}', str(path), 1)
    counts = (head.get("reports"), head.get("incidents"))
    if not all(type(count) is int and count >= 0 for count in counts):
        raise InputError(f"expected how many reports and incidents follow, got {counts!r}", str(path), 1)
    return head


def _told(head: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in head.items() if key in KEYS}


def _value(kind: Any, plain: Any, path: Path, number: int) -> Any:
    try:
        return from_plain(kind, plain)
    except ValueError as error:
        raise InputError(str(error), str(path), number) from error
