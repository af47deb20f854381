from datetime import date

import numpy as np
import pytest

from marsad.desk.explore import bin_of, start_of


def test_the_map_has_one_entry_a_place_with_its_reach_and_level(desk) -> None:
    told = desk.get("explore/map")
    at = told["place"].index("sy.deir-ez-zor.shuhayl")
    assert {len(column) for column in told.values() if isinstance(column, list)} == {len(told["place"])}
    assert (told["lat"][at], told["radius_km"][at], told["level"][at], told["happened"][at]) == (35.095, 3.0, "settlement", 1)


def test_every_dot_leads_back_to_its_incidents_and_their_words(desk) -> None:
    told = desk.get("explore/map")
    for place, happened, other in zip(told["place"], told["happened"], told["other"], strict=True):
        found = desk.get("incidents", place=place)
        exact = [row for row in found["incidents"] if place in [at["id"] for at in row["places"]]]
        assert len(exact) == happened + other
        account = desk.get(f"incidents/{exact[0]['id']}")["accounts"][0]
        assert account["surface"]


def test_what_is_denied_is_counted_apart(desk) -> None:
    for name in ("strike", "again"):
        account = desk.account(name, "shelling")
        body = {"claims": [{"code": "denied"}], "seen": 0}
        desk.send(f"accounts/{account['event']}/fields/realis", body, "PUT")
    told = desk.get("explore/map", types="shelling")
    assert (told["happened"], told["other"]) == ([0], [1])
    line = desk.get("explore/timeline", types="shelling")
    assert (line["within"], line["other_within"]) == ([0], [1])
    assert desk.get("statistics", types="shelling")["tolls"] == []


def test_the_timeline_tells_the_sure_from_the_possible(desk) -> None:
    account = desk.account("meeting", "meeting")
    body = {"claims": [{"first": "2025-02-25", "last": "2025-03-10"}], "seen": 0}
    desk.send(f"accounts/{account['event']}/fields/date", body, "PUT")
    told = desk.get("explore/timeline", types="meeting", unit="month")
    assert (told["start"], told["within"], told["touching"]) == (["2025-02-01", "2025-03-01"], [0, 0], [1, 1])
    inside = desk.get("explore/timeline", types="shelling", unit="month")
    assert (inside["within"], inside["touching"], inside["sources"]) == ([1], [1], [2])


def test_a_bin_shows_when_sources_were_added(desk) -> None:
    told = desk.get("explore/timeline", unit="day")
    assert dict(zip(told["start"], told["new_sources"], strict=True))["2025-03-12"] == 2


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_every_day_lies_in_the_bin_that_begins_on_or_before_it(unit) -> None:
    for day in [date(1970, 1, 1), date(1969, 12, 31), date(2024, 2, 29), date(2025, 3, 10), date(2025, 12, 31)]:
        number = int(bin_of(np.array([day.toordinal()]), unit)[0])
        assert start_of(number, unit) <= day < start_of(number + 1, unit)


def test_weeks_begin_on_monday() -> None:
    assert start_of(int(bin_of(np.array([date(2025, 3, 12).toordinal()]), "week")[0]), "week") == date(2025, 3, 10)


def test_a_timeline_of_too_many_bins_is_refused_until_days_are_asked_for(desk) -> None:
    account = desk.account("meeting", "meeting")
    body = {"claims": [{"first": "0001-01-01", "last": "9999-12-31"}], "seen": 0}
    desk.send(f"accounts/{account['event']}/fields/date", body, "PUT")
    response = desk.client.get("/api/1/explore/timeline", params={"unit": "day"})
    assert (response.status_code, "fewer days" in response.json()["error"]) == (400, True)
    told = desk.get("explore/timeline", unit="day", first="2025-03-10", last="2025-03-12")
    assert told["start"] == ["2025-03-10", "2025-03-11", "2025-03-12"]
    assert [a - b for a, b in zip(told["touching"], told["within"], strict=True)] == [1, 1, 1]


def test_the_network_ties_actors_to_incidents_with_roles(desk) -> None:
    told = desk.get("explore/network")
    edges = {
        (told["actors"][who]["id"], told["types"][what], role)
        for who, what, role in zip(told["actor"], told["incident"], told["role"], strict=True)
    }
    assert ("sdf", "raid", "actor") in edges
    assert all(one["id"] for one in told["actors"])
    assert told["left_out"] == 0


def test_two_actors_of_one_incident_are_tied(desk) -> None:
    account = desk.account("raid", "raid")
    keep = [{"keep": claim["id"]} for claim in account["claims"] if claim["field"] == "actor"]
    body = {"claims": [*keep, {"actor": "hts", "role": "recipient"}], "seen": 0}
    desk.send(f"accounts/{account['event']}/fields/actor", body, "PUT")
    told = desk.get("explore/network", types="raid")
    pairs = {
        frozenset((told["actors"][left]["id"], told["actors"][right]["id"])): shared
        for left, right, shared in zip(told["left"], told["right"], told["shared"], strict=True)
    }
    assert pairs == {frozenset(("sdf", "hts")): 1}


def test_a_network_too_large_says_how_much_it_left_out(desk) -> None:
    told = desk.get("explore/network", edges=2)
    assert (len(told["actor"]), told["left_out"] > 0) == (2, True)


def test_numbers_say_reported_at_least_and_what_stands_behind_them(desk) -> None:
    told = desk.get("statistics")
    killed = next(one for one in told["tolls"] if one["status"]["code"] == "killed")
    assert (killed["at_least"], killed["sources"], killed["conflicts"]) == (3, 2, 1)
    assert killed["words"]["en"].startswith("reported, at least 3 ")
    assert "على الأقل" in killed["words"]["ar"]
    assert told["caution"]["en"].startswith("These are allegations")
    assert {one["outlet"]: one["since"] for one in told["sources"]} == {
        "شبكة الضفتين": "2025-03-12",
        "صوت الفرات": "2025-03-12",
    }
