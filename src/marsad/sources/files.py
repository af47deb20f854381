"""Read reports from files.

A `.jsonl` file holds one report a line; any other file is one report. Lines are read as they are needed, so a file of
millions takes no more memory than one of ten.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any

from marsad.errors import InputError
from marsad.model import Report
from marsad.text.decode import LARGEST, decode

OWN = ("id", "title", "published", "source", "text")
FORMATS_OWN = ("sha256",)
JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
"""How a line of JSON begins, and no report does."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the reports; it wins over nothing and fills what is missing.

    Attributes:
        published: Day of publication.
        source: Outlet.
        title: Headline.
    """

    published: date | None = None
    source: str | None = None
    title: str | None = None


def parse_day(text: str) -> date:
    """Read a day of publication, with or without a time after it.

    Raises:
        ValueError: It does not begin with a day as `2024-09-16`.
    """
    return date.fromisoformat(text.strip()[:10])


def report_from_mapping(item: Any, path: str, line: int, told: Told) -> Report:
    """Make a report of one line's object.

    Raises:
        InputError: It has no text, or a value of the wrong kind.
    """
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise InputError('expected an object with a "text", as {"id": …, "published": "2024-09-16", "text": …}', path, line)
    published = item.get("published")
    try:
        day = parse_day(published) if published else told.published
    except (TypeError, ValueError) as error:
        raise InputError(f'expected "published" as 2024-09-16, got {published!r}', path, line) from error
    title, source = (item.get(key) if isinstance(item.get(key), str) else None for key in ("title", "source"))
    meta = {key: value for key, value in item.items() if key not in OWN + FORMATS_OWN}
    name = item.get("id")
    return Report(str(name if name is not None else line), item["text"], title or told.title, day, source or told.source, meta)


def read_lines(stream: Iterable[str], path: str, told: Told) -> Iterator[Report]:
    """Read one report a line.

    Raises:
        InputError: A line is no JSON or no report; the message names the line.
    """
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"expected one JSON object a line: {error}", path, number) from error
        yield report_from_mapping(item, path, number, told)


def read_file(path: Path, told: Told) -> Iterator[Report]:
    """Read the reports of one file.

    Raises:
        InputError: It cannot be opened or read as text.
    """
    try:
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            with path.open("rb") as stream:
                yield from read_lines(_decoded(stream, str(path)), str(path), told)
        else:
            with path.open("rb") as stream:
                yield Report(path.stem, _whole(stream, str(path)), told.title, told.published, told.source)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror or error}", str(path)) from error


def read_stream(stream: IO[bytes], told: Told) -> Iterator[Report]:
    """Read standard input: one report a line when it begins as a JSON object does, else one report.

    Lines are read as they come, so that a program may write reports into a pipe and get readings out of it.
    """
    first = stream.readline(LARGEST + 1)
    if JSON_OBJECT.match(first):
        yield from read_lines(_decoded(chain([first], stream), "-"), "-", told)
    else:
        yield Report("-", _whole(stream, "-", first), told.title, told.published, told.source)


def _whole(stream: IO[bytes], path: str, first: bytes = b"") -> str:
    """Read all of a stream, but no more than a report may have: a device has no end."""
    return decode(first + stream.read(max(0, LARGEST + 1 - len(first))), path)


def _decoded(lines: Iterable[bytes], path: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"expected UTF-8, but byte {error.start} of the line does not fit it", path, number) from error


def read_paths(paths: Iterable[str], told: Told) -> Iterator[Report]:
    """Read the reports of several files; `-` is standard input."""
    for path in paths:
        if path == "-":
            yield from read_stream(sys.stdin.buffer, told)
        else:
            yield from read_file(Path(path), told)
