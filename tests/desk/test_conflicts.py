from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from marsad.archive import decisions, verify
from marsad.archive.database import reading
from marsad.archive.schema import log


def entries(desk) -> int:
    with reading(desk.archive.engine) as connection:
        return connection.execute(select(func.count()).select_from(log)).scalar_one()


def test_whoever_decides_second_gets_the_first_decision_and_loses_nothing(desk, second) -> None:
    account = desk.account("strike")
    mine = desk.send(f"accounts/{account['event']}/review", {"verdict": "rejected", "seen": 0, "note": "تكرار"})
    before = entries(desk)
    body = {"claims": [{"code": "airstrike"}], "seen": 0}
    told = second.send(f"accounts/{account['event']}/fields/type", body, "PUT", 409)
    assert (told["newer"]["who"], told["newer"]["value"], told["newer"]["note"]) == ("سلمى", "rejected", "تكرار")
    assert told["seen"] == mine["decisions"][0]
    assert entries(desk) == before
    second.send(f"accounts/{account['event']}/fields/type", {**body, "seen": told["seen"]}, "PUT")
    assert second.get(f"accounts/{account['event']}")["type"]["code"] == "airstrike"


def test_two_people_at_two_events_do_not_meet(desk, second) -> None:
    one, other = desk.report("strike")["accounts"]
    desk.send(f"accounts/{one['event']}/review", {"verdict": "accepted", "seen": 0})
    second.send(f"accounts/{other['event']}/review", {"verdict": "accepted", "seen": 0})


def test_what_was_taken_back_since_is_a_conflict_too(desk, second) -> None:
    account = desk.account("strike")
    made = desk.send(f"accounts/{account['event']}/review", {"verdict": "rejected", "seen": 0})["decisions"]
    seen = second.account("strike")["seen"]
    desk.send("undo", {"decisions": made})
    told = second.send(f"accounts/{account['event']}/review", {"verdict": "accepted", "seen": seen}, status=409)
    assert ("taken back" in told["error"], told["newer"], told["seen"]) == (True, None, 0)


def test_a_report_read_again_since_is_a_conflict_where_it_is_asked_for(desk, second) -> None:
    account = second.account("undated", "arrest")
    desk.send(f"reports/{desk.keys['undated']}/published", {"value": "2025-03-12", "seen": 0}, "PUT")
    body = {"verdict": "accepted", "seen": 0, "reading": account["reading"]}
    told = second.send(f"accounts/{account['event']}/review", body, status=409)
    assert "read again" in told["error"]
    now = second.account("undated", "arrest")
    second.send(f"accounts/{account['event']}/review", {**body, "reading": now["reading"]})


def test_two_people_who_tell_the_day_of_one_report_meet(desk, second) -> None:
    path = f"reports/{desk.keys['undated']}/published"
    desk.send(path, {"value": "2025-03-12", "seen": 0}, "PUT")
    told = second.send(path, {"value": "2025-03-13", "seen": 0}, "PUT", 409)
    assert told["newer"]["value"] == "2025-03-12"


def test_a_merge_refused_at_its_second_account_leaves_the_first_as_it_was(desk, second) -> None:
    one, other = desk.report("strike")["accounts"]
    second.send(f"accounts/{other['event']}/review", {"verdict": "accepted", "seen": 0})
    before, accounts = entries(desk), desk.report("strike")["accounts"]
    body = {"seen": 0, "other": other["event"], "other_seen": 0}
    desk.send(f"accounts/{one['event']}/merge", body, status=409)
    assert (entries(desk), desk.report("strike")["accounts"]) == (before, accounts)


def test_a_decision_is_taken_back_and_made_again(desk) -> None:
    account = desk.account("strike")
    made = desk.send(f"accounts/{account['event']}/review", {"verdict": "accepted", "seen": 0})["decisions"]
    back = desk.send("undo", {"decisions": made})
    assert back["accounts"] == [account]
    again = desk.send("redo", {"decisions": made, "seen": back["seen"]})
    assert again["accounts"][0]["review"] == "accepted"
    assert again["decisions"] != made
    assert desk.send("undo", {"decisions": again["decisions"]})["accounts"] == [account]
    assert verify(desk.archive).faults == ()


def test_nobody_takes_back_what_another_built_on(desk, second) -> None:
    account = desk.account("strike")
    path = f"accounts/{account['event']}"
    made = desk.send(f"{path}/review", {"verdict": "accepted", "seen": 0})["decisions"]
    second.send(f"{path}/fields/type", {"claims": [{"code": "airstrike"}], "seen": made[0]}, "PUT")
    told = desk.send("undo", {"decisions": made}, status=409)
    assert (told["newer"]["who"], told["newer"]["field"]) == ("كريم", "type")


def test_what_was_taken_back_is_not_made_again_over_another_s_decision(desk, second) -> None:
    account = desk.account("strike")
    path = f"accounts/{account['event']}/review"
    made = desk.send(path, {"verdict": "accepted", "seen": 0})["decisions"]
    desk.send("undo", {"decisions": made})
    second.send(path, {"verdict": "rejected", "seen": 0})
    assert desk.send("redo", {"decisions": made}, status=409)["newer"]["value"] == "rejected"


def test_only_what_was_taken_back_is_made_again(desk) -> None:
    account = desk.account("strike")
    made = desk.send(f"accounts/{account['event']}/review", {"verdict": "accepted", "seen": 0})["decisions"]
    assert "not taken back" in desk.send("redo", {"decisions": made}, status=404)["error"]
    desk.send("undo", {"decisions": [9999]}, status=404)
    desk.send("undo", {"decisions": made})
    desk.send("undo", {"decisions": made}, status=409)


def test_of_many_who_decide_at_once_exactly_one_does(desk, second) -> None:
    account = desk.account("strike")
    path = f"/api/1/accounts/{account['event']}/review"

    def decide(number: int) -> int:
        verdict = "rejected" if number % 2 else "accepted"
        page = (desk, second)[number % 2].client
        return page.post(path, json={"verdict": verdict, "seen": 0}).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(decide, range(16)))
    assert statuses == [200] + [409] * 15
    assert len(decisions(desk.archive, account["event"])) == 1
    assert verify(desk.archive).faults == ()
