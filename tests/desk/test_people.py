"""A desk that serves several: names, passwords, roles, sessions. Everybody in these tests is invented."""

import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY
from fastapi.testclient import TestClient
from sqlalchemy import select

from marsad.archive import Archive, backup, decisions, keep, open_archive, verify
from marsad.archive.database import writing
from marsad.archive.schema import log
from marsad.collect import Reads
from marsad.desk import make_app
from marsad.desk.guarding import OvertakenError
from marsad.desk.people import People
from marsad.desk.people_changes import add_person, change_person, remove_person
from marsad.desk.people_limits import Guesses, Pace, network
from marsad.desk.people_passwords import Passwords
from marsad.desk.people_sessions import IDLE, WHOLE
from marsad.desk.rights import OPEN, load_rights
from marsad.errors import ArchiveError, InputError

ADDRESS = "https://desk.example:8443"
SECRET = "غيمة فوق النهر 7"
OTHER = "حجر تحت الجسر 9"
ROLES = {"reader": "هند", "coder": "كريم", "reviewer": "سلمى", "admin": "نديم"}
WEAK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""For tests alone: fifty log-ins by the true parameters would take their time."""


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.time = datetime(2025, 3, 20, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Team:
    """A desk with four people, one of each role."""

    def __init__(self, archive: Archive, clock: Clock, folder: Path) -> None:
        self.archive, self.clock = archive, clock
        self.people = People(folder / "people.db", clock, Passwords(WEAK))
        for role, name in ROLES.items():
            add_person(archive, self.people, name, role, SECRET)
        reads = Reads(model=False, jobs=1)
        self.app = make_app(archive, None, reads=reads, people=self.people, origins=[ADDRESS])

    def browser(self, address: str = "10.1.0.7", **headers: str) -> TestClient:
        """Give a browser in which nobody is logged in."""
        given = {"X-Marsad": "1", "Origin": ADDRESS, "Sec-Fetch-Site": "same-origin", **headers}
        return TestClient(self.app, base_url=ADDRESS, client=(address, 40000), headers=given)

    def of(self, role: str, **headers: str) -> TestClient:
        """Give the browser of a person who is logged in."""
        client = self.browser(**headers)
        assert log_in(client, ROLES[role]).status_code == 200
        return client


def log_in(client: TestClient, name: str, password: str = SECRET) -> Any:
    return client.post("/api/1/login", json={"name": name, "password": password})


def entries(archive: Archive) -> list[Any]:
    with archive.engine.connect() as connection:
        return list(connection.execute(select(log).where(log.c.action == "person").order_by(log.c.number)))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(folder: Path, clock: Clock) -> Iterator[Archive]:
    opened = open_archive(folder, "marsad test", "سلمى", clock)
    yield opened
    opened.close()


@pytest.fixture
def team(archive: Archive, clock: Clock, folder: Path) -> Iterator[Team]:
    made = Team(archive, clock, folder)
    yield made
    made.people.close()


@pytest.fixture
def event(team: Team) -> str:
    """Give the key of some account."""
    waiting = team.of("reader").get("/api/1/queue").json()["waiting"]
    return str(waiting[0]["account"]["event"])


def accept(client: TestClient, event: str) -> Any:
    return client.post(f"/api/1/accounts/{event}/review", json={"verdict": "accepted", "seen": 0})


# Rights


def asked(team: Team) -> list[tuple[str, str]]:
    paths = team.app.openapi()["paths"]
    return [(method.upper(), path.removeprefix("/api/1")) for path, some in paths.items() for method in some]


def test_every_endpoint_has_its_right_and_no_right_is_of_nothing(team) -> None:
    listed = {one for one in load_rights().endpoints if not one.endswith("/tiles/base.pmtiles")}
    assert {f"{method} {path}".replace(":path", "") for method, path in asked(team)} == {
        one.replace(":path", "") for one in listed
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_list_says_and_nothing_else(team, role) -> None:
    client, mine = team.of(role), load_rights().roles[role].rights
    needed = {one.replace(":path", ""): right for one, right in load_rights().endpoints.items()}
    for method, path in asked(team):
        right = needed[f"{method} {path}"]
        if right != OPEN:
            response = client.request(method, f"/api/1{path}".replace("{", "").replace("}", ""), json={})
            assert (response.status_code == 403) == (right not in mine), (method, path, response.text)


def test_a_right_that_is_missing_is_named(team, event) -> None:
    response = accept(team.of("reader"), event)
    assert (response.status_code, "right to code" in response.json()["error"]) == (403, True)
    assert not decisions(team.archive, event)


def test_the_file_of_tiles_is_for_people_alone(team) -> None:
    assert team.browser().get("/tiles/base.pmtiles").status_code == 401
    assert team.of("reader").get("/tiles/base.pmtiles").status_code == 404


def test_who_owns_the_machine_may_do_everything(desk) -> None:
    told = desk.get("me")
    assert (told["who"], told["role"]["code"], told["served"]) == ("سلمى", "owner", "own")
    assert set(told["rights"]) == set(load_rights().names)


# Coming in and going out


def test_nobody_is_let_in_without_a_session(team) -> None:
    client = team.browser()
    assert client.get("/api/1/status").status_code == 401
    assert client.get("/api/1/openapi.json").status_code == 401
    told = client.get("/api/1/me").json()
    assert told == {"who": None, "role": None, "rights": [], "served": "people", "tls": True}


def test_a_person_comes_in_by_name_and_password(team) -> None:
    client = team.browser()
    told = log_in(client, "  سلمى ").json()
    assert (told["who"], told["role"]["code"]) == ("سلمى", "reviewer")
    assert client.get("/api/1/me").json() == told
    assert client.get("/api/1/status").json()["who"] == "سلمى"


def test_the_cookie_is_for_this_desk_alone_and_no_script_reads_it(team) -> None:
    cookie = log_in(team.browser(), "سلمى").headers["set-cookie"]
    assert cookie.startswith("__Host-marsad")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
    assert "domain" not in cookie.lower()


def test_the_token_of_a_session_is_not_in_the_file(team, folder) -> None:
    client = team.browser()
    token = log_in(client, "سلمى").headers["set-cookie"].partition("=")[2].partition(";")[0]
    kept = b"".join(path.read_bytes() for path in folder.glob("people.db*"))
    assert len(token) > 40
    assert token.encode() not in kept
    assert SECRET.encode() not in kept


def test_who_logs_out_is_out_though_the_cookie_was_copied(team) -> None:
    client = team.of("reader")
    copied = dict(client.cookies)
    assert client.post("/api/1/logout").json()["who"] is None
    thief = team.browser()
    thief.cookies.update(copied)
    assert thief.get("/api/1/status").status_code == 401


def test_a_session_that_somebody_planted_is_not_the_one_that_is_let_in(team) -> None:
    planted = team.of("reader")
    ((name, token),) = dict(planted.cookies).items()
    victim = team.browser(Cookie=f"{name}={token}")
    response = log_in(victim, "سلمى")
    assert response.status_code == 200
    assert token not in response.headers["set-cookie"]
    assert planted.get("/api/1/me").json()["who"] is None


def test_a_session_that_nobody_uses_is_over_after_a_while(team) -> None:
    client = team.of("reader")
    for _ in range(3):
        team.clock.pass_by(IDLE - 10)
        assert client.get("/api/1/status").status_code == 200
    team.clock.pass_by(IDLE + 1)
    assert client.get("/api/1/status").status_code == 401


def test_a_session_is_over_after_a_day_of_work_however_much_it_is_used(team) -> None:
    client = team.of("reader")
    for _ in range(WHOLE // 3600):
        team.clock.pass_by(3600)
        last = client.get("/api/1/status").status_code
        assert last == 200
    team.clock.pass_by(60)
    assert client.get("/api/1/status").status_code == 401


def test_the_oldest_of_many_sessions_makes_room(team) -> None:
    clients = []
    for _ in range(11):
        clients.append(team.of("reader"))
        team.clock.pass_by(1)
    assert [client.get("/api/1/status").status_code for client in (clients[0], clients[1], clients[-1])] == [401, 200, 200]


def test_the_token_of_a_start_opens_no_desk_that_serves_several(team) -> None:
    client = team.browser()
    assert client.post("/api/1/session", json={"token": ""}).status_code == 404
    assert client.get("/api/1/status", headers={"X-Marsad-Token": ""}).status_code == 401


def test_a_desk_on_its_owners_machine_has_no_log_in(desk) -> None:
    desk.send("login", {"name": "سلمى", "password": SECRET}, status=404)


@pytest.mark.parametrize("token", ["", "x", "'; DROP TABLE session; --", "x" * 5000, "%00", "\x7f"])
def test_a_made_up_session_is_none(team, token) -> None:
    client = team.browser(Cookie=f"__Host-marsad_token_8443={token}")
    assert client.get("/api/1/status").status_code == 401


# Foreign pages and names


@pytest.mark.parametrize(
    "host", ["evil.example", "desk.example", "desk.example:8443.evil.example", "127.0.0.1:8443", "", "desk.example:8443@evil"]
)
def test_a_request_to_another_name_is_refused(team, host) -> None:
    response = team.of("admin").get("/api/1/status", headers={"Host": host})
    assert response.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://desk.example:8443"},
        {"Origin": "https://desk.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"X-Marsad": ""},
    ],
)
def test_a_write_from_a_foreign_page_is_refused_though_the_cookie_came_along(team, event, headers) -> None:
    assert accept(team.of("coder"), event).status_code == 200
    client = team.of("coder")
    response = client.post("/api/1/undo", json={"decisions": [1]}, headers=headers)
    assert response.status_code == 403
    assert len(decisions(team.archive, event)) == 1


def test_a_foreign_page_cannot_log_anybody_in(team) -> None:
    client = team.browser(Origin="https://evil.example")
    assert log_in(client, "هند").status_code == 403


# What is decided, and by whom


def test_each_decides_in_their_own_name(team, event) -> None:
    coder, admin = team.of("coder"), team.of("admin")
    first = accept(coder, event).json()["accounts"][0]
    assert first["reviewers"] == ["كريم"]
    body = {"verdict": "rejected", "seen": first["seen"]}
    assert admin.post(f"/api/1/accounts/{event}/review", json=body).status_code == 200
    assert decisions(team.archive, event)[-1].who == "نديم"
    assert verify(team.archive).faults == ()


def test_a_coder_takes_back_what_the_coder_decided_and_nothing_else(team, event) -> None:
    coder, reviewer = team.of("coder"), team.of("reviewer")
    mine = accept(coder, event).json()["decisions"]
    assert coder.post("/api/1/undo", json={"decisions": mine}).status_code == 200
    theirs = accept(reviewer, event).json()["decisions"]
    assert coder.post("/api/1/undo", json={"decisions": theirs}).status_code == 403
    assert reviewer.post("/api/1/undo", json={"decisions": theirs}).status_code == 200
    assert coder.post("/api/1/redo", json={"decisions": theirs}).status_code == 403
    assert coder.post("/api/1/redo", json={"decisions": mine}).status_code == 200


def test_nobody_can_say_to_be_somebody_else(team, event) -> None:
    coder = team.of("coder")
    body = {"verdict": "accepted", "seen": 0, "who": "سلمى"}
    assert coder.post(f"/api/1/accounts/{event}/review", json=body).status_code == 422
    coder.headers["X-Marsad-Who"] = "someone"
    accept(coder, event)
    assert [one.who for one in decisions(team.archive, event)] == ["كريم"]


def test_all_who_are_at_the_desk_see_one_check_and_one_summary(team, event) -> None:
    before = team.of("reader").get("/api/1/status").json()["waiting"]
    accept(team.of("coder"), event)
    found = team.of("reviewer").post("/api/1/verify").json()
    after = team.of("reader").get("/api/1/status").json()
    assert (after["verified"], after["waiting"]) == (found, before - 1)


def test_what_somebody_wrote_is_sealed_when_the_desk_closes(team, event) -> None:
    with team.of("coder") as client:
        accept(client, event)
    team.archive.engine.dispose()
    assert verify(team.archive).sealed


# Guessing


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(team, monkeypatch) -> None:
    looked: list[str] = []
    plain = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, password: str) -> Any:
        looked.append(kept)
        return plain(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    client = team.browser()
    answers = [log_in(client, name, "another password") for name in ("سلمى", "ليلى", "")]
    assert {(one.status_code, one.text) for one in answers} == {(401, answers[0].text)}
    assert len(looked) == 3
    assert all(kept.startswith("$argon2id$") for kept in looked)


def test_after_some_wrong_guesses_one_has_to_wait_and_ever_longer(team) -> None:
    client = team.browser()
    assert [log_in(client, "سلمى", "a wrong password").status_code for _ in range(6)] == [401] * 5 + [429]
    waits = []
    for _ in range(12):
        response = log_in(client, "سلمى", "a wrong password")
        assert response.status_code == 429
        waits.append(int(response.headers["retry-after"]))
        team.clock.pass_by(waits[-1])
        assert log_in(client, "سلمى", "a wrong password").status_code == 401
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert waits[-1] == 300


def test_while_one_has_to_wait_even_the_right_password_is_not_looked_at(team) -> None:
    client = team.browser()
    for _ in range(5):
        log_in(client, "سلمى", "a wrong password")
    assert log_in(client, "سلمى").status_code == 429
    team.clock.pass_by(2)
    assert log_in(client, "سلمى").status_code == 200


def test_guesses_elsewhere_do_not_lock_a_person_out(team) -> None:
    guesser = team.browser("10.1.0.99")
    for _ in range(20):
        log_in(guesser, "سلمى", "a wrong password")
    assert log_in(team.browser(), "سلمى").status_code == 200


def test_guesses_at_many_names_are_slowed_down_too(team) -> None:
    client = team.browser()
    last = [log_in(client, f"name {number}", "a wrong password").status_code for number in range(41)]
    assert last == [401] * 40 + [429]


def test_guesses_from_many_addresses_are_slowed_down_too(team) -> None:
    last = [log_in(team.browser(f"10.{number}.0.1"), "سلمى", "a wrong password").status_code for number in range(41)]
    assert last == [401] * 40 + [429]


def test_names_that_are_typed_otherwise_are_no_way_around(team) -> None:
    client = team.browser()
    for name in ("Nadim", "NADIM", " nadim", "nadim ", "ｎａｄｉｍ"):
        log_in(client, name, "a wrong password")
    assert log_in(client, "nadim", "a wrong password").status_code == 429


def test_a_right_password_takes_back_one_guess_of_its_address_only() -> None:
    guesses = Guesses(Clock())
    for _ in range(3):
        guesses.attempt([("here", 3)])
    guesses.passed([], ["here"])
    assert guesses.attempt([("here", 3)]) == 0
    assert guesses.attempt([("here", 3)]) > 0


def test_who_asks_without_end_has_to_wait() -> None:
    clock = Clock()
    pace = Pace(clock, most=3)
    assert [pace.wait("here") for _ in range(5)] == [0, 0, 0, 10, 10]
    assert pace.wait("there") == 0
    clock.pass_by(10)
    assert pace.wait("here") == 0


def test_a_desk_that_is_asked_without_end_says_so(team, monkeypatch) -> None:
    team.app.state.door.pace.most = 5
    client = team.browser()
    assert [client.get("/api/1/me").status_code for _ in range(6)] == [200] * 5 + [429]


@pytest.mark.parametrize(
    ("first", "second"),
    [("2001:db8::1", "2001:db8::ffff:1"), ("::ffff:10.0.0.1", "10.0.0.1")],
)
def test_addresses_of_one_owner_count_as_one(first, second) -> None:
    assert network(first) == network(second)


# People


def test_an_admin_adds_changes_and_removes_people(team) -> None:
    admin = team.of("admin")
    body = {"name": "ليلى", "role": "coder", "password": OTHER}
    made = admin.post("/api/1/people", json=body).json()
    assert (made["name"], made["role"]["code"], made["seen"]) == ("ليلى", "coder", 1)
    assert log_in(team.browser(), "ليلى", OTHER).status_code == 200
    path = "/api/1/people/ليلى"
    changed = admin.patch(path, json={"seen": 1, "role": "reviewer"}).json()
    assert (changed["role"]["code"], changed["seen"], changed["sessions"]) == ("reviewer", 2, 0)
    assert admin.request("DELETE", path, json={"seen": 2}).json()["name"] == "ليلى"
    assert log_in(team.browser(), "ليلى", OTHER).status_code == 401
    assert [one["name"] for one in admin.get("/api/1/people").json()["people"]] == sorted(ROLES.values())


def test_no_answer_holds_a_secret(team) -> None:
    admin = team.of("admin")
    assert "argon2" not in admin.get("/api/1/people").text
    assert "argon2" not in admin.get("/api/1/colleagues").text


def test_everybody_may_know_their_colleagues(team, desk) -> None:
    told = team.of("reader").get("/api/1/colleagues").json()["people"]
    assert {one["name"] for one in told} == set(ROLES.values())
    assert "سلمى" in [one["name"] for one in desk.get("colleagues")["people"]]


@pytest.mark.parametrize("change", [{"role": "reader"}, {"password": OTHER}])
def test_a_person_who_is_changed_has_to_log_in_again(team, change) -> None:
    reviewer = team.of("reviewer")
    change_person(team.archive, team.people, "سلمى", **change)
    assert reviewer.get("/api/1/status").status_code == 401


def test_a_person_who_is_removed_is_out_at_once(team) -> None:
    reviewer = team.of("reviewer")
    another = People(team.people.path, team.clock)
    remove_person(team.archive, another, "سلمى")
    another.close()
    assert reviewer.get("/api/1/status").status_code == 401


def test_a_change_of_somebody_who_was_changed_since_is_refused(team) -> None:
    admin = team.of("admin")
    admin.patch("/api/1/people/هند", json={"seen": 1, "role": "coder"})
    response = admin.patch("/api/1/people/هند", json={"seen": 1, "role": "admin"})
    assert (response.status_code, response.json()["seen"]) == (409, 2)
    with pytest.raises(OvertakenError):
        remove_person(team.archive, team.people, "هند", 1)


def test_two_admins_who_remove_each_other_at_once_leave_one(team) -> None:
    add_person(team.archive, team.people, "ليلى", "admin", SECRET)
    faults: list[Exception] = []

    def remove(name: str) -> None:
        try:
            remove_person(team.archive, People(team.people.path, team.clock), name)
        except InputError as fault:
            faults.append(fault)

    threads = [Thread(target=remove, args=(name,)) for name in ("ليلى", "نديم")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(faults) == 1
    assert [one.role for one in team.people.listed()].count("admin") == 1


def test_a_role_that_is_no_more_on_the_list_may_do_nothing(team) -> None:
    client = team.of("reader")
    with team.people.changing() as connection:
        connection.execute("UPDATE person SET role = 'guest' WHERE key = 'هند'")
    assert client.get("/api/1/me").json()["rights"] == []
    assert client.get("/api/1/status").status_code == 403


def test_nobody_comes_in_while_the_file_of_people_cannot_be_read(team, monkeypatch) -> None:
    client = team.of("admin")

    def broken(*_: object) -> None:
        raise ArchiveError("people.db: disk I/O error")

    monkeypatch.setattr(People, "ask", broken)
    response = client.get("/api/1/status")
    assert response.status_code == 503
    assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_the_last_admin_stays(team, method) -> None:
    body = {"seen": 1} if method == "DELETE" else {"seen": 1, "role": "reader"}
    response = team.of("admin").request(method, "/api/1/people/نديم", json=body)
    assert (response.status_code, "only admin" in response.json()["error"]) == (400, True)


def test_one_changes_ones_own_password_and_stays_logged_in(team) -> None:
    here, elsewhere = team.of("reader"), team.of("reader")
    assert here.put("/api/1/me/password", json={"old": "not this one", "new": OTHER}).status_code == 403
    assert here.put("/api/1/me/password", json={"old": SECRET, "new": OTHER}).status_code == 200
    assert here.get("/api/1/status").status_code == 200
    assert elsewhere.get("/api/1/status").status_code == 401
    assert [log_in(team.browser(), "هند", one).status_code for one in (SECRET, OTHER)] == [401, 200]


def test_the_log_notes_who_changed_whom_and_no_secret(team) -> None:
    admin = team.of("admin")
    admin.patch("/api/1/people/هند", json={"seen": 1, "role": "coder", "password": OTHER})
    last = entries(team.archive)[-1]
    assert (last.who, last.subject) == ("نديم", "هند")
    assert last.detail == {"did": "changed", "role": "coder", "password": "changed"}
    told = json.dumps([entry.detail for entry in entries(team.archive)], ensure_ascii=False)
    assert "argon2" not in told
    assert SECRET not in told
    assert verify(team.archive).faults == ()


def test_coming_in_is_not_in_the_log(team) -> None:
    before = len(entries(team.archive))
    client = team.of("reader")
    client.post("/api/1/logout")
    log_in(client, "هند", "a wrong password")
    assert len(entries(team.archive)) == before


def test_a_change_that_cannot_be_noted_is_not_made(team, monkeypatch) -> None:
    def full(*_: object) -> int:
        raise ArchiveError("disk is full")

    monkeypatch.setattr(Archive, "log", full)
    for change in (
        lambda: add_person(team.archive, team.people, "ليلى", "coder", OTHER),
        lambda: change_person(team.archive, team.people, "هند", role="admin"),
        lambda: remove_person(team.archive, team.people, "كريم"),
    ):
        with pytest.raises(ArchiveError):
            change()
    assert {one.name: one.role for one in team.people.listed()} == {name: role for role, name in ROLES.items()}
    assert log_in(team.browser(), "كريم").status_code == 200


def test_a_change_waits_for_no_log_while_people_come_in(team) -> None:
    with writing(team.archive.engine):
        assert log_in(team.browser(), "هند").status_code == 200


@pytest.mark.parametrize("name", ["", " ", "a" * 61, "سلمى\u202eأ", "سلمى\u200f", "a\u0000b", "a/b", "..", "a\\b", "\ud800"])
def test_a_name_that_hides_something_is_refused(team, name) -> None:
    with pytest.raises(InputError, match="expected a name"):
        add_person(team.archive, team.people, name, "reader", SECRET)


@pytest.mark.parametrize("name", ["سلمى", " سلمى ", "Nadia", "NADIA", "ｎａｄｉａ"])
def test_a_name_is_of_one_person_however_it_is_typed(team, name) -> None:
    if not team.people.ask("SELECT 1 FROM person WHERE key = 'nadia'"):
        add_person(team.archive, team.people, "nadia", "reader", SECRET)
    with pytest.raises(InputError, match="already"):
        add_person(team.archive, team.people, name, "reader", SECRET)


@pytest.mark.parametrize("password", ["", "short", "a" * 20, "x" * 501, "ababababababab", "a name of the one"])
def test_a_password_that_is_easily_guessed_is_refused(team, password) -> None:
    with pytest.raises(InputError, match="expected a password"):
        add_person(team.archive, team.people, "A name of the one", "reader", password)


def test_a_role_that_is_not_to_be_given_is_refused(team) -> None:
    admin = team.of("admin")
    for role in ("owner", "root", ""):
        body = {"name": "ليلى", "role": role, "password": OTHER}
        assert admin.post("/api/1/people", json=body).status_code == 400


# The file


def test_the_file_of_people_is_for_its_owner_alone(team, folder) -> None:
    team.of("reader")
    files = sorted(folder.glob("people.db*"))
    assert len(files) >= 1
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_no_copy_of_the_archive_holds_people(team, tmp_path) -> None:
    backup(team.archive, tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as copy:
        assert not [name for name in copy.namelist() if "people" in name]
        assert not any(b"argon2" in copy.read(name) for name in copy.namelist())


def test_a_password_is_kept_by_the_recommended_parameters() -> None:
    kept = Passwords().keep(SECRET)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert not PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY).check_needs_rehash(kept)


def test_a_password_kept_by_older_parameters_is_kept_anew_when_it_is_used(team) -> None:
    newer = People(team.people.path, team.clock, Passwords(PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)))
    assert newer.check("هند", SECRET) is not None
    assert "t=2" in newer.ask("SELECT secret FROM person WHERE key = 'هند'")[0][0]
    assert newer.check("هند", SECRET) is not None
    newer.close()


def test_a_password_is_one_however_the_keyboard_writes_it(team) -> None:
    add_person(team.archive, team.people, "ليلى", "reader", "مؤسسة الضفاف ٣")
    assert team.people.check("ليلى", "مو\u0654سسة الضفاف ٣") is not None


def test_a_file_of_people_that_is_damaged_is_told(tmp_path, clock) -> None:
    path = tmp_path / "people.db"
    path.write_bytes(b"another thing" * 100)
    with pytest.raises(ArchiveError, match=r"people\.db"):
        People(path, clock).listed()


# Hostile bodies


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'{"name": 1, "password": []}',
        b'{"name": {"$ne": null}, "password": {"$ne": null}}',
        b'{"name": "' + b"a" * 3000 + b'", "password": "x"}',
        b'{"name": "a", "password": "' + b"a" * 3000 + b'"}',
        b'{"name": "a", "password": "b", "role": "admin"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_log_in_is_told_plainly(team, body) -> None:
    response = team.browser().post("/api/1/login", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert "Traceback" not in response.text


@pytest.mark.parametrize("words", ["\u0000", "\ud800", "' OR 1=1 --", "<script>", "\u202e", "%s%n", "../.."])
def test_hostile_names_and_passwords_let_nobody_in(team, words) -> None:
    body = json.dumps({"name": words, "password": words})
    response = team.browser().post("/api/1/login", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (401, 422)
    assert team.people.one("سلمى").role == "reviewer"


def test_a_report_that_is_kept_meanwhile_is_seen_by_all(team, receive: Callable[..., Any]) -> None:
    keep(team.archive, [receive(team.archive, "new", "قُصفت بلدة الشحيل بالمدفعية يوم 14 آذار 2025.")])
    assert team.of("reader").get("/api/1/status").json()["reports"] == 6
