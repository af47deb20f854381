import pytest
from starlette.websockets import WebSocketDisconnect

TOKEN = "a token of this start"
BARE = {"X-Marsad": "1"}
STRANGE = [{"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example:8765"}, {"Host": "localhost@evil.example"}, {"Host": ""}]


def test_nobody_comes_in_without_the_token_of_this_start(page) -> None:
    for headers in (BARE, {**BARE, "X-Marsad-Token": "another"}, {**BARE, "X-Marsad-Token": b"\xfc"}):
        response = page(headers=headers).get("/api/1/status")
        assert (response.status_code, "token" in response.json()["error"]) == (401, True)


def test_the_documentation_too_needs_the_token(page) -> None:
    assert page(headers=BARE).get("/api/1/openapi.json").status_code == 401


@pytest.mark.parametrize("headers", STRANGE)
def test_a_name_that_is_made_to_point_here_is_refused(page, headers) -> None:
    assert page().get("/api/1/status", headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "127.1.2.3:1"])
def test_every_name_of_this_machine_is_good(page, host) -> None:
    assert page().get("/api/1/status", headers={"Host": host}).status_code == 200


def test_another_machine_is_refused_even_with_the_token(page) -> None:
    assert page(client=("192.168.1.20", 40000)).get("/api/1/status").status_code == 403


def test_a_write_needs_the_header_that_no_foreign_page_can_set(page) -> None:
    response = page(headers={"X-Marsad-Token": TOKEN}).post("/api/1/merge")
    assert (response.status_code, "X-Marsad" in response.json()["error"]) == (403, True)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_write_of_a_foreign_page_is_refused(page, headers) -> None:
    assert page().post("/api/1/merge", headers=headers).status_code == 403


def test_a_write_of_the_own_page_passes(page) -> None:
    own = {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
    assert page().post("/api/1/merge", headers=own).status_code == 200


def test_no_other_origin_may_ask_in_advance(page) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    response = page().options("/api/1/merge", headers=asked)
    assert response.status_code == 403
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_a_page_comes_in_by_the_token_and_a_cookie_keeps_it_in(page) -> None:
    browser = page(headers=BARE)
    response = browser.post("/api/1/session", json={"token": TOKEN})
    cookie = response.headers["set-cookie"].lower()
    assert response.json() == {"who": "سلمى"}
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert browser.get("/api/1/status").status_code == 200


def test_a_wrong_token_brings_no_cookie(page) -> None:
    response = page(headers=BARE).post("/api/1/session", json={"token": "guess"})
    assert response.status_code == 401
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("path", ["/api/1/status", "/api/1/nothing", "/"])
def test_every_answer_forbids_to_load_from_elsewhere_and_to_keep(page, path) -> None:
    headers = page().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_refusal_has_the_same_headers(page) -> None:
    headers = page(headers={}).get("/api/1/status").headers
    assert "default-src 'none'" in headers["content-security-policy"]


def test_a_request_without_end_is_cut_off(page) -> None:
    response = page().post("/api/1/undo", content=b"[" * (9 * 1024 * 1024))
    assert response.status_code == 413


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_that_loads_scripts_from_elsewhere_is_there(page, path) -> None:
    told = page().get(path).text
    assert "swagger" not in told and "redoc" not in told and '"openapi"' not in told


def test_a_request_that_does_not_say_how_long_it_is_is_cut_off_too(page) -> None:
    response = page(raise_server_exceptions=False).post("/api/1/undo", content=(b"[" * 1024 * 1024 for _ in range(9)))
    assert response.status_code >= 400
    assert "Traceback" not in response.text


def test_no_socket_is_opened(page) -> None:
    with pytest.raises(WebSocketDisconnect), page().websocket_connect("/api/1/status"):
        pass


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "undo", {"decisions": [2**70]}),
        ("POST", "redo", {"decisions": [2**70]}),
        ("DELETE", f"pairs/verdicts/{2**70}", None),
        ("GET", f"reports?offset={2**63}", None),
        ("GET", f"pairs?offset={2**63}", None),
    ],
)
def test_a_number_larger_than_any_is_told_plainly(page, method, path, body) -> None:
    response = page().request(method, f"/api/1/{path}", json=body)
    assert (response.status_code, "larger" in response.json()["error"]) == (422, True)
