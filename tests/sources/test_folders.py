from pathlib import Path
from threading import Event

from marsad.sources.folders import walk_folder, watch_folder


def test_files_come_in_the_same_order_always_and_half_downloads_do_not(tmp_path: Path) -> None:
    for name in ("ب.txt", "أ.txt", "b/2.txt", "a/1.txt", ".hidden", "~$lock.docx", "x.part", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("قصف", encoding="utf-8")
    assert [str(path.relative_to(tmp_path)) for path in walk_folder(tmp_path)] == ["أ.txt", "ب.txt", "a/1.txt", "b/2.txt"]


def test_a_file_is_given_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("قصف", encoding="utf-8")
    assert list(walk_folder(path)) == [path]


def test_a_link_to_a_folder_above_makes_no_circle(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "1.txt").write_text("قصف", encoding="utf-8")
    assert [path.name for path in walk_folder(tmp_path)] == ["1.txt"]


def test_a_watched_folder_gives_what_is_there_and_then_what_comes(tmp_path: Path) -> None:
    stop = Event()
    (tmp_path / "old.txt").write_text("قصف", encoding="utf-8")
    batches = watch_folder(tmp_path, stop, settle=100)
    assert next(batches) == (tmp_path / "old.txt",)
    (tmp_path / "new.txt").write_text("غارة", encoding="utf-8")
    (tmp_path / "new.part").write_text("غا", encoding="utf-8")
    assert next(batches) == (tmp_path / "new.txt",)
    stop.set()
    assert list(batches) == []
