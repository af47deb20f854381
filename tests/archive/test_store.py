"""Where an archive lies."""

from pathlib import Path

from marsad.archive import create_archive


def test_a_new_archive_is_for_its_owner_alone(tmp_path: Path) -> None:
    create_archive(tmp_path / "private", "marsad test").close()
    assert (tmp_path / "private").stat().st_mode & 0o077 == 0
