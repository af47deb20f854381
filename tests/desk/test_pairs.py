import pytest


@pytest.fixture
def pair(desk):
    """Give the two tellings of the shelling, which may be one incident."""
    return next(one for one in desk.get("pairs")["pairs"] if one["left"]["account"]["type"]["code"] == "shelling")


def verdict(desk, pair, verdict: str, seen: int, status: int = 200):
    path = f"pairs/{pair['left']['account']['event']}/{pair['right']['account']['event']}/verdict"
    return desk.send(path, {"verdict": verdict, "seen": seen, "note": "اليوم والمكان واحد"}, status=status)


def test_a_pair_has_its_explained_score_and_both_texts(desk, pair) -> None:
    assert "same day" in pair["because"]
    assert 0 < pair["score"] < 1
    assert {pair["left"]["text"], pair["right"]["text"]} == {desk.report("strike")["text"], desk.report("again")["text"]}
    assert pair["weights"]
    assert {one["field"]: one["how"] for one in pair["differences"]}["toll"] == "differ"


def test_the_pair_that_is_hardest_to_tell_comes_first(desk) -> None:
    scores = [abs(one["score"] - 0.5) for one in desk.get("pairs", state="all")["pairs"]]
    assert scores == sorted(scores)


def test_a_judged_pair_leaves_the_queue_and_can_come_back(desk, pair) -> None:
    before = desk.get("pairs")["total"]
    made = verdict(desk, pair, "different", 0)
    assert (desk.get("pairs")["total"], desk.get("pairs", state="judged")["total"]) == (before - 1, 1)
    assert desk.get("pairs", state="judged")["pairs"][0]["verdict"] == "different"
    back = desk.send(f"pairs/verdicts/{made['number']}", None, "DELETE")
    assert (back, desk.get("pairs")["total"]) == ({"number": 0, "verdict": None}, before)


def test_the_earlier_verdict_stands_again_when_the_later_is_taken_back(desk, pair) -> None:
    first = verdict(desk, pair, "same", 0)
    later = verdict(desk, pair, "unsure", first["number"])
    assert desk.send(f"pairs/verdicts/{later['number']}", None, "DELETE") == first


def test_two_people_who_judge_one_pair_meet(desk, second, pair) -> None:
    made = verdict(desk, pair, "same", 0)
    told = verdict(second, pair, "different", 0, 409)
    assert (told["newer"]["who"], told["newer"]["value"], told["seen"]) == ("سلمى", "same", made["number"])
    verdict(second, pair, "different", made["number"])
    assert desk.send(f"pairs/verdicts/{made['number']}", None, "DELETE", 409)["newer"]["who"] == "كريم"


def test_the_next_merge_obeys_the_verdict(desk, pair) -> None:
    events = {pair[side]["account"]["event"] for side in ("left", "right")}
    incidents = {pair[side]["account"]["incident"] for side in ("left", "right")}
    assert len(incidents) == 1
    verdict(desk, pair, "different", 0)
    assert desk.send("merge", None)["joined"] == 0
    assert len({desk.get(f"accounts/{event}")["incident"] for event in events}) == 2


def test_one_event_is_no_pair_and_what_is_not_there_neither(desk, pair) -> None:
    event = pair["left"]["account"]["event"]
    desk.send(f"pairs/{event}/{event}/verdict", {"verdict": "same", "seen": 0}, status=400)
    desk.send(f"pairs/{event}/nothing/verdict", {"verdict": "same", "seen": 0}, status=404)
    desk.send(f"pairs/{event}/nothing/verdict", {"verdict": "perhaps", "seen": 0}, status=422)
    desk.send("pairs/verdicts/99", None, "DELETE", 404)


def test_pairs_of_one_event_are_asked_for(desk, pair) -> None:
    event = pair["left"]["account"]["event"]
    assert [one["left"]["account"]["event"] for one in desk.get("pairs", event=event)["pairs"]] == [event]
