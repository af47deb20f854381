"""The summary that is brought up step by step is the one that would be made anew."""

from dataclasses import replace
from typing import Any

import numpy as np

from marsad.archive import keep
from marsad.archive.database import reading
from marsad.archive.merging import incidents
from marsad.desk.filters import Filter, chosen
from marsad.desk.incidents import ordered
from marsad.desk.queue import order
from marsad.desk.rows import row_of
from marsad.desk.summary import Summary
from marsad.desk.updating import bring_up, incident_of


def told(summary: Summary) -> tuple[list[Any], list[Any], Any]:
    rows = ordered(summary, np.flatnonzero(chosen(summary, Filter())), "newest")
    numbers, worth = order(summary)
    waiting = sorted((summary.books.events.items[summary.account["event"][n]], round(float(worth[n]), 6)) for n in numbers)
    return [row_of(summary, row) for row in rows.tolist()], waiting, summary.links


def steps(desk, receive):
    strike, raid = desk.account("strike", "shelling"), desk.account("raid", "raid")
    path = f"accounts/{strike['event']}"
    made = desk.send(f"{path}/review", {"verdict": "rejected", "seen": 0})["decisions"]
    yield "an account is rejected"
    desk.send("undo", {"decisions": made})
    yield "it is taken back"
    asked = {"claims": [{"place": "sy.deir-ez-zor.dhiban", "role": "location"}], "seen": 0}
    desk.send(f"{path}/fields/place", asked, "PUT")
    yield "a place is changed"
    text = desk.report("raid")["text"]
    desk.send(f"reports/{raid['report']}/accounts", {"trigger": {"start": 0, "end": 5}, "type": "raid"})
    yield "an event is added"
    desk.send(f"reports/{desk.keys['undated']}/published", {"value": "2025-03-12", "seen": 0}, "PUT")
    yield "a report is read again"
    keep(desk.archive, [receive(desk.archive, "new", text.replace("ذيبان", "الصور") + " وقتل مدني.")])
    yield "a report comes"
    desk.send("merge", None)
    yield "all is merged"


def test_what_is_brought_up_is_what_would_be_made_anew(desk, receive) -> None:
    summary = bring_up(desk.archive, None)
    for step in steps(desk, receive):
        summary = bring_up(desk.archive, summary)
        assert told(summary) == told(bring_up(desk.archive, None)), step


def test_nothing_is_made_anew_while_nothing_changed(desk) -> None:
    summary = bring_up(desk.archive, None)
    assert bring_up(desk.archive, summary) is summary


def test_an_incident_all_of_whose_accounts_are_rejected_is_gone(desk) -> None:
    account = desk.account("meeting", "meeting")
    summary = bring_up(desk.archive, None)
    desk.send(f"accounts/{account['event']}/review", {"verdict": "rejected", "seen": 0})
    after = bring_up(desk.archive, summary)
    assert int(after.alive.sum()) == int(summary.alive.sum()) - 1
    assert account["incident"] not in [row["id"] for row in told(after)[0]]
    assert desk.client.get(f"/api/1/incidents/{account['incident']}").status_code == 404


def test_one_incident_is_the_one_that_the_archive_gives(desk) -> None:
    with reading(desk.archive.engine) as connection:
        for whole in incidents(connection):
            assert incident_of(connection, whole.id) == replace(whole, links=())
        assert incident_of(connection, "MRS-SYR-000000000000") is None
