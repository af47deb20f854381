"""Lessons on the command line. Reports, outlets and people are invented."""

import json
from pathlib import Path

import pytest

TEXT = "داهمت دورية مجهولة منزلاً في بلدة الشحيل أمس، وفق مصادر محلية."
GIVEN = {"format": "lessons/1", "lessons": [{"kind": "trigger", "words": "داهمت", "about": "type", "means": "arrest"}]}


@pytest.fixture
def desk(run, tmp_path: Path) -> Path:
    """Give an archive of one report."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    run("init", tmp_path / "desk")
    assert run("add", tmp_path / "desk", tmp_path / "one.txt", "--no-model", "--jobs", "1").exit_code == 0
    return tmp_path / "desk"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Give a file of lessons."""
    path = tmp_path / "lessons.json"
    path.write_text(json.dumps(GIVEN, ensure_ascii=False), encoding="utf-8")
    return path


def test_lessons_of_another_desk_are_put_forward_accepted_applied_and_handed_on(run, desk: Path, given: Path) -> None:
    assert "1 lessons new" in run("lessons", "import", desk, given).stdout
    (one,) = [json.loads(line) for line in run("lessons", "list", desk, "--json").stdout.splitlines()]
    assert (one["state"], one["reports"]) == ("proposed", 1)
    done = run("lessons", "accept", desk, one["id"][:8], "--who", "سلمى")
    assert done.exit_code == 0 and "accepted: «داهمت» = arrest" in done.stdout
    assert "1 reports would be read again" in run("reread", desk, "--no-model", "--dry-run").stdout
    assert "1 reports read again" in run("reread", desk, "--no-model", "--jobs", "1").stdout
    assert "0 reports read again" in run("reread", desk, "--no-model", "--jobs", "1").stdout
    out = given.with_name("out.json")
    run("lessons", "export", desk, out)
    assert json.loads(out.read_text(encoding="utf-8")) == GIVEN
    assert run("verify", desk).exit_code == 0


def test_a_withdrawn_lesson_is_listed_as_such_and_a_refused_one_too(run, desk: Path, given: Path) -> None:
    run("lessons", "import", desk, given, "--accept")
    (one,) = [json.loads(line) for line in run("lessons", "list", desk, "--json", "--state", "accepted").stdout.splitlines()]
    assert "withdrawn" in run("lessons", "withdraw", desk, one["id"]).stdout
    assert run("lessons", "withdraw", desk, one["id"]).exit_code == 1
    assert "refused" in run("lessons", "refuse", desk, one["id"], "--note", "لا يصح").stdout
    assert "refused" in run("lessons", "list", desk).stdout


def test_reports_added_after_a_lesson_are_read_with_it(run, desk: Path, given: Path, tmp_path: Path) -> None:
    run("lessons", "import", desk, given, "--accept")
    (tmp_path / "two.txt").write_text(TEXT + " وغادرت لاحقاً.", encoding="utf-8")
    run("add", desk, tmp_path / "two.txt", "--no-model", "--jobs", "1")
    shown = json.loads(run("show", desk, "two", "--json").stdout)
    assert "arrest" in [account["type"] for account in shown["accounts"]]


def test_a_lesson_nobody_knows_and_a_file_that_holds_none_are_told(run, desk: Path, tmp_path: Path) -> None:
    assert "no such lesson" in run("lessons", "accept", desk, "abcdef").output
    assert run("lessons", "import", desk, tmp_path / "one.txt").exit_code == 1
    assert "No lessons" in run("lessons", "list", desk).stdout
