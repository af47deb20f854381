import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from marsad.examples import EXAMPLES, example

from .conftest import COMMAND

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
TEXT = "قصفت قوات النظام أمس قرية كفريا بريف إدلب.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def readings(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def assert_refused(result: Result, *parts: str) -> None:
    """Check that a user is told what is wrong, in one line, and a script too."""
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.stderr.startswith("Error: ") and len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output
    for part in parts:
        assert part in result.stderr


# --- what it prints


def test_the_table_quotes_the_words_of_every_event(run: Run, report: Path) -> None:
    result = run("read", report, "--no-model", "--published", "2020-05-02")
    assert result.exit_code == 0
    assert "shelling" in result.stdout and "«قصفت»" in result.stdout and "2020-05-01 «أمس»" in result.stdout


def test_json_is_one_reading_a_line_and_arabic_stays_arabic(run: Run, report: Path) -> None:
    result = run("read", report, report, "--no-model", "--format", "json")
    first, second = readings(result.stdout)
    assert first == second and first["format"] == "reading/1" and first["report"]["text"] == TEXT
    assert "قصفت" in result.stdout and "\\u06" not in result.stdout


def test_html_is_one_page_for_all_reports(run: Run, report: Path) -> None:
    result = run("read", report, report, "--no-model", "--format", "html")
    assert result.stdout.startswith("<!doctype html>") and result.stdout.rstrip().endswith("</html>")
    assert result.stdout.count('aria-label="نص التقرير"') == 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_read_in_every_format(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(example(name), encoding="utf-8")
    for form in ("table", "json", "html"):
        assert run("read", path, "--no-model", "--format", form, "--explain").exit_code == 0


def test_what_the_user_says_of_a_report_stands_in_its_reading(run: Run, report: Path) -> None:
    options = ("--published", "2020-05-02", "--source", "مرصد الضفتين", "--title", "حصاد اليوم")
    (reading,) = readings(run("read", report, "--no-model", "--format", "json", *options).stdout)
    told = reading["report"]
    assert (told["id"], told["published"], told["source"], told["title"]) == (
        "report",
        "2020-05-02",
        "مرصد الضفتين",
        "حصاد اليوم",
    )
    table = run("read", report, "--no-model", *options).stdout
    assert "حصاد اليوم" in table and "مرصد الضفتين" in table and "2020-05-02" in table


def test_without_a_day_of_publication_the_table_says_what_is_missing(run: Run, report: Path) -> None:
    result = run("read", report, "--no-model")
    assert "publication date not known" in result.stdout and "not known «أمس»" in result.stdout


def test_explain_gives_the_reason_of_every_value(run: Run, report: Path) -> None:
    plain = run("read", report, "--no-model", "--published", "2020-05-02").stdout
    reasons = run("read", report, "--no-model", "--published", "2020-05-02", "--explain").stdout
    assert "its own sentence" not in plain and "its own sentence" in reasons
    assert "one day before" not in plain and "one day before" in reasons
    page = run("read", report, "--no-model", "--published", "2020-05-02", "--explain", "--format", "html").stdout
    assert 'id="why" checked' in page and "one day before" in page


def test_without_the_model_the_reading_says_so(run: Run, report: Path) -> None:
    (reading,) = readings(run("read", report, "--no-model", "--format", "json").stdout)
    assert reading["reader"].endswith("(rules)")


def test_the_model_reads_too(run: Run, report: Path) -> None:
    (reading,) = readings(run("read", report, "--format", "json").stdout)
    assert reading["reader"].endswith("(rules and model)")


def test_a_day_that_is_none_is_a_slip_of_the_callers(run: Run, report: Path) -> None:
    result = run("read", report, "--published", "yesterday")
    assert result.exit_code == 2 and "yesterday" in result.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(run: Run, tmp_path: Path, day: str) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "قصفت قوات النظام أمس وأول أمس وغداً والعام الماضي ونهاية الأسبوع المقبل وفي آب الماضي قرية كفريا.", encoding="utf-8"
    )
    assert run("read", path, "--no-model", "--published", day, "--format", "json").exit_code == 0


# --- where it comes from


def test_a_dash_is_standard_input(run: Run) -> None:
    (reading,) = readings(run("read", "-", "--no-model", "--format", "json", stdin=TEXT).stdout)
    assert reading["report"]["text"] == TEXT and reading["events"]


def test_standard_input_may_hold_a_report_a_line(run: Run) -> None:
    lines = "".join(json.dumps({"id": str(i), "text": TEXT}, ensure_ascii=False) + "\n" for i in range(3))
    result = run("read", "-", "--no-model", "--format", "json", stdin=lines)
    assert [one["report"]["id"] for one in readings(result.stdout)] == ["0", "1", "2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_the_encodings_of_the_field_give_the_same_reading(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(example().encode(encoding))
    (reading,) = readings(run("read", path, "--no-model", "--format", "json").stdout)
    assert reading["report"]["text"] == example() and reading["events"]


def test_reports_of_a_file_of_many_are_read_in_order_on_any_number_of_processes(process: Process, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for i in range(50):
            file.write(json.dumps({"id": str(i), "text": example(EXAMPLES[i % 3])}, ensure_ascii=False) + "\n")
    one, two = (process("read", path, "--no-model", "--format", "json", "--jobs", jobs).stdout for jobs in (1, 2))
    assert one == two and [json.loads(line)["report"]["id"] for line in two.splitlines()] == [str(i) for i in range(50)]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("good", [3, 40])
def test_a_bad_line_is_named_after_the_good_readings_before_it(process: Process, tmp_path: Path, jobs: int, good: int) -> None:
    path = tmp_path / "reports.jsonl"
    line = json.dumps({"text": TEXT}, ensure_ascii=False) + "\n"
    path.write_text(line * good + '{"text": \n' + line, encoding="utf-8")
    done = process("read", path, "--no-model", "--format", "json", "--jobs", jobs)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == good
    assert f"{path}:{good + 1}: expected one JSON object a line" in done.stderr.decode() and b"Traceback" not in done.stderr


def test_a_bad_line_of_standard_input_is_named_too(run: Run) -> None:
    line = json.dumps({"text": TEXT}, ensure_ascii=False) + "\n"
    result = run("read", "-", "--no-model", "--format", "json", stdin=line + "[]\n" + line)
    assert len(readings(result.stdout)) == 1
    assert result.exit_code == 1 and "-:2: expected an object" in result.stderr


# --- what cannot be read


def test_a_missing_file_is_said_to_be_missing(run: Run, tmp_path: Path) -> None:
    assert_refused(run("read", tmp_path / "none.txt", "--no-model"), "none.txt", "No such file")


@pytest.mark.parametrize("name", ["folder", "folder.jsonl"])
def test_a_folder_is_no_report(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert_refused(run("read", tmp_path / name, "--no-model"), name, "directory")


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_file_is_no_report(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    assert_refused(run("read", path, "--no-model"), "empty.txt", "empty")
    assert_refused(run("read", "-", "--no-model", stdin=data), "-: ", "empty")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(500), b"PK\x03\x04" + bytes(range(32)) * 9]
)
def test_a_binary_file_is_no_report(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    assert_refused(run("read", path, "--no-model"), "picture.txt")


@pytest.mark.parametrize("name", ["long.txt", "long.jsonl"])
def test_fifty_megabytes_are_no_report(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    body = (TEXT.strip() + " ") * (50_000_000 // len(TEXT.encode()))
    path.write_text(json.dumps({"text": body}, ensure_ascii=False) if name.endswith("l") else body, encoding="utf-8")
    assert_refused(run("read", path, "--no-model", "--jobs", 1), "at most")


def test_a_device_without_an_end_is_no_report(run: Run) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no such device here")
    assert_refused(run("read", "/dev/zero", "--no-model"), "/dev/zero")


def test_no_file_at_all_is_a_slip_of_the_callers(run: Run) -> None:
    assert run("read").exit_code == 2


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_english_gives_an_empty_reading_that_says_why(run: Run, form: str) -> None:
    result = run("read", "-", "--no-model", "--format", form, stdin="This is not Arabic. Damascus, 2024-01-01.\n")
    assert result.exit_code == 0 and ("ليس في هذا النص شيء بالعربية" if form == "html" else "no Arabic") in result.stdout
    if form == "json":
        (reading,) = readings(result.stdout)
        assert reading["mentions"] == reading["events"] == reading["links"] == []


# --- where it goes


@pytest.mark.parametrize("form", ["table", "json", "html"])
@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}]
)
def test_output_is_utf_8_whatever_the_locale(process: Process, report: Path, form: str, locale: dict[str, str]) -> None:
    done = process("read", report, "--no-model", "--format", form, **locale)
    assert done.returncode == 0, done.stderr
    assert "قصفت" in done.stdout.decode("utf-8")


def test_help_is_printed_whatever_the_locale(process: Process) -> None:
    done = process("--help", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0 and "مرصد" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_half_a_character_neither_breaks_the_output_nor_is_lost(process: Process, form: str) -> None:
    line = '{"id": "1", "text": "\\ud800 قصفت قوات النظام قرية كفريا"}\n'.encode()
    done = process("read", "-", "--no-model", "--format", form, stdin=line)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode("utf-8")
    if form == "json":
        assert json.loads(shown)["report"]["text"].startswith("\ud800")


def test_a_report_cannot_write_to_the_terminal(run: Run) -> None:
    hostile = "قصفت قوات النظام قرية \x1b]0;title\x07\x1b[31mكفريا\x1b[0m\x9b2J بريف إدلب"
    table = run("read", "-", "--no-model", "--explain", "--title", "\x1b[2J", stdin=hostile).stdout
    assert not set(table) & set("\x1b\x07\x9b")


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """Give the end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_a_closed_pipe_ends_quietly(report: Path, form: str, closed_pipe: int) -> None:
    command = [*COMMAND, "read", str(report), str(report), "--no-model", "--format", form]
    done = subprocess.run(command, stdout=closed_pipe, stderr=subprocess.PIPE, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_a_full_disk_is_said_to_be_full(report: Path, form: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no such device here")
    with Path("/dev/full").open("wb") as full:
        command = [*COMMAND, "read", str(report), "--no-model", "--format", form]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=120, check=False)
    assert done.returncode == 1
    assert b"No space left" in done.stderr and b"Traceback" not in done.stderr
