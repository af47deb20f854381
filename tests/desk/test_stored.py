"""The summary that is kept beside the archive is the one that would be made anew, or it is not used."""

import zipfile
from typing import Any

import numpy as np
import pytest

from marsad.archive import open_archive, verify
from marsad.desk.filters import Filter, chosen
from marsad.desk.incidents import ordered
from marsad.desk.rows import row_of
from marsad.desk.stored import FILE, store, stored
from marsad.desk.summary import Summary
from marsad.desk.updating import bring_up


def told(summary: Summary) -> list[Any]:
    rows = ordered(summary, np.flatnonzero(chosen(summary, Filter())), "newest")
    return [row_of(summary, row) for row in rows.tolist()]


@pytest.fixture(autouse=True)
def _warmed(desk: Any, empty: Any) -> None:
    """Let both desks first keep what they make on their own."""
    for one in (desk, empty):
        one.client.app.state.desk.keep_summary()


def test_what_was_kept_is_read_back_whole(desk: Any) -> None:
    made = bring_up(desk.archive, None)
    assert store(desk.archive, made)
    again = stored(desk.archive)
    assert again is not None
    assert (told(again), again.links, again.outlets) == (told(made), made.links, made.outlets)
    assert chosen(again, Filter(words="قصف")).sum() == chosen(made, Filter(words="قصف")).sum() > 0


def test_what_was_decided_since_is_brought_up(desk: Any) -> None:
    store(desk.archive, bring_up(desk.archive, None))
    account = desk.account("strike", "shelling")
    desk.send(f"accounts/{account['event']}/review", {"verdict": "rejected", "seen": 0})
    desk.send("merge", None)
    assert told(bring_up(desk.archive, stored(desk.archive))) == told(bring_up(desk.archive, None))


def test_a_summary_of_another_archive_is_not_used(desk: Any, empty: Any) -> None:
    store(desk.archive, bring_up(desk.archive, None))
    (empty.archive.folder / FILE).write_bytes((desk.archive.folder / FILE).read_bytes())
    assert stored(empty.archive) is None


@pytest.mark.parametrize("damage", ["cut", "nothing", "words", "flipped", "other"])
def test_a_damaged_one_is_not_used(desk: Any, damage: str) -> None:
    store(desk.archive, bring_up(desk.archive, None))
    path = desk.archive.folder / FILE
    whole = path.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    path.write_bytes({"cut": whole[:middle], "nothing": b"", "words": b"words", "flipped": flipped, "other": b"PK"}[damage])
    assert stored(desk.archive) is None


def test_a_kept_one_of_another_make_is_not_used(desk: Any) -> None:
    store(desk.archive, bring_up(desk.archive, None))
    with zipfile.ZipFile(desk.archive.folder / FILE, "w") as out:
        out.writestr("about.json", '{"format": 0, "head": 1, "hash": ""}')
    assert stored(desk.archive) is None


def test_a_folder_that_cannot_be_written_is_no_fault(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    assert not store(desk.archive, bring_up(desk.archive, None))
    assert [path.name for path in desk.archive.folder.glob("*.partial")] == []


def test_a_check_of_the_archive_does_not_mind_it(desk: Any) -> None:
    store(desk.archive, bring_up(desk.archive, None))
    archive = open_archive(desk.archive.location, "marsad test")
    assert verify(archive).faults == ()
    archive.close()


def test_what_another_version_of_the_program_kept_is_not_used(desk: Any) -> None:
    store(desk.archive, bring_up(desk.archive, None))
    archive = open_archive(desk.archive.location, "marsad of tomorrow")
    assert stored(archive) is None
    archive.close()


def test_what_a_killed_desk_left_half_written_is_cleared_away(desk: Any) -> None:
    left = desk.archive.folder / f"{FILE}.0.partial"
    left.write_bytes(b"half")
    assert store(desk.archive, bring_up(desk.archive, None))
    assert not left.exists()


def test_a_merge_keeps_what_it_came_to(desk: Any) -> None:
    desk.send("merge", None)
    kept = stored(desk.archive)
    assert kept is not None
    assert kept.head == desk.get("status")["entries"]


def test_the_status_waits_for_nothing_and_says_the_same(desk: Any) -> None:
    account = desk.account("strike", "shelling")
    desk.send(f"accounts/{account['event']}/review", {"verdict": "rejected", "seen": 0})
    made, shared = desk.get("status"), desk.client.app.state.desk.shared
    shared.summary = None
    with shared.summing:
        making = desk.get("status")
    assert (made["making"], making["making"]) == (False, True)
    assert {**making, "making": False} == made


def test_the_desk_keeps_it_for_the_next_start(desk: Any) -> None:
    desk.client.app.state.desk.keep_summary()
    assert (desk.archive.folder / FILE).exists()
