"""The pages of one actor and of one place. All invented."""

from typing import Any


def test_an_actor_s_page_counts_its_incidents_and_says_that_this_is_no_guilt(desk: Any) -> None:
    id = desk.get("actors", q="قوات سوريا الديمقراطية")["actors"][0]["id"]
    told = desk.get(f"explore/actor/{id}")
    assert told["incidents"] == desk.get("incidents", actors=id)["total"] > 0
    assert told["entry"]["id"] == told["id"] == id
    assert "قوات سوريا الديمقراطية" in {one["words"] for one in told["spellings"]}
    assert sum(one["incidents"] for one in told["roles"]) >= told["incidents"]
    assert "ذنب" in told["caution"]["ar"]


def test_a_person_whom_no_roster_has_has_a_page_too(desk: Any) -> None:
    network = desk.get("explore/network")["actors"]
    person = next(one for one in network if one["kind"] == "person")
    told = desk.get(f"explore/actor/{person['id']}")
    assert (told["entry"], told["incidents"], told["meetings"]) == (None, 1, 1)


def test_an_actor_that_nobody_knows_is_not_found(desk: Any) -> None:
    assert desk.client.get("/api/1/explore/actor/nobody").status_code == 404


def test_a_place_counts_what_it_holds(desk: Any) -> None:
    told = desk.get("explore/place/sy.deir-ez-zor")
    assert told["incidents"] == desk.get("incidents", place="sy.deir-ez-zor")["total"] > 2
    assert "الشحيل" in {one["name"]["ar"] for one in told["holds"]}
    assert told["entry"]["name"]["ar"]


def test_roles_month_by_month_add_up_to_what_has_a_month(desk: Any) -> None:
    told = desk.get("explore/actor/sdf")
    months = told["months"]
    assert len(told["roles_by_month"]) == len(told["roles"]) > 0
    for whole, parts in zip(told["roles"], told["roles_by_month"], strict=True):
        assert len(parts["incidents"]) == len(months["start"])
        assert sum(parts["incidents"]) <= whole["incidents"]
    assert sum(months["happened"]) + sum(months["other"]) + months["spread"] + months["undated"] == told["incidents"]


def test_outlets_stand_behind_every_count_and_a_part_has_no_more_of_them_than_the_whole(desk: Any) -> None:
    told = desk.get("explore/place/sy.deir-ez-zor")
    counted = [*told["types"], *told["actors"], *told["holds"]]
    assert all(0 < one["sources"] <= told["sources"] for one in counted)
    rows = desk.get("incidents", place="sy.deir-ez-zor", limit=200)["incidents"]
    assert told["sources"] == len({outlet for row in rows for outlet in row["outlets"]})
    for one in told["types"]:
        meant = [row for row in rows if row["type"]["code"] == one["id"]]
        assert one["incidents"] == len(meant)
        assert one["sources"] == len({outlet for row in meant for outlet in row["outlets"]})


def test_a_place_that_no_report_names_has_its_entry_and_no_months(empty: Any) -> None:
    told = empty.get("explore/place/sy.deir-ez-zor")
    assert told["entry"]["id"] == "sy.deir-ez-zor"
    assert (told["incidents"], told["sources"], told["first"], told["months"]["start"], told["spellings"]) == (
        0,
        0,
        None,
        [],
        [],
    )


def test_meetings_are_counted_with_those_who_sat_in_them(desk: Any) -> None:
    person = next(one for one in desk.get("explore/network")["actors"] if one["kind"] == "person")
    told = desk.get(f"explore/actor/{person['id']}")
    assert person["id"] not in {one["id"] for one in told["met"]}
    assert {one["id"] for one in told["met"]} <= {one["id"] for one in told["beside"]}
