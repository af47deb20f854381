"""Read tables of posts: CSV in the field's encodings and separators, and XLSX.

A table is read by its headings, which may stand below a title or two. What is in other columns is kept with each report.
"""

import codecs
import csv
import warnings
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from typing import IO, Any

import openpyxl

from marsad.errors import InputError
from marsad.sources.columns import as_text, find_columns, known_from
from marsad.sources.days import is_month_first
from marsad.sources.intake import Fault, Intake, Opened
from marsad.sources.packages import check_document
from marsad.text.decode import LARGEST, decode

SEPARATORS = ",;\t|"
HEADING_ROWS = 10
"""How far down the headings may stand."""
SAMPLE_ROWS = 500
"""How many rows tell whether days are written with the month first."""
MOST_COLUMNS = 256
MOST_ROWS = 1_048_576
"""As many as a sheet of the usual programs has; a damaged file can announce billions."""
Row = Sequence[Any]

csv.field_size_limit(LARGEST)


def read_csv(opened: Opened) -> Iterator[Intake | Fault]:
    """Read a table as text.

    Raises:
        InputError: No column of it is known to hold text.
    """
    with _as_text(opened) as stream:
        separator = _separator("".join(islice(stream, HEADING_ROWS * 3)))
        stream.seek(0)
        rows = csv.reader(stream, delimiter=separator)
        try:
            yield from _read_rows(opened, rows, "")
        except csv.Error as error:
            yield opened.fault(f"expected a table: {error}", f"line {rows.line_num}")


def read_xlsx(opened: Opened) -> Iterator[Intake | Fault]:
    """Read each sheet of a spreadsheet that holds texts.

    Raises:
        InputError: No sheet has a column that is known to hold text, or the file unpacks without bound.
    """
    check_document(opened.stream)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions, which hold no text
        book = openpyxl.load_workbook(opened.stream, read_only=True, data_only=True, keep_links=False)
    try:
        several = len(book.worksheets) > 1
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            yield from _read_sheet(opened, rows, f"sheet {sheet.title}" if several else "")
    finally:
        book.close()


def _read_sheet(opened: Opened, rows: Iterable[Row], sheet: str) -> Iterator[Intake | Fault]:
    try:
        yield from _read_rows(opened, rows, sheet)
    except InputError as error:
        yield opened.fault(str(error), sheet)


def _read_rows(opened: Opened, rows: Iterable[Row], sheet: str) -> Iterator[Intake | Fault]:
    numbered = enumerate(rows, 1)
    headings, columns = _find_headings(numbered)
    sample = list(islice(numbered, SAMPLE_ROWS))
    at = columns.get("published")
    month_first = at is not None and is_month_first(row[at] for _, row in sample if at < len(row))
    names = {name: f"column {headings[index]}" for name, index in columns.items()}
    for number, row in chain(sample, numbered):
        locator = f"{sheet} row {number}".strip()
        if not any(as_text(cell) for cell in row):
            continue
        values = {name: row[index] for name, index in columns.items() if index < len(row)}
        text = values.pop("text", None)
        if not isinstance(text, str) or not text.strip():
            yield opened.fault(f"expected a text in {names['text']}, got none", locator)
            continue
        meta = _others(headings, row, columns.values())
        yield opened.intake(text, known_from(values, names, meta, month_first), locator)


def _find_headings(numbered: Iterator[tuple[int, Row]]) -> tuple[list[str], dict[str, int]]:
    """Find the row of headings, and leave the rows below it.

    Raises:
        InputError: There is none.
    """
    first: list[str] = []
    for _, row in islice(numbered, HEADING_ROWS):
        columns = find_columns(row)
        headings = [as_text(cell) for cell in row]
        if "text" in columns:
            return headings, columns
        first = first or [heading for heading in headings if heading]
    raise InputError(
        f"expected a column for the text, named «text», «النص», «message» or the like; found {', '.join(first)[:200] or 'none'}"
    )


def _others(headings: Sequence[str], row: Row, used: Iterable[int]) -> dict[str, object]:
    """Keep what the other columns say, days as they are written in the open format."""
    taken = frozenset(used)
    cells = (
        (heading, cell) for i, (heading, cell) in enumerate(zip(headings, row, strict=False)) if heading and i not in taken
    )
    return {
        heading: cell if isinstance(cell, str | int | float) else str(cell) for heading, cell in cells if cell not in (None, "")
    }


def _separator(sample: str) -> str:
    """Choose the separator that makes most known columns of some row; the first of them when none does."""

    def columns(separator: str) -> int:
        try:
            rows = list(islice(csv.reader(StringIO(sample, newline=""), delimiter=separator), HEADING_ROWS))
        except csv.Error:
            return 0
        return max((len(found) for row in rows if "text" in (found := find_columns(row))), default=0)

    return max(SEPARATORS, key=columns)


def _as_text(opened: Opened) -> IO[str]:
    """Open a table as text without reading it whole where it is UTF-8, for exports of platforms grow large."""
    if _is_utf8(opened.stream):
        return TextIOWrapper(opened.stream, encoding="utf-8-sig", newline="")
    return StringIO(decode(opened.whole()), newline="")


def _is_utf8(stream: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := stream.read(1 << 20):
            decoder.decode(block)
            if b"\0" in block:
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True
