"""Count incidents by month."""

from datetime import date
from typing import Any

import numpy as np

from marsad.desk.explore import bin_of, start_of
from marsad.desk.summary import NEVER, Array, Summary

LONGEST = 2400
"""Months that are counted: two hundred years; what lies further back is a slip."""


def span_of(first: Array, last: Array) -> tuple[int, int]:
    """Give the first month of some days and the number of months up to the last."""
    if not len(first):
        return 0, 0
    base = int(first.min())
    return base, min(int(last.max()) - base + 1, LONGEST)


def months_of(summary: Summary, rows: Array) -> dict[str, Any]:
    """Count incidents whose days lie wholly in a month."""
    dated = rows[summary.row["first"][rows] != NEVER]
    first, last = (bin_of(summary.row[name][dated], "month") for name in ("first", "last"))
    base, size = span_of(first, last)
    inside = (first == last) & (first - base < size)
    happened = summary.row["happened"][dated]
    return {
        "start": starts(base, size),
        "happened": np.bincount(first[inside & happened] - base, minlength=size).tolist(),
        "other": np.bincount(first[inside & ~happened] - base, minlength=size).tolist(),
    }


def starts(base: int, size: int) -> list[date]:
    """Give the first days of months that follow each other."""
    return [start_of(base + number, "month") for number in range(size)]
