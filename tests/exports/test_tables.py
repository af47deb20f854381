import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from marsad.exports.tables import write as tables
from marsad.exports.tables.write import LONGEST_CELL, write_csv, write_xlsx
from marsad.model import Incident, Release, Wording
from marsad.vocabulary import load_vocabulary

STRIKE, MEETING, SHELLING = "MRS-SYR-0000000000a1", "MRS-SYR-0000000000b2", "MRS-SYR-0000000000c3"
INCIDENTS, CLAIMS, ABOUT = "الحوادث Incidents", "الإفادات Claims", "عن الملف About"


@pytest.fixture
def book(release: Release, tmp_path: Path) -> Workbook:
    write_xlsx(release, tmp_path / "out.xlsx")
    return openpyxl.load_workbook(tmp_path / "out.xlsx")


@pytest.fixture
def worded(release: Release) -> Callable[[str], Release]:
    """Makes a release of one incident, the means of which are the words given."""

    def make(words: str) -> Release:
        return replace(release, incidents=(replace(release.incidents[0], weapons=(Wording(words, ()),)),))

    return make


def sheet_rows(book: Workbook, sheet: str) -> list[dict]:
    columns = list(load_vocabulary("headings")["incidents" if sheet == INCIDENTS else "claims"])
    return [dict(zip(columns, row, strict=True)) for row in book[sheet].iter_rows(min_row=2)]


def csv_rows(path: Path, sheet: str) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return [dict(zip(load_vocabulary("headings")[sheet], row, strict=True)) for row in rows[1:]]


def row_of(rows: list[dict], incident: str) -> dict:
    return next(row for row in rows if getattr(row["id"], "value", row["id"]) == incident)


def find(release: Release, key: str) -> Incident:
    return next(incident for incident in release.incidents if incident.id == key)


def test_an_incident_is_a_row(release, tmp_path):
    write_csv(release, tmp_path / "out.csv")
    assert [row["id"] for row in csv_rows(tmp_path / "out.csv", "incidents")] == [i.id for i in release.incidents]


def test_csv_begins_with_the_mark_that_excel_needs_for_arabic(release, tmp_path):
    write_csv(release, tmp_path / "out.csv")
    for name in ("out.csv", "out-claims.csv"):
        assert (tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_headings_are_in_arabic_and_english(release, tmp_path):
    write_csv(release, tmp_path / "out.csv")
    head = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert "أقرب يوم / Earliest day" in head and "قتلى مُبلغ عنهم على الأقل / Killed (reported, at least)" in head


def test_every_claim_has_a_row_with_its_words_and_report(release, tmp_path):
    write_csv(release, tmp_path / "out.csv")
    rows = csv_rows(tmp_path / "out-claims.csv", "claims")
    assert len(rows) == sum(len(account.claims) for i in release.incidents for account in i.accounts)
    for row in rows:
        assert release.reports[row["report"]].report.text[int(row["start"]) : int(row["end"])] == row["surface"]


def test_people_are_ranges_by_group_and_never_summed(release, tmp_path):
    strike = find(release, STRIKE)
    fighters = replace(strike.tolls[0], group="combatant", low=2, best=2, high=None)
    write_csv(replace(release, incidents=(replace(strike, tolls=(*strike.tolls, fighters)),)), tmp_path / "out.csv")
    (row,) = csv_rows(tmp_path / "out.csv", "incidents")
    assert row["killed"] == "3–5 مدنيون / civilian؛ ≥ 2 مقاتلون / combatant"


def test_sheets_run_from_right_to_left_with_a_frozen_filtered_heading(book):
    for name in (INCIDENTS, CLAIMS):
        assert book[name].sheet_view.rightToLeft
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")


def test_days_are_dates(book):
    cell = row_of(sheet_rows(book, INCIDENTS), STRIKE)["earliest"]
    assert (cell.value, cell.is_date) == (datetime(2025, 3, 11), True)


def test_a_day_that_is_not_known_is_empty(book):
    assert row_of(sheet_rows(book, INCIDENTS), SHELLING)["earliest"].value is None


def test_numbers_are_numbers(book):
    row = row_of(sheet_rows(book, INCIDENTS), STRIKE)
    assert (row["latitude"].value, row["lineages"].value) == (35.1066, 2)


@pytest.mark.parametrize("words", ["=1+1", "+963", "-5 قتلى", "@مرصد", "\t=1", '=HYPERLINK("https://example.org","x")'])
def test_the_words_of_a_report_are_never_a_formula(worded, tmp_path, words):
    write_xlsx(worded(words), tmp_path / "out.xlsx")
    (row,) = sheet_rows(openpyxl.load_workbook(tmp_path / "out.xlsx"), INCIDENTS)
    assert (row["weapons"].value, row["weapons"].data_type) == (words, "s")
    write_csv(worded(words), tmp_path / "out.csv")
    (plain,) = csv_rows(tmp_path / "out.csv", "incidents")
    assert plain["weapons"] == f"'{words}"


def test_an_address_is_not_made_a_link(worded, tmp_path):
    write_xlsx(worded("https://example.org/x"), tmp_path / "out.xlsx")
    (row,) = sheet_rows(openpyxl.load_workbook(tmp_path / "out.xlsx"), INCIDENTS)
    assert row["weapons"].hyperlink is None


def test_a_cell_that_excel_would_refuse_is_cut_and_reported(worded, tmp_path):
    losses = write_xlsx(worded("ب" * 40_000), tmp_path / "out.xlsx")
    (row,) = sheet_rows(openpyxl.load_workbook(tmp_path / "out.xlsx"), INCIDENTS)
    assert len(row["weapons"].value) == LONGEST_CELL and row["weapons"].value.endswith("…")
    assert [(loss.field, loss.value) for loss in losses if "cut" in loss.became] == [("weapons", "40000 characters")]


def test_rows_beyond_the_limit_of_a_sheet_go_to_the_next(release, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_SHEET", 20)
    write_xlsx(release, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    claims = sum(len(account.claims) for i in release.incidents for account in i.accounts)
    assert book.sheetnames == [INCIDENTS, CLAIMS, f"{CLAIMS} 2", ABOUT]
    assert book[CLAIMS].max_row + book[f"{CLAIMS} 2"].max_row - 2 == claims


def test_an_empty_release_still_has_its_headings(release, tmp_path):
    write_xlsx(replace(release, incidents=()), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book[INCIDENTS]["A1"].value == "المعرّف / Id" and book[CLAIMS].max_row == 1


def test_the_file_says_that_these_are_allegations(book):
    words = " ".join(str(cell.value) for row in book[ABOUT].iter_rows() for cell in row)
    assert "not findings" in words and "marsad 0.1.0" in words


def test_a_control_character_does_not_stop_the_export(worded, tmp_path):
    write_xlsx(worded("مد\x0bفع\ud800"), tmp_path / "out.xlsx")
    write_csv(worded("مد\x0bفع\ud800"), tmp_path / "out.csv")
    (row,) = csv_rows(tmp_path / "out.csv", "incidents")
    assert row["weapons"] == "مد\N{REPLACEMENT CHARACTER}فع\N{REPLACEMENT CHARACTER}"


def test_a_second_place_keeps_its_name_and_loses_its_point(release, tmp_path):
    losses = write_csv(release, tmp_path / "out.csv")
    row = row_of(csv_rows(tmp_path / "out.csv", "incidents"), SHELLING)
    assert row["places_ar"] == "ذيبان؛ أبو حمام"
    assert [loss.value for loss in losses if loss.field == "place"] == ["أبو حمام"]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_the_same_release_gives_the_same_bytes(release, tmp_path, write):
    for name in ("a.xlsx", "b.xlsx"):
        write(release, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_actor_whose_role_was_withheld_has_no_empty_brackets(release, tmp_path):
    strike = find(release, STRIKE)
    withheld = replace(strike, actors=(replace(strike.actors[0], role=""),))
    write_csv(replace(release, incidents=(withheld,)), tmp_path / "out.csv")
    (row,) = csv_rows(tmp_path / "out.csv", "incidents")
    assert (row["actors_ar"], row["actors_en"]) == ("التحالف الدولي", "Global Coalition")
