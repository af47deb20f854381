import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update

from marsad.archive import Archive, judge, keep, open_archive, seal, search, store, verify, write_chain
from marsad.archive.check_chain import check
from marsad.archive.custody import BEGINNING
from marsad.archive.database import writing
from marsad.archive.schema import account, claim, judgement, link, log, meta, report, sighting
from marsad.errors import ArchiveError
from marsad.examples import example
from marsad.model import Link, Verdict


@pytest.fixture
def full(archive: Archive, receive, texts) -> Archive:
    """Give an archive with four reports, one of them seen twice, and a verdict."""
    keep(archive, [receive(archive, words, name) for name, words in texts.items()])
    keep(archive, [receive(archive, texts["raid"], "raid", locator="line 3")])
    item = receive(archive, example("bulletin"), "bulletin")
    first, second = item.reading.events[:2]
    tied = replace(item.reading, links=(Link(first.id, "part_of", second.id),))
    keep(archive, [replace(item, reading=tied)])
    judge(archive, "a" * 24, "b" * 24, Verdict.SAME, "for the tests")
    return archive


def test_an_untouched_archive_holds(full: Archive) -> None:
    found = verify(full)
    assert found.faults == ()
    assert (found.reports, found.originals) == (4, 4)
    assert found.head != BEGINNING


def test_the_log_takes_no_change(full: Archive) -> None:
    for statement in ("UPDATE log SET who = 'nobody' WHERE number = 1", "DELETE FROM log WHERE number = 2"):
        with pytest.raises(ArchiveError, match="append-only"), writing(full.engine) as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("table", "values", "fault"),
    [
        (report, {"outlet": "another"}, "it was changed"),
        (report, {"published": "2024-01-01"}, "it was changed"),
        (account, {"type": "meeting"}, "what was read in it was changed"),
        (claim, {"surface": "another"}, "what was read in it was changed"),
        (claim, {"value": '"another"'}, "what was read in it was changed"),
        (judgement, {"verdict": "different"}, "not what the log says"),
        (meta, {"value": "0"}, "the archive itself"),
        (sighting, {"received": "2020-01-01T00:00:00+00:00"}, "once more was changed"),
        (link, {"rel": "same_as"}, "ties between its events were changed"),
    ],
)
def test_a_changed_row_is_found(full: Archive, table, values, fault: str) -> None:
    with writing(full.engine) as connection:
        connection.execute(update(table).values(**values))
    assert fault in " ".join(verify(full).faults)


def test_a_report_taken_out_is_missed(full: Archive) -> None:
    with writing(full.engine) as connection:
        connection.execute(report.delete().where(report.c.name == "raid"))
    assert any("missing" in fault for fault in verify(full).faults)


def test_the_first_broken_link_is_named(folder: Archive, receive, texts) -> None:
    keep(folder, [receive(folder, words, name) for name, words in texts.items()])
    with writing(folder.engine) as connection:
        connection.execute(text("DROP TRIGGER log_no_update"))
        connection.execute(update(log).where(log.c.number >= 3).values(who="somebody else"))
    assert verify(folder).faults[0].startswith("entry 3 of the log")


def test_an_entry_taken_out_is_named(folder: Archive, receive, texts) -> None:
    keep(folder, [receive(folder, words, name) for name, words in texts.items()])
    with writing(folder.engine) as connection:
        connection.execute(text("DROP TRIGGER log_no_delete"))
        connection.execute(log.delete().where(log.c.number == 2))
    assert verify(folder).faults[0] == "entry 2 of the log is missing; entry 3 follows"


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_one_flipped_bit_in_any_file_is_found(folder: Archive, receive, texts) -> None:
    keep(folder, [receive(folder, words, name) for name, words in texts.items()])
    assert seal(folder)
    folder.close()
    place, chance, unseen = folder.folder, random.Random(7), []
    paths = files_of(place)
    assert {path.name for path in paths} >= {"archive.db", "seal.json"}
    database = place / "archive.db"
    flips = [(path, position) for path in paths for position in {0, path.stat().st_size - 1}]
    flips += [(database, chance.randrange(database.stat().st_size)) for _ in range(60)]
    flips += [(path, chance.randrange(path.stat().st_size)) for path in paths for _ in range(8)]
    for path, position in flips:
        before = path.read_bytes()
        path.chmod(0o644)
        broken = bytearray(before)
        broken[position] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        if not faults_at(place):
            unseen.append((path.name, position))
        path.write_bytes(before)
        for beside in ("archive.db-wal", "archive.db-shm"):
            (place / beside).unlink(missing_ok=True)
    assert unseen == []
    assert faults_at(place) == ()


def faults_at(place: Path) -> tuple[str, ...]:
    try:
        opened = open_archive(place, "marsad test")
    except ArchiveError as error:
        return (str(error),)
    try:
        return verify(opened).faults
    finally:
        opened.close()


def test_a_lost_original_is_found(folder: Archive, receive, texts) -> None:
    item = receive(folder, texts["raid"])
    keep(folder, [item])
    folder.originals.path(item.original).unlink()
    assert item.original in verify(folder).faults[0]


def test_the_written_chain_is_checked_without_marsad(full: Archive, tmp_path: Path) -> None:
    path = tmp_path / "chain.jsonl"
    number = write_chain(full, path)
    done = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "check_chain.py", path], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"{number} entries hold")
    assert verify(full).head in done.stdout


def test_a_changed_line_of_the_written_chain_is_found(full: Archive, tmp_path: Path) -> None:
    path = tmp_path / "chain.jsonl"
    write_chain(full, path)
    lines = path.read_text().splitlines()
    entry = json.loads(lines[1])
    lines[1] = json.dumps({**entry, "who": "nobody"})
    with pytest.raises(ValueError, match="entry 2"):
        check(lines)
    with pytest.raises(ValueError, match="entry 2"):
        check([lines[0], *lines[2:]])


def test_an_archive_that_nothing_can_be_written_to_is_read_all_the_same(folder: Archive, receive, texts, monkeypatch) -> None:
    keep(folder, [receive(folder, words, name) for name, words in texts.items()])
    assert seal(folder)
    folder.close()
    before = {path: path.read_bytes() for path in files_of(folder.folder)}
    monkeypatch.setattr(store.os, "access", lambda *_: False)  # tests may run as root, whom no mode keeps out
    still = open_archive(folder.folder, "marsad test", "tester")
    assert [hit.name for hit in search(still, "ذيبان")] == ["raid"]
    assert verify(still).faults == ()
    with pytest.raises(ArchiveError, match="readonly"):
        judge(still, "a" * 24, "b" * 24, Verdict.SAME)
    still.close()
    assert {path: path.read_bytes() for path in files_of(folder.folder)} == before
