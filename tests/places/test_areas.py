"""Tests for `marsad.places.areas`."""

import pytest

from marsad.model import Level, Point
from marsad.places.areas import Blur, area_between, area_of, kilometres, mean_bearing, moved
from marsad.places.gazetteer import PackagedGazetteer


@pytest.mark.parametrize(("bearings", "mean"), [((0, 90), 45), ((0, 270), 315), ((180,), 180)])
def test_two_directions_make_the_one_between(bearings: tuple[float, ...], mean: float) -> None:
    assert mean_bearing(bearings) == pytest.approx(mean)


def test_opposite_directions_say_nothing() -> None:
    assert mean_bearing((0, 180)) is None


def test_a_way_of_fifty_kilometres_is_fifty_kilometres_long() -> None:
    start = Point(35.0, 40.0)
    assert kilometres(start, moved(start, 60, 50)) == pytest.approx(50, abs=0.5)


def test_beside_a_town_keeps_its_centre_and_says_that_no_distance_is_given(small: PackagedGazetteer) -> None:
    town = small.get("sy.deir.bukamal")
    assert town is not None
    area, because = area_of(town, Blur(bearings=(90,), words="شرق"))
    assert area.point == town.point and area.radius_km > town.radius_km and area.level is Level.REGION
    assert "no distance given" in because


def test_the_countryside_alone_is_the_place_itself(small: PackagedGazetteer) -> None:
    whole = small.get("sy.deir")
    assert whole is not None
    assert area_of(whole, Blur(rural=True, words="ريف"))[0] is whole


def test_places_far_apart_have_nothing_between_them(small: PackagedGazetteer) -> None:
    a, b = small.get("sy.deir.bukamal"), small.get("sy.idlib.city")
    assert a is not None and b is not None
    assert area_between(a, b) is None
