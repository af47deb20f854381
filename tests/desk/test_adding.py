"""Reports brought in at the desk. All are invented."""

import base64
from typing import Any

from fastapi.testclient import TestClient

WORDS = "قصفت قوات النظام أمس بلدة أبو حمام بريف دير الزور، ما أدى إلى مقتل مدنيين اثنين."


def test_pasted_words_are_kept_and_read(desk: Any) -> None:
    body = {"text": WORDS, "published": "2025-03-15", "outlet": "نهر الأخبار", "title": "قصف على أبو حمام"}
    (one,) = desk.send("reports", body)["added"]
    assert (one["new"], one["fault"], one["repeats"]) == (True, None, None)
    told = desk.get(f"reports/{one['report']}")
    assert (told["text"], told["published"], told["title"]) == (WORDS, "2025-03-15", "قصف على أبو حمام")
    assert one["events"] == len(told["accounts"]) > 0
    assert told["accounts"][0]["first"] == "2025-03-14"


def test_a_day_that_nobody_told_stays_unknown(desk: Any) -> None:
    (one,) = desk.send("reports", {"text": WORDS})["added"]
    assert desk.get(f"reports/{one['report']}")["published"] is None


def test_the_same_words_again_are_seen_again_and_not_doubled(desk: Any) -> None:
    first, again = (desk.send("reports", {"text": WORDS})["added"][0] for _ in range(2))
    assert (again["report"], again["new"], again["events"]) == (first["report"], False, None)


def test_a_file_is_read_by_its_ending_and_a_bad_row_costs_one_report(desk: Any) -> None:
    lines = f'{{"id": "a", "text": "{WORDS}"}}\n{{"id": "b"}}\n'
    body = {"data": base64.b64encode(lines.encode()).decode(), "name": "posts.jsonl", "published": "2025-03-15"}
    added = desk.send("reports", body)["added"]
    assert sorted(one["fault"] is None for one in added) == [False, True]
    assert "expected" in next(one["fault"] for one in added if one["fault"])


def test_a_name_leads_nowhere_outside(desk: Any) -> None:
    body = {"data": base64.b64encode(WORDS.encode()).decode(), "name": "../../outside.txt"}
    (one,) = desk.send("reports", body)["added"]
    assert one["new"]
    assert desk.get(f"reports/{one['report']}")["name"] == "outside"


def test_what_is_nothing_is_refused(desk: Any) -> None:
    client: TestClient = desk.client
    for body in ({}, {"text": "  "}, {"text": "x", "data": "eA=="}, {"data": "eA=="}, {"data": "é", "name": "a.txt"}):
        response = client.post("/api/1/reports", json=body)
        assert response.status_code == 400, body
        assert "expected" in response.json()["error"]
