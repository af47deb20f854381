"""Claims that stay while their words, role or interpretation change."""

from typing import Any

import pytest


def edited(desk: Any, account: Any, field: str, claims: list[dict[str, Any]], status: int = 200) -> Any:
    body = {"claims": claims, "seen": account["seen"]}
    done = desk.send(f"accounts/{account['event']}/fields/{field}", body, "PUT", status)
    return done if status != 200 else [one for one in done["accounts"][0]["claims"] if one["field"] == field]


def of(account: Any, field: str) -> list[Any]:
    return [one for one in account["claims"] if one["field"] == field]


def test_a_claim_keeps_its_value_at_other_words(desk: Any) -> None:
    told = desk.account("strike", "shelling")
    toll = of(told, "toll")[0]
    span = toll["spans"][0]
    rest = [{"keep": one["id"]} for one in of(told, "toll")[1:]]
    wider = {"start": span["start"], "end": span["end"] + len(" وأصيب")}
    now = edited(desk, told, "toll", [{"keep": toll["id"], "spans": [wider]}, *rest])[0]
    assert now["surface"] == toll["surface"] + " وأصيب"
    assert (now["value"]["low"], now["value"]["status"]) == (toll["value"]["low"], toll["value"]["status"])
    assert now["value"]["span"] == {name: wider[name] for name in ("start", "end")}
    assert now["reader"] == "سلمى"


def test_words_that_are_the_value_change_with_their_span(desk: Any) -> None:
    told = desk.account("strike", "shelling")
    weapon = of(told, "weapon")[0]
    start = told["trigger"]["start"]
    now = edited(desk, told, "weapon", [{"keep": weapon["id"], "spans": [{"start": start, "end": weapon["spans"][0]["end"]}]}])
    assert [one["value"] for one in now] == ["قصف مدفعي"]


def test_one_of_the_interpretations_of_a_place_is_chosen_with_its_reason(desk: Any) -> None:
    told = desk.account("strike", "movement")
    place = next(one for one in of(told, "place") if len(one["value"]) > 1)
    second = place["value"][1]
    asked = [{"keep": one["id"], **({"place": second["place"]["id"]} if one is place else {})} for one in of(told, "place")]
    now = edited(desk, told, "place", asked)
    assert [(one["place"]["id"], one["because"]) for one in now[of(told, "place").index(place)]["value"]] == [
        (second["place"]["id"], second["because"])
    ]


def test_a_role_changes_and_the_place_stays(desk: Any) -> None:
    told = desk.account("strike", "shelling")
    place = of(told, "place")[0]
    now = edited(desk, told, "place", [{"keep": place["id"], "role": "destination"}])
    assert [(one["role"], one["value"][0]["place"]["id"]) for one in now] == [("destination", place["value"][0]["place"]["id"])]


@pytest.mark.parametrize(("more", "expected"), [({"place": "sy"}, "an interpretation"), ({"role": "hero"}, "codebook")])
def test_what_a_claim_cannot_become_is_refused(desk: Any, more: dict[str, Any], expected: str) -> None:
    told = desk.account("strike", "shelling")
    refused = edited(desk, told, "place", [{"keep": of(told, "place")[0]["id"], **more}], 400)
    assert expected in refused["error"]
