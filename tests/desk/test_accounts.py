import pytest

from marsad.archive import verify


def claims(account, field):
    return [claim for claim in account["claims"] if claim["field"] == field]


def span_of(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


@pytest.fixture
def strike(desk):
    return desk.account("strike", "shelling")


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_an_account_is_accepted_or_rejected(desk, strike, verdict) -> None:
    told = desk.send(f"accounts/{strike['event']}/review", {"verdict": verdict, "seen": 0, "note": "قرأته مرتين"})
    (account,) = told["accounts"]
    assert (account["review"], account["reviewers"], account["seen"]) == (verdict, ["سلمى"], told["decisions"][0])
    assert account["decisions"][0]["note"] == "قرأته مرتين"
    assert desk.get(f"accounts/{strike['event']}") == account


def test_a_second_person_who_agrees_stands_beside_the_first(desk, second, strike) -> None:
    first = desk.send(f"accounts/{strike['event']}/review", {"verdict": "accepted", "seen": 0})
    told = second.send(f"accounts/{strike['event']}/review", {"verdict": "accepted", "seen": first["decisions"][0]})
    assert told["accounts"][0]["reviewers"] == ["سلمى", "كريم"]


def edited(desk, account, field, *asked):
    told = desk.send(f"accounts/{account['event']}/fields/{field}", {"claims": list(asked), "seen": account["seen"]}, "PUT")
    return told["accounts"][0]


def test_the_type_is_edited_and_the_account_follows(desk, strike) -> None:
    told = edited(desk, strike, "type", {"code": "airstrike"})
    assert (told["type"]["code"], told["type"]["ar"], told["review"]) == ("airstrike", "غارة", "edited")
    assert claims(told, "type")[0]["reader"] == "سلمى"


def test_realis_and_days_are_edited(desk, strike) -> None:
    assert edited(desk, strike, "realis", {"code": "denied"})["realis"]["code"] == "denied"
    again = desk.account("strike", "shelling")
    told = edited(desk, again, "date", {"first": "2025-03-09", "last": "2025-03-10"})
    assert (told["first"], told["last"]) == ("2025-03-09", "2025-03-10")
    assert edited(desk, told, "date", {})["first"] is None


def test_a_place_is_chosen_from_the_gazetteer(desk, strike) -> None:
    text = desk.report("strike")["text"]
    asked = {"place": "sy.deir-ez-zor.dhiban", "role": "location", "spans": [span_of(text, "الشحيل")]}
    told = claims(edited(desk, strike, "place", asked), "place")
    assert [(c["label"]["ar"], c["surface"], c["role"]) for c in told] == [("ذيبان", "الشحيل", "location")]
    assert told[0]["value"][0]["because"] == "chosen by سلمى"


def test_a_claim_may_stay_while_another_is_added(desk, strike) -> None:
    text, before = desk.report("strike")["text"], claims(strike, "actor")
    asked = [{"keep": one["id"]} for one in before]
    told = edited(desk, strike, "actor", *asked, {"actor": "sdf", "role": "recipient", "spans": [span_of(text, "مدنيين")]})
    assert claims(told, "actor")[: len(before)] == before
    added = claims(told, "actor")[-1]
    assert (added["label"]["en"], added["kind"], added["value"][0]["side"]) == (
        "Syrian Democratic Forces",
        "organization",
        "sdf",
    )


def test_a_person_whom_no_roster_knows_is_named(desk) -> None:
    account = desk.account("meeting", "meeting")
    told = edited(desk, account, "actor", {"name": "سامر الدلاوي", "kind": "person", "role": "chair"})
    assert [(c["value"][0]["id"], c["role"]) for c in claims(told, "actor")] == [("person:سامر الدلاوي", "chair")]


def test_a_toll_is_edited_with_its_words(desk, strike) -> None:
    text = desk.report("strike")["text"]
    asked = {"status": "killed", "group": "civilian", "low": 3, "high": 3, "spans": [span_of(text, "ثلاثة مدنيين")]}
    (told,) = claims(edited(desk, strike, "toll", asked), "toll")
    assert (told["label"]["en"], told["surface"], told["role"]) == ("killed (civilian): 3", "ثلاثة مدنيين", "killed")


def test_words_are_chosen_by_the_units_of_a_browser(desk) -> None:
    account, text = desk.account("undated", "release"), desk.report("undated")["text"]
    unit = len(text[: text.index("صباح")].encode("utf-16-le")) // 2
    told = edited(desk, account, "source", {"spans": [{"start16": unit, "end16": unit + 4}]})
    assert [claim["value"] for claim in claims(told, "source")] == ["صباح"]


def test_all_claims_of_a_field_can_go(desk, strike) -> None:
    assert claims(edited(desk, strike, "weapon"), "weapon") == []


@pytest.mark.parametrize(
    ("field", "asked", "error"),
    [
        ("type", [{"code": "picnic"}], "codebook"),
        ("type", [], "expected one type"),
        ("realis", [{"code": None}], "codebook"),
        ("date", [{"first": "2025-03-10", "last": "2025-03-09"}], "first day before the last"),
        ("place", [{"place": "sy.nowhere", "role": "location"}], "gazetteer"),
        ("place", [{"place": "sy", "role": "victim"}], "codebook"),
        ("actor", [{"actor": "nobody", "role": "actor"}], "roster"),
        ("toll", [{"status": "killed", "low": 3}], "words of the toll"),
        ("toll", [{"status": "killed", "low": 5, "high": 3, "spans": [{"start": 0, "end": 3}]}], "the smallest first"),
        ("toll", [{"status": "bored", "low": 5, "spans": [{"start": 0, "end": 3}]}], "codebook"),
        ("weapon", [{"spans": [{"start": 5, "end": 99999}]}], "within"),
        ("weapon", [{"spans": [{"start": 5, "end": 5}]}], "within"),
        ("weapon", [{"spans": [{}]}], "expected a span"),
        ("weapon", [{"keep": "nothing"}], "to keep"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(desk, strike, field, asked, error) -> None:
    body = {"claims": asked, "seen": 0}
    told = desk.send(f"accounts/{strike['event']}/fields/{field}", body, "PUT", 400)
    assert error in told["error"]
    assert desk.account("strike", "shelling") == strike


def test_an_account_is_split_at_other_words(desk) -> None:
    account, text = desk.account("strike", "shelling"), desk.report("strike")["text"]
    toll = next(claim for claim in claims(account, "toll") if claim["role"] == "injured")
    both = [claim["id"] for claim in claims(account, "date") + claims(account, "place")]
    body = {"seen": 0, "trigger": span_of(text, "أصيب"), "move": [toll["id"]], "both": both, "type": "other"}
    left, right = desk.send(f"accounts/{account['event']}/split", body)["accounts"]
    assert toll["id"] not in [claim["id"] for claim in left["claims"]]
    assert (right["surface"], right["type"]["code"], right["review"], right["first"]) == (
        "أصيب",
        "other",
        "added",
        "2025-03-11",
    )
    assert [claim["surface"] for claim in claims(right, "toll")] == [toll["surface"]]
    assert claims(right, "place")[0]["label"] == claims(left, "place")[0]["label"]
    assert len(desk.report("strike")["accounts"]) == 3


def test_a_split_is_taken_back_whole(desk) -> None:
    before = desk.report("strike")
    account = desk.account("strike", "shelling")
    toll = claims(account, "toll")[0]
    body = {"seen": 0, "trigger": span_of(before["text"], "قصف"), "move": [toll["id"]]}
    made = desk.send(f"accounts/{account['event']}/split", body)["decisions"]
    desk.send("undo", {"decisions": made})
    assert desk.report("strike") == before
    desk.send("redo", {"decisions": made})
    assert len(desk.report("strike")["accounts"]) == len(before["accounts"]) + 1


def test_a_split_needs_something_to_move(desk, strike) -> None:
    body = {"seen": 0, "trigger": {"start": 0, "end": 3}, "move": []}
    assert "go to the second" in desk.send(f"accounts/{strike['event']}/split", body, status=400)["error"]


def test_two_accounts_of_one_report_become_one(desk) -> None:
    one, other = desk.report("strike")["accounts"]
    place = next(claim for claim in other["claims"] if claim["field"] == "place")
    body = {"seen": 0, "other": other["event"], "other_seen": 0, "take": [place["id"]]}
    kept, gone = desk.send(f"accounts/{one['event']}/merge", body)["accounts"]
    assert place["surface"] in [claim["surface"] for claim in claims(kept, "place")]
    assert len(claims(kept, "place")) == len(claims(one, "place")) + 1
    assert (kept["review"], gone["review"]) == ("edited", "rejected")
    assert one["event"] in gone["decisions"][0]["note"]


def test_a_merge_that_takes_nothing_accepts_what_is_kept(desk) -> None:
    one, other = desk.report("strike")["accounts"]
    body = {"seen": 0, "other": other["event"], "other_seen": 0}
    told = desk.send(f"accounts/{one['event']}/merge", body)["accounts"]
    assert [account["review"] for account in told] == ["accepted", "rejected"]


def test_accounts_of_two_reports_are_no_case_for_it(desk, strike) -> None:
    other = desk.account("again", "shelling")
    body = {"seen": 0, "other": other["event"], "other_seen": 0}
    assert "one report" in desk.send(f"accounts/{strike['event']}/merge", body, status=400)["error"]


def test_an_event_is_added_by_selecting_words(desk) -> None:
    told = desk.report("raid")
    body = {
        "trigger": span_of(told["text"], "انتشرت"),
        "type": "movement",
        "claims": {
            "date": [{"first": "2025-03-12", "spans": [span_of(told["text"], "اليوم")]}],
            "place": [{"place": "sy.deir-ez-zor", "role": "location", "spans": [span_of(told["text"], "دير الزور")]}],
            "actor": [{"actor": "sdf", "role": "actor"}],
        },
    }
    made = desk.send(f"reports/{told['key']}/accounts", body)
    (account,) = made["accounts"]
    assert (account["review"], account["surface"], account["first"]) == ("added", "انتشرت", "2025-03-12")
    assert account["event"] in [one["event"] for one in desk.report("raid")["accounts"]]
    edited(desk, account, "realis", {"code": "planned"})
    assert verify(desk.archive).faults == ()


def test_an_added_event_of_a_type_that_is_none_is_refused(desk) -> None:
    body = {"trigger": {"start": 0, "end": 3}, "type": "picnic"}
    assert "codebook" in desk.send(f"reports/{desk.keys['raid']}/accounts", body, status=400)["error"]


def test_an_event_that_is_not_there_is_told(desk) -> None:
    assert desk.client.get("/api/1/accounts/nothing").status_code == 404
    desk.send("accounts/nothing/review", {"verdict": "accepted", "seen": 0}, status=404)
