"""Know the columns of a table, and the keys of a post, by what people call them."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from marsad.sources.days import read_day
from marsad.sources.intake import Known
from marsad.text.folding import fold_text
from marsad.vocabulary import load_vocabulary

FIELDS = ("text", "published", "title", "source", "id", "address")
_SERIAL_DAYS = range(20_000, 80_000)
"""Days since the spreadsheet's epoch, from 1954 to 2119."""
_SERIAL_EPOCH = date(1899, 12, 30)
_SECONDS = (100_000_000, 100_000_000_000)
"""Seconds since 1970 lie between these, from 1973 on; a thousand times as much are milliseconds."""


def find_columns(headings: Sequence[object]) -> dict[str, int]:
    """Tell which column holds what.

    Args:
        headings: The headings as written; what is no text names nothing.

    Returns:
        The index of the column of each of `FIELDS` that is there.
    """
    found: dict[str, tuple[int, int]] = {}
    for index, heading in enumerate(headings):
        meaning = _meanings().get(_key(heading)) if isinstance(heading, str) else None
        if meaning is not None:
            name, rank = meaning
            if name not in found or rank < found[name][0]:
                found[name] = rank, index
    return {name: found[name][1] for name in FIELDS if name in found}


def known_from(
    values: Mapping[str, object], names: Mapping[str, str], meta: Mapping[str, object], month_first: bool = False
) -> Known:
    """Put together what a row or an object says beside its text.

    Args:
        values: What it gives for each of `FIELDS`; what is missing or empty is unknown.
        names: How each value is known: «column published», «key date».
        meta: What else it gives.
        month_first: As for `read_day`.

    Returns:
        What is known; a day that cannot be read is a note, for the text is worth keeping without it.
    """
    notes: list[str] = []
    published = _day(values.get("published"), month_first, notes)
    words = {name: written for name in ("title", "source", "address") if (written := as_text(values.get(name)))}
    return Known(
        id=as_text(values.get("id")) or None,
        title=(words["title"], names["title"]) if "title" in words else None,
        published=(published, names["published"]) if published else None,
        source=(words["source"], names["source"]) if "source" in words else None,
        address=(words["address"], names["address"]) if "address" in words else None,
        meta=meta,
        notes=tuple(notes),
    )


def as_text(value: object) -> str:
    """Write a cell as text; whole numbers without a fraction, as ids are in spreadsheets."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _day(value: object, month_first: bool, notes: list[str]) -> date | None:
    if value is None or value == "":
        return None
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    day = read_day(value, month_first) if number is None else _from_number(number, notes)
    if day is None:
        notes.append(f"its day of publication could not be read: «{str(value)[:60]}»")
    return day


def _from_number(number: float, notes: list[str]) -> date | None:
    if _SERIAL_DAYS.start <= number < _SERIAL_DAYS.stop:
        return _SERIAL_EPOCH + timedelta(days=int(number))
    seconds = number / 1000 if number >= _SECONDS[1] else number
    if _SECONDS[0] <= seconds < _SECONDS[1]:
        notes.append("its time is given in UTC; where it was written the day may be another")
        return datetime.fromtimestamp(seconds, UTC).date()
    return None


def _key(heading: str) -> str:
    """Compare headings without case, marks, look-alikes and the way words are set apart: «createdAt» is «created at»."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading[:200])
    return re.sub(r"[\W_]+", " ", fold_text(split)).strip()


@cache
def _meanings() -> Mapping[str, tuple[str, int]]:
    lists = load_vocabulary("columns")
    return {_key(heading): (name, rank) for name in FIELDS for rank, heading in enumerate(lists[name])}
