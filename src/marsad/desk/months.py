"""Lay incidents out by month, and count what stands behind each month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from marsad.desk.explore import bin_of, start_of
from marsad.desk.summary import NEVER, Array, Summary
from marsad.desk.tally import behind

LONGEST = 2400
"""Months that are counted: two hundred years; what lies further back is a slip."""


@dataclass(frozen=True)
class Laid:
    """Incidents by month; months between others are there too.

    Attributes:
        summary: Where the incidents are.
        start: First day of each month.
        month: The number of the month of each row of the summary, -1 where it is in none.
        spread: Incidents whose days reach over several months: in none of them.
        undated: Incidents without any day: in none either.
    """

    summary: Summary
    start: list[date]
    month: Array
    spread: int
    undated: int

    def counts(self, rows: Array) -> list[int]:
        """Count incidents by month."""
        month = self.month[rows]
        out: list[int] = np.bincount(month[month >= 0], minlength=len(self.start)).tolist()
        return out

    def sources(self, rows: Array) -> list[int]:
        """Count the outlets behind incidents by month, each once a month."""
        rows = rows[self.month[rows] >= 0]
        return behind(self.summary, rows, self.month[rows], len(self.start))


def laid(summary: Summary, rows: Array) -> Laid:
    """Lay incidents out: each in the month that its days lie wholly in."""
    dated = rows[summary.row["first"][rows] != NEVER]
    first, last = (bin_of(summary.row[name][dated], "month") for name in ("first", "last"))
    inside = first == last
    inside &= first > first[inside].max(initial=np.iinfo(np.int32).min) - LONGEST
    base = int(first[inside].min()) if inside.any() else 0
    size = int(first[inside].max()) - base + 1 if inside.any() else 0
    month = np.full(len(summary.ids), -1, np.int64)
    month[dated[inside]] = first[inside] - base
    start = [start_of(base + number, "month") for number in range(size)]
    return Laid(summary, start, month, int((~inside).sum()), len(rows) - len(dated))


def months_of(of: Laid, rows: Array) -> dict[str, Any]:
    """Tell incidents by month, what happened apart from what was only planned or denied."""
    happened = of.summary.row["happened"][rows]
    more = {"happened": of.counts(rows[happened]), "other": of.counts(rows[~happened]), "sources": of.sources(rows)}
    return {"start": of.start, **more, "spread": of.spread, "undated": of.undated}
