"""Keep the summary beside the archive, so that the next start of the desk need not make it anew.

It is worked out from the archive and may be thrown away at any time. What is read back holds only if it was made of this very
archive: it names an entry of the log, and the archive must have that entry under the same hash.
"""

import json
import os
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from marsad.archive import Archive
from marsad.archive.database import reading
from marsad.archive.schema import log
from marsad.desk.summary import ACCOUNT, RELATIONS, ROW, Array, Book, Books, Summary, Who, actor_key, place_key
from marsad.model import Name, Place
from marsad.model.plain import from_plain, to_plain

FILE = "summary.desk"
FORMAT = 2
"""Raise it when columns, books or what is put into them change: older files are then made anew."""


def store(archive: Archive, summary: Summary) -> bool:
    """Keep a summary in the archive's folder; the file appears when it is whole.

    Returns:
        Whether it was kept: an archive on a server has no folder, and a folder may not be writable.
    """
    if archive.folder is None:
        return False
    with reading(archive.engine) as connection:
        mark = _mark(connection, summary.head)
    partial = archive.folder / f"{FILE}.{os.getpid()}.partial"
    try:
        for left in archive.folder.glob(f"{FILE}.*.partial"):  # of a desk that was killed; of two at once the later one is kept
            left.unlink(missing_ok=True)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as out:
            out.writestr("about.json", json.dumps({"make": _make(archive), "head": summary.head, "hash": mark}))
            out.writestr("books.json", json.dumps(_books(summary), ensure_ascii=False))
            for name, column in _columns(summary).items():
                stream = BytesIO()
                np.save(stream, column, allow_pickle=False)
                out.writestr(f"{name}.npy", stream.getvalue())
        partial.replace(archive.folder / FILE)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        return False
    return True


def stored(archive: Archive) -> Summary | None:
    """Give the summary that was kept; None when there is none of this archive that can be read."""
    if archive.folder is None:
        return None
    try:
        with zipfile.ZipFile(archive.folder / FILE) as kept:
            about = json.loads(kept.read("about.json"))
            with reading(archive.engine) as connection:
                if about["make"] != _make(archive) or about["hash"] != _mark(connection, about["head"]):
                    return None
            return _summary(about["head"], json.loads(kept.read("books.json")), _array(kept))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, zipfile.BadZipFile):
        return None  # half-written, damaged or of another make: it is made anew


def _make(archive: Archive) -> str:
    """Say what made it: another version may fold words or name types otherwise."""
    return f"{FORMAT} {archive.tool}"


def _mark(connection: Connection, head: int) -> str | None:
    return connection.execute(select(log.c.hash).where(log.c.number == head)).scalar()


def _array(kept: zipfile.ZipFile) -> Callable[[str], Array]:
    def give(name: str) -> Array:
        column: Array = np.load(BytesIO(kept.read(f"{name}.npy")), allow_pickle=False)
        return column

    return give


def _columns(summary: Summary) -> dict[str, Array]:
    out = {"alive": summary.alive, "standing": summary.standing}
    out |= {f"row.{name}": column for name, column in summary.row.items()}
    out |= {f"account.{name}": column for name, column in summary.account.items()}
    for relation, columns in summary.relations.items():
        out |= {f"{relation}.{name}": column for name, column in columns.items()}
    return out


PLAIN = ("types", "realis", "roles", "statuses", "groups", "outlets", "words", "events", "reports")
"""Books of strings, each its own key."""


def _books(summary: Summary) -> dict[str, Any]:
    books = summary.books
    return {
        **{name: getattr(books, name).items for name in PLAIN},
        "places": [to_plain(place) for place in books.places.items],
        "actors": [[who.id, who.name.ar, who.name.en, who.kind, who.side] for who in books.actors.items],
        "ids": summary.ids,
        "links": summary.links,
        "sources": summary.outlets,
        "standing": summary.actors,
    }


def _summary(head: int, told: Mapping[str, Any], array: Callable[[str], Array]) -> Summary:
    places: list[Place] = [from_plain(Place, plain) for plain in told["places"]]
    actors = [Who(id, Name(ar, en), kind, side) for id, ar, en, kind, side in told["actors"]]
    books = Books(
        **{name: _book(told[name], told[name]) for name in PLAIN},
        places=_book([place_key(place) for place in places], places),
        actors=_book([actor_key(who) for who in actors], actors),
    )
    ids: list[str] = told["ids"]
    return Summary(
        head=head,
        books=books,
        ids=ids,
        rows={name: row for row, name in enumerate(ids)},
        alive=array("alive"),
        row={name: array(f"row.{name}") for name in ROW},
        relations={
            relation: {name: array(f"{relation}.{name}") for name in columns} for relation, columns in RELATIONS.items()
        },
        account={name: array(f"account.{name}") for name in ACCOUNT},
        standing=array("standing"),
        links=tuple((source, rel, target) for source, rel, target in told["links"]),
        outlets={name: (first, number) for name, (first, number) in told["sources"].items()},
        actors=told["standing"],
    )


def _book(keys: list[Any], items: list[Any]) -> Book[Any]:
    book: Book[Any] = Book()
    book.items = items
    book.numbers = {key: number for number, key in enumerate(keys)}
    return book
