"""`marsad desk` in a process of its own, as a person starts and stops it."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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
