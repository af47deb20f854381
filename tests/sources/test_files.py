import json
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.sources.files import Told, read_file, read_lines

NOTHING = Told()


def test_a_text_file_is_one_report_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    path.write_text("قصف أمس", encoding="utf-8")
    (report,) = read_file(path, Told(date(2020, 1, 2), "مرصد", "عنوان"))
    assert (report.id, report.text, report.published, report.source, report.title) == (
        "bulletin",
        "قصف أمس",
        date(2020, 1, 2),
        "مرصد",
        "عنوان",
    )


def test_a_line_is_a_report_and_keeps_what_else_it_brings() -> None:
    line = json.dumps({"id": 7, "text": "قصف", "published": "2020-05-02T10:00:00Z", "url": "u"})
    (report,) = read_lines([line, "", "  "], "a.jsonl", NOTHING)
    assert (report.id, report.published, dict(report.meta)) == ("7", date(2020, 5, 2), {"url": "u"})


def test_what_the_user_says_fills_only_what_is_missing() -> None:
    lines = ['{"text": "ا", "published": "2020-05-02"}', '{"text": "ب"}']
    first, second = read_lines(lines, "a.jsonl", Told(date(2021, 1, 1)))
    assert (first.published, second.published) == (date(2020, 5, 2), date(2021, 1, 1))


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", '{"title": "x"}', '{"text": 5}', '{"text": "x", "published": "yesterday"}', "[" * 100_000]
)
def test_a_bad_line_is_named_with_its_number(line: str) -> None:
    with pytest.raises(InputError, match=r"a\.jsonl:2"):
        list(read_lines(['{"text": "ا"}', line], "a.jsonl", NOTHING))


def test_a_line_separator_inside_a_text_does_not_cut_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "سطر\u2028آخر\x85"}, ensure_ascii=False) + "\n", encoding="utf-8")
    (report,) = read_file(path, NOTHING)
    assert report.text == "سطر\u2028آخر\x85"


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        list(read_file(tmp_path / "none.txt", NOTHING))


def test_a_file_half_in_another_encoding_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "ا"}\n'.encode() + b'{"text": "\xff\xfe"}\n')
    with pytest.raises(InputError):
        list(read_file(path, NOTHING))
