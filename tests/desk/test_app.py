"""The API as a whole: its documentation, its errors, what hostile words do to it."""

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.archive import decisions, keep, open_archive, verify
from marsad.desk import make_app
from marsad.desk.rights import load_rights
from marsad.desk.spans import Places
from marsad.errors import ArchiveError, InputError
from marsad.model import Span

HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE report; --",
    "{{7*7}} ${7*7} %s %n",
    "\u202eمرصد\u202c\u200f\u0000",
    "../../../etc/passwd",
    "\x1b[31m",
    "ـ" * 400,
    '" OR *',
    "\ufffe\uffff",
]


def endpoints(app) -> list[tuple[str, str, Any]]:
    paths = app.openapi()["paths"]
    return [(path, method, one) for path, some in paths.items() for method, one in some.items()]


def test_every_endpoint_and_every_field_is_described(desk) -> None:
    told = desk.get("openapi.json")
    for path, some in told["paths"].items():
        for method, one in some.items():
            assert one.get("description"), (method, path)
            for parameter in one.get("parameters", ()):
                assert parameter.get("description") or parameter["schema"].get("description"), (path, parameter["name"])
            for status, response in one["responses"].items():
                assert response["description"], (path, status)
    for name, schema in told["components"]["schemas"].items():
        assert schema.get("description") or "enum" in schema, name
        for field, of in schema.get("properties", {}).items():
            assert of.get("description"), (name, field)


def test_every_path_is_under_its_version(desk) -> None:
    assert all(path.startswith("/api/1/") for path in desk.get("openapi.json")["paths"])


def test_every_endpoint_needs_the_token(desk, page) -> None:
    bare = page(headers={"X-Marsad": "1"})
    for path, method, _ in endpoints(desk.client.app):
        status = bare.request(method, path.replace("{", "").replace("}", ""), json={}).status_code
        assert (status != 401) == (path in load_rights().open), path


def test_every_write_needs_the_header(desk, page) -> None:
    bare = page(headers={"X-Marsad-Token": "a token of this start"})
    for path, method, _ in endpoints(desk.client.app):
        if method != "get":
            assert bare.request(method, path, json={}).status_code == 403, path


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_a_question_do_no_harm(desk, words) -> None:
    for path, name in (
        ("reports", "q"),
        ("places", "q"),
        ("actors", "q"),
        ("dates", "q"),
        ("incidents", "words"),
        ("incidents", "place"),
    ):
        response = desk.client.get(f"/api/1/{path}", params={name: words})
        assert response.status_code in (200, 400, 422), (path, response.text)
        assert "Traceback" not in response.text
    assert desk.get("status")["reports"] == 5


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_and_given_back_as_they_are(desk, words) -> None:
    account = desk.account("strike")
    told = desk.send(f"accounts/{account['event']}/review", {"verdict": "accepted", "seen": 0, "note": words})
    assert told["accounts"][0]["decisions"][0]["note"] == words
    assert verify(desk.archive).faults == ()


def test_a_lone_surrogate_in_a_request_is_kept_and_shown_as_a_sign(desk) -> None:
    account = desk.account("strike")
    body = b'{"verdict": "accepted", "seen": 0, "note": "\\ud800"}'
    path, kind = f"/api/1/accounts/{account['event']}/review", {"Content-Type": "application/json"}
    response = desk.client.post(path, content=body, headers=kind)
    assert response.json()["accounts"][0]["decisions"][0]["note"] == "\ufffd"
    assert decisions(desk.archive, account["event"])[0].note == "\ud800"
    assert verify(desk.archive).faults == ()


def test_a_lone_surrogate_in_a_report_becomes_a_sign_and_spans_stay_true(desk, receive) -> None:
    (kept,) = keep(desk.archive, [receive(desk.archive, "odd", "قصفت \ud83d قوات النظام بلدة الشحيل أمس.")])
    told = desk.get(f"reports/{kept.key}")
    assert "\ufffd قوات" in told["text"]
    assert "الشحيل" in [told["text"][mark["start"] : mark["end"]] for mark in told["marks"] if mark["field"] == "place"]
    assert desk.get("reports", q="الشحيل")["reports"][0]["key"] == kept.key
    assert desk.get("queue")["waiting"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"decisions": "all"}', b'{"decisions": [1e99]}', b"\xff\xfe"])
def test_what_is_no_request_is_told_plainly(desk, body) -> None:
    response = desk.client.post("/api/1/undo", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.json()["error"]
    assert "Traceback" not in response.text


def test_a_field_that_nobody_knows_is_refused(desk) -> None:
    account = desk.account("strike")
    body = {"verdict": "accepted", "seen": 0, "who": "somebody else"}
    assert "who" in desk.send(f"accounts/{account['event']}/review", body, status=422)["error"]


def test_an_error_of_the_program_itself_is_one_sentence(desk, page, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret /home/salma/archive.db")

    monkeypatch.setattr("marsad.desk.status.custody.head", broken)
    response = page(raise_server_exceptions=False).get("/api/1/status")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "RuntimeError" in response.json()["error"]


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (InputError("expected a text"), 400),
        (ArchiveError("disk is full"), 400),
        (ArchiveError("another program has been writing for two minutes; try again when it is done"), 423),
    ],
)
def test_a_fault_of_the_world_is_told_as_it_is(desk, page, monkeypatch, fault, status) -> None:
    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr("marsad.desk.status.verify", broken)
    response = page().post("/api/1/verify")
    assert (response.status_code, response.json()["error"]) == (status, str(fault))


def test_a_decision_needs_a_person(desk, folder) -> None:
    nobody = open_archive(folder, "marsad test")
    headers = {"X-Marsad": "1"}
    with TestClient(make_app(nobody, None), base_url="http://localhost", client=("127.0.0.1", 1), headers=headers) as client:
        event = desk.account("strike")["event"]
        response = client.post(f"/api/1/accounts/{event}/review", json={"verdict": "accepted", "seen": 0})
    assert (response.status_code, "who is at work" in response.json()["error"]) == (400, True)
    nobody.close()


def test_the_archive_is_checked_and_the_finding_stays_in_sight(desk) -> None:
    assert desk.get("status")["verified"] is None
    told = desk.send("verify", None)
    assert (told["faults"], told["reports"], told["originals"]) == ([], 5, 5)
    assert desk.get("status")["verified"] == told


def test_a_changed_original_is_found(desk) -> None:
    original = next(path for path in (desk.archive.folder / "originals").rglob("*") if path.is_file())
    original.chmod(0o600)
    original.write_bytes(b"another story")
    assert desk.send("verify", None)["faults"]


def test_the_archive_is_sealed_when_the_desk_closes(desk, page) -> None:
    with page() as client:
        event = desk.account("strike")["event"]
        client.post(f"/api/1/accounts/{event}/review", json={"verdict": "accepted", "seen": 0})
    desk.archive.engine.dispose()
    assert verify(desk.archive).sealed


def test_what_came_after_the_last_merge_waits_in_the_queue(desk, receive) -> None:
    before = desk.get("status")
    words = "قُتل مدنيان بانفجار لغم قرب بلدة ذيبان يوم 14 آذار 2025."
    keep(desk.archive, [receive(desk.archive, "new", words, date(2025, 3, 15))])
    after = desk.get("status")
    assert (after["unmerged"] > 0, after["incidents"]) == (True, before["incidents"])
    new = next(one for one in desk.get("queue")["waiting"] if one["account"]["incident"] is None)
    assert "after the last merge" in new["because"]["en"]
    desk.send("merge", None)
    assert desk.get("status")["unmerged"] == 0


def test_nothing_is_measured_and_sent_away(desk, monkeypatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9/")
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    app = make_app(desk.archive, None)
    with TestClient(app, base_url="http://localhost", client=("127.0.0.1", 1)) as client:
        assert client.get("/api/1/status").status_code == 200


def test_places_in_a_text_go_both_ways() -> None:
    text = "أ📷ب📷📷ج"
    places = Places(text)
    for place in range(len(text) + 1):
        assert places.unit(place) == len(text[:place].encode("utf-16-le")) // 2
        assert places.place(places.unit(place)) == place
    assert places.both(Span(1, 2)) == {"start": 1, "end": 2, "start16": 1, "end16": 3}
    with pytest.raises(InputError, match="between two characters"):
        places.place(2)
