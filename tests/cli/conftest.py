"""Run the command as a user does, in a process of its own, or within this one where that is enough."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marsad.cli import main

COMMAND = (sys.executable, "-c", "from marsad.cli import main; main(prog_name='marsad')")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a user's folder of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MARSAD_HOME", str(folder))
    return folder


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run within this process: `run("read", path)`."""

    def command(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner(env={"COLUMNS": "200"}).invoke(main, [str(a) for a in arguments], input=stdin)

    return command


@pytest.fixture
def process() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run in a process of its own: `process("read", "-", stdin=b"...", LC_ALL="C")`."""

    def command(*arguments: object, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=stdin,
            env={**os.environ, **environment},
            capture_output=True,
            timeout=120,
            check=False,
        )

    return command
