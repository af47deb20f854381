"""Numbers month by month: «reported, at least», how many sources stand behind each, and when a source was added."""

from datetime import date
from typing import Any

import numpy as np
from fastapi import APIRouter
from sqlalchemy import Connection, func, select

from marsad.archive.database import reading
from marsad.archive.schema import report
from marsad.desk.explore import bin_of
from marsad.desk.faults import RESPONSES
from marsad.desk.filters import Filters, chosen
from marsad.desk.months import span_of, starts
from marsad.desk.schemas import answer
from marsad.desk.schemas_things import TrendsOut
from marsad.desk.state import At
from marsad.desk.summary import NEVER, Array, Summary
from marsad.desk.telling import code_label, type_label, words
from marsad.exports.summary import caution

router = APIRouter(tags=["explore"], prefix="/explore", responses={400: RESPONSES[400]})

TYPES = 12
"""Types that are told month by month."""


@router.get("/trends")
def trends(desk: At, told: Filters) -> TrendsOut:
    """Give numbers month by month under filters. Nothing is extrapolated, and months without reports are told apart."""
    summary = desk.summary()
    mask = chosen(summary, told)
    rows = np.flatnonzero(mask & summary.row["happened"])
    dated = rows[summary.row["first"][rows] != NEVER]
    first, last = (bin_of(summary.row[name][dated], "month") for name in ("first", "last"))
    base, size = span_of(first, last)
    inside = (first == last) & (first - base < size)
    month = np.full(len(summary.ids) + 1, -1, np.int64)  # the last stands for accounts of no incident
    month[dated[inside]] = first[inside] - base
    with reading(desk.archive.engine) as connection:
        reports = _reports(connection, base, size)
    plain = {
        "start": starts(base, size),
        "reports": reports,
        "incidents": np.bincount(month[month >= 0], minlength=size).tolist(),
        "sources": _sources(summary, month, size),
        "tolls": _tolls(summary, month, size),
        "types": _types(summary, month, size),
        "marks": _marks(summary, base, size),
        "spread": int((~inside).sum()),
        "undated": len(rows) - len(dated),
        "caution": words(caution()),
    }
    return answer(TrendsOut, plain)


def _reports(connection: Connection, base: int, size: int) -> list[int]:
    """Count the reports that were published in each month."""
    key = func.substr(report.c.published, 1, 7)
    chosen_ = select(key, func.count()).where(report.c.published.is_not(None)).group_by(key)
    counts = {row[0]: int(row[1]) for row in connection.execute(chosen_)}
    return [counts.get(day.isoformat()[:7], 0) for day in starts(base, size)]


def _distinct(summary: Summary, month: Array, rows: Array, size: int) -> list[int]:
    """Count the outlets behind some incidents, month by month."""
    columns = summary.relations["outlet"]
    mask = np.zeros(len(month), np.bool_)
    mask[rows] = True
    meant = mask[columns["row"]]
    count = max(len(summary.books.outlets.items), 1)
    pairs = np.unique(month[columns["row"][meant]] * count + columns["item"][meant])
    out: list[int] = np.bincount(pairs // count, minlength=size).tolist()
    return out


def _sources(summary: Summary, month: Array, size: int) -> list[int]:
    return _distinct(summary, month, np.flatnonzero(month >= 0), size)


def _tolls(summary: Summary, month: Array, size: int) -> list[dict[str, Any]]:
    columns, out = summary.relations["toll"], []
    at = month[columns["row"]]
    for number, status in enumerate(summary.books.statuses.items):
        meant = (at >= 0) & (columns["status"] == number)
        if not meant.any():
            continue
        low = np.maximum(columns["low"][meant], 0)
        rows = np.unique(columns["row"][meant])
        out.append(
            {
                "status": code_label("tolls", status),
                "at_least": np.bincount(at[meant], weights=low, minlength=size).astype(np.int64).tolist(),
                "incidents": np.bincount(month[rows], minlength=size).tolist(),
                "sources": _distinct(summary, month, rows, size),
            }
        )
    return sorted(out, key=lambda one: (-sum(one["incidents"]), one["status"]["code"]))


def _types(summary: Summary, month: Array, size: int) -> list[dict[str, Any]]:
    rows = np.flatnonzero(month >= 0)
    types = summary.row["type"][rows]
    counts = np.bincount(types, minlength=1)
    found = sorted(np.flatnonzero(counts).tolist(), key=lambda number: (-counts[number], number))[:TYPES]
    return [
        {
            "type": type_label(summary.books.types.items[number]),
            "incidents": np.bincount(month[rows[types == number]], minlength=size).tolist(),
        }
        for number in found
    ]


def _marks(summary: Summary, base: int, size: int) -> list[dict[str, Any]]:
    out = []
    for outlet, (since, _) in sorted(summary.outlets.items()):
        if outlet and since:
            at = int(bin_of(np.array([date.fromisoformat(since).toordinal()]), "month")[0]) - base
            if 0 <= at < size:
                out.append({"outlet": outlet, "month": at})
    return out
