"""Find the files of a folder, and watch one for more."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

PASSED_OVER = (".part", ".crdownload", ".tmp", ".download")
"""Endings of files that a browser is still writing."""


def walk_folder(folder: Path) -> Iterator[Path]:
    """Give the files below a folder, always in the same order: those of a folder by name, then its folders by name.

    Hidden files, files half downloaded and an office program's locks are passed over. Links to folders are not followed, for
    they may lead in a circle.

    Args:
        folder: Where to look; a file is given as it is.
    """
    if folder.is_file():
        yield folder
        return
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(top, name) for name in sorted(names) if _wanted(Path(top, name)))


def watch_folder(folder: Path, stop: Event, settle: int = 1000) -> Iterator[tuple[Path, ...]]:
    """Give the files of a folder, then those that come or change, until told to stop.

    A file is given once nothing in the folder has changed for a while: what is still being copied there is not read by
    half.

    Args:
        folder: Where to look, with the folders below it.
        stop: Set it to end.
        settle: Milliseconds without a change before files are given.

    Yields:
        Files that are new or changed, sorted; the first time, all that are there.
    """
    there = tuple(walk_folder(folder))
    yield there
    pending: set[Path] | None = None
    for changes in watch(folder, stop_event=stop, rust_timeout=settle, yield_on_timeout=True, raise_interrupt=False):
        if pending is None:  # what came between the first look and the beginning of the watch
            pending = set(walk_folder(folder)) - set(there)
        pending |= {Path(path) for change, path in changes if change is not Change.deleted}
        if not changes and pending:
            ready = tuple(sorted(path for path in pending if _wanted(path, folder)))
            pending.clear()
            if ready:
                yield ready


def _wanted(path: Path, below: Path | None = None) -> bool:
    parts = path.relative_to(below).parts if below is not None and path.is_relative_to(below) else (path.name,)
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and path.suffix.lower() not in PASSED_OVER and path.is_file()
