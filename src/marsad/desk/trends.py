"""Numbers month by month: «reported, at least», how many sources stand behind each, and when a source was added."""

from collections import Counter
from datetime import date
from typing import Any

import numpy as np
from fastapi import APIRouter
from sqlalchemy import Connection, func, select

from marsad.archive.database import reading
from marsad.archive.loading import told_days
from marsad.archive.schema import report
from marsad.desk.faults import RESPONSES
from marsad.desk.filters import Filters, chosen
from marsad.desk.months import Laid, laid
from marsad.desk.schemas import answer
from marsad.desk.schemas_things import TrendsOut
from marsad.desk.state import At
from marsad.desk.summary import Array, Summary
from marsad.desk.tally import at_least, tally
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
    months = laid(summary, rows)
    with reading(desk.archive.engine) as connection:
        reports = _reports(connection, months.start)
    plain = {
        "start": months.start,
        "reports": reports,
        "incidents": months.counts(rows),
        "sources": months.sources(rows),
        "tolls": _tolls(months),
        "types": _types(months, rows),
        "marks": _marks(summary, months.start),
        "spread": months.spread,
        "undated": months.undated,
        "caution": words(caution()),
    }
    return answer(TrendsOut, plain)


def _reports(connection: Connection, start: list[date]) -> list[int]:
    """Count the reports that were published in each month, on the days that people told where they did."""
    key = func.substr(report.c.published, 1, 7)
    counts = Counter({row[0]: int(row[1]) for row in connection.execute(select(key, func.count()).group_by(key))})
    told = told_days(connection)
    keys = sorted(told)
    for some in (keys[at : at + 500] for at in range(0, len(keys), 500)):
        was = select(report.c.key, report.c.published).where(report.c.key.in_(some))
        for row in connection.execute(was):
            day = told[row.key]
            counts[row.published[:7] if row.published else None] -= 1
            counts[day.isoformat()[:7] if day else None] += 1
    return [counts[day.isoformat()[:7]] for day in start]


def _tolls(months: Laid) -> list[dict[str, Any]]:
    summary, out = months.summary, []
    columns = summary.relations["toll"]
    at = months.month[columns["row"]]
    for number, status in enumerate(summary.books.statuses.items):
        meant = (at >= 0) & (columns["status"] == number)
        if meant.any():
            rows, fewest = at_least(summary, meant)
            least = np.bincount(months.month[rows], weights=fewest, minlength=len(months.start))
            more = {"incidents": months.counts(rows), "sources": months.sources(rows)}
            out.append({"status": code_label("tolls", status), "at_least": least.astype(np.int64).tolist(), **more})
    return sorted(out, key=lambda one: (-sum(one["incidents"]), one["status"]["code"]))


def _types(months: Laid, rows: Array) -> list[dict[str, Any]]:
    summary = months.summary
    rows = rows[months.month[rows] >= 0]
    return [
        {
            "type": type_label(summary.books.types.items[one.item]),
            "incidents": months.counts(one.rows),
            "sources": months.sources(one.rows),
        }
        for one in tally(summary, rows, summary.row["type"][rows], TYPES)
    ]


def _marks(summary: Summary, start: list[date]) -> list[dict[str, Any]]:
    """Say in which month each outlet's first report was published."""
    at = {day.isoformat()[:7]: number for number, day in enumerate(start)}
    since = {outlet: first[:7] for outlet, (first, _) in sorted(summary.outlets.items()) if outlet}
    return [{"outlet": outlet, "month": at[month]} for outlet, month in since.items() if month in at]
