"""Lay incidents and accounts out in the columns of a summary."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from marsad.desk.summary import ACCOUNT, FIELDS, NEVER, RELATIONS, REVIEWS, ROW, Books, Summary, Who, actor_key, place_key
from marsad.exports.summary import HAPPENED, type_name
from marsad.model import Account, Incident, Toll
from marsad.text.search_keys import search_keys


@dataclass
class Layout:
    """Columns in the making.

    Attributes:
        books: What the numbers mean.
        outlets: The outlet of each report.
    """

    books: Books
    outlets: Mapping[str, str]
    ids: list[str] = field(default_factory=list)
    row: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in ROW})
    relations: dict[str, dict[str, list[Any]]] = field(
        default_factory=lambda: {name: {column: [] for column in columns} for name, columns in RELATIONS.items()}
    )
    account: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in ACCOUNT})
    _keys: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, incident: Incident) -> None:
        """Add an incident with its accounts."""
        number = len(self.ids)
        self.ids.append(incident.id)
        days = incident.date.interval
        reviews = {one.review for one in incident.accounts}
        values = {
            "first": days.first.toordinal() if days else NEVER,
            "last": days.last.toordinal() if days else NEVER,
            "type": self.books.types.number(incident.type, incident.type),
            "realis": self.books.realis.number(incident.realis.value, incident.realis.value),
            "happened": incident.realis in HAPPENED,
            "lineages": incident.lineages,
            "reports": len(incident.reports),
            "accounts": len(incident.accounts),
            "conflicts": sum(1 << FIELDS.index(name) for name in incident.conflicts),
            "reviews": sum(1 << REVIEWS.index(one.value) for one in reviews),
            "order": order_of(incident.id),
        }
        for name, value in values.items():
            self.row[name].append(value)
        self._relate(incident, number)
        for one in incident.accounts:
            self.add_account(one, number)

    def add_account(self, told: Account, row: int = -1) -> None:
        """Add an account; one that no merge has seen has no row."""
        values = {
            "row": row,
            "event": self.books.events.number(told.event, told.event),
            "report": self.books.reports.number(told.report, told.report),
            "confidence": told.confidence,
            "review": REVIEWS.index(told.review.value),
            "killed": max(_killed(told), default=-1),
        }
        for name, value in values.items():
            self.account[name].append(value)

    def _relate(self, incident: Incident, row: int) -> None:
        books, roles = self.books, self.books.roles
        for at in incident.places:
            item = books.places.number(place_key(at.place), at.place)
            self._put("place", row, item=item, role=roles.number(at.role, at.role))
        for who in incident.actors:
            known = Who(who.id, who.name, who.kind.value, who.side)
            item = books.actors.number(actor_key(known), known)
            self._put("actor", row, item=item, role=roles.number(who.role, who.role))
        for toll in incident.tolls:
            status, group = books.statuses.number(toll.status, toll.status), books.groups.number(toll.group, toll.group)
            low, high = _bound(toll.low), _bound(toll.high)
            self._put("toll", row, status=status, group=group, low=low, high=high, clash=toll.conflict)
        for outlet in sorted({self.outlets.get(key, "") for key in incident.reports}):
            self._put("outlet", row, item=books.outlets.number(outlet, outlet))
        for item in sorted({item for text in _texts(incident) for item in self._words(text)}):
            self._put("word", row, item=item)

    def _put(self, name: str, row: int, **values: Any) -> None:
        columns = self.relations[name]
        columns["row"].append(row)
        for column, value in values.items():
            columns[column].append(value)

    def _words(self, text: str) -> tuple[int, ...]:
        """Give the numbers of a text's words; names and surfaces come again and again."""
        found = self._keys.get(text)
        if found is None:
            number = self.books.words.number
            found = self._keys[text] = tuple(number(key, key) for key in dict.fromkeys(search_keys(text)))
        return found

    def done(self, head: int) -> Summary:
        """Give the columns."""
        return Summary(
            head=head,
            books=self.books,
            ids=self.ids,
            rows={name: row for row, name in enumerate(self.ids)},
            alive=np.ones(len(self.ids), np.bool_),
            row={name: np.array(self.row[name], kind) for name, kind in ROW.items()},
            relations={
                name: {column: np.array(self.relations[name][column], kind) for column, kind in columns.items()}
                for name, columns in RELATIONS.items()
            },
            account={name: np.array(self.account[name], kind) for name, kind in ACCOUNT.items()},
            standing=np.ones(len(self.account["row"]), np.bool_),
        )


def order_of(name: str) -> int:
    """Give a number to order rows by that are alike in all else: the digits of the id, whatever row it has."""
    digits = name.rpartition("-")[2][:16]
    try:
        return int(digits, 16)
    except ValueError:
        return 0


def _bound(number: int | None) -> int:
    """Give a bound of a toll as a column holds it: -1 for none, and no more than it can hold."""
    return -1 if number is None else min(number, 2**31 - 1)


def _killed(told: Account) -> Iterator[int]:
    for claim in told.of("toll"):
        if isinstance(claim.value, Toll) and claim.value.status == "killed":
            yield min(claim.value.low or 0, 2**31 - 1)


def _texts(incident: Incident) -> Iterable[str]:
    """Give all the words by which an incident may be looked for."""
    kind = type_name(incident.type)
    yield from (kind.ar, kind.en)
    for at in incident.places:
        yield from (at.place.name.ar, at.place.name.en, *at.place.within[:1])
    for who in incident.actors:
        yield from (who.name.ar, who.name.en)
    for one in (*incident.weapons, *incident.topics, *incident.sources):
        yield one.text
    for told in incident.accounts:
        yield from (claim.surface for claim in told.claims if claim.surface)
