"""Say how exactly an incident is dated and placed, in Marsad's own steps and in those of ACLED and UCDP.

A number here only ever says what the interval or the radius allows. Which of several places is meant is settled before.
"""

from datetime import date, timedelta
from typing import Any

from marsad.model import DateInterval, Level, Place
from marsad.vocabulary import load_vocabulary

UNDATED = 6
"""Time precision of what is only known to lie before publication."""
NEAR, DISTRICT, GOVERNORATE, AREA, COUNTRY = 4, 5, 6, 7, 8
"""Steps of place precision that are asked for by name."""


def time_precision(interval: DateInterval | None) -> int:
    """Give the precision of a date: 1 for a day, up to 5 for more than a month, 6 when nothing is known."""
    if interval is None:
        return UNDATED
    steps = _steps("time_precision")
    return min(step for step, entry in steps.items() if entry["up_to"] is None or interval.days <= entry["up_to"])


def acled_time(precision: int) -> int | None:
    """Give ACLED's `time_precision`; None where the event is withheld."""
    return _value("time_precision", precision, "acled")


def ucdp_time(precision: int) -> int | None:
    """Give UCDP's `date_prec`; None where the event is withheld."""
    return _value("time_precision", precision, "ucdp")


def midpoint(interval: DateInterval) -> date:
    """Give the day in the middle, the earlier of two: what ACLED takes where no day is told."""
    return interval.first + timedelta((interval.days - 1) // 2)


def place_precision(place: Place) -> int | None:
    """Give the precision of a place: 1 for a building, up to 8 for a country.

    Sea and air (9) are no levels of the gazetteer and never come out of here.

    Returns:
        The step; None for a place without point, which nobody knows.
    """
    if place.point is None and place.level is not Level.COUNTRY:
        return None
    if place.level is Level.REGION:
        return _of_area(place)
    precision: int = load_vocabulary("crosswalk")["levels"][place.level.value]["precision"]
    return _widened(precision, place.radius_km)


def acled_place(precision: int) -> int | None:
    """Give ACLED's `geo_precision`; None where the event is withheld."""
    return _value("place_precision", precision, "acled")


def ucdp_place(precision: int) -> int | None:
    """Give UCDP's `where_prec`."""
    return _value("place_precision", precision, "ucdp")


def plover_resolution(precision: int) -> int | None:
    """Give PLOVER's `resolution` of a place."""
    return _value("place_precision", precision, "plover")


def _of_area(place: Place) -> int:
    """Tell «قرب …», which hugs a settlement, from a region; «بين … و…» is the latter however short the way."""
    derived, between = "~" in place.id, place.id.endswith("~between")
    return NEAR if derived and not between and place.radius_km <= load_vocabulary("crosswalk")["near_km"] else AREA


def _widened(precision: int, radius_km: float) -> int:
    """Make a precision coarser where the radius is: an unknown village somewhere in a district is known to the district."""
    widest = load_vocabulary("crosswalk")["widest_km"]
    if precision < DISTRICT and radius_km > widest[precision]:
        precision = DISTRICT
    return GOVERNORATE if precision == DISTRICT and radius_km > widest[DISTRICT] else precision


def _steps(name: str) -> dict[int, dict[str, Any]]:
    steps: dict[int, dict[str, Any]] = load_vocabulary("crosswalk")[name]
    return steps


def _value(name: str, precision: int, scheme: str) -> int | None:
    value: int | None = _steps(name)[precision][scheme]
    return value
