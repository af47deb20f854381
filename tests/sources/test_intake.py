import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.sources.files import Told, read_file
from marsad.sources.intake import TOLD, Fault, Intake, read_source

SUFFIXES = ".txt .html .pdf .png .docx .xlsx .csv .tsv .jsonl .json .rss .xml .warc .warc.gz .wacz .eml .zip .doc".split()
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x89PNG\r\n\x1a\n",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08\x00",
    b"<html>",
    b"<rss>",
    b'{"',
    b'[{"',
    b"MIME-Version: 1.0\nFrom: a\n",
    "النص,date\n".encode(),
    b"\xff\xfe",
]


def test_a_plain_text_has_what_the_collector_told_and_says_so(intakes: Callable[..., list[Intake]], text: str) -> None:
    (found,) = intakes("bulletin.txt", text, Told(date(2024, 9, 16), "مرصد", "عنوان"))
    assert (found.report.id, found.given_id, found.report.text, found.locator) == ("bulletin", False, text, "")
    assert found.report.published == date(2024, 9, 16)
    assert found.how == {"title": TOLD, "published": TOLD, "source": TOLD}


def test_what_nobody_says_stays_unknown(intakes: Callable[..., list[Intake]], text: str) -> None:
    (found,) = intakes("bulletin.txt", text)
    assert (found.report.published, found.report.source, found.address, dict(found.how)) == (None, None, "", {})


def test_the_source_itself_comes_before_the_collector(intakes: Callable[..., list[Intake]], page: str) -> None:
    (found,) = intakes("page.html", page, Told(date(2020, 1, 1), "أخرى"))
    assert (found.report.published, found.report.source) == (date(2024, 9, 16), "مرصد الضفتين")
    assert found.how["published"] == "the page's own date"


def test_the_bytes_say_what_a_file_is_before_its_name_does(
    intakes: Callable[..., list[Intake]], page: str, pdf_file: bytes, telegram_export: str
) -> None:
    names = {found.media_type for data in (page, pdf_file, telegram_export) for found in intakes("misnamed.txt", data)}
    assert names == {"text/html", "application/pdf", "application/json"}


def test_a_file_is_read_from_its_path(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = read_source(path, Told())
    assert isinstance(found, Intake)
    assert found.report.text == text


def test_a_missing_file_is_one_fault(tmp_path: Path) -> None:
    (found,) = read_source(tmp_path / "none.txt", Told())
    assert isinstance(found, Fault)
    assert "cannot be opened" in found.message


def test_an_empty_file_is_one_fault(faults: Callable[..., list[Fault]]) -> None:
    for suffix in SUFFIXES:
        assert len(faults(f"empty{suffix}", b"")) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0rest", "old office program"),
        (b"\x1f\x8b\x08\x00abc", "compressed"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
    ],
)
def test_a_kind_that_is_not_read_is_told_with_what_to_do(faults: Callable[..., list[Fault]], data: bytes, words: str) -> None:
    (found,) = faults("file.bin", data)
    assert words in found.message


def test_lines_give_the_same_reports_as_the_reader_of_files(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    items = [
        {"id": 7, "text": "قصف", "published": "2020-05-02T10:00:00Z", "extra": 1, "title": "ع"},
        {"id": "ب", "text": "غارة", "source": "س"},
    ]
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")
    told = Told(date(2021, 1, 1), "مرصد")
    found = [item.report for item in read_source(path, told) if isinstance(item, Intake)]
    assert found == list(read_file(path, told))


@settings(max_examples=40)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_whatever_bytes_come_they_are_reports_or_faults(start: bytes, rest: bytes, suffix: str) -> None:
    for data in (rest, start + rest):
        found = list(read_source(Path(f"file{suffix}"), Told(), data))
        assert found
        assert all(isinstance(item, Intake | Fault) for item in found)


@pytest.mark.parametrize("name", ["docx_file", "pdf_file", "page", "telegram_export"])
def test_a_damaged_file_is_reports_or_faults(name: str, request: pytest.FixtureRequest) -> None:
    whole = request.getfixturevalue(name)
    data = whole.encode() if isinstance(whole, str) else whole

    @settings(max_examples=25)
    @given(at=st.integers(0, len(data) - 1), byte=st.integers(0, 255), cut=st.integers(0, len(data)))
    def damage(at: int, byte: int, cut: int) -> None:
        for damaged in (data[:at] + bytes([byte]) + data[at + 1 :], data[:cut]):
            assert all(isinstance(item, Intake | Fault) for item in read_source(Path("file"), Told(), damaged))

    damage()


def test_reading_twice_gives_the_same(intakes: Callable[..., list[Intake]], page: str, pdf_file: bytes) -> None:
    for data in (page, pdf_file):
        assert intakes("a", data) == intakes("a", data)
