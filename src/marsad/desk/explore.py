"""Explore incidents on a map and along time."""

from datetime import date
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Query

from marsad.desk.faults import RESPONSES
from marsad.desk.filters import Filter, Filters, chosen
from marsad.desk.schemas import answer
from marsad.desk.schemas_explore import MapOut, TimelineOut
from marsad.desk.state import At
from marsad.desk.summary import NEVER, Array, Summary
from marsad.errors import InputError

router = APIRouter(tags=["explore"], prefix="/explore", responses={400: RESPONSES[400]})

LONGEST = 20_000
"""Bins of a timeline."""
MONDAY = 1
"""An ordinal that is a Monday: weeks are counted from it."""

Unit = Literal["day", "week", "month"]


class Timed(Filter):
    """Filters and a unit of time."""

    unit: Unit = "week"
    """`day`, `week` or `month`."""


@router.get("/map")
def show_map(desk: At, told: Filters) -> MapOut:
    """Give the places of incidents with their reach and level; one entry a place, for dots of one place lie on one another."""
    summary = desk.summary()
    mask = chosen(summary, told)
    columns, places = summary.relations["place"], summary.books.places.items
    pointed = np.array([one.point is not None for one in places], np.bool_)
    meant = mask[columns["row"]] & (pointed[columns["item"]] if places else np.zeros(0, np.bool_))
    # A place that an incident has in two roles is one dot.
    pairs = np.unique(columns["item"][meant].astype(np.int64) * (len(mask) + 1) + columns["row"][meant])
    items, rows = np.divmod(pairs, len(mask) + 1)
    happened = np.bincount(items[summary.row["happened"][rows]], minlength=len(places))
    every = np.bincount(items, minlength=len(places))
    found = sorted(np.flatnonzero(every).tolist(), key=lambda item: (-every[item], places[item].id))
    shown = [(places[item], point) for item in found if (point := places[item].point)]
    plain = {
        "place": [one.id for one, _ in shown],
        "ar": [one.name.ar for one, _ in shown],
        "en": [one.name.en or one.name.ar for one, _ in shown],
        "level": [one.level.value for one, _ in shown],
        "lat": [point.lat for _, point in shown],
        "lon": [point.lon for _, point in shown],
        "radius_km": [one.radius_km for one, _ in shown],
        "happened": happened[found].tolist(),
        "other": (every - happened)[found].tolist(),
        "incidents": int(mask.sum()),
        "unplaced": int(mask.sum()) - len(np.unique(rows)),
    }
    return answer(MapOut, plain)


@router.get("/timeline")
def show_timeline(desk: At, told: Annotated[Timed, Query()]) -> TimelineOut:
    """Give incidents by day, week or month: those that surely lie in a bin, and those that may; and the sources behind them."""
    summary = desk.summary()
    mask = chosen(summary, told)
    dated = np.flatnonzero(mask & (summary.row["first"] != NEVER))
    counts = {"incidents": int(mask.sum()), "undated": int(mask.sum()) - len(dated)}
    first, last = (bin_of(summary.row[name][dated], told.unit) for name in ("first", "last"))
    if not len(dated):
        names = ("start", "within", "touching", "other_within", "other_touching", "sources", "new_sources")
        return answer(TimelineOut, {"unit": told.unit, **counts, **{name: [] for name in names}})
    base, end = _bounds(told, int(first.min()), int(last.max()))
    size = end - base + 1
    if size > LONGEST:
        raise InputError(f"expected a timeline of at most {LONGEST} bins, got {size}; take a longer unit or fewer days")
    happened = summary.row["happened"][dated]
    plain: dict[str, Any] = {"unit": told.unit, **counts, "start": [start_of(base + i, told.unit) for i in range(size)]}
    for name, part in (("", happened), ("other_", ~happened)):
        begins, ends = (np.clip(days[part] - base, 0, size - 1) for days in (first, last))
        inside = first[part] == last[part]
        plain[f"{name}within"] = np.bincount(begins[inside], minlength=size).tolist()
        steps = np.bincount(begins, minlength=size + 1) - np.bincount(ends + 1, minlength=size + 1)
        plain[f"{name}touching"] = np.cumsum(steps)[:size].tolist()
    begins, ends = (np.clip(days - base, 0, size - 1) for days in (first, last))
    plain["sources"] = _sources(summary, dated, begins, ends, size)
    plain["new_sources"] = _new_sources(summary, base, size, told.unit)
    return answer(TimelineOut, plain)


def _bounds(told: Timed, first: int, last: int) -> tuple[int, int]:
    """Give the first and the last bin: those of the incidents, but no more than the days that are asked for."""
    asked = [bin_of(np.array([(day or date.min).toordinal()]), told.unit)[0] for day in (told.first, told.last)]
    first = max(first, int(asked[0])) if told.first else first
    last = min(last, int(asked[1])) if told.last else last
    return first, max(first, last)


def bin_of(days: Array, unit: Unit) -> Array:
    """Give the number of the bin that each day lies in."""
    if unit == "day":
        return days.astype(np.int64)
    if unit == "week":
        return (days.astype(np.int64) - MONDAY) // 7
    shifted = days.astype(np.int64) - date(1970, 1, 1).toordinal()
    out: Array = shifted.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return out


def start_of(number: int, unit: Unit) -> date:
    """Give the first day of a bin."""
    if unit == "day":
        return date.fromordinal(number)
    if unit == "week":
        return date.fromordinal(max(number * 7 + MONDAY, 1))
    year, month = divmod(number, 12)
    return date(1970 + year, month + 1, 1)


def _sources(summary: Summary, rows: Array, begins: Array, ends: Array, size: int) -> list[int]:
    """Count the outlets behind each bin; an interval counts where it begins and where it ends."""
    columns = summary.relations["outlet"]
    place = np.full(len(summary.ids), -1, np.int64)
    place[rows] = np.arange(len(rows))
    at = place[columns["row"]]
    known = at >= 0
    outlets, count = columns["item"][known].astype(np.int64), len(summary.books.outlets.items)
    keys = np.unique(np.concatenate([begins[at[known]] * count + outlets, ends[at[known]] * count + outlets]))
    out: list[int] = np.bincount(keys // max(count, 1), minlength=size).tolist()
    return out


def _new_sources(summary: Summary, base: int, size: int, unit: Unit) -> list[int]:
    days = [date.fromisoformat(since).toordinal() for since, _ in summary.outlets.values() if since]
    bins = bin_of(np.array(days, np.int64), unit) - base
    out: list[int] = np.bincount(bins[(bins >= 0) & (bins < size)], minlength=size).tolist()
    return out
