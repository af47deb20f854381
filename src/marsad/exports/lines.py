"""Write JSON Lines: one value a line, UTF-8, Arabic as it is."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def json_line(value: Any) -> str:
    """Write a value as one line of JSON.

    Half a surrogate pair, which a damaged report may hold, has no UTF-8; a line with one is written in ASCII escapes, so that
    it reads back as it was.
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return line if line.isascii() or _encodable(line) else json.dumps(value, ensure_ascii=True, allow_nan=False)


def write_lines(path: Path, values: Iterable[Any]) -> None:
    """Write one value a line; a file that is there is replaced."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{json_line(value)}\n" for value in values)


def _encodable(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
