"""One actor, one place, months, and searches that are kept. All invented."""

from typing import Any

from marsad.archive.schema import decision


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


def test_months_hold_what_lies_wholly_in_them_and_say_what_does_not(desk: Any) -> None:
    told = desk.get("explore/trends")
    assert told["start"] == ["2025-03-01"]
    every = desk.get("incidents", realis=["actual", "failed"])["total"]
    assert told["incidents"][0] + told["spread"] + told["undated"] == every
    killed = next(one for one in told["tolls"] if one["status"]["code"] == "killed")
    assert killed["at_least"][0] >= 3
    assert 0 < killed["sources"][0] <= told["sources"][0]
    assert told["reports"] == [4]
    assert {mark["outlet"] for mark in told["marks"]} == {"شبكة الضفتين", "صوت الفرات"}


def test_an_archive_without_incidents_has_no_months(empty: Any) -> None:
    told = empty.get("explore/trends")
    assert (told["start"], told["tolls"], told["undated"]) == ([], [], 0)


def search(name: str = "قصف آذار", **more: Any) -> dict[str, Any]:
    return {"name": name, "filter": {"types": ["shelling"]}, "seen": 0, **more}


def test_a_search_is_kept_changed_and_dropped_and_the_log_has_it(desk: Any) -> None:
    kept = desk.send("searches", search())
    assert desk.get("searches")["searches"] == [kept]
    changed = desk.send(f"searches/{kept['id']}", search("قصف", seen=kept["seen"]), "PUT")
    assert changed["name"] == "قصف"
    assert desk.client.delete(f"/api/1/searches/{kept['id']}", params={"seen": changed["seen"]}).json() == {"searches": []}
    with desk.archive.engine.connect() as connection:
        assert len([row for row in connection.execute(decision.select()) if row.field == "search"]) == 3


def test_a_search_changed_since_is_not_overwritten(desk: Any) -> None:
    kept = desk.send("searches", search())
    desk.send(f"searches/{kept['id']}", search("أولاً", seen=kept["seen"]), "PUT")
    desk.send(f"searches/{kept['id']}", search("ثانياً", seen=kept["seen"]), "PUT", 409)
    assert [one["name"] for one in desk.get("searches")["searches"]] == ["أولاً"]
