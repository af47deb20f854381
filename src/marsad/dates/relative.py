"""Rules for expressions that count from an anchor: «أمس», «السبت», «الأسبوع الماضي», «قبل يومين»."""

from datetime import date, timedelta

from marsad.dates.calendar import (
    day_of,
    months_away,
    part_of_month,
    part_of_week,
    part_of_year,
    week_of,
    weekday_after,
    weekday_before,
    year_of,
)
from marsad.dates.context import Context
from marsad.dates.expression import Expression
from marsad.dates.signs import Month
from marsad.model import DateInterpretation, DateInterval

STEPS = {"past": -1, "recent": -1, "previous": -1, "current": 0, "same": 0, "next": 1, "following": 1}
NEIGHBOURS = ("same", "following", "previous")
"""Pointers that count from the date told before, not from the report's day."""


def counted_day(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «أمس», «اليوم», «بعد غد», with the weekday beside them."""
    if read.offset is None or context.anchor is None:
        return None
    day = context.anchor + timedelta(read.offset)
    because = f"{_count(read.offset)} {context.day}" if read.offset else f"the day of {context.day}"
    if read.weekdays and day.weekday() != read.weekdays[0]:
        because += "; the weekday beside it does not agree"
    return DateInterpretation(DateInterval.day(day), because)


def _count(days: int) -> str:
    """Say so many days before or after, in English."""
    number = "one day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{number} {'before' if days < 0 else 'after'}"


def own_night(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «الليلة الماضية» and «هذه الليلة»: a night between two days is both days."""
    if not read.this_night or context.anchor is None or read.weekdays:
        return None
    first = context.anchor - timedelta(read.shift in ("past", "recent", "previous"))
    return DateInterpretation(DateInterval(first, first + timedelta(1)), f"the night counted from {context.day}: both its days")


def weekday_night(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «ليل السبت - الأحد»: both days; after midnight, the second."""
    if len(read.weekdays) != 2 or context.anchor is None:
        return None
    first, second = read.weekdays
    last = weekday_after(second, context.anchor) if context.ahead else weekday_before(second, context.anchor)
    if (second - first) % 7 != 1:
        return DateInterpretation(DateInterval(weekday_before(first, last), last), f"weekdays counted from {context.day}")
    if read.after_midnight:
        return DateInterpretation(DateInterval.day(last), f"after midnight: the second day, counted from {context.day}")
    return DateInterpretation(
        DateInterval(last - timedelta(1), last), f"the night between two days, counted from {context.day}"
    )


def weekday(read: Expression, context: Context) -> DateInterpretation | None:
    """Read a weekday: the most recent one not after the anchor, unless its words or clause look elsewhere."""
    if len(read.weekdays) != 1 or context.anchor is None or read.offset is not None:
        return None
    named, anchor, one = read.weekdays[0], context.anchor, timedelta(1)
    if read.shift in ("past", "previous"):
        return _on(weekday_before(named, anchor - one), f"the most recent such weekday over by {context.day}")
    if read.shift in ("next", "following"):
        return _on(weekday_after(named, anchor + one), f"the next such weekday after {context.day}")
    if read.shift == "current":
        return _on(weekday_after(named, week_of(anchor).first), f"in the week of {context.day}")
    if context.ahead:
        return _on(weekday_after(named, anchor), f"its clause looks ahead: the first such weekday not before {context.day}")
    return _on(weekday_before(named, anchor), f"the most recent such weekday not after {context.day}")


def weekday_behind(read: Expression, context: Context) -> DateInterpretation | None:
    """Keep the past weekday as well where a clause looks ahead: the verb may govern another word."""
    if len(read.weekdays) != 1 or context.anchor is None or read.offset is not None or read.shift or not context.ahead:
        return None
    return _on(weekday_before(read.weekdays[0], context.anchor), f"the most recent such weekday not after {context.day}")


def _on(day: date, because: str) -> DateInterpretation:
    return DateInterpretation(DateInterval.day(day), because)


def pointed_day(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «اليوم ذاته», «اليوم التالي»: counted from the date told before."""
    if read.unit != "day" or read.counted or read.shift not in NEIGHBOURS or read.weekdays:
        return None
    before = context.told_within(3)
    if before is None:
        return DateInterpretation(None, "it points at an earlier date, and the report gives none before it")
    if read.years:
        moved = date(read.years[0], before.first.month, before.first.day)
        return _on(moved, f"the same day of the year as {before.first}, told before")
    return DateInterpretation(before.shifted(STEPS[read.shift]), f"{read.shift} day, seen from {_told(before)}, told before")


def _told(interval: DateInterval) -> str:
    """Write an interval for a reviewer."""
    return f"{interval.first}" if interval.days == 1 else f"{interval.first} to {interval.last}"


def period(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «الأسبوع الماضي», «مطلع الشهر ذاته», «12 من الشهر الجاري», «نهاية العام»."""
    if read.counted or read.unit not in _LONGEST or read.month is not None or read.years or read.season or read.share:
        return None
    neighbour = read.shift in NEIGHBOURS
    before = context.told_within(_LONGEST[read.unit]) if neighbour else None
    base = before.last if before else None if neighbour else context.anchor
    if base is None:
        missing = "it points at an earlier date, and the report gives none before it" if neighbour else ""
        return DateInterpretation(None, missing) if missing else None
    seen_from = f"{_told(before)}, told before" if before else context.day
    if read.shift is None:
        return _bare_portion(read, context, base)
    interval = _part_of(read, base, STEPS[read.shift])
    which = f"{read.portion} of the " if read.portion else "the "
    return DateInterpretation(interval, f"{which}{_WHICH[STEPS[read.shift]]} {read.unit}, seen from {seen_from}")


_LONGEST = {"week": 7, "month": 31, "year": 366}
"""How long, in days, a date told before may be for «الأسبوع ذاته» to be its week."""

_WHICH = {-1: "previous", 0: "same", 1: "next"}


def _part_of(read: Expression, base: date, steps: int) -> DateInterval:
    """Give the named part of the unit so many steps from a day's."""
    if read.unit == "week":
        return part_of_week(week_of(base + timedelta(7 * steps)), read.portion)
    if read.unit == "year":
        return part_of_year(year_of(base.year + steps), read.portion)
    month = months_away(base, steps)
    if read.days:
        days = [day_of(day, Month("gregorian", month.first.month), month.first.year) for day in read.days]
        return DateInterval(min(days), max(days))
    return part_of_month(month, read.portion)


def _bare_portion(read: Expression, context: Context, base: date) -> DateInterpretation | None:
    """Read «نهاية العام» and «مطلع الأسبوع», which say of which year or week only by what is told around them."""
    if read.portion is None and not read.days:
        return DateInterpretation(_part_of(read, base, 0), f"the {read.unit} of {context.day}")
    if read.unit == "year" and context.year_told:
        interval = part_of_year(year_of(context.year_told), read.portion)
        return DateInterpretation(interval, f"{read.portion} of {context.year_told}, the year told before it")
    choices = [_part_of(read, base, steps) for steps in (-1, 0, 1)]
    if context.ahead:
        coming = next(choice for choice in choices if choice.last >= base)
        return DateInterpretation(coming, f"its clause looks ahead: the first one not over by {context.day}")
    begun = [choice for choice in choices if choice.first <= base][-1]
    return DateInterpretation(begun, f"the most recent one begun by {context.day}")
