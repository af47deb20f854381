"""Rules for expressions that have their year, and for days and months that have lost it."""

from dataclasses import replace
from datetime import date, timedelta

from marsad.dates.calendar import (
    day_of,
    hijri_year,
    month_of,
    months_away,
    part_of_month,
    part_of_year,
    year_in,
    year_of,
)
from marsad.dates.context import SLIP, Context
from marsad.dates.expression import Expression
from marsad.dates.signs import Month
from marsad.model import DateInterpretation, DateInterval

FAR, CLOSE = 270, 60
"""A day that is over by at most `CLOSE` days is not one to come in more than `FAR`, whatever verb stands by it."""


def happening(read: Expression, context: Context) -> DateInterpretation | None:
    """Refuse «أحداث 11 سبتمبر»: it names a happening whose year every reader knows and the report does not tell."""
    if not context.names_happening or read.years or read.shift:
        return None
    return DateInterpretation(None, "the name of a happening; the report does not tell the year")


def written_day(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a day that is written out with its year, or two days of one month."""
    if read.month is None or not read.days or not read.years:
        return None
    return DateInterpretation(_days(read, read.years[0]), "written out with its year")


def written_month(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a month with its year, or a part of it."""
    if read.month is None or read.days or not read.years or read.share:
        return None
    interval = part_of_month(month_of(read.month, read.years[0]), read.portion)
    return DateInterpretation(interval, _part("month written with its year", read))


def written_year(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a year, a part of it, or a stretch of years."""
    if read.month is not None or not read.years or read.season or read.days or read.share:
        return None
    make = hijri_year if read.hijri else year_of
    first, last = make(min(read.years)), make(max(read.years))
    if read.portion and not read.hijri:
        return DateInterpretation(part_of_year(first, read.portion), _part("year written out", read))
    return DateInterpretation(DateInterval(first.first, last.last), "year written out")


def share(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «الأسبوع الأول من أيلول», «النصف الثاني من العام 2020»."""
    if read.share is None or read.ordinal is None:
        return None
    whole = replace(read, share=None, ordinal=None)
    rules = (written_month, written_year, month_named)
    found = next((answer for rule in rules if (answer := rule(whole, context))), None)
    period = found.interval if found else _own_period(whole, context)
    interval = period and _share_of(period, read.share, read.ordinal)
    if period is None or interval is None:
        return None
    return DateInterpretation(interval, f"{read.share} number {read.ordinal} of {period.first} to {period.last}")


def _own_period(read: Expression, context: Context) -> DateInterval | None:
    """Give the month or year that is pointed at with «الجاري» or «الماضي»."""
    if context.anchor is None or read.unit not in ("month", "year"):
        return None
    steps = _YEAR_SHIFTS.get(read.shift or "current", 0)
    return year_of(context.anchor.year + steps) if read.unit == "year" else months_away(context.anchor, steps)


def _share_of(period: DateInterval, kind: str, ordinal: int) -> DateInterval | None:
    """Cut a month into weeks or halves of its days, a year into halves or quarters of its months."""
    if period.days > 31:
        months = {"half": 6, "quarter": 3}.get(kind)
        if months is None or ordinal * months > 12:
            return None
        start = months_away(period.first, (ordinal - 1) * months)
        return DateInterval(start.first, months_away(period.first, ordinal * months - 1).last)
    length = {"week": 7, "half": 15}.get(kind)
    first = period.first + timedelta((ordinal - 1) * (length or 0))
    if length is None or first > period.last:
        return None
    closes = (kind == "half" and ordinal == 2) or (kind == "week" and ordinal == 5)
    return DateInterval(first, period.last if closes else min(first + timedelta(length - 1), period.last))


def decade(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a decade of the last century."""
    if read.decade is None:
        return None
    first = 1900 + read.decade
    return DateInterpretation(DateInterval(date(first, 1, 1), date(first + 9, 12, 31)), "a decade of the twentieth century")


def season(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a season: three whole months from its first."""
    if read.season is None:
        return None
    year = read.years[0] if read.years else _season_year(read, context)
    if year is None:
        return None
    first = month_of(Month("gregorian", read.season), year)
    last = month_of(Month("gregorian", (read.season + 1) % 12 + 1), year + (read.season == 12))
    return DateInterpretation(DateInterval(first.first, last.last), "three whole months from the first of the season")


def _season_year(read: Expression, context: Context) -> int | None:
    """Give the year of a season told without one."""
    if context.anchor is None or read.season is None:
        return None
    if read.unit == "year" and read.shift in _YEAR_SHIFTS:
        return context.anchor.year + _YEAR_SHIFTS[read.shift]
    over = date(context.anchor.year, read.season, 1) + timedelta(100) <= context.anchor
    coming = read.shift == "next" or (read.shift is None and context.ahead)
    return context.anchor.year - (not over) + coming


_YEAR_SHIFTS = {"past": -1, "recent": -1, "current": 0, "next": 1}


def day_of_month(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a day and month without year: the most recent one not after the anchor, unless its words look elsewhere."""
    if read.month is None or not read.days or read.years:
        return None
    told = context.years.get((read.days[0], read.month))
    if told and read.shift is None and read.offset is None:
        return DateInterpretation(_days(read, told), f"the report gives this day the year {told} elsewhere")
    if context.anchor is None:
        return None
    if read.unit == "year" and read.shift:
        return _in_year(read, context)
    by_year = {year: _days(read, year) for year in _years_around(read.month, context.anchor)}
    if read.offset is not None:
        return _today_written(read, context, list(by_year.values()))
    return _nearest(read, context, list(by_year.values()))


def _years_around(month: Month, anchor: date) -> range:
    """Give the year before the anchor's, its own and the next, in the month's calendar."""
    year = year_in(month, anchor)
    return range(year - 1, year + 2)


def _today_written(read: Expression, context: Context, days: list[DateInterval]) -> DateInterpretation | None:
    """Read «اليوم الجمعة 22 أيلول»: near the anchor the day counted from it stands and the number is a slip."""
    assert context.anchor is not None and read.offset is not None
    counted = context.anchor + timedelta(read.offset)
    nearest = min(days, key=lambda interval: abs((interval.first - counted).days))
    if abs((nearest.first - counted).days) > SLIP:
        past = [interval for interval in days if interval.last <= context.anchor]
        return (
            DateInterpretation(past[-1], f"the day it writes out, the most recent one not after {context.day}")
            if past
            else None
        )
    agrees = read.weekdays and nearest.first.weekday() == read.weekdays[0] != counted.weekday()
    if nearest.first == counted or agrees:
        return DateInterpretation(nearest, "the day it writes out")
    return DateInterpretation(DateInterval.day(counted), f"counted from {context.day}; the written day is a slip")


def month_named(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a month without year, or a part of it: the most recent one not after the anchor, unless its words look elsewhere."""
    if read.month is None or read.days or read.years or read.share or context.anchor is None:
        return None
    if read.unit == "year" and read.shift:
        return _in_year(read, context)
    months = [part_of_month(month_of(read.month, year), read.portion) for year in _years_around(read.month, context.anchor)]
    return _nearest(read, context, months)


def _in_year(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a day or month «من العام الماضي»."""
    if read.month is None or context.anchor is None or read.shift is None:
        return None
    if read.shift in ("same", "following", "previous"):
        before = context.told_within(366)
        if before is None:
            return DateInterpretation(None, "it points at an earlier date, and the report gives none before it")
        year = before.last.year + {"same": 0, "following": 1, "previous": -1}[read.shift]
    else:
        year = year_in(read.month, context.anchor) + _YEAR_SHIFTS[read.shift]
    interval = _days(read, year) if read.days else part_of_month(month_of(read.month, year), read.portion)
    return DateInterpretation(interval, f"in the year {year}, as its words say, counted from {context.day}")


def _nearest(read: Expression, context: Context, intervals: list[DateInterval]) -> DateInterpretation | None:
    """Choose among the same day or month of three years."""
    anchor = context.anchor
    assert anchor is not None
    over = [interval for interval in intervals if interval.last < anchor]
    begun = [interval for interval in intervals if interval.first <= anchor]
    coming = [interval for interval in intervals if interval.last >= anchor]
    if read.shift in ("past", "previous") and over:
        return DateInterpretation(over[-1], f"the most recent one over by {context.day}")
    if read.shift == "next" and (later := [interval for interval in intervals if interval.first > anchor]):
        return DateInterpretation(later[0], f"the next one after {context.day}")
    if read.shift == "current":
        nearest = min(intervals, key=lambda interval: abs((interval.first - anchor).days))
        return DateInterpretation(nearest, f"of the month or year of {context.day}")
    if context.ahead and coming and not _just_over(begun, coming, anchor):
        return DateInterpretation(coming[0], f"its clause looks ahead: the first one not before {context.day}")
    return DateInterpretation(begun[-1], f"the most recent one not after {context.day}") if begun else None


def _just_over(begun: list[DateInterval], coming: list[DateInterval], anchor: date) -> bool:
    """Say whether the past one is so near, and the coming one so far, that only the past one can be meant."""
    return bool(begun) and (coming[0].first - anchor).days > FAR and (anchor - begun[-1].last).days <= CLOSE


def _days(read: Expression, year: int) -> DateInterval:
    """Give the day, or the days from the first to the last named, of a month."""
    assert read.month is not None
    days = [day_of(day, read.month, year) for day in read.days]
    return DateInterval(min(days), max(days))


def _part(what: str, read: Expression) -> str:
    """Say which part of a period is meant."""
    return f"the {read.portion} of the {what}" if read.portion else what
