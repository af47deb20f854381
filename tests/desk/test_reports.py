import pytest


def test_reports_are_listed_those_added_last_first(desk) -> None:
    told = desk.get("reports", limit=2)
    assert [one["name"] for one in told["reports"]] == ["undated", "raid"]
    assert told["more"]
    assert [one["name"] for one in desk.get("reports", limit=2, offset=4)["reports"]] == ["strike"]


def test_a_search_finds_words_under_their_particles_and_marks_them(desk) -> None:
    told = desk.get("reports", q="دير الزور")
    assert {one["name"] for one in told["reports"]} == {"strike", "raid"}
    raid = next(one for one in told["reports"] if one["name"] == "raid")
    assert "بدير" in [raid["snippet"][span["start"] : span["end"]] for span in raid["found"]]


def test_a_search_for_nothing_but_signs_is_told_plainly(desk) -> None:
    response = desk.client.get("/api/1/reports", params={"q": "؟؟"})
    assert (response.status_code, "expected words" in response.json()["error"]) == (400, True)


def test_reports_are_chosen_by_the_day_that_people_told(desk) -> None:
    assert [one["name"] for one in desk.get("reports", undated=True)["reports"]] == ["undated"]
    desk.send(f"reports/{desk.keys['undated']}/published", {"value": "2025-02-01", "seen": 0}, "PUT")
    assert desk.get("reports", undated=True)["reports"] == []
    assert [one["name"] for one in desk.get("reports", last="2025-02-28")["reports"]] == ["undated"]
    assert len(desk.get("reports", first="2025-03-01", last="2025-03-31")["reports"]) == 4


def test_one_report_has_its_text_and_the_words_of_every_claim(desk) -> None:
    told = desk.report("strike")
    marks = {(mark["field"], told["text"][mark["start"] : mark["end"]]) for mark in told["marks"]}
    assert {("trigger", "قصف"), ("place", "الشحيل"), ("date", "أمس")} <= marks
    claims = {claim["id"] for one in told["accounts"] for claim in one["claims"]}
    assert {mark["claim"] for mark in told["marks"] if mark["claim"]} <= claims
    assert told["accounts"][0]["review"] == "proposed"


def test_spans_behind_a_wide_character_are_given_in_both_counts(desk) -> None:
    told = desk.report("undated")
    units = told["text"].encode("utf-16-le")
    wide = told["text"].index("📷")
    behind = [mark for mark in told["marks"] if mark["start"] > wide]
    assert behind
    for mark in told["marks"]:
        words = units[2 * mark["start16"] : 2 * mark["end16"]].decode("utf-16-le")
        assert words == told["text"][mark["start"] : mark["end"]]
    assert all(mark["start16"] == mark["start"] + 1 for mark in behind)


def test_a_missing_day_is_told_once_and_dates_every_event(desk) -> None:
    before = desk.report("undated")
    assert [one["first"] for one in before["accounts"]] == [None] * len(before["accounts"])
    told = desk.send(f"reports/{before['key']}/published", {"value": "2025-03-12", "seen": before["seen"]}, "PUT")
    assert told["changed"]["changed"] > 0
    after = told["report"]
    assert after["published"] == "2025-03-12"
    assert "سلمى" in after["how"]["published"]
    assert desk.account("undated", "arrest")["first"] == "2025-03-11"


def test_a_day_that_was_told_can_be_taken_back_and_told_again(desk) -> None:
    before = desk.report("undated")
    told = desk.send(f"reports/{before['key']}/published", {"value": "2025-03-12", "seen": 0}, "PUT")
    back = desk.send("undo", {"decisions": told["decisions"]})
    assert back["reports"] == [before["key"]]
    assert desk.report("undated")["accounts"][0]["first"] is None
    desk.send("redo", {"decisions": told["decisions"], "seen": back["seen"]})
    assert desk.account("undated", "arrest")["first"] == "2025-03-11"


@pytest.mark.parametrize("value", ["12.3.2025", "2025-02-30", "أمس"])
def test_what_is_no_day_is_refused(desk, value) -> None:
    told = desk.send(f"reports/{desk.keys['undated']}/published", {"value": value, "seen": 0}, "PUT", 400)
    assert "expected a day" in told["error"]


def test_title_and_outlet_can_be_told_too(desk) -> None:
    told = desk.send(f"reports/{desk.keys['raid']}/title", {"value": "مداهمة في ذيبان", "seen": 0}, "PUT")
    assert told["report"]["title"] == "مداهمة في ذيبان"
    more = desk.send(f"reports/{desk.keys['raid']}/source", {"value": "صوت البادية", "seen": told["decisions"][0]}, "PUT")
    assert (more["report"]["outlet"], more["changed"]) == ("صوت البادية", {})


def test_a_report_that_is_not_there_is_told(desk) -> None:
    response = desk.client.get("/api/1/reports/nothing")
    assert (response.status_code, response.json()["error"]) == (404, "nothing: there is no such report")
    desk.send("reports/nothing/published", {"value": "2025-03-12", "seen": 0}, "PUT", 404)
