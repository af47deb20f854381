"""`marsad bench`: how fast this machine reads, with the peers beside it."""

import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from marsad.cli.bench_rows import Row
from marsad.cli.faults import told_plainly
from marsad.dates import find_dates, interpret_dates
from marsad.errors import InputError, MarsadError
from marsad.examples import EXAMPLES, example
from marsad.model import Report
from marsad.parallel import CHUNK, read_many
from marsad.pipeline import Reader, load_reader, read_report
from marsad.sources.files import Told, read_file
from marsad.text.words import split_words

PUBLISHED = date(2025, 3, 12)
LENGTH = 500
"""Words of a report in the measurement."""

LOADING = """
import resource, time
begun = time.perf_counter()
from marsad.model import Report
from marsad.pipeline import load_reader, read_report
from marsad.examples import example
reader = load_reader()
loaded = time.perf_counter() - begun
read_report(Report("x", example()), reader)
print(loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def reports(count: int) -> list[Report]:
    """Make reports of 500 words from the bundled examples' paragraphs, each beginning with another one."""
    paragraphs = [p for name in EXAMPLES for p in example(name).splitlines() if p.strip()]
    out = []
    for i in range(count):
        words: list[str] = []
        k = i
        while len(words) < LENGTH:
            words += ["\n" if words else "", *paragraphs[k % len(paragraphs)].split()]
            k += 1
        out.append(Report(str(i), " ".join(words[:LENGTH]), published=PUBLISHED))
    return out


def median_time(work: Callable[[], object], runs: int) -> float:
    """Time a piece of work; give the median of the runs, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def measure(runs: int, count: int) -> list[Row]:
    """Measure loading, reading with and without the model, dates beside dateparser, and growth with length.

    Args:
        runs: Runs of each; what counts is their median.
        count: Reports of 500 words in a run with the model.

    Raises:
        MarsadError: The model cannot be loaded.
    """
    return [*_loading(runs), *_reading(runs, count), *_by_rules(runs)]


def _loading(runs: int) -> Iterator[Row]:
    """Measure loading in new processes: what a program holds once loaded would make the next run faster than it is."""
    loads = [_load_once() for _ in range(runs)]
    yield Row("loading, with the model", statistics.median(seconds for seconds, _ in loads), "s", "< 2.5")
    yield Row("memory, with the model", statistics.median(megabytes for _, megabytes in loads), "MB", "< 700")


def _load_once() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=False)
    if done.returncode:
        raise MarsadError("the reader could not be loaded: " + "".join(done.stderr.strip().splitlines()[-1:]))
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def _reading(runs: int, count: int) -> Iterator[Row]:
    yield Row("reading, model, 2 processes", _streaming(count), "reports/s", ">= 8")
    some, reader = reports(count), load_reader(threads=1)
    yield Row("reading, model, 1 process", count / median_time(lambda: _read_all(some, reader), runs), "reports/s")


def _by_rules(runs: int) -> Iterator[Row]:
    some, rules = reports(100), load_reader(model=False)
    seconds = median_time(lambda: _read_all(some, rules), runs)
    yield Row("reading, --no-model, 1 core", len(some) / seconds, "reports/s", ">= 200")
    yield Row("dates alone", len(some) / median_time(lambda: [_dates(r) for r in some], runs), "reports/s")
    yield _peer(some[:3])
    long = Report("long", "\n".join(r.text for r in some), published=PUBLISHED)
    yield Row(
        "one text of 50,000 words, time against 100 of 500",
        median_time(lambda: read_report(long, rules), runs) / seconds,
        "×",
        "< 2",
    )


def _read_all(some: Sequence[Report], reader: Reader) -> None:
    for report in some:
        read_report(report, reader)


def _peer(some: Sequence[Report]) -> Row:
    """Measure what others use for dates, where it is installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return Row("dates, dateparser.search (not installed)", None, "reports/s")
    with warnings.catch_warnings():  # dateparser warns of what it will change one day; that is not this program's matter
        warnings.simplefilter("ignore")
        seconds = median_time(lambda: [search_dates(r.text, languages=["ar"]) for r in some], 1)
    return Row("dates, dateparser.search", len(some) / seconds, "reports/s")


def _streaming(count: int, jobs: int = 2) -> float:
    """Read reports in two processes; give reports a second.

    Processes are started once, and what is measured is reading, not starting: the readings of each process's first chunk are
    not counted, and all chunks are whole, so that no process waits for another at the end.
    """
    first = jobs * CHUNK
    counted = first * max(1, -(-2 * count // first))
    stream = read_many(reports(first + counted), jobs=jobs)
    for _ in range(first):
        next(stream)
    begun = time.perf_counter()
    rest = sum(1 for _ in stream)
    return rest / (time.perf_counter() - begun)


def _dates(report: Report) -> object:
    words = split_words(report.text)
    return interpret_dates(report, find_dates(report.text, words), words)


def _texts(path: Path | None) -> list[str]:
    return [report.text for report in read_file(path, Told())] if path else [example(name) for name in EXAMPLES]


@click.command()
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True, help="Runs of each; the median is told.")
@click.option(
    "--reports", "count", type=click.IntRange(4), default=24, show_default=True, help="Reports of 500 words in a run."
)
@click.option("--archive", "of_archive", is_flag=True, help="Measure the archive: keeping, searching, checking, merging.")
@click.option("--kept", type=click.IntRange(64), default=10_000, show_default=True, help="With --archive, reports to keep.")
@click.option("--events", type=click.IntRange(10), default=20_000, show_default=True, help="With --archive, events to merge.")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    help="With --archive or --desk, a file of reports (JSON Lines) that texts are made of; the examples by default.",
)
@click.option("--desk", "of_desk", is_flag=True, help="Measure the desk: its first view, and each endpoint under filters.")
@click.option(
    "--incidents", type=click.IntRange(10), default=100_000, show_default=True, help="With --desk, incidents to make."
)
@click.option(
    "--questions", type=click.IntRange(2), default=80, show_default=True, help="With --desk, questions to each endpoint."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@told_plainly
def bench(
    runs: int,
    count: int,
    of_archive: bool,
    kept: int,
    events: int,
    texts: Path | None,
    of_desk: bool,
    incidents: int,
    questions: int,
    as_json: bool,
) -> None:
    """Measure speed and memory on this machine, medians, with the peers beside them."""
    if of_archive and of_desk:
        raise InputError("expected --archive or --desk, got both")
    if of_archive:
        from marsad.cli.bench_archive import measure_archive

        rows: Iterable[Row] = measure_archive(_texts(texts), kept, events)
    elif of_desk:
        from marsad.cli.bench_desk import measure_desk

        rows = measure_desk(_texts(texts), incidents, questions)
    else:
        rows = measure(runs, count)
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        value = "–" if row.value is None else f"{row.value:.2f}"
        click.echo(f"{row.what:64} {value:>10} {row.unit:10} {row.wanted}")
