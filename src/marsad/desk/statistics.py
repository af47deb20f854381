"""Numbers about incidents: «reported, at least», each with how many sources stand behind it."""

from datetime import date
from typing import Any

import numpy as np
from fastapi import APIRouter

from marsad.desk.faults import RESPONSES
from marsad.desk.filters import Filters, chosen
from marsad.desk.phrases import phrase
from marsad.desk.schemas import answer
from marsad.desk.schemas_explore import StatisticsOut
from marsad.desk.state import At
from marsad.desk.summary import Array, Summary
from marsad.desk.telling import code_label, type_label, words
from marsad.exports.summary import caution

router = APIRouter(tags=["explore"], responses={400: RESPONSES[400]})


@router.get("/statistics")
def statistics(desk: At, told: Filters) -> StatisticsOut:
    """Give numbers under filters: tolls as «reported, at least», types and sources; no number without what stands behind it."""
    summary = desk.summary()
    mask = chosen(summary, told)
    lineages = summary.row["lineages"][mask]
    plain = {
        "incidents": int(mask.sum()),
        "lineages": int(lineages.sum()),
        "single": int((lineages == 1).sum()),
        "tolls": _tolls(summary, mask & summary.row["happened"]),
        "types": _types(summary, mask),
        "sources": _sources(summary, mask),
        "caution": words(caution()),
    }
    return answer(StatisticsOut, plain)


def _outlets(summary: Summary, rows: Array) -> int:
    """Count the outlets behind some rows."""
    columns = summary.relations["outlet"]
    mask = np.zeros(len(summary.ids), np.bool_)
    mask[rows] = True
    return len(np.unique(columns["item"][mask[columns["row"]]]))


def _tolls(summary: Summary, mask: Array) -> list[dict[str, Any]]:
    columns, books = summary.relations["toll"], summary.books
    meant = mask[columns["row"]]
    keys = columns["status"].astype(np.int64) * 1000 + columns["group"]
    out = []
    for key in np.unique(keys[meant]).tolist():
        at = np.flatnonzero(meant & (keys == key))
        status, group = books.statuses.items[key // 1000], books.groups.items[key % 1000]
        low, rows = columns["low"][at], np.unique(columns["row"][at])
        least, sources = int(low[low > 0].sum(dtype=np.int64)), _outlets(summary, rows)
        said = "at_least" if least else "unknown"
        out.append(
            {
                "status": code_label("tolls", status),
                "group": code_label("groups", group),
                "at_least": least,
                "incidents": len(rows),
                "without_number": int((low < 0).sum()),
                "conflicts": int(columns["clash"][at].sum()),
                "sources": sources,
                "words": phrase("statistics", said, low=least, incidents=len(rows), sources=sources),
            }
        )
    return sorted(out, key=lambda one: (-one["incidents"], one["status"]["code"], one["group"]["code"]))


def _types(summary: Summary, mask: Array) -> list[dict[str, Any]]:
    types, happened = summary.row["type"], summary.row["happened"]
    out = []
    for number in np.unique(types[mask]).tolist():
        rows = np.flatnonzero(mask & (types == number))
        yes = int(happened[rows].sum())
        more = {"happened": yes, "other": len(rows) - yes, "sources": _outlets(summary, rows)}
        out.append({"type": type_label(summary.books.types.items[number]), **more})
    return sorted(out, key=lambda one: (-one["happened"] - one["other"], one["type"]["code"]))


def _sources(summary: Summary, mask: Array) -> list[dict[str, Any]]:
    columns = summary.relations["outlet"]
    counts = np.bincount(columns["item"][mask[columns["row"]]], minlength=len(summary.books.outlets.items))
    out = []
    for number in np.flatnonzero(counts).tolist():
        outlet = summary.books.outlets.items[number]
        since, reports = summary.outlets.get(outlet, ("", 0))
        more = {"reports": reports, "since": date.fromisoformat(since) if since else None}
        out.append({"outlet": outlet, "incidents": int(counts[number]), **more})
    return sorted(out, key=lambda one: (-one["incidents"], one["outlet"]))
