"""Write tables that a spreadsheet can open without running anything.

A cell that begins with `=`, `+`, `-` or `@`, a tab or a return is a formula to a spreadsheet, whoever wrote it. Such words get
an apostrophe in front, which a spreadsheet reads as "text" and a person can take off again. Numbers are written as numbers and
left alone: a longitude may be negative. Words that begin with an apostrophe of their own get another, so that taking one off is
always right.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""Beginnings that are guarded; the full-width forms of the signs too, which some spreadsheets take for the plain ones."""
WIDE = (
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)


def guarded(cell: Cell) -> Cell:
    """Make a cell harmless to spreadsheets.

    Args:
        cell: Words or a number; None for an empty cell.

    Returns:
        The number as it is, the words with an apostrophe before them where they would be run; `""` for None.
    """
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" \ufeff").startswith(DANGEROUS + WIDE):
        return f"'{cell}"
    return cell


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> None:
    """Write a CSV file: UTF-8 without byte order mark, lines ended by a single line feed.

    Args:
        path: The file; one that is there is replaced.
        columns: The columns, in order.
        rows: Values by column; columns that a row lacks stay empty.

    Raises:
        ValueError: A row has a column that the table has not.
    """
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            if unknown := row.keys() - set(columns):
                raise ValueError(f"expected columns of the table, got {sorted(unknown)}")
            writer.writerow([guarded(row.get(column)) for column in columns])
