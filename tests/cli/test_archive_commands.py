"""The commands of the archive, as a person uses them. Reports, outlets and people are invented."""

import json
from pathlib import Path

import pytest

from marsad.exports.formats import FORMATS

FIRST = "قتل ثلاثة مدنيين أمس في قصف مدفعي لقوات النظام على بلدة الشحيل بريف دير الزور، بحسب شبكة الضفتين."
SECOND = "قال مرصد الجزيرة إن أربعة مدنيين قتلوا يوم أمس جراء قصف مدفعي نفذته قوات النظام على بلدة الشحيل شرق دير الزور."
THIRD = "عقد نديم السبخاوي اجتماعاً يوم الاثنين في مدينة البوكمال مع وجهاء العشائر لبحث التهدئة."
NAMES = {"csv": "t.csv", "xlsx": "t.xlsx", "dossier": "d.html", "dossier-en": "d.pdf"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of three reports, merged."""
    from click.testing import CliRunner

    from marsad.cli import main

    folder = tmp_path_factory.mktemp("cli")
    posts = folder / "posts.jsonl"
    texts = {"first": FIRST, "second": SECOND, "third": THIRD}
    lines = [{"id": name, "published": "2025-03-12", "source": f"outlet {name}", "text": text} for name, text in texts.items()]
    posts.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    for words in (["init", "desk"], ["add", "desk", posts, "--no-model", "--jobs", "1"], ["merge", "desk"]):
        done = CliRunner().invoke(main, [str(folder / w) if w == "desk" else str(w) for w in words])
        assert done.exit_code == 0, done.output
    return folder / "desk"


def lines_of(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_adding_tells_of_each_report_once_it_is_kept(run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(THIRD + " تمّ.", encoding="utf-8")
    (one,) = lines_of(run("add", desk, path, "--no-model", "--json").stdout)
    assert one["key"] and one["fault"] is None
    assert "0 reports kept" in run("add", desk, path, "--no-model").stdout


def test_what_cannot_be_read_is_told_and_the_exit_code_says_so(run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    done = run("add", desk, path, "--no-model")
    assert done.exit_code == 1
    assert "passed over" in done.stderr and "empty.txt" in done.stderr


def test_search_and_show_lead_from_words_to_reports_and_incidents(run, desk: Path) -> None:
    hits = lines_of(run("search", desk, "قصف الشحيل", "--json").stdout)
    assert {hit["name"] for hit in hits} == {"first", "second"}
    shown = json.loads(run("show", desk, "first", "--json").stdout)
    assert shown["report"]["report"]["text"] == FIRST
    assert "outlet first" in run("show", desk, str(hits[0]["key"])[:10] if hits[0]["name"] == "first" else "first").stdout


def incident_ids(run, desk: Path, tmp_path: Path) -> dict[str, set[str]]:
    out = tmp_path / "pairs.jsonl"
    assert run("export", desk, "--format", "pairs", "--out", out).exit_code == 0
    found: dict[str, set[str]] = {}
    for line in lines_of(out.read_text()):
        found.setdefault(str(line["event"]), set()).add(str(line["report"]))
    return found


def test_one_incident_of_two_outlets_is_shown_with_both(run, desk: Path, tmp_path: Path) -> None:
    both = [name for name, reports in incident_ids(run, desk, tmp_path).items() if reports == {"first", "second"}]
    assert both
    shown = run("show", desk, both[0]).stdout
    assert "2 independent lineages" in shown and "outlet second" in shown


def test_verify_says_that_all_holds_and_writes_the_chain(run, desk: Path, tmp_path: Path) -> None:
    done = run("verify", desk, "--chain", tmp_path / "chain.jsonl")
    assert done.exit_code == 0 and "all hold" in done.stdout
    assert (tmp_path / "check_chain.py").is_file()
    assert json.loads(run("verify", desk, "--json").stdout)["faults"] == []


@pytest.mark.parametrize("profile", ["full", "partner", "public"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_leaves_under_every_profile(run, desk: Path, tmp_path: Path, form: str, profile: str) -> None:
    out = tmp_path / NAMES.get(form, f"out.{form}")
    done = run("export", desk, "--format", form, "--profile", profile, "--out", out, "--today", "2026-01-01")
    assert done.exit_code == 0, done.output
    assert out.exists() or list(tmp_path.glob("out*"))
    assert list(tmp_path.glob("*-loss.csv"))


def test_a_private_person_is_nowhere_in_what_is_public(run, desk: Path, tmp_path: Path) -> None:
    for form in ("native", "csv", "geojson", "ftm", "dossier"):
        run(
            "export",
            desk,
            "--format",
            form,
            "--profile",
            "public",
            "--out",
            tmp_path / NAMES.get(form, form),
            "--today",
            "2026-01-01",
        )
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "السبخاوي".encode() not in written
    assert b"\\u0633\\u0628\\u062e" not in written


def test_a_preview_lists_the_changes_and_writes_nothing(run, desk: Path, tmp_path: Path) -> None:
    done = run("export", desk, "--format", "csv", "--profile", "public", "--preview", "--changes", tmp_path / "changes.csv")
    assert done.exit_code == 0 and done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["changes.csv"]


def test_what_one_archive_exports_another_imports(run, desk: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "all.jsonl", tmp_path / "other"
    run("export", desk, "--format", "native", "--out", out)
    assert run("init", other).exit_code == 0
    done = run("import", other, out)
    assert done.exit_code == 0 and "reports new" in done.stdout
    assert "0 reports new" in run("import", other, out).stdout
    assert run("verify", other).exit_code == 0
    run("export", other, "--format", "native", "--out", tmp_path / "again.jsonl")
    first, again = (lines_of(path.read_text(encoding="utf-8")) for path in (out, tmp_path / "again.jsonl"))
    assert [line for line in first if "incident" in line] == [line for line in again if "incident" in line]
    assert {hit["name"] for hit in lines_of(run("search", other, "الشحيل", "--json").stdout)} == {"first", "second"}


def test_a_copy_comes_back(run, desk: Path, tmp_path: Path) -> None:
    assert run("backup", desk, tmp_path / "copy.zip").exit_code == 0
    assert run("restore", tmp_path / "copy.zip", tmp_path / "again").exit_code == 0
    assert "all hold" in run("verify", tmp_path / "again").stdout


def test_a_verdict_is_kept_and_reading_again_changes_nothing(run, desk: Path) -> None:
    events = [account["event"] for account in json.loads(run("show", desk, "first", "--json").stdout)["accounts"]]
    other = json.loads(run("show", desk, "third", "--json").stdout)["accounts"][0]["event"]
    assert run("judge", desk, events[0], other, "different", "--note", "another day").exit_code == 0
    done = run("reread", desk, "--all", "--no-model", "--jobs", 1)
    assert done.exit_code == 0 and " 0 events new, 0 gone, 0 changed" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("search", "nowhere", "قصف"),
        ("add", "nowhere", "x.txt"),
        ("merge", "nowhere"),
        ("verify", "nowhere"),
        ("restore", "nowhere.zip", "there"),
        ("init", "/dev/null/desk"),
        ("search", "postgresql://nobody@127.0.0.1:1/none", "قصف"),
    ],
)
def test_what_cannot_be_done_is_one_plain_line(run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ") and "Traceback" not in done.stderr


def test_a_query_or_a_name_of_nothing_is_told_plainly(run, desk: Path) -> None:
    for words in (("search", desk, "!!"), ("show", desk, "nobody"), ("show", desk, "MRS-SYR-000000000000")):
        done = run(*words)
        assert done.exit_code == 1 and done.stderr.startswith("Error: ")


def test_a_second_reviewer_stands_beside_the_first(run, desk: Path) -> None:
    event = json.loads(run("show", desk, "third", "--json").stdout)["accounts"][0]["event"]
    for who in ("one", "two"):
        assert run("review", desk, event, "accepted", "--who", who).exit_code == 0
    account = json.loads(run("show", desk, "third", "--json").stdout)["accounts"][0]
    assert (account["review"], account["reviewers"]) == ("accepted", ["one", "two"])
    done = run("review", desk, "0" * 24, "accepted")
    assert done.exit_code == 1 and "no such event" in done.stderr


def test_a_day_told_once_dates_all_events_of_a_report(run, tmp_path: Path) -> None:
    path, other = tmp_path / "undated.txt", tmp_path / "other"
    path.write_text(FIRST, encoding="utf-8")
    run("init", other)
    run("add", other, path, "--no-model")
    intervals = lambda: {str(a["interval"]) for a in json.loads(run("show", other, "undated", "--json").stdout)["accounts"]}  # noqa: E731
    assert intervals() == {"None"}
    assert run("correct", other, "undated", "--published", "2025-03-12", "--note", "from the page").exit_code == 0
    assert " changed" in run("reread", other, "--no-model", "--jobs", 1).stdout
    assert any("2025-03-11" in interval for interval in intervals())
    assert run("correct", other, "undated").exit_code == 1
