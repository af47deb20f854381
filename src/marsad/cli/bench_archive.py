"""`marsad bench --archive`: how fast this machine keeps, finds and merges.

Reports are made by program, each of sentences drawn from the texts given: as many different words as real ones have, and no two
alike. Events are made of real accounts, each copy on another day and at another place of the gazetteer.
"""

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

from marsad.archive import Received, create_archive, keep, seal, search, verify
from marsad.archive.claims import accounts_of
from marsad.archive.store import Archive
from marsad.cli.bench_rows import Row
from marsad.errors import InputError
from marsad.link import join_accounts, score_pairs
from marsad.model import Account, Claim, DateInterval, Place, PlaceInterpretation, Report
from marsad.model.plain import content_hash
from marsad.pipeline import load_reader, read_report

FIRST = date(2024, 1, 1)
DAYS = 365
QUERIES = 200
SEED = 5


def measure_archive(texts: Sequence[str], kept: int, events: int) -> Iterator[Row]:
    """Measure keeping, searching, checking and merging.

    Args:
        texts: Texts that the reports are made of.
        kept: Reports to keep.
        events: Events to merge.

    Yields:
        A row for each measurement, as it is done.

    Raises:
        MarsadError: The archive cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = create_archive(Path(folder) / "desk", "marsad bench", "bench", lambda: datetime(2025, 1, 1, tzinfo=UTC))
        try:
            yield from _keeping(archive, texts, kept)
            yield from _searching(archive, texts)
            yield from _checking(archive)
        finally:
            archive.close()
    yield from _merging(texts, events)
    yield Row("memory, all of the above", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def made_reports(texts: Sequence[str], count: int) -> Iterator[Report]:
    """Make reports of sentences of some texts."""
    chance = random.Random(SEED)
    sentences = [line.strip() for text in texts for line in text.replace(". ", ".\n").splitlines() if len(line.split()) > 4]
    for number in range(count):
        some = [chance.choice(sentences) for _ in range(chance.randint(3, 8))]
        day = FIRST + timedelta(chance.randrange(DAYS))
        yield Report(f"made-{number}", f"بلاغ {number}: " + " ".join(some), None, day, f"outlet {number % 40}")


def _keeping(archive: Archive, texts: Sequence[str], kept: int) -> Iterator[Row]:
    made = made_reports(texts, kept)
    begun = time.perf_counter()
    while some := list(islice(made, 64)):
        data = "\n".join(report.text for report in some).encode("utf-8", "replace")
        digest, size = archive.originals.put(BytesIO(data))
        keep(archive, [Received(report, True, digest, size, "made.jsonl", locator=report.id) for report in some])
    seconds = time.perf_counter() - begun
    yield Row(f"keeping {kept:,} reports, unread", kept / seconds, "reports/s")
    begun = time.perf_counter()
    seal(archive)
    yield Row("sealing", time.perf_counter() - begun, "s")
    assert archive.folder is not None
    size = sum(path.stat().st_size for path in archive.folder.rglob("*") if path.is_file())
    yield Row("on disk, for each report", size / kept / 1024, "KB")


def _searching(archive: Archive, texts: Sequence[str]) -> Iterator[Row]:
    """Search for words, pairs of words and phrases as they stand in the texts: common and rare ones as they come."""
    chance = random.Random(SEED)
    words = [text.split() for text in texts if len(text.split()) > 10]
    times = []
    for number in range(QUERIES):
        some = chance.choice(words)
        start = chance.randrange(len(some) - 3)
        query = (some[start], " ".join(some[start : start + 2]), f'"{" ".join(some[start : start + 3])}"')[number % 3]
        begun = time.perf_counter()
        try:
            search(archive, query)
        except InputError:  # it was a sign, not a word
            continue
        times.append(1000 * (time.perf_counter() - begun))
    yield Row("search, median", statistics.median(times), "ms")
    yield Row("search, 95th percentile", statistics.quantiles(times, n=20)[-1], "ms", "< 50")


def _checking(archive: Archive) -> Iterator[Row]:
    begun = time.perf_counter()
    found = verify(archive)
    yield Row(f"verify, {len(found.faults)} faults", time.perf_counter() - begun, "s")


def made_accounts(texts: Sequence[str], count: int) -> tuple[list[Account], dict[str, date | None]]:
    """Make accounts out of those that rules read in some texts, each on another day and at another place.

    Returns:
        The accounts, and the day of publication of each made report.
    """
    chance, reader = random.Random(SEED), load_reader(model=False)
    base = [one for i, text in enumerate(texts) for one in _accounts(text, i, reader)]
    places = [place for place in reader.gazetteer if place.point]  # type: ignore[attr-defined]
    out: list[Account] = []
    days: dict[str, date | None] = {}
    for number in range(count):
        one, day = base[number % len(base)], FIRST + timedelta(chance.randrange(DAYS))
        key = f"made-{number // 3}"
        days[key] = day
        out.append(_moved(one, key, number, DateInterval.day(day), chance.choice(places)))
    return out, days


def _accounts(text: str, number: int, reader: object) -> tuple[Account, ...]:
    report = Report(str(number), text, None, FIRST)
    return accounts_of(read_report(report, reader), str(number))[0]  # type: ignore[arg-type]


def _moved(one: Account, report: str, number: int, day: DateInterval, place: Place) -> Account:
    event = content_hash(number)[:24]

    def moved(claim: Claim) -> Claim:
        value = claim.value
        if claim.field == "date":
            value = day
        elif claim.field == "place":
            value = (PlaceInterpretation(place, "for the measurement", 1.0),)
        return replace(claim, id=content_hash(claim.id, number)[:24], event=event, report=report, value=value)

    return replace(one, event=event, report=report, interval=day, claims=tuple(map(moved, one.claims)))


def _merging(texts: Sequence[str], events: int) -> Iterator[Row]:
    accounts, days = made_accounts(texts, events)
    begun = time.perf_counter()
    pairs = score_pairs(accounts, days, {key: key for key in days})
    groups = join_accounts(accounts, pairs.scores(), (), ())
    for _ in pairs:  # each is explained as it is written down
        pass
    seconds = time.perf_counter() - begun
    wanted = "< 30" if events <= 20_000 else "< 600" if events <= 300_000 else ""
    yield Row(f"merging {events:,} events, {len(pairs):,} pairs, {len(groups):,} incidents", seconds, "s", wanted)
