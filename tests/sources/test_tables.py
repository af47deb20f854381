import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from marsad.sources import packages
from marsad.sources.columns import find_columns
from marsad.sources.intake import Fault, Intake


def sheet(*rows: tuple[object, ...], title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_row_is_a_report_with_how_each_value_is_known(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes(
        "posts.csv", "id,النص,التاريخ,القناة,الرابط,likes\n9,قصف على الميادين,2024-09-16 23:10,مرصد,https://t.example/9,4\n"
    )
    assert (found.report.id, found.report.text, found.report.published, found.report.source) == (
        "9",
        "قصف على الميادين",
        date(2024, 9, 16),
        "مرصد",
    )
    assert (found.locator, found.address, dict(found.report.meta)) == ("row 2", "https://t.example/9", {"likes": "4"})
    assert found.how == {"published": "column التاريخ", "source": "column القناة", "address": "column الرابط"}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_separators_and_encodings_of_the_field_are_recognised(
    intakes: Callable[..., list[Intake]], separator: str, encoding: str
) -> None:
    rows = [["التاريخ", "النص", "المصدر"], ["16/09/2024", '"قصف على الميادين، ومقتل ثلاثة; بينهم طفل"', "مرصد"]]
    (found,) = intakes("posts.csv", "\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert found.report.text == "قصف على الميادين، ومقتل ثلاثة; بينهم طفل"
    assert found.report.published == date(2024, 9, 16)


def test_a_text_may_hold_line_breaks_and_rows_are_counted_as_a_spreadsheet_does(intakes: Callable[..., list[Intake]]) -> None:
    first, second = intakes("a.csv", 'text\n"سطر\nآخر"\nقصف\n')
    assert (first.report.text, second.locator) == ("سطر\nآخر", "row 3")


def test_a_column_that_can_only_be_month_first_is_read_so(intakes: Callable[..., list[Intake]]) -> None:
    found = intakes("a.csv", "text,date\nقصف,9/10/2024\nغارة,9/16/2024\n")
    assert [item.report.published for item in found] == [date(2024, 9, 10), date(2024, 9, 16)]


def test_a_day_comes_first_where_the_column_does_not_tell(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("a.csv", "text,date\nقصف,9/10/2024\n")
    assert found.report.published == date(2024, 10, 9)


def test_a_row_without_a_text_is_passed_over_and_named(take: Callable[..., list[Intake | Fault]]) -> None:
    found = take("a.csv", "text,date\nقصف,2024-01-01\n,2024-01-02\n,\nغارة,2024-01-03\n")
    assert [(type(item), item.locator) for item in found] == [(Intake, "row 2"), (Fault, "row 3"), (Intake, "row 5")]


def test_a_table_without_a_text_column_is_a_fault_that_names_what_was_found(faults: Callable[..., list[Fault]]) -> None:
    (found,) = faults("a.csv", "name,count\nx,3\n")
    assert "name, count" in found.message


def test_headings_may_stand_below_a_title(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("a.xlsx", sheet(("رصد أيلول",), (), ("النص", "التاريخ"), ("قصف", datetime(2024, 9, 16, 23, 0))))
    assert (found.report.published, found.locator) == (date(2024, 9, 16), "row 4")


def test_a_day_kept_as_a_bare_number_is_read_as_the_spreadsheet_shows_it(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("a.xlsx", sheet(("text", "date", "id"), ("قصف", 45551, 7.0)))
    assert (found.report.published, found.report.id) == (date(2024, 9, 16), "7")


def test_sheets_without_texts_are_named_and_the_others_read(take: Callable[..., list[Intake | Fault]]) -> None:
    book = openpyxl.Workbook()
    book.active.append(("name", "count"))
    posts = book.create_sheet("رصد")
    posts.append(("text",))
    posts.append(("قصف",))
    out = BytesIO()
    book.save(out)
    assert [(type(item), item.locator) for item in take("a.xlsx", out.getvalue())] == [
        (Fault, "sheet Sheet"),
        (Intake, "sheet رصد row 2"),
    ]


def test_headings_are_known_in_any_case_and_joint() -> None:
    assert find_columns(["Message Text", "createdAt", "Channel_Name", "المُعرّف"]) == {
        "text": 0,
        "published": 1,
        "source": 2,
        "id": 3,
    }


def test_a_package_that_unpacks_without_bound_is_refused(
    faults: Callable[..., list[Fault]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "LARGEST_EXPANDED", 1_000_000)
    monkeypatch.setattr(packages.open_package.__wrapped__, "__defaults__", (1_000_000,))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("xl/sharedStrings.xml", b" " * 2_000_000)
    (found,) = faults("bomb.xlsx", out.getvalue())
    assert "unpacked" in found.message


def test_a_document_that_declares_entities_is_refused(faults: Callable[..., list[Fault]], docx_file: bytes) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx_file)) as whole, zipfile.ZipFile(out, "w") as package:
        for member in whole.namelist():
            data = whole.read(member)
            if member == "word/document.xml":
                data = data.replace(
                    b"<w:document", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]><w:document', 1
                )
            package.writestr(member, data)
    (found,) = faults("bomb.docx", out.getvalue())
    assert "declarations" in found.message


def test_a_sheet_that_announces_a_row_far_away_ends(
    take: Callable[..., list[Intake | Fault]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marsad.sources.tables.MOST_ROWS", 1000)
    whole = sheet(("text",), ("قصف",))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as package:
        for member in old.namelist():
            package.writestr(
                member, old.read(member).replace(b'r="2"', b'r="2000000000"').replace(b'r="A2"', b'r="A2000000000"')
            )
    assert all(isinstance(item, Intake | Fault) for item in take("far.xlsx", out.getvalue()))


def test_a_table_is_read_from_disk(tmp_path: Path, text: str) -> None:
    from marsad.sources.files import Told
    from marsad.sources.intake import read_source

    path = tmp_path / "a.csv"
    path.write_text(f"text\n{text}\n", encoding="utf-8")
    (found,) = read_source(path, Told())
    assert isinstance(found, Intake)
    assert found.report.text == text
