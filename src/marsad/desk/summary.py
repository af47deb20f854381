"""All incidents in columns, so that a question about a hundred thousand of them is answered while a hand moves.

A row is an incident. What it has several of (places, actors, tolls, outlets, words) stands in relations: the row and the
number of the thing, in order of the rows. Things are numbered once, in books that only grow. A summary is never changed:
when something was decided, the rows concerned are struck out and made anew at the end.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from marsad.model import Name, Place
from marsad.text.folding import fold_key

Array: TypeAlias = NDArray[Any]
T = TypeVar("T")

FIELDS = ("date", "place", "realis", "toll", "type")
"""Fields that may be in conflict, by the bit they have in `conflicts`."""
REVIEWS = ("proposed", "accepted", "edited", "added", "rejected")
"""States of accounts, by the bit they have in `reviews`."""
NEVER = np.iinfo(np.int32).min
"""Stands where no day is known."""

ROW = {
    "first": np.int32,
    "last": np.int32,
    "type": np.int16,
    "realis": np.int16,
    "happened": np.bool_,
    "lineages": np.int32,
    "reports": np.int32,
    "accounts": np.int32,
    "conflicts": np.uint8,
    "reviews": np.uint8,
    "order": np.uint64,
}
"""Columns with one value a row."""

RELATIONS: Mapping[str, Mapping[str, Any]] = {
    "place": {"row": np.int32, "item": np.int32, "role": np.int16},
    "actor": {"row": np.int32, "item": np.int32, "role": np.int16},
    "toll": {"row": np.int32, "status": np.int16, "group": np.int16, "low": np.int32, "high": np.int32, "clash": np.bool_},
    "outlet": {"row": np.int32, "item": np.int32},
    "word": {"row": np.int32, "item": np.int32},
}

ACCOUNT = {
    "row": np.int32,
    "event": np.int32,
    "report": np.int32,
    "confidence": np.float32,
    "review": np.int16,
    "killed": np.int32,
}
"""Columns with one value an account; `row` is -1 for one that no merge has seen, `killed` -1 where nobody died."""


class Book(Generic[T]):
    """Numbers things in the order they are first met."""

    def __init__(self) -> None:
        self.items: list[T] = []
        self.numbers: dict[Hashable, int] = {}

    def number(self, key: Hashable, item: T) -> int:
        """Give the number of a thing by its key."""
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.items)
            self.items.append(item)
        return found

    def find(self, key: Hashable) -> int | None:
        """Give the number of a key, None when it was never met."""
        return self.numbers.get(key)


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as the summary knows it.

    Attributes:
        id: Its id; None for one that is only described.
        name: Its name.
        kind: What sort of actor it is.
        side: The side it stands on.
    """

    id: str | None
    name: Name
    kind: str
    side: str


def place_key(place: Place) -> Hashable:
    """Give what makes a place one and the same: its id, or its words where nobody knows it."""
    return place.id or ("", fold_key(place.name.ar))


def actor_key(who: Who) -> Hashable:
    """Give what makes an actor one and the same: its id, or the words that describe it."""
    return who.id or ("", fold_key(who.name.ar))


@dataclass(frozen=True)
class Books:
    """What the numbers of the columns mean."""

    types: Book[str] = field(default_factory=Book)
    realis: Book[str] = field(default_factory=Book)
    roles: Book[str] = field(default_factory=Book)
    places: Book[Place] = field(default_factory=Book)
    actors: Book[Who] = field(default_factory=Book)
    statuses: Book[str] = field(default_factory=Book)
    groups: Book[str] = field(default_factory=Book)
    outlets: Book[str] = field(default_factory=Book)
    words: Book[str] = field(default_factory=Book)
    events: Book[str] = field(default_factory=Book)
    reports: Book[str] = field(default_factory=Book)


@dataclass(frozen=True)
class Summary:
    """The incidents of an archive at one moment.

    Attributes:
        head: Number of the log's last entry.
        books: What the numbers mean.
        ids: The id of each row.
        rows: The row of each id.
        alive: Whether a row stands.
        row: Columns of the rows.
        relations: Columns of the relations.
        account: Columns of the accounts.
        standing: Whether an account stands.
        links: Ties between incidents: source, relation, target.
        outlets: For each outlet, the first day a report of it was published and how many there are.
        actors: Digest of which actors are shown under another's name; when it changes, no row is as it was.
        masks: Rows that filters asked for lately mean: map, timeline, table and numbers ask for the same.
    """

    head: int
    books: Books
    ids: list[str]
    rows: dict[str, int]
    alive: Array
    row: Mapping[str, Array]
    relations: Mapping[str, Mapping[str, Array]]
    account: Mapping[str, Array]
    standing: Array
    links: tuple[tuple[str, str, str], ...] = ()
    outlets: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    actors: str = ""
    masks: dict[str, Array] = field(default_factory=dict, compare=False)

    def of(self, name: str, row: int) -> slice:
        """Give where the items of a row stand in a relation."""
        rows = self.relations[name]["row"]
        return slice(int(np.searchsorted(rows, row, "left")), int(np.searchsorted(rows, row, "right")))

    def with_part(self, part: "Summary", ids: Iterable[str], events: Iterable[str]) -> "Summary":
        """Put new rows and accounts in the place of some old ones.

        Args:
            part: The new rows, made with the same books.
            ids: Incidents that are struck out.
            events: Accounts that are struck out.
        """
        base = len(self.ids)
        alive, standing = self.alive.copy(), self.standing.copy()
        alive[[self.rows[name] for name in ids if name in self.rows]] = False
        struck = [number for event in events if (number := self.books.events.find(event)) is not None]
        standing[np.isin(self.account["event"], struck)] = False
        return replace(
            part,
            ids=[*self.ids, *part.ids],
            rows={**self.rows, **{name: base + row for name, row in part.rows.items()}},
            alive=np.concatenate([alive, part.alive]),
            row=_joined(self.row, part.row),
            relations={name: _joined(self.relations[name], _moved(part.relations[name], base)) for name in RELATIONS},
            account=_joined(self.account, _moved(part.account, base)),
            standing=np.concatenate([standing, part.standing]),
        )


def _joined(old: Mapping[str, Array], new: Mapping[str, Array]) -> dict[str, Array]:
    return {name: np.concatenate([old[name], new[name]]) for name in old}


def _moved(columns: Mapping[str, Array], base: int) -> dict[str, Array]:
    """Count rows from another beginning; an account without one keeps none."""
    return {**columns, "row": np.where(columns["row"] >= 0, columns["row"] + base, -1).astype(np.int32)}
