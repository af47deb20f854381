"""`marsad desk` in a process of its own, as a person starts and stops it."""

import json
import os
import signal
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from marsad.archive import open_archive
from marsad.cli.people import ROLES, people_file
from marsad.desk.rights import load_rights

COMMAND = (sys.executable, "-c", "from marsad.cli import main; main(prog_name='marsad')")


@pytest.fixture
def archive(run: Callable[..., object], tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    run("init", folder)
    return folder


@contextmanager
def started(archive: Path, *more: str, **environment: str) -> Iterator[tuple["subprocess.Popen[str]", str, str]]:
    """Start a desk; give the process, its address and its token."""
    words = [*COMMAND, "desk", str(archive), "--port", "0", "--no-model", *more]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )
    assert process.stdout
    try:
        address, _, token = process.stdout.readline().strip().partition("/#token=")
        yield process, address, token
    finally:
        process.kill()
        process.communicate()


def ask(address: str, path: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address + path, headers=headers), timeout=30) as response:
            assert "server" not in response.headers
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_first_line_is_the_address_and_its_token_opens_the_desk(archive: Path) -> None:
    with started(archive, "--no-browser", "--who", "سلمى") as (_, address, token):
        assert address.startswith("http://127.0.0.1:")
        assert ask(address, "/api/1/status")[0] == 401
        status, told = ask(address, "/api/1/status", **{"X-Marsad-Token": token})
        assert (status, "سلمى" in told) == (200, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_desk_that_is_told_to_stop_seals_the_archive_and_ends_well(archive: Path, number: signal.Signals, run) -> None:
    with started(archive, "--no-browser") as (process, address, token):
        merge = urllib.request.Request(address + "/api/1/merge", b"", {"X-Marsad": "1", "X-Marsad-Token": token}, method="POST")
        with urllib.request.urlopen(merge, timeout=30):
            pass
        process.send_signal(number)
        assert process.wait(30) == 0
        assert process.stderr and "Traceback" not in process.stderr.read()
    assert '"sealed": true' in run("verify", archive, "--json").stdout


def test_the_browser_is_not_started_with_the_token_where_all_may_read_it(archive: Path, tmp_path: Path) -> None:
    browser, seen = tmp_path / "browser", tmp_path / "seen"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}.part\ncat "${{1#file://}}" >> {seen}.part\nmv {seen}.part {seen}\n')
    browser.chmod(0o755)
    with started(archive, BROWSER=f"{browser} %s") as (process, address, token):
        for _ in range(100):
            if seen.exists():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.1)
        first, page = seen.read_text().split("\n", 1)
        assert token not in first
        assert f"{address}/#token={token}" in page


def test_a_file_that_is_no_base_map_is_told_before_anything_is_served(archive: Path, run) -> None:
    done = run("desk", archive, "--no-browser", "--tiles", str(archive / "archive.db"))
    assert (done.exit_code, "PMTiles" in done.output) == (1, True)


SECRET = "غيمة فوق النهر 7"


@pytest.fixture
def people(run: Callable[..., object], archive: Path) -> Path:
    """Give an archive whose people are Nadim, who is invented."""
    run("people", "add", archive, "نديم", "--role", "admin", stdin=f"{SECRET}\n".encode())
    return archive


def test_people_are_added_changed_and_removed(run, archive: Path) -> None:
    line = f"{SECRET}\n".encode()
    for name, role in (("نديم", "admin"), ("هند", "coder")):
        assert run("people", "add", archive, name, "--role", role, stdin=line).exit_code == 0
    assert run("people", "role", archive, "هند", "--role", "reviewer").exit_code == 0
    assert run("people", "password", archive, "هند", stdin="حجر تحت الجسر 9\r\n".encode()).exit_code == 0
    told = [json.loads(one) for one in run("people", "list", archive, "--json").stdout.splitlines()]
    assert [(one["name"], one["role"]) for one in told] == [("نديم", "admin"), ("هند", "reviewer")]
    assert run("people", "remove", archive, "هند").exit_code == 0
    assert "هند" not in run("people", "list", archive).stdout
    assert '"faults": []' in run("verify", archive, "--json").stdout


@pytest.mark.parametrize(
    ("words", "line", "why"),
    [
        (("add", "DESK", "هند", "--role", "coder"), b"short\n", "password"),
        (("add", "DESK", "هند", "--role", "coder"), b"\xff\xfe\n", "UTF-8"),
        (("add", "DESK", "نديم", "--role", "coder"), SECRET.encode(), "already"),
        (("role", "DESK", "هند", "--role", "coder"), b"", "no such person"),
        (("role", "DESK", "نديم", "--role", "coder"), b"", "only admin"),
        (("remove", "DESK", "نديم"), b"", "only admin"),
        (("password", "DESK", "هند"), SECRET.encode(), "no such person"),
    ],
)
def test_what_cannot_be_done_with_people_is_told(run, people: Path, words: tuple[str, ...], line: bytes, why: str) -> None:
    done = run("people", *(str(people) if one == "DESK" else one for one in words), stdin=line)
    assert (done.exit_code, why in done.output) == (1, True)
    assert "Traceback" not in done.output


def test_the_roles_of_the_command_are_those_of_the_desk() -> None:
    assert tuple(load_rights().roles) == ROLES


def test_people_of_an_archive_without_a_folder_are_kept_with_the_users_own_data(archive: Path, home: Path, monkeypatch) -> None:
    kept = open_archive(archive, "marsad test")
    beside = people_file(replace(kept, folder=None, location="postgresql://desk@server/marsad"))
    assert beside.path.parent == home
    assert people_file(kept).path == archive / "people.db"
    kept.close()


def test_nothing_is_served_to_others_while_nobody_is_set_up(run, archive: Path) -> None:
    done = run("desk", archive, "--no-browser", "--host", "127.0.0.1", "--port", "0")
    assert (done.exit_code, "marsad people add" in done.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--host", "192.0.2.7"), "--tls-cert"),
        (("--host", "0.0.0.0", "--no-tls"), "--address"),
        (("--host", "127.0.0.1", "--address", "desk.example"), "expected an address"),
        (("--host", "127.0.0.1", "--tls-cert", "cert.pem"), "together"),
        (("--host", "127.0.0.1", "--tls-cert", "none.pem", "--tls-key", "none.pem"), "certificate"),
        (("--no-tls",), "--host"),
        (("--address", "https://desk.example"), "--host"),
    ],
)
def test_a_desk_that_cannot_be_served_so_says_why(run, people: Path, words: tuple[str, ...], why: str) -> None:
    done = run("desk", people, "--no-browser", "--port", "0", *words)
    assert (done.exit_code, why in done.output) == (1, True)


def test_a_desk_for_several_prints_no_token_and_lets_in_by_name_and_password(people: Path) -> None:
    with started(people, "--no-browser", "--host", "127.0.0.1") as (_, address, token):
        assert (address[-1], token) == ("/", "")
        home = address.rstrip("/")
        assert ask(home, "/api/1/status")[0] == 401
        body = json.dumps({"name": "نديم", "password": SECRET}).encode()
        headers = {"X-Marsad": "1", "Content-Type": "application/json", "Origin": home}
        with urllib.request.urlopen(urllib.request.Request(f"{home}/api/1/login", body, headers), timeout=30) as response:
            cookie = response.headers["Set-Cookie"].partition(";")[0]
        status, told = ask(home, "/api/1/status", Cookie=cookie)
        assert (status, "نديم" in told) == (200, True)


def test_a_desk_speaks_tls_where_it_is_given_a_certificate(people: Path, tmp_path: Path) -> None:
    chain, key = certificate(tmp_path)
    tls = ("--tls-cert", str(chain), "--tls-key", str(key))
    with started(people, "--no-browser", "--host", "127.0.0.1", *tls) as (_, address, _token):
        assert address.startswith("https://127.0.0.1:")
        trusting = ssl.create_default_context(cafile=str(chain))
        with urllib.request.urlopen(f"{address}api/1/me", timeout=30, context=trusting) as response:
            told = json.load(response)
    assert (told["served"], told["tls"], told["who"]) == ("people", True, None)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate of this machine for this test."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "cert.pem", folder / "key.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return chain, secret
