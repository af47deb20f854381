"""Lessons over the API. Every report in these tests is invented, and so is everyone in it."""

from typing import Any

import pytest

from marsad.archive import verify

ALIAS = {
    "kind": "alias",
    "words": "شبكة الضفتين",
    "actor": {"ar": "شبكة الضفتين", "en": "Two Banks Network", "kind": "organization"},
}
NO_EVENT = {"kind": "trigger", "words": "داهمت"}


def correct_place(desk: Any, name: str, words: str, place: str) -> Any:
    """Say that words of a report are a place."""
    report = desk.report(name)
    one = report["accounts"][0]
    at = report["text"].index(words)
    asked = {"place": place, "role": "location", "spans": [{"start": at, "end": at + len(words)}]}
    return desk.send(f"accounts/{one['event']}/fields/place", {"claims": [asked], "seen": one["seen"]}, "PUT")


@pytest.fixture
def proposed(desk: Any) -> Any:
    """Give a lesson that a correction proposes: «الصور» is another place than the reader says."""
    correct_place(desk, "undated", "الصور", "sy.deir-ez-zor.mayadin")
    (one,) = desk.get("lessons")["lessons"]
    return one


def decide(desk: Any, one: Any, state: str, status: int = 200, seen: int | None = None) -> Any:
    return desk.send(
        f"lessons/{one['id']}/state", {"state": state, "seen": one["seen"] if seen is None else seen}, status=status
    )


def test_a_correction_shows_as_a_proposal_with_its_words_and_what_they_mean(desk: Any, proposed: Any) -> None:
    assert (proposed["kind"], proposed["words"], proposed["state"]) == ("place", "الصور", "proposed")
    assert proposed["meaning"]["en"] and proposed["meaning"]["ar"]
    assert [one["report"] for one in proposed["basis"]] == [desk.keys["undated"]]
    (example,) = proposed["examples"]
    span = example["span"]
    assert "الصور" in example["text"][span["start"] : span["end"]]
    assert (proposed["reports"], proposed["others"]) == (1, 0)


def test_an_accepted_lesson_waits_to_be_applied_and_reads_the_reports_with_its_words(desk: Any) -> None:
    made = desk.send("lessons", {"lesson": NO_EVENT, "accept": True})
    assert (made["lesson"]["state"], made["waiting"]) == ("accepted", 1)
    dry = desk.send("lessons/apply", {"dry": True})
    assert (dry["events"]["gone"], dry["left"]) == (1, 0)
    assert any(one["type"]["code"] == "raid" for one in desk.report("raid")["accounts"])
    done = desk.send("lessons/apply", {})
    assert (done["events"], done["left"]) == (dry["events"], 0)
    assert not any(one["surface"] == "داهمت" for one in desk.report("raid")["accounts"])
    assert desk.get("lessons")["waiting"] == 0
    assert verify(desk.archive).faults == ()


def test_a_preview_tells_before_and_after_and_keeps_nothing(desk: Any) -> None:
    before = desk.report("raid")
    told = desk.send("lessons/preview", {"lesson": {**NO_EVENT, "means": "arrest"}})
    (effect,) = told["effects"]
    (change,) = [one for one in effect["changes"] if one["field"] == "type"]
    assert (change["how"], change["trigger"]) == ("changed", "داهمت")
    assert [one["en"] for one in change["after"]] == ["Arrest"]
    assert desk.report("raid") == before and desk.get("lessons")["lessons"] == []


def test_a_preview_of_withdrawing_is_the_other_way_round(desk: Any) -> None:
    made = desk.send("lessons", {"lesson": NO_EVENT, "accept": True})["lesson"]
    told = desk.send("lessons/preview", {"id": made["id"], "without": True})
    assert told["events"]["added"] == 1


def test_a_report_brought_in_after_a_lesson_is_read_with_it(desk: Any) -> None:
    desk.send("lessons", {"lesson": NO_EVENT, "accept": True})
    text = "داهمت قوة مجهولة منزلاً في بلدة الشحيل أمس."
    (added,) = desk.send("reports", {"text": text, "published": "2025-03-14"})["added"]
    told = desk.get(f"reports/{added['report']}")["accounts"]
    assert "داهمت" not in [one["surface"] for one in told]
    assert desk.get("lessons")["waiting"] == 1  # the report of old, and not the new one


def test_a_decision_that_somebody_overtook_is_refused(desk: Any, second: Any, proposed: Any) -> None:
    decide(second, proposed, "refused")
    fault = decide(desk, proposed, "accepted", status=409)
    assert fault["newer"]["who"] == "كريم" and fault["newer"]["value"]["state"] == "refused"
    assert desk.get(f"lessons/{proposed['id']}")["state"] == "refused"
    decide(desk, proposed, "accepted", seen=fault["seen"])


def test_a_decision_about_a_lesson_can_be_taken_back(desk: Any, proposed: Any) -> None:
    made = decide(desk, proposed, "accepted")
    desk.send("undo", {"decisions": made["decisions"]})
    assert desk.get(f"lessons/{proposed['id']}")["state"] == "proposed"
    assert desk.get("lessons")["waiting"] == 0


def test_one_correction_is_enough_to_be_offered_beside_its_report(desk: Any) -> None:
    one = desk.account("raid", "raid")
    desk.send(f"accounts/{one['event']}/review", {"verdict": "rejected", "seen": one["seen"]})
    assert desk.get("lessons")["lessons"] == []
    (offer,) = desk.get("lessons", report=desk.keys["raid"])["lessons"]
    assert (offer["kind"], offer["words"], offer["means"]) == ("trigger", "داهمت", "")
    assert desk.get("lessons", report=desk.keys["strike"])["lessons"] == []
    body = {"state": "accepted", "seen": 0, "report": desk.keys["raid"]}
    made = desk.send(f"lessons/{offer['id']}/state", body)["lesson"]
    assert made["state"] == "accepted" and len(made["basis"]) == 1
    assert desk.get("lessons")["counts"]["accepted"] == 1


def test_only_an_accepted_lesson_can_be_withdrawn(desk: Any, proposed: Any) -> None:
    assert "accepted" in decide(desk, proposed, "withdrawn", status=400)["error"]
    made = decide(desk, proposed, "accepted")["lesson"]
    assert decide(desk, made, "withdrawn")["lesson"]["state"] == "withdrawn"


def test_words_that_were_taught_one_meaning_are_not_taught_another(desk: Any) -> None:
    desk.send("lessons", {"lesson": NO_EVENT, "accept": True})
    fault = desk.send("lessons", {"lesson": {**NO_EVENT, "means": "arrest"}, "accept": True}, status=400)
    assert "withdraw" in fault["error"]


@pytest.mark.parametrize(
    "lesson",
    [
        {"kind": "rule", "words": "أمس"},
        {"kind": "place", "words": "الشحيل", "means": "nowhere"},
        {"kind": "alias", "words": "الشحيل", "means": "nobody"},
        {"kind": "trigger", "words": "شيء", "means": "no type"},
        {"kind": "place", "words": "هناك", "place": {"ar": "هناك", "level": "settlement", "lat": 35.0}},
        {"kind": "trigger", "words": "…"},
    ],
)
def test_a_lesson_that_says_nothing_the_reader_could_follow_is_refused(desk: Any, lesson: Any) -> None:
    assert desk.send("lessons", {"lesson": lesson}, status=400)["error"]


def test_a_lesson_may_bring_an_actor_that_the_roster_does_not_have(desk: Any) -> None:
    desk.send("lessons", {"lesson": ALIAS, "accept": True})
    (one,) = desk.get("lessons")["lessons"]
    assert one["meaning"] == {"ar": "شبكة الضفتين", "en": "Two Banks Network"}
    assert one["means"] == one["actor"]["id"] and one["means"].startswith("desk:")


def test_a_lesson_written_from_a_correction_names_its_words(desk: Any) -> None:
    text = desk.report("raid")["text"]
    at = text.index("داهمت")
    basis = {"decision": 1, "report": desk.keys["raid"], "start": at, "end": at + 5}
    made = desk.send("lessons", {"lesson": NO_EVENT, "basis": basis})["lesson"]
    assert [(one["words"], one["span"]["start16"]) for one in made["basis"]] == [("داهمت", at)]
    assert made["state"] == "proposed"


def test_lessons_go_to_another_desk_and_wait_there_to_be_accepted(desk: Any, empty: Any) -> None:
    desk.send("lessons", {"lesson": NO_EVENT, "accept": True, "note": "سمعته من زميل"})
    response = desk.client.get("/api/1/lessons/export")
    assert "attachment" in response.headers["content-disposition"]
    assert not any(secret in response.text for secret in ("سلمى", "زميل", desk.keys["raid"]))
    told = empty.send("lessons/import", {"text": response.text})
    assert (told["new"], told["there"]) == (1, 0)
    (one,) = empty.get("lessons")["lessons"]
    assert (one["state"], one["words"], one["reports"]) == ("proposed", "داهمت", 0)
    assert empty.send("lessons/import", {"text": response.text})["there"] == 1
    assert empty.send("lessons/import", {"text": "{}"}, status=400)["error"]


def test_a_lesson_nobody_knows_is_missing(desk: Any) -> None:
    desk.send("lessons/nothing/state", {"state": "accepted", "seen": 0}, status=404)
    desk.send("lessons/preview", {"id": "nothing"}, status=404)


def test_days_are_told_in_words_of_both_languages(desk: Any) -> None:
    lesson = {"kind": "rule", "about": "date", "words": "ليلة أول أمس", "days": [-3, -2]}
    made = desk.send("lessons", {"lesson": lesson})["lesson"]
    assert made["meaning"] == {
        "ar": "من قبل النشر بـ3 أيام إلى قبل النشر بيومين",
        "en": "from 3 days before publication to 2 days before publication",
    }
