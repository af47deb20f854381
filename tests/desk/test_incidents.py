import pytest


def names(told) -> set[str]:
    return {one["type"]["code"] for one in told["incidents"]}


def test_incidents_are_listed_the_newest_first_and_undated_ones_last(desk) -> None:
    days = [one["first"] for one in desk.get("incidents")["incidents"]]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None] * (len(days) - len(dated))
    oldest = [one["first"] for one in desk.get("incidents", order="oldest")["incidents"]]
    assert [day for day in oldest if day] == sorted(dated)


def test_a_page_of_incidents_goes_on_where_the_last_ended(desk) -> None:
    every = [one["id"] for one in desk.get("incidents")["incidents"]]
    pages = [one["id"] for offset in (0, 4, 8) for one in desk.get("incidents", limit=4, offset=offset)["incidents"]]
    assert pages == every


FILTERS = [
    ({"types": "shelling"}, {"shelling"}),
    ({"types": ["raid", "meeting"]}, {"raid", "meeting"}),
    ({"types": "no such type"}, set()),
    ({"first": "2025-03-11", "last": "2025-03-11", "types": ["shelling", "raid"]}, {"shelling"}),
    ({"first": "2025-03-12", "types": ["shelling", "raid"]}, {"raid"}),
    ({"first": "2025-03-12", "undated": True, "types": ["release", "meeting"]}, {"release"}),
    ({"box": "40.4,35.0,40.46,35.1", "types": ["shelling", "raid"]}, {"shelling"}),
    ({"place": "sy.deir-ez-zor.shuhayl"}, {"shelling"}),
    ({"place": "iq"}, set()),
    ({"actors": "sdf", "first": "2025-03-12"}, {"arrest", "raid"}),
    ({"actors": "sdf", "role": "recipient"}, set()),
    ({"conflicts": "any"}, {"shelling"}),
    ({"conflicts": "toll"}, {"shelling"}),
    ({"conflicts": "date"}, set()),
    ({"lineages": 2}, {"shelling"}),
    ({"lineages_most": 1, "types": ["shelling", "raid"]}, {"raid"}),
    ({"words": "بالشحيل"}, {"shelling"}),
    ({"words": '"قوات النظام" OR السبخاوي'}, {"shelling", "meeting"}),
    ({"words": "الديمقراطية -ذيبان", "first": "2025-03-12"}, {"arrest"}),
    ({"words": "ذيب*", "types": ["raid", "meeting"]}, {"raid"}),
    ({"realis": "denied"}, set()),
    ({"review": "done"}, set()),
]


@pytest.mark.parametrize(("asked", "found"), FILTERS)
def test_a_filter_leaves_what_it_says(desk, asked, found) -> None:
    assert names(desk.get("incidents", **asked)) == found


def test_every_way_of_looking_obeys_the_same_filter(desk) -> None:
    for asked, _ in FILTERS:
        total = desk.get("incidents", **asked)["total"]
        for way in ("explore/map", "explore/timeline", "statistics"):
            assert desk.get(way, **asked)["incidents"] == total


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "10,0,5,1", "0,0,0,91", "nan,0,1,1"])
def test_a_box_that_is_none_is_told(desk, box) -> None:
    response = desk.client.get("/api/1/incidents", params={"box": box})
    assert (response.status_code, box in response.json()["error"]) == (400, True)


def test_a_decision_shows_in_the_list_at_once(desk) -> None:
    assert names(desk.get("incidents", review="done")) == set()
    for account in [desk.account("strike", "shelling"), desk.account("again", "shelling")]:
        desk.send(f"accounts/{account['event']}/review", {"verdict": "accepted", "seen": 0})
    (done,) = desk.get("incidents", review="done")["incidents"]
    assert done["reviews"] == ["accepted"]
    made = desk.send(f"accounts/{account['event']}/review", {"verdict": "rejected", "seen": 1 + 1})["decisions"]
    (left,) = desk.get("incidents", ids=done["id"])["incidents"]
    assert (left["accounts"], left["conflicts"], left["lineages"]) == (1, [], 1)
    desk.send("undo", {"decisions": made})
    assert desk.get("incidents", ids=done["id"])["incidents"] == [done]


def test_one_incident_says_who_says_what(desk) -> None:
    (row,) = desk.get("incidents", types="shelling")["incidents"]
    told = desk.get(f"incidents/{row['id']}")
    assert told["incident"] == row
    killed = next(one for one in told["fields"] if one["field"] == "toll" and one["role"] == "killed")
    assert (killed["conflict"], killed["value"]["low"], killed["value"]["high"]) == (True, 3, 4)
    assert killed["label"]["en"] == "killed (civilian): reported, at least 3, accounts go up to 4"
    assert {(one["outlet"], one["surface"]) for one in killed["sayings"]} == {
        ("شبكة الضفتين", "ثلاثة مدنيين"),
        ("صوت الفرات", "أربعة مدنيين"),
    }
    assert {one["key"] for one in told["lineages"]} == {desk.keys["strike"], desk.keys["again"]}
    claims = {claim["id"] for account in told["accounts"] for claim in account["claims"]}
    assert {one["claim"] for field in told["fields"] for one in field["sayings"]} <= claims


def test_an_incident_stands_in_its_chain(desk) -> None:
    (arrest,) = desk.get("incidents", types="arrest", first="2025-03-12")["incidents"]
    told = desk.get(f"incidents/{arrest['id']}")
    assert [tie["rel"] for tie in told["chain"]] == ["part_of"]
    assert [one["type"]["code"] for one in told["chained"]] == ["raid"]


def test_an_incident_that_is_not_there_is_told(desk) -> None:
    assert desk.client.get("/api/1/incidents/MRS-SYR-000000000000").status_code == 404


def test_an_empty_archive_answers_everything(empty) -> None:
    assert empty.get("incidents") == {"incidents": [], "total": 0}
    assert empty.get("queue") == {"waiting": [], "total": 0}
    assert empty.get("pairs") == {"pairs": [], "total": 0}
    for way in ("explore/map", "explore/timeline", "statistics"):
        assert empty.get(way)["incidents"] == 0
    assert empty.get("explore/network")["actors"] == []
    assert empty.get("status")["reports"] == 0
    for asked, _ in FILTERS:
        assert empty.get("incidents", **asked)["total"] == 0


def test_the_queue_puts_the_deadly_and_contradictory_first_and_says_why(desk) -> None:
    told = desk.get("queue")
    worth = [one["worth"] for one in told["waiting"]]
    assert worth == sorted(worth, reverse=True)
    first = told["waiting"][0]
    assert first["account"]["type"]["code"] == "shelling"
    assert "people killed (at least 4); accounts disagree on: toll" in first["because"]["en"]
    assert "قتلى" in first["because"]["ar"]
    assert told["total"] == desk.get("status")["waiting"]


def test_what_was_looked_at_leaves_the_queue(desk) -> None:
    first = desk.get("queue")["waiting"][0]["account"]
    total = desk.get("queue")["total"]
    desk.send(f"accounts/{first['event']}/review", {"verdict": "accepted", "seen": 0})
    told = desk.get("queue")
    assert told["total"] == total - 1
    assert first["event"] not in [one["account"]["event"] for one in told["waiting"]]


def test_the_queue_of_one_report_is_asked_for(desk) -> None:
    told = desk.get("queue", report=desk.keys["raid"])
    assert {one["account"]["report"] for one in told["waiting"]} == {desk.keys["raid"]}
    assert desk.get("queue", report="nothing")["total"] == 0
