"""Weeks, months, years and their parts, as intervals of days.

A week runs from Saturday to Friday, as the countries of the region count it. The parts of a month are its tens of days;
those of a year are whole months. Hijri months follow the Umm al-Qura calendar; a sighting may differ from it by a day.
"""

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from marsad.dates.signs import Month
from marsad.model import DateInterval

SATURDAY = 5


def week_of(day: date) -> DateInterval:
    """Give the week, Saturday to Friday, that holds a day."""
    first = day - timedelta((day.weekday() - SATURDAY) % 7)
    return DateInterval(first, first + timedelta(6))


def year_of(year: int) -> DateInterval:
    """Give a calendar year."""
    return DateInterval(date(year, 1, 1), date(year, 12, 31))


def hijri_year(year: int) -> DateInterval:
    """Give a Hijri year."""
    return DateInterval(month_of(Month("hijri", 1), year).first, month_of(Month("hijri", 12), year).last)


def month_of(month: Month, year: int) -> DateInterval:
    """Give a month of a year of its own calendar.

    Raises:
        ValueError: The calendar holds no such month.
        OverflowError: The year is outside what the Hijri calendar is known for.
    """
    if month.calendar == "hijri":
        length = Hijri(year, month.number, 1).month_length()
        first = Hijri(year, month.number, 1).to_gregorian()
        return DateInterval(date(*first.datetuple()), date(*first.datetuple()) + timedelta(length - 1))
    last = date(year + month.number // 12, month.number % 12 + 1, 1) - timedelta(1)
    return DateInterval(date(year, month.number, 1), last)


def day_of(day: int, month: Month, year: int) -> date:
    """Give a day of a month.

    Raises:
        ValueError: The month has no such day.
        OverflowError: The year is outside what the Hijri calendar is known for.
    """
    if month.calendar == "hijri":
        return date(*Hijri(year, month.number, day).to_gregorian().datetuple())
    return date(year, month.number, day)


def year_in(month: Month, day: date) -> int:
    """Give the year of a month's calendar that a day falls in."""
    return Gregorian(day.year, day.month, day.day).to_hijri().year if month.calendar == "hijri" else day.year


def months_away(day: date, months: int) -> DateInterval:
    """Give the calendar month so many months from a day's."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return month_of(Month("gregorian", month + 1), year)


def part_of_month(month: DateInterval, portion: str | None) -> DateInterval:
    """Give the first ten days of a month, the second ten, or the rest."""
    tenth, twentieth = month.first + timedelta(9), month.first + timedelta(19)
    if portion == "start":
        return DateInterval(month.first, tenth)
    if portion == "middle":
        return DateInterval(tenth + timedelta(1), twentieth)
    return DateInterval(twentieth + timedelta(1), month.last) if portion == "end" else month


def part_of_year(year: DateInterval, portion: str | None) -> DateInterval:
    """Give January, June to July, or December of a year."""
    if portion == "start":
        return months_away(year.first, 0)
    if portion == "middle":
        return DateInterval(months_away(year.first, 5).first, months_away(year.first, 6).last)
    return months_away(year.last, 0) if portion == "end" else year


def part_of_week(week: DateInterval, portion: str | None) -> DateInterval:
    """Give Saturday to Monday of a week, its Monday to Wednesday, or the Friday to Sunday that close it."""
    if portion == "start":
        return DateInterval(week.first, week.first + timedelta(2))
    if portion == "middle":
        return DateInterval(week.first + timedelta(2), week.first + timedelta(4))
    return DateInterval(week.last, week.last + timedelta(2)) if portion == "end" else week


def weekday_before(weekday: int, day: date) -> date:
    """Give the last such weekday that is not after a day."""
    return day - timedelta((day.weekday() - weekday) % 7)


def weekday_after(weekday: int, day: date) -> date:
    """Give the first such weekday that is not before a day."""
    return day + timedelta((weekday - day.weekday()) % 7)
