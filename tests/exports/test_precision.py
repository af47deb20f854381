from dataclasses import replace
from datetime import date, timedelta

import pytest

from marsad.exports.precision import (
    acled_place,
    acled_time,
    midpoint,
    place_precision,
    plover_resolution,
    time_precision,
    ucdp_place,
    ucdp_time,
)
from marsad.model import DateInterval, Level, Name, Place, Point

FIRST = date(2024, 2, 1)
HERE = Point(35.1, 40.4)


def days(number: int) -> DateInterval:
    return DateInterval(FIRST, FIRST + timedelta(number - 1))


def place(level: Level, radius_km: float = 3.0, key: str = "sy.x", point: Point | None = HERE) -> Place:
    return Place(key, Name("ذيبان", "Dhiban"), level, point, radius_km)


@pytest.mark.parametrize(
    ("length", "precision", "acled", "ucdp"),
    [
        (1, 1, 1, 1),
        (2, 2, 2, 2),
        (5, 2, 2, 2),
        (6, 2, 2, 2),
        (7, 3, 2, 3),
        (8, 4, 3, 4),
        (29, 4, 3, 4),
        (31, 4, 3, 4),
        (32, 5, None, 5),
        (366, 5, None, 5),
    ],
)
def test_the_length_of_an_interval_gives_its_precision(length: int, precision: int, acled: int | None, ucdp: int) -> None:
    assert time_precision(days(length)) == precision
    assert (acled_time(precision), ucdp_time(precision)) == (acled, ucdp)


def test_an_unknown_day_is_withheld_everywhere() -> None:
    assert time_precision(None) == 6
    assert acled_time(6) is None and ucdp_time(6) is None


@pytest.mark.parametrize(
    ("interval", "middle"),
    [
        (days(1), FIRST),
        (days(2), FIRST),
        (days(5), date(2024, 2, 3)),
        (DateInterval(date(2025, 3, 1), date(2025, 3, 31)), date(2025, 3, 16)),
        (DateInterval(date(2024, 2, 1), date(2024, 2, 29)), date(2024, 2, 15)),
        (DateInterval(date(2024, 12, 30), date(2025, 1, 2)), date(2024, 12, 31)),
    ],
)
def test_the_midpoint_is_the_middle_day_or_the_earlier_of_two(interval: DateInterval, middle: date) -> None:
    assert midpoint(interval) == middle


@pytest.mark.parametrize(
    ("level", "precision", "acled", "ucdp", "resolution"),
    [
        (Level.FACILITY, 1, 1, 1, 1),
        (Level.NEIGHBOURHOOD, 2, 1, 1, 1),
        (Level.SETTLEMENT, 3, 1, 1, 1),
        (Level.DISTRICT, 5, 2, 3, 3),
        (Level.GOVERNORATE, 6, 3, 4, 4),
        (Level.REGION, 7, 3, 5, 4),
        (Level.COUNTRY, 8, None, 6, 5),
    ],
)
def test_the_level_of_a_place_gives_its_precision(
    level: Level, precision: int, acled: int | None, ucdp: int, resolution: int
) -> None:
    assert place_precision(place(level)) == precision
    assert (acled_place(precision), ucdp_place(precision), plover_resolution(precision)) == (acled, ucdp, resolution)


def test_near_a_settlement_is_coarser_than_the_settlement() -> None:
    assert place_precision(place(Level.REGION, 13.0, "sy.dhiban~near")) == 4
    assert (acled_place(4), ucdp_place(4)) == (2, 2)


@pytest.mark.parametrize(("key", "radius"), [("sy.dhiban~between", 9.0), ("sy.deir~east", 60.0), ("sy.badia", 12.0)])
def test_between_two_places_or_half_a_governorate_is_a_region(key: str, radius: float) -> None:
    assert place_precision(place(Level.REGION, radius, key)) == 7


@pytest.mark.parametrize(("radius", "precision"), [(18.0, 3), (21.0, 5), (60.0, 6)])
def test_an_unknown_village_is_known_no_better_than_what_it_lies_in(radius: float, precision: int) -> None:
    assert place_precision(place(Level.SETTLEMENT, radius, "sy.deir?قرية")) == precision


def test_a_wide_district_counts_as_a_governorate() -> None:
    assert place_precision(place(Level.DISTRICT, 50.0)) == 6


def test_a_place_without_point_has_no_precision() -> None:
    assert place_precision(replace(place(Level.FACILITY), id="", point=None)) is None
    assert place_precision(place(Level.COUNTRY, point=None)) == 8


def test_sea_and_air_have_values_elsewhere() -> None:
    assert (acled_place(9), ucdp_place(9)) == (3, 7)
