"""Rules for counted units: «قبل يومين», «الأسبوعين الماضيين», «خلال 72 ساعة», «بعد عام».

A count of days is exact. A count of months or years names a whole month or year: «قبل ثلاثة أعوام» in 2018 is 2015.
"""

from datetime import date, timedelta

from marsad.dates.calendar import months_away, week_of, year_of
from marsad.dates.context import Context
from marsad.dates.expression import Expression
from marsad.model import DateInterpretation, DateInterval

LONGEST = 200 * 366
"""More days than any report counts; beyond, the number is something else."""


def ago(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «قبل يومين», «منذ ثلاثة أعوام»."""
    if read.direction not in ("before", "since") or read.amount is None or context.anchor is None or read.shift:
        return None
    interval = _moved(read, context.anchor, -1)
    return DateInterpretation(interval, f"{_amount(read)} before {context.day}") if interval else None


def later(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «وبعد عام»: after the date told before, or after the anchor where the clause looks ahead."""
    if read.direction != "after" or read.amount is None or not read.counted or read.shift:
        return None
    if not context.ahead:
        before = context.told_within(366)
        if before is None:
            return DateInterpretation(None, "it counts from an earlier date, and the report gives none before it")
        whole_month = read.unit == "year" and before.days <= 31
        first, last = (_moved(read, day, 1, whole_month) for day in (before.first, before.last))
        if first is None or last is None:
            return None
        return DateInterpretation(DateInterval(first.first, last.last), f"{_amount(read)} after {before.first}, told before")
    interval = context.anchor and _moved(read, context.anchor, 1)
    return DateInterpretation(interval, f"{_amount(read)} after {context.day}") if interval else None


def deadline(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «خلال 72 ساعة», «مهلة 10 أيام»: from the day it is set until it ends."""
    if not read.counted or read.shift or read.amount is None or read.direction not in ("within", None):
        return None
    start = context.sentence.last if context.sentence and context.sentence.days <= 7 else context.anchor
    end = _moved(read, start, 1) if start else None
    if start is None or end is None:
        return None
    if not context.ahead and read.direction is None:
        return _until(read, context, start)
    return DateInterpretation(DateInterval(start, end.last), f"a deadline of {_amount(read)} from {start}")


def _until(read: Expression, context: Context, end: date) -> DateInterpretation | None:
    """Read a bare stretch of days as the one that ends with its sentence's date."""
    begin = _moved(read, end + timedelta(1), -1)
    if begin is None:
        return None
    return DateInterpretation(DateInterval(min(begin.first, end), end), f"{_amount(read)} that end with {end}")


def last_few(read: Expression, context: Context) -> DateInterpretation | None:
    """Read «الأيام الخمسة الماضية», «الـ24 ساعة الماضية», «الأسبوعين المقبلين».

    «الماضية» are the whole units over by the anchor; «الأخيرة» run up to it, and so do hours.
    """
    if not read.counted or read.amount is None or read.shift not in _WINDOWS or context.anchor is None:
        return None
    ahead = read.shift in ("next", "following")
    interval = _window(read, context.anchor, ahead)
    if interval is None:
        return None
    side = "after" if ahead else "before"
    return DateInterpretation(interval, f"{_amount(read)} {side} {context.day}")


_WINDOWS = frozenset({"past", "recent", "next", "following", "previous"})


def _window(read: Expression, anchor: date, ahead: bool) -> DateInterval | None:
    """Give the units before or after an anchor."""
    amount, unit = read.amount or 0, read.unit
    days = _days(read)
    one = timedelta(1)
    if days is not None and (days > LONGEST or days < 1):
        return None
    if unit == "hour" or (read.shift == "recent" and days is not None):
        return DateInterval(anchor - timedelta((days or 0) - (unit == "day")), anchor)
    if unit == "day":
        span = timedelta(amount)
        return DateInterval(anchor + one, anchor + span) if ahead else DateInterval(anchor - span, anchor - one)
    if not 1 <= amount <= 100:
        return None
    far, near = (amount, 1) if ahead else (-amount, -1)
    first, last = sorted((_unit_at(unit, anchor, far), _unit_at(unit, anchor, near)))
    return DateInterval(first.first, anchor if read.shift == "recent" else last.last)


def _unit_at(unit: str | None, anchor: date, steps: int) -> DateInterval:
    """Give the whole week, month or year so many steps from an anchor's."""
    if unit == "week":
        return week_of(anchor + timedelta(7 * steps))
    return months_away(anchor, steps) if unit == "month" else year_of(anchor.year + steps)


def _days(read: Expression) -> int | None:
    """Count an amount in days; None for months and years, whose length varies."""
    amount = read.amount or 0
    if read.unit == "hour":
        return -(-amount // 24)
    if read.unit == "day":
        return amount
    return amount * 7 + 4 * read.half if read.unit == "week" else None


def _moved(read: Expression, base: date, sign: int, whole_month: bool = False) -> DateInterval | None:
    """Move a day by an amount: to a day, or to a whole month or year where those are counted."""
    days = _days(read)
    if days is not None:
        return DateInterval.day(base + timedelta(sign * days)) if days <= LONGEST else None
    amount = read.amount or 0
    if amount > 2000:
        return None
    if read.unit == "month":
        return months_away(base - timedelta(15 * read.half), sign * amount)
    if read.unit == "year" and (read.half or whole_month):
        return months_away(base, sign * (12 * amount + 6 * read.half))
    return year_of(base.year + sign * amount) if read.unit == "year" else None


def _amount(read: Expression) -> str:
    """Write an amount for a reviewer."""
    half = " and a half" if read.half else ""
    return f"{read.amount}{half} {read.unit}{'s' if read.amount != 1 or read.half else ''}"
