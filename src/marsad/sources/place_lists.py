"""Keep the place lists that a desk adds of its own: one file a list, in one folder, beside the gazetteer that ships.

Desks have their places in the tables of OCHA, in dumps of GeoNames, in spreadsheets of their own. A list is read once, when
it is added; what is kept is Marsad's own format, already checked, so that a fault shows then and there and not in the middle
of a night's readings. A list is written beside the old one and put in its place in one step: whoever reads meanwhile finds
the old list or the new one, never half of one.
"""

import csv
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import InputError, MarsadError, VocabularyError
from marsad.places.gazetteer import GazetteerRow, load_gazetteer, parse_rows
from marsad.places.lists import GEONAMES_COLUMNS, read_gazetteer_rows, write_gazetteer_lines
from marsad.text.decode import LARGEST, decode

LONGEST_CELL = 100_000
"""Characters of the longest cell; GeoNames puts hundreds of names into one."""
NAME = re.compile(r"[^\W_][\w .()-]{0,60}")
"""What a list may be called: letters of any script first, and nothing that a path or a terminal reads as something else."""
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin, which their users take for tables."""


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A list of the user's own.

    Attributes:
        name: What it is called.
        path: Where it lies.
        places: How many places it holds.
    """

    name: str
    path: Path
    places: int


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a list that was added.

    Attributes:
        list: The list as it is kept.
        replaced: Whether one of the same name was there before.
        pointless: Places without coordinates; they are found in reports, but lie nowhere.
        unread: Lines of the file that gave no place, from 1.
        repeated: Lines whose id came before; the later one counts.
    """

    list: PlaceList
    replaced: bool
    pointless: int
    unread: tuple[int, ...]
    repeated: int


def place_lists(folder: Path) -> tuple[PlaceList, ...]:
    """Tell which lists there are, by name.

    Args:
        folder: Where the lists lie; it need not be there yet.
    """
    return tuple(PlaceList(path.stem, path, _count(path)) for path in sorted(folder.glob("*.csv")))


def add_place_list(path: Path, folder: Path, name: str | None = None) -> Added:
    """Add a list of places, or put a newer version in the place of one.

    Args:
        path: An administrative table of OCHA, a GeoNames dump, a CSV of one's own or in Marsad's format; UTF-8, UTF-16 or
            Windows-1256.
        folder: Where the lists lie; made when it is not there.
        name: What to call it; the file's name without its ending when None.

    Returns:
        How many places it holds, and what could not be read.

    Raises:
        InputError: The file cannot be read as a list of places, or its name cannot be the name of a list.
        VocabularyError: An entry does not follow the rules of a gazetteer.
    """
    name = _checked_name(path.stem if name is None else name)
    numbered = _Numbered(_text(path))
    rows: dict[str, GazetteerRow] = {}
    unread: list[int] = []
    repeated = 0
    try:
        for row in read_gazetteer_rows(numbered, f"{name}.csv"):
            unread += numbered.passed_over()
            kept = GazetteerRow._make(_clean(cell) for cell in row)
            repeated += kept.id in rows
            rows[kept.id] = kept
    except csv.Error as error:
        raise InputError(f"expected a table: {error}", str(path), numbered.line) from error
    unread += numbered.rest()
    if not rows:
        raise InputError("expected a list of places, found none in it", str(path))
    target = folder / f"{name}.csv"
    replaced = target.exists()
    _write(rows.values(), target)
    pointless = sum(not (row.lat and row.lon) for row in rows.values())
    return Added(PlaceList(name, target, len(rows)), replaced, pointless, tuple(unread), repeated)


def remove_place_list(name: str, folder: Path) -> PlaceList:
    """Take a list away.

    Only a list that is there can be named, so no name reaches outside the folder.

    Args:
        name: What it is called, with or without `.csv`.
        folder: Where the lists lie.

    Raises:
        MarsadError: There is no such list.
    """
    known = {one.name: one for one in place_lists(folder)}
    found = known.get(name) or known.get(name.removesuffix(".csv"))
    if found is None:
        there = ", ".join(known) or "none"
        raise MarsadError(f"expected the name of one of your lists ({there}), got {name!r}")
    found.path.unlink()
    return found


def _checked_name(name: str) -> str:
    if not NAME.fullmatch(name) or name != name.strip():
        raise InputError(
            f"expected a name of letters, digits, spaces and .()-, got {name!r}; give the list another one with --name"
        )
    return name


def _text(path: Path) -> str:
    """Read a file whole, and say of the spreadsheets what to do with them."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror or error}", str(path)) from error
    if len(data) > LARGEST:
        raise InputError(
            f"expected a list of at most {LARGEST // 1_000_000} MB; keep the lines of your countries only", str(path)
        )
    if data.startswith(SPREADSHEETS):
        raise InputError("expected a table as text, got a spreadsheet or an archive; save the sheet as CSV in UTF-8", str(path))
    return decode(data, str(path))


class _Numbered:
    """Hand on the records of a table, each as one line, and remember which of them nobody made a place of.

    A cell may hold a line break, so lines and records are counted apart: records are what is handed on, lines what a user
    looks up.
    """

    def __init__(self, text: str) -> None:
        self.line = 0
        self._records = self._split(text)
        self._since: list[int] = []
        self._first = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        record = next(self._records)
        if record.strip(",;\t\r\n ") and not self._first:
            self._since.append(self.line)
        self._first = False
        return record

    def passed_over(self) -> list[int]:
        """Give the lines since the last call, but for the one a place was just made of."""
        lines, self._since = self._since[:-1], []
        return lines

    def rest(self) -> list[int]:
        """Give the lines since the last call, when no more places come."""
        lines, self._since = self._since, []
        return lines

    def _split(self, text: str) -> Iterator[str]:
        lines = [line.rstrip("\r") for line in text.split("\n")]
        if lines[0].count("\t") == GEONAMES_COLUMNS - 1:  # a quotation mark is a letter like others there
            self._first = not lines[0].split("\t")[0].isdigit()
            for self.line, line in enumerate(lines, 1):
                yield line
            return
        delimiter = max("\t,;", key=lines[0].count)
        before = 0
        reader = csv.reader(lines, delimiter=delimiter)
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise csv.Error(f"expected cells of at most {LONGEST_CELL:,} characters")
            self.line, before = before + 1, reader.line_num
            yield delimiter.join(_cell(cell, delimiter) for cell in cells)


def _clean(cell: str) -> str:
    """Leave out what would break a line of the list, or write to a terminal what is no name."""
    return " ".join("".join(c for c in cell if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs")).split())


def _cell(cell: str, delimiter: str) -> str:
    cell = _clean(cell)
    return '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell


def _write(rows: Iterable[GazetteerRow], target: Path) -> None:
    """Write a list and check it together with what ships, before it takes its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".adding-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(write_gazetteer_lines(rows))
            stream.flush()
            os.fsync(stream.fileno())
        _check(Path(part), target.name)
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _check(path: Path, name: str) -> None:
    """Look at every place once: a level that is none would else be found by the first report that names the place."""
    try:
        for place in load_gazetteer((path,)):
            if not (place.name.ar or place.name.en):
                raise VocabularyError(f"gazetteer entry {place.id}: expected a name, found none")
    except VocabularyError as error:
        raise VocabularyError(str(error).replace(path.name, name)) from error


def _count(path: Path) -> int:
    """Count the places of a list; one that was changed by hand and broken is told as such."""
    try:
        return sum(1 for _ in parse_rows(path.read_text(encoding="utf-8").splitlines(), str(path)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{path}: expected a list of places: {error}") from error
