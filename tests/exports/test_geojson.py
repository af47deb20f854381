import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

from marsad.exports.geojson import write_geojson
from marsad.exports.shapes import position, uncertainty_ring
from marsad.model import DateInterval, IncidentDate, Level, Name, Place, Point, Release

STRIKE, SHELLING, FAILED = "MRS-SYR-0000000000a1", "MRS-SYR-0000000000c3", "MRS-000-0000000000d4"


@pytest.fixture
def features(release: Release, tmp_path: Path) -> list[dict]:
    write_geojson(release, tmp_path / "out.geojson")
    return json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]


def of(features: list[dict], incident: str, shape: str) -> list[dict]:
    return [f for f in features if f["properties"]["id"] == incident and f["properties"]["shape"] == shape]


def test_an_incident_is_a_point_and_the_circle_it_may_lie_in(features):
    (point,), (circle,) = of(features, STRIKE, "point"), of(features, STRIKE, "uncertainty")
    assert point["geometry"] == {"type": "Point", "coordinates": [40.4353, 35.1066]}
    assert circle["geometry"]["type"] == "Polygon"


def test_each_place_of_an_incident_is_on_the_map(features):
    assert [f["properties"]["place_ar"] for f in of(features, SHELLING, "point")] == ["ذيبان", "أبو حمام"]


def test_every_corner_lies_as_far_out_as_the_place_reaches(features):
    (circle,) = of(features, STRIKE, "uncertainty")
    for lon, lat in circle["geometry"]["coordinates"][0]:
        assert Geodesic.WGS84.Inverse(35.1066, 40.4353, lat, lon)["s12"] == pytest.approx(3000, abs=1.5)


def test_the_outer_ring_is_closed_and_runs_counter_clockwise(features):
    (circle,) = of(features, STRIKE, "uncertainty")
    ring = circle["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1] and 33 <= len(ring) <= 65
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0


def test_words_nobody_could_place_have_no_geometry(features):
    (feature,) = of(features, FAILED, "none")
    assert feature["geometry"] is None and feature["properties"]["place_ar"] == "حاجز"


def test_an_incident_without_place_is_still_a_feature(release, tmp_path):
    placeless = replace(release.incidents[0], places=())
    losses = write_geojson(replace(release, incidents=(placeless,)), tmp_path / "out.geojson")
    (feature,) = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["geometry"] is None
    assert ("place", "a feature without geometry") in {(loss.field, loss.became) for loss in losses}


def test_a_toll_is_reported_and_at_least_never_a_total(features):
    (point,) = of(features, STRIKE, "point")
    (toll,) = point["properties"]["tolls"]
    assert (toll["reported_at_least"], toll["reported_up_to"], toll["conflict"]) == (3, 5, True)
    assert toll["words_en"] == "killed (civilian): reported, at least 3, accounts go up to 5"
    assert "total" not in json.dumps(point)


def test_properties_say_how_it_is_told_when_and_by_how_many(features):
    (point,) = of(features, STRIKE, "point")
    wanted = {"type": "drone_strike", "realis": "actual", "earliest": "2025-03-11", "latest": "2025-03-11", "lineages": 2}
    assert wanted.items() <= point["properties"].items()
    assert point["properties"]["conflicts"] == ["toll"]


def test_ids_of_features_are_unique(features):
    assert len({feature["id"] for feature in features}) == len(features)


def test_a_missing_day_is_null_and_reported_as_a_loss(release, tmp_path):
    losses = write_geojson(release, tmp_path / "out.geojson")
    assert [loss.incident for loss in losses if loss.field == "date"] == [SHELLING]


def test_days_told_by_others_stay_with_the_feature(release, tmp_path):
    strike = next(i for i in release.incidents if i.id == STRIKE)
    others = ((DateInterval.day(strike.date.interval.last), ("c",)),)
    told = replace(strike, date=IncidentDate(strike.date.interval, (), others))
    write_geojson(replace(release, incidents=(told,)), tmp_path / "out.geojson")
    feature = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"][0]
    assert feature["properties"]["other_dates"] == ["2025-03-11"]


def test_the_same_release_gives_the_same_bytes(release, tmp_path):
    for name in ("a", "b"):
        write_geojson(release, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_nothing_to_export_is_an_empty_collection(release, tmp_path):
    assert write_geojson(replace(release, incidents=()), tmp_path / "out.geojson") == ()
    assert json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"] == []


def at(lat: float, lon: float, radius: float) -> Place:
    return Place("x", Name("مكان"), Level.REGION, Point(lat, lon), radius)


@pytest.mark.parametrize("place", [at(89.9, 0, 50), at(0, 179.99, 50), at(35, 40, 0)], ids=["pole", "meridian", "no radius"])
def test_a_circle_that_would_lie_is_not_drawn(place):
    assert uncertainty_ring(place) is None
    assert position(place) is not None


def test_a_wide_circle_far_north_is_as_wide_as_it_says():
    ring = uncertainty_ring(at(60, 40, 200), vertices=64)
    assert ring is not None and len(ring) == 65
    assert {round(Geodesic.WGS84.Inverse(60, 40, lat, lon)["s12"] / 1000) for lon, lat in ring} == {200}


def test_a_ring_of_too_few_corners_is_refused():
    with pytest.raises(ValueError, match="32 to 64"):
        uncertainty_ring(at(35, 40, 3), vertices=8)


def test_a_place_whose_name_was_withheld_leaves_no_dash_behind(release, tmp_path):
    strike = next(i for i in release.incidents if i.id == STRIKE)
    nameless = replace(strike.places[0], place=replace(strike.places[0].place, name=Name("")))
    write_geojson(replace(release, incidents=(replace(strike, places=(nameless,)),)), tmp_path / "out.geojson")
    feature = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"][0]
    assert (feature["properties"]["name_ar"], feature["properties"]["name_en"]) == ("ضربة بمسيّرة", "Drone strike")
