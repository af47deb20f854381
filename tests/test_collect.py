"""Adding files to an archive: bad files among good, programs killed in the middle, two at once. All reports are invented."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from marsad.archive import Archive, create_archive, held, open_archive, search, verify
from marsad.collect import Reads, add, reread
from marsad.errors import ArchiveError
from marsad.sources.files import Told

RULES = Reads(model=False, jobs=1)
TOWNS = "الشحيل البصيرة ذيبان الميادين البوكمال الصبحة الكسرة هجين غرانيج الطيانة".split()
DEEDS = ("قصفت مدفعية قوات النظام بلدة", "داهمت دورية مجهولة منزلاً في بلدة", "شيّع الأهالي قتيلاً سقط أمس في بلدة")


def report_text(number: int) -> str:
    deed, town = DEEDS[number % len(DEEDS)], TOWNS[number % len(TOWNS)]
    return f"{deed} {town} فجر اليوم، وأصيب {number % 9 + 2} مدنيين بجروح، وفق البلاغ رقم {number} الصادر عن مكتب الضفتين."


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """Give a file of 500 reports."""
    path = tmp_path / "posts.jsonl"
    lines = [
        json.dumps({"id": f"post-{i}", "published": f"2025-03-{i % 28 + 1:02}", "text": report_text(i)}, ensure_ascii=False)
        for i in range(500)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = create_archive(tmp_path / "desk", "marsad test", "tester")
    yield made
    made.close()


def test_a_bad_file_is_passed_over_and_the_rest_kept(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(report_text(1), encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 cut off")
    (folder / "c.txt").write_text(report_text(2), encoding="cp1256", errors="replace")
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.jsonl").write_text('{"text": 5}\n' + json.dumps({"id": "x", "text": report_text(3)}), encoding="utf-8")
    outcomes = list(add(archive, [str(folder)], Told(), RULES))
    assert sorted(Path(one.path).name for one in outcomes if one.key) == ["a.txt", "c.txt", "e.jsonl"]
    assert sorted(Path(one.path).name for one in outcomes if one.fault) == ["b.pdf", "d.txt", "e.jsonl"]
    assert verify(archive).faults == ()


def test_a_file_that_is_not_there_does_not_stop_the_others(archive: Archive, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(report_text(1), encoding="utf-8")
    first, second = list(add(archive, [str(tmp_path / "gone.txt"), str(good)], Told(), RULES))
    assert {bool(first.fault), bool(second.fault)} == {True, False}


def test_a_full_disk_ends_the_work_instead_of_failing_file_by_file(archive: Archive, posts: Path, monkeypatch) -> None:
    def full(_: object) -> None:
        raise ArchiveError("No space left on device")

    monkeypatch.setattr(archive.originals, "put", full)
    with pytest.raises(ArchiveError, match="No space"):
        list(add(archive, [str(posts), str(posts)], Told(), RULES))


def test_standard_input_is_kept_too(archive: Archive) -> None:
    (one,) = add(archive, ["-"], Told(), RULES, report_text(4).encode())
    assert held(archive, [one.key]) == {one.key}


def test_adding_again_keeps_nothing_new(archive: Archive, posts: Path) -> None:
    first = list(add(archive, [str(posts)], Told(), None))
    again = list(add(archive, [str(posts)], Told(), None))
    assert (sum(one.new for one in first), sum(one.new for one in again)) == (500, 0)
    assert verify(archive).reports == 500


def test_what_was_kept_unread_is_read_later(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(report_text(3), encoding="utf-8")
    list(add(archive, [str(path)], Told(), None))
    (changes,) = reread(archive, RULES)
    assert changes.added > 0
    assert reread(archive, RULES) == []


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "marsad", *map(str, words)]


def acknowledged(stdout: str) -> set[str]:
    """Give the keys of the reports that a program said were kept, before it was killed in the middle of a line or not."""
    keys = set()
    for line in stdout.splitlines(keepends=True):
        if line.endswith("\n"):
            keys.add(json.loads(line)["key"])
    return keys


def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path, posts: Path) -> None:
    chance, kills, promised, place = random.Random(11), 0, set(), None
    places = (tmp_path / f"desk{number}" for number in count())
    begun = time.monotonic()
    while kills < 50:
        if place is None:
            place, promised = next(places), set()
            create_archive(place, "marsad test", "tester").close()
        program = subprocess.Popen(
            command("add", place, posts, "--no-model", "--jobs", 1, "--json"), stdout=subprocess.PIPE, text=True
        )
        try:
            out, _ = program.communicate(timeout=chance.uniform(0.8, 4.0))
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
            out, _ = program.communicate()
            kills += 1
        promised |= acknowledged(out)
        opened = open_archive(place, "marsad test")
        found = verify(opened)
        assert found.faults == ()
        assert held(opened, sorted(promised)) == promised
        opened.close()
        if program.returncode == 0:  # it came to its end: all is there, once
            assert (found.reports, len(promised)) == (500, 500)
            place = None
    assert time.monotonic() - begun < 600


def test_two_add_at_once_while_one_reads(tmp_path: Path, posts: Path) -> None:
    place = tmp_path / "desk"
    create_archive(place, "marsad test", "tester").close()
    lines = posts.read_text(encoding="utf-8").splitlines()
    parts = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    parts[0].write_text("\n".join(lines[:300]), encoding="utf-8")
    parts[1].write_text("\n".join(lines[200:]), encoding="utf-8")
    programs = [
        subprocess.Popen(
            command("add", place, part, "--no-model", "--jobs", 1), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for part in parts
    ]
    opened, seen = open_archive(place, "marsad test"), [0]
    while any(program.poll() is None for program in programs):
        seen.append(len(search(opened, "البلاغ", limit=1000)))
        time.sleep(0.02)
    for program in programs:
        _, errors = program.communicate()
        assert (program.returncode, errors) == (0, "")
    assert seen == sorted(seen)
    found = verify(opened)
    opened.close()
    assert (found.faults, found.reports) == ((), 500)
