"""Write a release as tables for people: CSV that opens in a spreadsheet with its Arabic whole, and XLSX.

Sheets run from right to left, the heading stays in sight and every column can be filtered. Days are real dates, so they sort.
The words of a report are never a formula: in XLSX they are stored as text, in CSV a dangerous beginning gets an apostrophe.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter

from marsad.exports.cells import guarded
from marsad.exports.losses import loss
from marsad.exports.summary import caution, clean, heading, left_out
from marsad.exports.tables.rows import Cell, claim_rows, incident_rows
from marsad.model import Loss, Release
from marsad.vocabulary import load_vocabulary

Row: TypeAlias = Mapping[str, Cell]

LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell."""
LONGEST_SHEET = 1_048_575
"""Rows that Excel takes below the heading."""
_WIDTHS = {"because": 40, "surface": 30, "value": 30, "id": 24, "incident": 24}
_DEFAULT_WIDTH = 16


def write_csv(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write a release as two CSV files in UTF-8 with a byte order mark, without which Excel breaks Arabic.

    Args:
        release: What leaves the archive.
        out: The file of incidents, such as `incidents.csv`; the claims go beside it, into `incidents-claims.csv`.

    Returns:
        What the tables could not carry.
    """
    _write_csv(out, "incidents", incident_rows(release))
    _write_csv(out.with_name(f"{out.stem}-claims{out.suffix}"), "claims", claim_rows(release))
    return tuple(_left_out(release))


def write_xlsx(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write a release as an Excel workbook: a sheet of incidents, one or more of claims, one about the file.

    Args:
        release: What leaves the archive.
        out: The file to write.

    Returns:
        What the tables could not carry, cells cut at Excel's limit among it.
    """
    # Rows go to disk as they come, so that memory does not grow with the release.
    with xlsxwriter.Workbook(str(out), {"constant_memory": True, "in_memory": False}) as book:
        book.set_properties({"created": release.made.replace(tzinfo=None), "title": clean(release.title)})
        _sheets(book, "incidents", incident_rows(release))
        _sheets(book, "claims", claim_rows(release))
        _about(book, release)
    return (*_left_out(release), *_cut(release))


def _headings(sheet: str) -> dict[str, str]:
    entries = load_vocabulary("headings")[sheet]
    return {column: f"{names['ar']} / {names['en']}" for column, names in entries.items()}


def _write_csv(path: Path, sheet: str, rows: Iterable[Row]) -> None:
    headings = _headings(sheet)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(headings.values())
        writer.writerows([_plain(row[column]) for column in headings] for row in rows)


def _plain(cell: Cell) -> Any:
    """Give a cell as CSV has it: days in ISO 8601, yes and no in words, all else as it is."""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(clean(_words(cell)) if isinstance(cell, str | bool) else cell)


def _words(cell: str | bool) -> str:
    if isinstance(cell, str):
        return cell
    return " / ".join(_pair("phrases", "yes" if cell else "no"))


def _sheets(book: Any, sheet: str, rows: Iterator[Row]) -> None:
    """Write rows to as many sheets as Excel's limit makes necessary; one sheet if there are none."""
    name, first = " ".join(_pair("sheets", sheet)), list(islice(rows, 1))
    for number in count(1):
        _sheet(
            book, name if number == 1 else f"{name} {number}", _headings(sheet), chain(first, islice(rows, LONGEST_SHEET - 1))
        )
        first = list(islice(rows, 1))
        if not first:
            return


def _sheet(book: Any, name: str, headings: Mapping[str, str], rows: Iterable[Row]) -> None:
    sheet, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd", "align": "right"})
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e8e8e8"})
    for number, (column, words) in enumerate(headings.items()):
        sheet.set_column(number, number, _WIDTHS.get(column, _DEFAULT_WIDTH))
        sheet.write_string(0, number, words, bold)
    line = 0
    for line, row in enumerate(rows, 1):
        for number, column in enumerate(headings):
            _write_cell(sheet, line, number, row[column], day)
    sheet.autofilter(0, 0, max(line, 1), len(headings) - 1)


def _write_cell(sheet: Any, line: int, number: int, cell: Cell, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(line, number, cell, day)
    elif isinstance(cell, str | bool):
        sheet.write_string(line, number, _short(clean(_words(cell))))
    else:
        sheet.write_number(line, number, cell)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - 1] + "…"


def _about(book: Any, release: Release) -> None:
    sheet, names = book.add_worksheet(" ".join(_pair("sheets", "about"))), _headings("about")
    sheet.right_to_left()
    sheet.set_column(0, 1, 60, book.add_format({"text_wrap": True, "valign": "top"}))
    values = {
        "title": release.title,
        "made": f"{release.made:%Y-%m-%d %H:%M}",
        "tool": release.tool,
        "profile": release.profile,
    }
    values["caution"] = f"{caution().ar}\n{caution().en}"
    for line, (key, words) in enumerate(names.items()):
        sheet.write_string(line, 0, words)
        sheet.write_string(line, 1, clean(values[key]))


def _pair(group: str, key: str) -> tuple[str, str]:
    names = heading(group, key)
    return names.ar, names.en


def _left_out(release: Release) -> Iterator[Loss]:
    for incident in release.incidents:
        yield from left_out(incident, ("link", "because"))
        for at in incident.places[1:]:
            if at.place.point:
                yield loss(incident, "place", at.place.name.ar, "named; coordinates are of the first place only")
        for actor in incident.actors:
            if actor.codes:
                yield loss(incident, "actor", f"{actor.name.ar}: {dict(sorted(actor.codes.items()))}", "codes are not carried")


def _cut(release: Release) -> Iterator[Loss]:
    """Say which cells Excel's limit cut short."""
    incidents = {incident.id: incident for incident in release.incidents}
    for rows, key in ((incident_rows(release), "id"), (claim_rows(release), "incident")):
        for row in rows:
            for column, cell in row.items():
                if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                    yield loss(incidents[str(row[key])], column, f"{len(cell)} characters", f"cut at {LONGEST_CELL}")
