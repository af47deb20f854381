"""What a date expression is to be understood from: the report's day, the dates before it, and which way its clause looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from marsad.dates.calendar import day_of, weekday_before, year_in
from marsad.dates.expression import Expression
from marsad.dates.signs import Month
from marsad.model import DateInterval

SLIP = 7
"""How many days apart a written day and the publication day may be and still mean the same day: the rest is a report
published again, whose own words are right."""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds one date expression.

    Attributes:
        anchor: Day it is counted from; None when nothing tells.
        anchor_is: What that day is, in words: `publication`.
        ahead: Whether its clause looks ahead.
        told: The intervals of the dated expressions before it, the last first.
        sentence: The interval of the last dated expression before it in its own sentence.
        years: Years the report gives for days that it names again without one.
        year_told: The year last named before it in its sentence.
        names_happening: Whether it names a happening («أحداث 11 سبتمبر») and not a time.
    """

    anchor: date | None
    anchor_is: str = "publication"
    ahead: bool = False
    told: tuple[DateInterval, ...] = ()
    sentence: DateInterval | None = None
    years: Mapping[tuple[int, Month], int] = field(default_factory=dict)
    year_told: int | None = None
    names_happening: bool = False

    @property
    def day(self) -> str:
        """Name the anchor for a reviewer."""
        return f"{self.anchor_is}, {self.anchor}"

    def told_within(self, days: int) -> DateInterval | None:
        """Give the last interval told before that is no longer than so many days."""
        return next((interval for interval in self.told if interval.days <= days), None)


@dataclass(frozen=True, slots=True)
class ReportDay:
    """The day a report speaks from.

    Attributes:
        day: The day; None when neither the report nor who received it tells.
        name: What the day is, for a reviewer.
    """

    day: date | None
    name: str = "publication"


def report_day(published: date | None, expressions: Sequence[Expression]) -> ReportDay:
    """Decide the day a report speaks from.

    A publication day may be that of a copy, or lie a day off when it was taken in another time zone.
    «اليوم السبت 11 كانون الأول» tells the day itself. One expression that agrees with the publication day is enough to keep it.

    Args:
        published: Publication day as received.
        expressions: The report's date expressions in order.

    Returns:
        The publication day, or the day the report's own words tell.
    """
    told = [day for expression in expressions if (day := _told_day(published, expression)) is not None]
    if not told or published in told:
        return ReportDay(published)
    return ReportDay(told[0], "the day the report calls «today»")


def _told_day(published: date | None, expression: Expression) -> date | None:
    """Work out the report's day from one expression that counts from it; None when it cannot tell."""
    if expression.offset is None:
        return None
    try:
        return _from_date(published, expression) or _from_weekday(published, expression)
    except (ValueError, OverflowError):
        return None


def _from_date(published: date | None, expression: Expression) -> date | None:
    """Take the report's day from a day of the month that agrees with the weekday beside it."""
    if len(expression.days) != 1 or expression.month is None or expression.offset is None:
        return None
    year = expression.years[0] if expression.years else published and year_in(expression.month, published)
    if not year:
        return None
    day = day_of(expression.days[0], expression.month, year)
    agrees = not expression.weekdays or day.weekday() == expression.weekdays[0]
    near = bool(expression.years) or (published is not None and abs((day - published).days) <= SLIP)
    return day - timedelta(expression.offset) if agrees and near else None


def _from_weekday(published: date | None, expression: Expression) -> date | None:
    """Take the report's day from the weekday beside «اليوم» or «أمس»."""
    if published is None or not expression.weekdays or expression.offset is None:
        return None
    weekday, offset = expression.weekdays[0], expression.offset
    if offset > 0:
        return weekday_before((weekday - offset) % 7, published)
    if offset == 0 and weekday == (published.weekday() + 1) % 7:
        return published  # Nothing is told of a day after the publication: the weekday is a slip or an hour past midnight.
    return weekday_before(weekday, published) - timedelta(offset)
