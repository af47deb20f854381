"""Searches that people keep."""

from dataclasses import replace
from typing import Any

from fastapi.testclient import TestClient

from marsad.archive.schema import decision
from marsad.desk import make_app


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


def test_a_search_that_was_dropped_comes_back_when_that_is_undone(desk: Any) -> None:
    kept = desk.send("searches", search())
    dropped = desk.client.delete(f"/api/1/searches/{kept['id']}", params={"seen": kept["seen"]})
    with desk.archive.engine.connect() as connection:
        last = max(row.number for row in connection.execute(decision.select()) if row.field == "search")
    assert dropped.json()["searches"] == []
    desk.send("undo", {"decisions": [last]})
    assert desk.get("searches")["searches"] == [kept]


def test_a_kept_search_asks_what_it_was_kept_with(desk: Any) -> None:
    told = {"types": ["shelling"], "actors": ["sdf"], "first": "2025-03-01", "undated": True}
    kept = desk.send("searches", {"name": "آذار", "filter": told, "view": "tab=network", "seen": 0})
    assert {name: kept["filter"][name] for name in told} == told
    assert kept["view"] == "tab=network"


def test_only_who_kept_a_search_sees_it_until_it_is_shared(desk: Any) -> None:
    kept = desk.send("searches", search())
    app = make_app(replace(desk.archive, who="ريم"), None)
    another = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 40000), headers={"X-Marsad": "1"})
    assert another.get("/api/1/searches").json()["searches"] == []
    desk.send(f"searches/{kept['id']}", search(shared=True, seen=kept["seen"]), "PUT")
    seen = another.get("/api/1/searches").json()["searches"]
    assert [one["who"] for one in seen] == [kept["who"]]
    body = search("مأخوذ", seen=seen[0]["seen"])
    assert another.put(f"/api/1/searches/{kept['id']}", json=body).status_code == 404
