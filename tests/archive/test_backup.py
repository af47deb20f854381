import zipfile

import pytest

from marsad.archive import Archive, backup, keep, open_archive, restore, verify
from marsad.errors import ArchiveError


@pytest.fixture
def copy(folder: Archive, receive, texts, tmp_path):
    """Give a copy of an archive of three reports, and the last hash of its log."""
    keep(folder, [receive(folder, words, name) for name, words in texts.items()])
    backup(folder, tmp_path / "copy.zip")
    return tmp_path / "copy.zip", verify(folder).head


def test_an_archive_comes_back_whole(copy, tmp_path) -> None:
    path, head = copy
    assert restore(path, tmp_path / "again") == 3
    again = open_archive(tmp_path / "again", "marsad test")
    found = verify(again)
    again.close()
    assert (found.faults, found.reports, found.head) == ((), 3, head)


def test_a_damaged_copy_is_refused_and_leaves_nothing(copy, tmp_path) -> None:
    path, _ = copy
    broken = bytearray(path.read_bytes())
    broken[len(broken) // 2] ^= 1
    path.write_bytes(broken)
    with pytest.raises(ArchiveError, match="cannot be brought back"):
        restore(path, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_copy_that_names_places_outside_is_refused(copy, tmp_path) -> None:
    path, _ = copy
    with zipfile.ZipFile(path, "a") as out, pytest.warns(UserWarning, match="Duplicate"):
        out.writestr("manifest.json", '{"archive.db": "0", "originals": ["../../outside"]}')
    with pytest.raises(ArchiveError):
        restore(path, tmp_path / "again")


def test_what_is_there_is_not_overwritten(copy, tmp_path) -> None:
    path, _ = copy
    with pytest.raises(ArchiveError, match="empty folder"):
        restore(path, tmp_path / "desk")


def test_half_a_copy_never_appears(folder: Archive, tmp_path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(ArchiveError, match="No space left"):
        backup(folder, tmp_path / "copy.zip")
    assert not (tmp_path / "copy.zip").exists()
