"""`marsad bench --desk`: how soon a desk over many incidents shows them, and how soon it answers a filter.

Incidents are made by program (see `bench_archive`) and laid into an archive of their own. Then the desk is started as a person
starts it, in a process of its own, and asked over the network of this machine, one question after another.
"""

import json
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from marsad.archive import create_archive
from marsad.archive.database import writing
from marsad.archive.keeping import keep_reading
from marsad.archive.merging import log_members
from marsad.archive.rows import insert_new, pack
from marsad.archive.schema import member, report
from marsad.archive.store import Archive
from marsad.cli.bench_archive import DAYS, FIRST, SEED, made_accounts
from marsad.cli.bench_rows import Row
from marsad.errors import MarsadError
from marsad.link import incident_id
from marsad.model import Account

BATCH = 2000
"""Reports laid into the archive in one transaction."""
BARRED = 100_000
"""Incidents up to which the bars hold."""
FIRST_VIEW = ("explore/map", "explore/timeline?unit=week", "incidents?limit=50")
"""What the first page asks for."""
ENDPOINTS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "incidents": {"limit": (50,), "offset": (0, 0, 500)},
    "explore/map": {},
    "explore/timeline": {"unit": ("day", "week", "month")},
    "explore/network": {},
    "statistics": {},
}
"""What answers a filter, with what else it may be asked."""
WORDS = ("قصف", "مدنيين", "قوات النظام", "دير الزور -قصف", "اجت*")
DECISIONS = 20


def measure_desk(texts: Sequence[str], incidents: int, questions: int) -> Iterator[Row]:
    """Measure the first view from nothing and from a later start, and each endpoint under random filters.

    Args:
        texts: Texts that the incidents are made of.
        incidents: Incidents to make.
        questions: Questions to ask each endpoint.

    Yields:
        A row for each measurement, as it is done.

    Raises:
        MarsadError: The archive cannot be written, or the desk does not answer.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "desk"
        begun = time.perf_counter()
        events = make_archive(folder, texts, incidents)
        yield Row(f"making {incidents:,} incidents", time.perf_counter() - begun, "s")
        yield from measure_folder(folder, events, questions)


def measure_folder(folder: Path, events: Sequence[str], questions: int) -> Iterator[Row]:
    """Measure a desk over an archive that no desk was opened over; some of its accounts are accepted.

    Args:
        folder: The archive's folder.
        events: Keys of its events.
        questions: Questions to ask each endpoint.
    """
    view, bar = ("< 1.5", "< 150") if len(events) <= BARRED else ("", "")
    with _started(folder) as (_, client):
        yield Row("first map, timeline and table, the columns made from nothing", _timed(client, FIRST_VIEW), "s")
    begun = time.perf_counter()
    with _started(folder) as (process, client):
        yield Row("a later start, until the desk listens", time.perf_counter() - begun, "s")
        yield Row("first map, timeline and table, from then on", _timed(client, FIRST_VIEW), "s", view)
        yield from _answers(client, questions, bar)
        yield from _decisions(client, random.Random(SEED).sample(events, min(DECISIONS, len(events))))
        yield Row("memory of the desk", _memory(process.pid), "MB")


def make_archive(folder: Path, texts: Sequence[str], incidents: int) -> list[str]:
    """Make an archive of incidents that one account tells of each; give the keys of their events.

    It is for measuring alone: the reports have no originals, and the log does not vouch for them.
    """
    accounts, days = made_accounts(texts, incidents)
    by_report: dict[str, list[Account]] = {}
    for one in accounts:
        by_report.setdefault(one.report, []).append(one)
    archive = create_archive(folder, "marsad bench", "bench", lambda: datetime(2025, 1, 1, tzinfo=UTC))
    try:
        keys = list(by_report)
        for i in range(0, len(keys), BATCH):
            rows = [_report(key, days[key].isoformat(), texts, i + j) for j, key in enumerate(keys[i : i + BATCH])]  # type: ignore[union-attr]
            _keep(archive, rows, by_report)
        with writing(archive.engine) as connection:
            insert_new(connection, member, [{"event": one.event, "incident": incident_id([one], {})} for one in accounts])
            log_members(archive, connection, 0)
    finally:
        archive.close()
    return [one.event for one in accounts]


def _report(key: str, day: str, texts: Sequence[str], number: int) -> dict[str, Any]:
    told: dict[str, Any] = {"name": key, "title": None, "published": day, "outlet": f"outlet {number % 40}"}
    kept: dict[str, Any] = {"original": "0" * 64, "locator": "", "notes": [], "received": "2025-01-01T00:00:00+00:00"}
    told |= {"address": "", "how": {}, "extra": {}}
    return {"key": key, "text": pack(texts[number % len(texts)]), "lineage": key, "fingerprint": b"", **told, **kept}


def _keep(archive: Archive, rows: Sequence[Mapping[str, Any]], by_report: Mapping[str, Sequence[Account]]) -> None:
    with writing(archive.engine) as connection:
        insert_new(connection, report, rows)
        for row in rows:
            keep_reading(archive, connection, row["key"], "bench", by_report[row["key"]], (), "read")


@dataclass(frozen=True, slots=True)
class _Client:
    """Asks a desk, over one connection that stays open.

    Attributes:
        connection: The connection.
        headers: What every request bears.
    """

    connection: HTTPConnection
    headers: Mapping[str, str]

    def ask(self, path: str, body: Any = None) -> bytes:
        """Give the answer to a question, or to something sent.

        Raises:
            MarsadError: It is no answer.
        """
        sent = None if body is None else json.dumps(body)
        self.connection.request("GET" if sent is None else "POST", f"/api/1/{path}", sent, dict(self.headers))
        response = self.connection.getresponse()
        told = response.read()
        if response.status != 200:
            raise MarsadError(f"{path}: expected an answer, got {response.status}: {told[:200].decode(errors='replace')}")
        return told

    def milliseconds(self, path: str) -> float:
        """Ask, and say how long it took."""
        begun = time.perf_counter()
        self.ask(path)
        return 1000 * (time.perf_counter() - begun)


@contextmanager
def _started(folder: Path) -> "Iterator[tuple[subprocess.Popen[str], _Client]]":
    """Start a desk over an archive, as a person does, and stop it at the end."""
    command = [sys.executable, "-m", "marsad", "desk", str(folder), "--no-browser", "--port", "0", "--no-model"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        if not address.hostname:
            raise MarsadError("the desk does not start")
        connection = HTTPConnection(address.hostname, address.port or 0, timeout=600)
        headers = {
            "X-Marsad": "1",
            "X-Marsad-Token": address.fragment.removeprefix("token="),
            "Content-Type": "application/json",
        }
        try:
            yield process, _Client(connection, headers)
        finally:
            connection.close()
            process.send_signal(signal.SIGTERM)
            process.wait()


def _timed(client: _Client, paths: Sequence[str]) -> float:
    return sum(map(client.milliseconds, paths)) / 1000


def _answers(client: _Client, questions: int, wanted: str) -> Iterator[Row]:
    """Ask each endpoint under random filters."""
    chance, filters = random.Random(SEED), _filters(client)
    for path, more in ENDPOINTS.items():
        times = []
        for _ in range(questions):
            asked = {**chance.choice(filters)(chance), **{name: chance.choice(values) for name, values in more.items()}}
            times.append(client.milliseconds(f"{path}?{urlencode(asked, doseq=True)}"))
        yield Row(f"/{path}, median", statistics.median(times), "ms")
        yield Row(f"/{path}, 95th percentile", statistics.quantiles(times, n=20)[-1], "ms", wanted)


def _filters(client: _Client) -> list[Callable[[random.Random], dict[str, Any]]]:
    """Give what makes filters, of every kind, out of what the desk knows."""
    types = [one["type"]["code"] for one in json.loads(client.ask("statistics"))["types"]]
    actors = [one["id"] for one in json.loads(client.ask("explore/network"))["actors"]]
    places = json.loads(client.ask("explore/map"))["place"]
    standing: tuple[dict[str, Any], ...] = ({}, {"review": "open", "lineages": 1}, {"conflicts": "any"}, {"realis": "actual"})
    return [
        _days,
        _box,
        lambda chance: {**_days(chance), **_box(chance)},
        lambda chance: {"types": chance.sample(types, min(3, len(types)))},
        lambda chance: {"actors": chance.sample(actors, min(1, len(actors)))},
        lambda chance: {"place": chance.choice(places)} if places else {},
        lambda chance: {"words": chance.choice(WORDS)},
        lambda chance: chance.choice(standing),
    ]


def _days(chance: random.Random) -> dict[str, Any]:
    first = FIRST + timedelta(chance.randrange(DAYS))
    return {"first": first.isoformat(), "last": (first + timedelta(chance.randrange(7, 90))).isoformat()}


def _box(chance: random.Random) -> dict[str, Any]:
    west, south = chance.uniform(35, 41), chance.uniform(32, 35)
    return {"box": f"{west:.3f},{south:.3f},{west + 3:.3f},{south + 2:.3f}"}


def _decisions(client: _Client, events: Sequence[str]) -> Iterator[Row]:
    """Accept accounts one after another: what was decided is in the very next list."""
    took, next_ = [], []
    for event in events:
        seen = json.loads(client.ask(f"accounts/{event}"))["seen"]
        begun = time.perf_counter()
        client.ask(f"accounts/{event}/review", {"verdict": "accepted", "seen": seen})
        took.append(1000 * (time.perf_counter() - begun))
        next_.append(client.milliseconds("incidents?limit=50"))
    yield Row("accepting an account, median", statistics.median(took), "ms")
    yield Row("the table right after it, median", statistics.median(next_), "ms")


def _memory(process: int) -> float | None:
    """Give the most memory a process has had, where the system says."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), None)
