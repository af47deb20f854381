"""Names to write on a map."""

from typing import Any


def test_names_in_a_box_come_with_the_widest_first(desk: Any) -> None:
    told = desk.get("explore/labels", box="39.5,34.5,41.5,36.0", limit=200)
    assert len({len(column) for column in told.values()}) == 1
    wide = ["country", "region", "governorate", "district", "settlement", "neighbourhood", "facility"]
    assert told["level"] == sorted(told["level"], key=wide.index)
    assert "دير الزور" in told["ar"][: told["level"].index("settlement")]
    assert all(39.5 <= lon <= 41.5 for lon in told["lon"])


def test_only_asked_levels_are_named(desk: Any) -> None:
    told = desk.get("explore/labels", box="39.5,34.5,41.5,36.0", level=["settlement"])
    assert set(told["level"]) == {"settlement"}


def test_a_box_that_is_none_is_refused_with_what_was_expected(desk: Any) -> None:
    response = desk.client.get("/api/1/explore/labels", params={"box": "here"})
    assert response.status_code == 400
    assert "west,south,east,north" in response.json()["error"]
