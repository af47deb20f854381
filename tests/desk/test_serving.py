"""The pages, the base map and the port of a desk."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.archive import Archive
from marsad.desk import make_app
from marsad.desk.serving import LOOPBACK, PORT, bind
from marsad.desk.serving_tiles import base_map
from marsad.errors import InputError

TOKEN = "a token of this start"
PAGE = "<!doctype html><title>مرصد</title>"
TILES = b"PMTiles\x03" + bytes(91) + b"\x01" + bytes(range(156))
OUTSIDE = [
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "//secret.txt",
    "/secret.txt%00.js",
    "/linked.txt",
]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Give a folder of built pages, with something beside it that is none."""
    folder = tmp_path / "pages"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    for name in ("a-1.js", "a-1.mjs", "a-1.css", "a-1.woff2", "a-1.svg"):
        (folder / "assets" / name).write_text("/* built */")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "linked.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def served(desk, pages: Path) -> Iterator[TestClient]:
    """Give a browser before a desk with pages, which has not brought the token yet."""
    with client_of(desk.archive, pages=pages) as client:
        yield client


def client_of(archive: Archive, **more: Any) -> TestClient:
    app = make_app(archive, TOKEN, **more)
    return TestClient(app, base_url="http://127.0.0.1:8765", client=("127.0.0.1", 40000), headers={"X-Marsad": "1"})


@pytest.mark.parametrize("path", ["/", "/review/5e1f", "/incidents/MRS-SYR-1", "/index.html"])
def test_every_address_of_the_pages_gives_the_page_without_the_token(served, path) -> None:
    response = served.get(path)
    assert (response.status_code, response.text) == (200, PAGE)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a-1.js", "text/javascript; charset=utf-8"),
        ("a-1.mjs", "text/javascript; charset=utf-8"),
        ("a-1.css", "text/css; charset=utf-8"),
        ("a-1.woff2", "font/woff2"),
        ("a-1.svg", "image/svg+xml"),
    ],
)
def test_a_built_file_has_its_type_and_is_kept_for_good(served, name, kind) -> None:
    headers = served.get(f"/assets/{name}").headers
    assert headers["content-type"] == kind
    assert "immutable" in headers["cache-control"]
    assert "script-src 'self';" in headers["content-security-policy"]


def test_a_script_that_is_not_there_is_no_page(served) -> None:
    response = served.get("/assets/gone-2.js")
    assert (response.status_code, "error" in response.json()) == (404, True)
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_beside_the_pages_is_given(served, path) -> None:
    assert "secret" not in served.get(path).text


@pytest.mark.parametrize("path", ["/api/1/nothing", "/api/2/status", "/api/", "/tiles/other.pmtiles"])
def test_what_is_not_of_the_pages_is_never_the_page(served, path) -> None:
    assert served.get(path).status_code == 401
    response = served.get(path, headers={"X-Marsad-Token": TOKEN})
    assert (response.status_code, "error" in response.json()) == (404, True)


def test_a_page_cannot_be_written(served) -> None:
    assert served.post("/", json={}).status_code == 405


def test_pages_that_were_not_built_are_told_in_both_languages(desk, tmp_path: Path) -> None:
    response = client_of(desk.archive, pages=tmp_path / "none").get("/")
    assert response.status_code == 503
    assert "have not been built" in response.text
    assert "لم تُبنَ" in response.text


def test_two_desks_on_one_machine_keep_their_cookies_apart(served) -> None:
    names = {
        served.post("/api/1/session", json={"token": TOKEN}, headers={"Host": host}).headers["set-cookie"].partition("=")[0]
        for host in ("127.0.0.1:8765", "127.0.0.1:8766")
    }
    assert len(names) == 2


def test_a_file_of_tiles_is_given_piece_by_piece_to_whoever_has_the_token(desk, pages: Path, tmp_path: Path) -> None:
    path = tmp_path / "base.pmtiles"
    path.write_bytes(TILES)
    client = client_of(desk.archive, pages=pages, base=base_map(str(path)))
    assert client.get("/tiles/base.pmtiles").status_code == 401
    client.headers["X-Marsad-Token"] = TOKEN
    piece = client.get("/tiles/base.pmtiles", headers={"Range": "bytes=100-103"})
    assert (piece.status_code, piece.content) == (206, TILES[100:104])
    assert client.get("/tiles/base.pmtiles", headers={"Range": "bytes=9000-"}).status_code == 416
    assert client.get("/api/1/settings").json()["base"] == {"kind": "file", "form": "vector", "url": "/tiles/base.pmtiles"}


def test_a_desk_without_tiles_says_so(served) -> None:
    served.headers["X-Marsad-Token"] = TOKEN
    assert served.get("/api/1/settings").json()["base"] is None
    assert "--tiles" in served.get("/tiles/base.pmtiles").json()["error"]


def test_only_the_address_that_the_owner_chose_may_be_loaded_from(desk, pages: Path) -> None:
    client = client_of(desk.archive, pages=pages, base=base_map("https://tiles.example:8443/v1/{z}/{x}/{y}.png"))
    policy = client.get("/").headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["connect-src"] == "'self' https://tiles.example:8443"
    assert rules["img-src"] == "'self' data: blob: https://tiles.example:8443"
    assert policy.count("http") == 2


@pytest.mark.parametrize(
    ("told", "form"),
    [
        ("https://tiles.example/{z}/{x}/{y}.png", "raster"),
        ("https://tiles.example/{z}/{x}/{y}.pbf?key=1", "vector"),
        ("http://localhost:8080/{z}/{x}/{y}.mvt", "vector"),
    ],
)
def test_an_address_says_what_its_tiles_are(told, form) -> None:
    assert (base_map(told).url, base_map(told).form) == (told, form)


@pytest.mark.parametrize(
    "told",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/tile.png",
        "https://user:word@tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example;script-src/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}/{y}.png; script-src *",
        "https:// /{z}/{x}/{y}.png",
        "javascript://x/{z}/{x}/{y}",
        "https://[/{z}/{x}/{y}.png",
    ],
)
def test_what_is_no_safe_address_is_refused(told) -> None:
    with pytest.raises(InputError, match="expected an address"):
        base_map(told)


@pytest.mark.parametrize("content", [b"", b"PMTiles\x03", b"PMTiles\x02" + bytes(200), b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_file_of_tiles_is_refused(tmp_path: Path, content) -> None:
    path = tmp_path / "base.pmtiles"
    path.write_bytes(content)
    with pytest.raises(InputError, match="PMTiles"):
        base_map(str(path))


def test_a_file_of_tiles_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.pmtiles"):
        base_map(str(tmp_path / "none.pmtiles"))


def test_a_desk_that_was_given_no_port_takes_the_next_free_one() -> None:
    with bind(LOOPBACK, None) as first, bind(LOOPBACK, None) as second:
        ports = first.getsockname()[1], second.getsockname()[1]
    assert PORT <= ports[0] < ports[1]


def test_a_port_that_was_asked_for_and_is_taken_is_told() -> None:
    with bind(LOOPBACK, 0) as first, pytest.raises(InputError, match="in use"):
        bind(LOOPBACK, first.getsockname()[1])


def test_a_desk_listens_on_its_own_machine_only() -> None:
    with bind(LOOPBACK, 0) as taken:
        assert taken.family == socket.AF_INET
        assert taken.getsockname()[0] == "127.0.0.1"


def test_small_answers_do_not_wait_for_one_another() -> None:
    taken = bind(LOOPBACK, 0)
    assert taken.proto == socket.IPPROTO_TCP  # by this asyncio knows whose packets to send at once
    taken.close()
