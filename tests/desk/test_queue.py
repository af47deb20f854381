"""The review queue, narrowed to some reports."""

from typing import Any


def reports_of(answer: Any) -> set[str]:
    return {one["account"]["report"] for one in answer["waiting"]}


def test_the_queue_is_narrowed_to_one_report(desk: Any) -> None:
    assert reports_of(desk.get("queue", report=desk.keys["raid"])) == {desk.keys["raid"]}
    assert desk.get("queue", report="none")["total"] == 0


def test_the_queue_is_narrowed_to_what_one_was_named_to_work_on(desk: Any) -> None:
    assert desk.get("queue", mine=True)["total"] == 0
    desk.send(f"work/{desk.keys['raid']}/assigned", {"seen": 0, "reviewer": "سلمى"}, "PUT")
    desk.send(f"work/{desk.keys['strike']}/assigned", {"seen": 0, "first": "كريم"}, "PUT")
    assert reports_of(desk.get("queue", mine=True)) == {desk.keys["raid"]}


def test_the_queue_is_narrowed_to_a_state_and_reports_are_proposed_until_somebody_says_more(desk: Any) -> None:
    desk.send(f"work/{desk.keys['raid']}/state", {"seen": 0, "state": "coded"}, "PUT")
    assert reports_of(desk.get("queue", state="coded")) == {desk.keys["raid"]}
    proposed = reports_of(desk.get("queue", state="proposed"))
    assert desk.keys["strike"] in proposed and desk.keys["raid"] not in proposed


def test_what_the_queue_is_narrowed_by_holds_together(desk: Any) -> None:
    desk.send(f"work/{desk.keys['raid']}/state", {"seen": 0, "state": "coded"}, "PUT")
    assert desk.get("queue", report=desk.keys["strike"], state="coded")["total"] == 0


def test_a_report_that_is_proposed_again_is_proposed(desk: Any) -> None:
    work = desk.send(f"work/{desk.keys['raid']}/state", {"seen": 0, "state": "coded"}, "PUT")["work"]
    desk.send(f"work/{desk.keys['raid']}/state", {"seen": work["state_seen"], "state": "proposed"}, "PUT")
    assert desk.keys["raid"] in reports_of(desk.get("queue", state="proposed"))
