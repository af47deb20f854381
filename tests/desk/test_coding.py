"""Two people code a report without seeing each other's, a third adjudicates, and their agreement is measured. All invented."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.collect import Reads
from marsad.desk import make_app

HEADERS = {"X-Marsad": "1"}


class Person:
    """Somebody at the desk."""

    def __init__(self, desk: Any, name: str) -> None:
        app = make_app(replace(desk.archive, who=name), None, reads=Reads(model=False, jobs=1))
        base = "http://127.0.0.1:8765"
        self.client = TestClient(app, base_url=base, client=("127.0.0.1", 40001), headers=HEADERS)

    def get(self, path: str, status: int = 200, **params: Any) -> Any:
        response = self.client.get(f"/api/1/{path}", params=params)
        assert response.status_code == status, response.text
        return response.json()

    def send(self, path: str, body: Any, method: str = "POST", status: int = 200) -> Any:
        response = self.client.request(method, f"/api/1/{path}", json=body)
        assert response.status_code == status, response.text
        return response.json()


@pytest.fixture
def people(desk: Any) -> Callable[[str], Person]:
    made: dict[str, Person] = {}
    return lambda name: made.setdefault(name, Person(desk, name))


@pytest.fixture
def key(desk: Any, people: Any) -> str:
    """Give the key of a report that نور and رامي code, and هدى adjudicates."""
    key = desk.keys["strike"]
    people("هدى").send(f"work/{key}/assigned", {"first": "نور", "second": "رامي", "seen": 0}, "PUT")
    return key


def account(person: Person, key: str, kind: str = "shelling") -> Any:
    return next(one for one in person.get(f"reports/{key}")["accounts"] if one["type"]["code"] == kind)


def edit(person: Person, key: str, field: str, claims: list[Any], kind: str = "shelling") -> Any:
    one = account(person, key, kind)
    return person.send(f"accounts/{one['event']}/fields/{field}", {"claims": claims, "seen": one["seen"]}, "PUT")


def test_neither_coder_sees_what_the_other_decides(people: Any, key: str) -> None:
    edit(people("نور"), key, "date", [{"first": "2025-03-10"}])
    assert account(people("نور"), key)["first"] == "2025-03-10"
    for name in ("رامي", "هدى"):
        seen = account(people(name), key)
        assert (seen["first"], seen["review"], seen["decisions"]) == ("2025-03-11", "proposed", [])
        assert people(name).get(f"accounts/{seen['event']}")["first"] == "2025-03-11"


def test_an_event_that_one_adds_is_not_there_for_the_other_nor_in_any_incident(people: Any, key: str, desk: Any) -> None:
    added = people("نور").send(f"reports/{key}/accounts", {"trigger": {"start": 0, "end": 3}, "type": "killing"})
    event = added["accounts"][0]["event"]
    assert event in {one["event"] for one in people("نور").get(f"reports/{key}")["accounts"]}
    assert event not in {one["event"] for one in people("رامي").get(f"reports/{key}")["accounts"]}
    people("رامي").get(f"accounts/{event}", 404)
    desk.send("merge", None)
    assert event not in str(people("هدى").get("queue", limit=100))
    for one in desk.get("incidents")["incidents"]:
        assert event not in {told["event"] for told in desk.get(f"incidents/{one['id']}")["accounts"]}


def test_one_coder_cannot_take_back_the_other_s_decision(people: Any, key: str) -> None:
    done = edit(people("نور"), key, "date", [{"first": "2025-03-10"}])
    people("رامي").send("undo", {"decisions": done["decisions"]}, status=404)
    people("نور").send("undo", {"decisions": done["decisions"]})
    assert account(people("نور"), key)["first"] == "2025-03-11"


def test_codings_are_shown_only_when_both_are_done(people: Any, key: str) -> None:
    people("نور").send(f"work/{key}/done", {"done": True})
    answer = people("هدى").get(f"adjudications/{key}", 400)
    assert "رامي" in answer["error"]
    assert people("رامي").send(f"work/{key}/done", {"done": True})["work"]["state"]["code"] == "coded"
    assert people("هدى").get(f"adjudications/{key}")["pairs"]


def both_done(people: Any, key: str) -> None:
    for name in ("نور", "رامي"):
        people(name).send(f"work/{key}/done", {"done": True})


def test_what_is_chosen_goes_on_the_record_and_both_codings_stay(people: Any, key: str) -> None:
    edit(people("نور"), key, "date", [{"first": "2025-03-10"}])
    edit(people("رامي"), key, "place", [{"place": "sy.deir-ez-zor.dhiban", "role": "location"}])
    people("رامي").send(f"reports/{key}/accounts", {"trigger": {"start": 0, "end": 3}, "type": "killing"})
    both_done(people, key)
    told = people("هدى").get(f"adjudications/{key}")
    choices = []
    for pair in told["pairs"]:
        left, right = (pair[side] and pair[side]["event"] for side in ("left", "right"))
        fields = {"place": "right"} if pair["left"] and pair["left"]["type"]["code"] == "shelling" else {}
        choices.append({"left": left, "right": right, "take": "left" if left else "right", "fields": fields})
    people("هدى").send(f"adjudications/{key}", {"choices": choices, "seen": told["work"]["state_seen"]})
    seen = account(people("هدى"), key)
    assert seen["first"] == "2025-03-10"
    assert [one["value"][0]["place"]["id"] for one in seen["claims"] if one["field"] == "place"] == ["sy.deir-ez-zor.dhiban"]
    assert account(people("هدى"), key, "killing")["review"] == "added"
    work = people("هدى").get(f"work/{key}")
    assert (work["state"]["code"], work["blind"]) == ("adjudicated", False)
    again = people("هدى").get(f"adjudications/{key}")["pairs"]
    assert {pair["left"]["first"] for pair in again if pair["left"] and pair["right"]} >= {"2025-03-10"}


def test_a_choice_must_be_made_for_every_pair(people: Any, key: str) -> None:
    both_done(people, key)
    answer = people("هدى").send(f"adjudications/{key}", {"choices": [], "seen": 0}, status=400)
    assert "every pair" in answer["error"]


def test_agreement_counts_a_day_s_difference_as_none_when_it_is_tolerated(people: Any, key: str) -> None:
    edit(people("نور"), key, "date", [{"first": "2025-03-10"}])
    both_done(people, key)
    strict, wide = (people("هدى").get("agreement", days=days) for days in (0, 1))
    dates = [next(one for one in told["fields"] if one["field"] == "date") for told in (strict, wide)]
    assert dates[0]["units"] == dates[1]["units"] == dates[1]["agreed"] == dates[0]["agreed"] + 1
    assert [one["field"] for one in strict["disagreements"]] == ["date"]
    assert strict["disagreements"][0]["coders"] == ["نور", "رامي"]
    assert wide["disagreements"] == []


def test_alpha_that_is_not_defined_is_not_shown_as_agreement(people: Any, key: str) -> None:
    both_done(people, key)
    event = next(one for one in people("هدى").get("agreement")["fields"] if one["field"] == "event")
    assert event["alpha"] is None
    assert event["why"]["ar"]
    assert event["agreed"] == event["units"] > 0


def test_a_state_is_refused_when_somebody_changed_it_since(people: Any, desk: Any) -> None:
    key = desk.keys["raid"]
    people("هدى").send(f"work/{key}/state", {"state": "coded", "seen": 0}, "PUT")
    answer = people("نور").send(f"work/{key}/state", {"state": "reviewed", "seen": 0}, "PUT", 409)
    assert answer["newer"]["value"] == "coded"


def test_a_state_can_be_taken_back(people: Any, desk: Any) -> None:
    key = desk.keys["raid"]
    done = people("هدى").send(f"work/{key}/state", {"state": "reviewed", "seen": 0}, "PUT")
    people("هدى").send("undo", {"decisions": done["decisions"]})
    assert people("هدى").get(f"work/{key}")["state"]["code"] == "proposed"


def test_single_coding_goes_on_the_record(people: Any, desk: Any) -> None:
    key = desk.keys["strike"]
    people("هدى").send(f"work/{key}/assigned", {"first": "نور", "seen": 0}, "PUT")
    edit(people("نور"), key, "date", [{"first": "2025-03-10"}])
    assert account(people("هدى"), key)["first"] == "2025-03-10"
    assert [one["report"] for one in people("نور").get("work")["work"]] == [key]


def test_one_person_cannot_be_both_coders(people: Any, desk: Any) -> None:
    answer = people("هدى").send(f"work/{desk.keys['raid']}/assigned", {"first": "نور", "second": "نور", "seen": 0}, "PUT", 400)
    assert "twice" in answer["error"]


def test_what_a_coder_decided_unseen_is_still_there_when_the_report_is_read_again(people: Any, desk: Any) -> None:
    key = desk.keys["undated"]
    people("هدى").send(f"work/{key}/assigned", {"first": "نور", "second": "رامي", "seen": 0}, "PUT")
    edit(people("نور"), key, "date", [{"first": "2025-03-10"}], "arrest")
    people("هدى").send(f"reports/{key}/published", {"value": "2025-03-12", "seen": 0}, "PUT")
    assert account(people("نور"), key, "arrest")["first"] == "2025-03-10"
