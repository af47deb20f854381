"""Read the day a source gives for a report, in the source's own zone, as it is written there.

A message of 23:30 in Damascus is of that day, whatever day it was in London: the report speaks of «أمس» from where it was
written. So no time is ever moved to another zone here.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_LOCAL = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


def read_day(value: object, month_first: bool = False) -> date | None:
    """Read a day.

    Args:
        value: A date, or text: `2024-09-16T23:30:00+03:00`, `16/09/2024`, `Mon, 16 Sep 2024 23:30:00 +0300`; digits of
            any script.
        month_first: Whether `09/16/2024` is meant by `9/10/2024`; the region writes the day first.

    Returns:
        The day as it is written, or None when it is none of these.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _written(value.strip(), month_first) if isinstance(value, str) else None


def _written(text: str, month_first: bool) -> date | None:
    try:
        if found := _ISO.match(text):
            year, month, day = (int(part) for part in found.groups())
            return date(year, month, day)
        if found := _LOCAL.match(text):
            first, second, year = (int(part) for part in found.groups())
            return date(year, first, second) if month_first else date(year, second, first)
        parts = parsedate(text)
        return date(*parts[:3]) if parts else None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def is_month_first(values: Iterable[object]) -> bool:
    """Say whether a column of dates is written with the month first: some day is above twelve, and none in the first place."""
    pairs = [(int(m[1]), int(m[2])) for v in values if isinstance(v, str) and (m := _LOCAL.match(v.strip()))]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)
