"""Which incidents are meant: the same filters for the list, the map, the timeline, the network and the numbers."""

from datetime import date
from typing import Annotated, Literal

import numpy as np
from fastapi import Query
from pydantic import Field

from marsad.archive.search import Term, parse_query
from marsad.desk.schemas import Answer
from marsad.desk.summary import FIELDS, NEVER, REVIEWS, Array, Summary
from marsad.errors import InputError

OPEN, DONE = "open", "done"
HELD = 64
"""Filters whose rows are held: a hundred kilobytes each at a hundred thousand incidents."""


class Filter(Answer):
    """Which incidents are meant. Filters of several kinds must all hold; of several values of one kind one is enough."""

    first: date | None = None
    """Days on or after this one: an incident's interval overlaps."""
    last: date | None = None
    """Days up to this one."""
    undated: bool = False
    """Whether incidents without any day pass where days are asked for."""
    types: list[str] = Field(default_factory=list)
    """Types of the codebook."""
    realis: list[str] = Field(default_factory=list)
    """How it is told: `actual`, `failed`, `planned`…; all when none is given."""
    box: str | None = None
    """`west,south,east,north` in degrees: a place of the incident has its centre in it."""
    place: str | None = None
    """Id of a place: it is a place of the incident, or holds one."""
    actors: list[str] = Field(default_factory=list)
    """Ids of actors."""
    role: str | None = None
    """With `actors`: the role one of them has."""
    conflicts: list[Literal["any", "date", "place", "realis", "toll", "type"]] = Field(default_factory=list)
    """Fields whose accounts cannot all be right."""
    lineages: int = Field(default=0, ge=0)
    """At least so many independent sources."""
    lineages_most: int | None = Field(default=None, ge=0)
    """At most so many."""
    review: list[Literal["open", "done", "proposed", "accepted", "edited", "added"]] = Field(default_factory=list)
    """`open`: an account waits for a look; `done`: all were looked at; else an account is in that state."""
    words: str = Field(default="", max_length=500)
    """Words of its type, places, actors, means, topics, sources and claims, folded; as in the search of reports."""
    ids: list[str] = Field(default_factory=list)
    """Only these incidents."""


Filters = Annotated[Filter, Query()]


def chosen(summary: Summary, told: Filter) -> Array:
    """Say of each row whether it is meant. The answer may not be written into."""
    key = told.model_dump_json(include=set(Filter.model_fields))
    found = summary.masks.get(key)
    if found is None:
        found = _chosen(summary, told)
        found.flags.writeable = False
        if len(summary.masks) >= HELD:
            summary.masks.clear()
        summary.masks[key] = found
    return found


def _chosen(summary: Summary, told: Filter) -> Array:
    mask: Array = summary.alive.copy()
    for part in (_days, _codes, _places, _actors, _standing, _words):
        mask &= part(summary, told)
    if told.ids:
        rows = [summary.rows[name] for name in told.ids if name in summary.rows]
        mask &= _marked(len(mask), np.array(rows, np.int64))
    return mask


def _marked(size: int, rows: Array) -> Array:
    out = np.zeros(size, np.bool_)
    out[rows] = True
    return out


def _all(summary: Summary) -> Array:
    return np.ones(len(summary.ids), np.bool_)


def _days(summary: Summary, told: Filter) -> Array:
    if told.first is None and told.last is None:
        return _all(summary)
    first, last = summary.row["first"], summary.row["last"]
    out: Array = first != NEVER
    if told.first is not None:
        out &= last >= told.first.toordinal()
    if told.last is not None:
        out &= first <= told.last.toordinal()
    return out | (first == NEVER) if told.undated else out


def _codes(summary: Summary, told: Filter) -> Array:
    out = _all(summary)
    for name, codes, book in (("type", told.types, summary.books.types), ("realis", told.realis, summary.books.realis)):
        if codes:
            out &= np.isin(summary.row[name], [number for code in codes if (number := book.find(code)) is not None])
    return out


def _places(summary: Summary, told: Filter) -> Array:
    out = _all(summary)
    columns, places = summary.relations["place"], summary.books.places.items
    if told.place is not None:
        meant = np.array([told.place == one.id or told.place in one.parents for one in places], np.bool_)
        out &= _marked(len(out), columns["row"][meant[columns["item"]]]) if places else False
    if told.box is not None:
        west, south, east, north = box_of(told.box)
        inside = [one.point is not None and south <= one.point.lat <= north and west <= one.point.lon <= east for one in places]
        out &= _marked(len(out), columns["row"][np.array(inside, np.bool_)[columns["item"]]]) if places else False
    return out


def box_of(text: str) -> tuple[float, float, float, float]:
    """Read a box: west, south, east, north in degrees.

    Raises:
        InputError: It is none.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InputError(f"expected a box as west,south,east,north, got {text!r:.60}") from error
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise InputError(f"expected degrees, west before east and south before north, got {text!r:.60}")
    return west, south, east, north


def _actors(summary: Summary, told: Filter) -> Array:
    if not told.actors:
        return _all(summary)
    columns = summary.relations["actor"]
    numbers = [number for id in told.actors if (number := summary.books.actors.find(id)) is not None]
    meant = np.isin(columns["item"], numbers)
    if told.role is not None:
        role = summary.books.roles.find(told.role)
        meant &= columns["role"] == (-1 if role is None else role)
    return _marked(len(summary.ids), columns["row"][meant])


def _standing(summary: Summary, told: Filter) -> Array:
    row, out = summary.row, _all(summary)
    if told.conflicts:
        bits = sum(1 << FIELDS.index(name) for name in set(told.conflicts) - {"any"})
        out &= (row["conflicts"] > 0) if "any" in told.conflicts else (row["conflicts"] & bits) > 0
    if told.lineages:
        out &= row["lineages"] >= told.lineages
    if told.lineages_most is not None:
        out &= row["lineages"] <= told.lineages_most
    if told.review:
        out &= _reviewed(row["reviews"], told.review)
    return out


def _reviewed(
    reviews: Array, states: list[str] | list[Literal["open", "done", "proposed", "accepted", "edited", "added"]]
) -> Array:
    proposed = (reviews & 1) > 0
    out = np.zeros(len(reviews), np.bool_)
    for state in states:
        out |= proposed if state == OPEN else ~proposed if state == DONE else (reviews & (1 << REVIEWS.index(state))) > 0
    return out


def _words(summary: Summary, told: Filter) -> Array:
    if not told.words.strip():
        return _all(summary)
    out, either = _all(summary), np.zeros(len(summary.ids), np.bool_)
    groups: list[list[Term]] = []
    for term in parse_query(told.words):
        if term.without:
            out &= ~_with(summary, term)
        elif term.other and groups:
            groups[-1].append(term)
        else:
            groups.append([term])
    for group in groups:
        either[:] = False
        for term in group:
            either |= _with(summary, term)
        out &= either
    return out


def _with(summary: Summary, term: Term) -> Array:
    """Say which rows have all the words of a term."""
    columns, out = summary.relations["word"], _all(summary)
    for place, key in enumerate(term.keys):
        if term.prefix and place == len(term.keys) - 1:
            numbers = [number for number, word in enumerate(summary.books.words.items) if word.startswith(key)]
        else:
            found = summary.books.words.find(key)
            numbers = [] if found is None else [found]
        meant = columns["item"] == numbers[0] if len(numbers) == 1 else np.isin(columns["item"], numbers)
        out &= _marked(len(out), columns["row"][meant])
    return out
