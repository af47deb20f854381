"""Tell an incident in a row, from the summary alone."""

from datetime import date
from typing import Any

from marsad.desk.schemas import Answer, Label, Words
from marsad.desk.summary import FIELDS, NEVER, REVIEWS, Summary
from marsad.desk.telling import code_label, type_label, words
from marsad.exports.summary import toll_words
from marsad.model import IncidentToll


class PlaceRow(Answer):
    """A place of an incident."""

    id: str
    """Its id in the gazetteer; empty for words that nobody knows."""
    name: Words
    """Its name."""
    role: str
    """`location`, `origin` or `destination`."""
    level: str
    """How much ground it covers."""
    lat: float | None
    """Latitude of its centre; null where a point would say more than is known."""
    lon: float | None
    """Longitude of its centre."""
    radius_km: float
    """How far it reaches."""


class ActorRow(Answer):
    """An actor of an incident."""

    id: str | None
    """Its id; null for one that is only described."""
    name: Words
    """Its name."""
    kind: str
    """What sort of actor it is."""
    role: str
    """Its role."""


class TollRow(Answer):
    """A toll of an incident: reported, at least, never a total."""

    status: Label
    """`killed`, `injured`, `missing`, `detained` or `displaced`."""
    group: Label
    """`civilian`, `combatant` or `unknown`."""
    low: int | None
    """The smallest number told."""
    high: int | None
    """The largest; null when open."""
    conflict: bool
    """Whether accounts cannot all be right."""
    words: Words
    """The same in words, always «reported, at least»."""


class IncidentRow(Answer):
    """An incident in a list."""

    id: str
    """Its id."""
    type: Label
    """Its type."""
    realis: Label
    """How it is told."""
    happened: bool
    """Whether it is told as having happened or been tried; all else is drawn dashed."""
    first: date | None
    """Earliest day; null when no account says."""
    last: date | None
    """Latest day."""
    places: list[PlaceRow]
    """Where, best attested first."""
    actors: list[ActorRow]
    """Who."""
    tolls: list[TollRow]
    """Reported tolls."""
    conflicts: list[str]
    """Fields whose accounts cannot all be right."""
    lineages: int
    """Independent lineages of reports."""
    reports: int
    """Reports."""
    accounts: int
    """Accounts."""
    reviews: list[str]
    """States that its accounts are in."""
    outlets: list[str]
    """Outlets that tell of it."""


def day(number: int) -> date | None:
    """Give a day of a column."""
    return None if number == NEVER else date.fromordinal(number)


def row_of(summary: Summary, number: int) -> dict[str, Any]:
    """Tell the incident of a row."""
    books, row = summary.books, {name: column[number].item() for name, column in summary.row.items()}
    outlets = summary.relations["outlet"]["item"][summary.of("outlet", number)]
    return {
        "id": summary.ids[number],
        "type": type_label(books.types.items[row["type"]]),
        "realis": code_label("realis", books.realis.items[row["realis"]]),
        "happened": row["happened"],
        "first": day(row["first"]),
        "last": day(row["last"]),
        "places": _places(summary, number),
        "actors": _actors(summary, number),
        "tolls": _tolls(summary, number),
        "conflicts": [name for bit, name in enumerate(FIELDS) if row["conflicts"] >> bit & 1],
        "lineages": row["lineages"],
        "reports": row["reports"],
        "accounts": row["accounts"],
        "reviews": [name for bit, name in enumerate(REVIEWS) if row["reviews"] >> bit & 1],
        "outlets": [books.outlets.items[item] for item in outlets],
    }


def _places(summary: Summary, number: int) -> list[dict[str, Any]]:
    columns, at = summary.relations["place"], summary.of("place", number)
    out = []
    for item, role in zip(columns["item"][at], columns["role"][at], strict=True):
        place = summary.books.places.items[item]
        point = {"lat": place.point.lat, "lon": place.point.lon} if place.point else {"lat": None, "lon": None}
        more = {"role": summary.books.roles.items[role], "level": place.level.value, "radius_km": place.radius_km}
        out.append({"id": place.id, "name": words(place.name), **more, **point})
    return out


def _actors(summary: Summary, number: int) -> list[dict[str, Any]]:
    columns, at = summary.relations["actor"], summary.of("actor", number)
    out = []
    for item, role in zip(columns["item"][at], columns["role"][at], strict=True):
        who = summary.books.actors.items[item]
        out.append({"id": who.id, "name": words(who.name), "kind": who.kind, "role": summary.books.roles.items[role]})
    return out


def _tolls(summary: Summary, number: int) -> list[dict[str, Any]]:
    columns, at, books = summary.relations["toll"], summary.of("toll", number), summary.books
    out = []
    for place in range(at.start, at.stop):
        status, group = books.statuses.items[columns["status"][place]], books.groups.items[columns["group"][place]]
        low, high = (int(columns[name][place]) if columns[name][place] >= 0 else None for name in ("low", "high"))
        told = toll_words(IncidentToll(status, group, low, low, high, ()))
        more = {"low": low, "high": high, "conflict": bool(columns["clash"][place]), "words": words(told)}
        out.append({"status": code_label("tolls", status), "group": code_label("groups", group), **more})
    return out
