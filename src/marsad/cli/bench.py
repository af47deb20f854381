"""`marsad bench`: how fast this machine reads, with the peers beside it."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from marsad.cli.faults import told_plainly
from marsad.dates import find_dates, interpret_dates
from marsad.examples import EXAMPLES, example
from marsad.model import Report
from marsad.parallel import read_many
from marsad.pipeline import load_reader, read_report
from marsad.text.words import split_words

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
        out.append(Report(str(i), " ".join(words[:LENGTH]), published=date(2025, 3, 12)))
    return out


def median_time(work: Callable[[], object], runs: int) -> float:
    """Time a piece of work; give the median of the runs, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def measure(runs: int, count: int) -> list[dict[str, Any]]:
    """Measure loading, reading with and without the model, dates beside dateparser, and growth with length."""
    rows: list[dict[str, Any]] = []

    def row(what: str, value: float, unit: str, floor: str = "") -> None:
        rows.append({"what": what, "value": round(value, 3), "unit": unit, "wanted": floor})

    loads = [tuple(map(float, subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True).stdout.split())) for _ in range(runs)]
    row("loading, with the model", statistics.median(seconds for seconds, _ in loads), "s", "< 2.5")
    row("memory, with the model", statistics.median(megabytes for _, megabytes in loads), "MB", "< 700")
    some = reports(count)
    # Processes are started once: what is measured is reading, not starting.
    row("reading, model, 2 processes", _streaming(some * 4), "reports/s", ">= 8")
    with_model = load_reader(threads=1)
    row("reading, model, 1 process", count / median_time(lambda: [read_report(r, with_model) for r in some], runs), "reports/s")
    rules = load_reader(model=False)
    more = reports(100)
    row("reading, --no-model, 1 core", 100 / median_time(lambda: [read_report(r, rules) for r in more], runs), "reports/s", ">= 200")
    row("dates alone", 100 / median_time(lambda: [_dates(r) for r in more], runs), "reports/s")
    try:
        from dateparser.search import search_dates
    except ImportError:
        rows.append({"what": "dates, dateparser.search (not installed)", "value": None, "unit": "reports/s", "wanted": ""})
    else:
        row("dates, dateparser.search", 3 / median_time(lambda: [search_dates(r.text, languages=["ar"]) for r in more[:3]], 1), "reports/s")
    long = Report("long", "\n".join(r.text for r in more), published=date(2025, 3, 12))
    single = median_time(lambda: [read_report(r, rules) for r in more], runs)
    row("one text of 50,000 words, time against 100 of 500", median_time(lambda: read_report(long, rules), runs) / single, "×", "< 2")
    return rows


def _streaming(some: list[Report]) -> float:
    """Read reports in two processes; give reports a second from the first reading on."""
    stream = read_many(some, jobs=2)
    next(stream)
    begun = time.perf_counter()
    rest = sum(1 for _ in stream)
    return rest / (time.perf_counter() - begun)


def _dates(report: Report) -> object:
    words = split_words(report.text)
    return interpret_dates(report, find_dates(report.text, words), words)


@click.command()
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True, help="Runs of each; the median is told.")
@click.option("--reports", "count", type=click.IntRange(4), default=24, show_default=True, help="Reports of 500 words in a run.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@told_plainly
def bench(runs: int, count: int, as_json: bool) -> None:
    """Measure speed and memory on this machine, medians, with the peers beside them."""
    rows = measure(runs, count)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for item in rows:
        value = "–" if item["value"] is None else f"{item['value']:.2f}"
        click.echo(f"{item['what']:52} {value:>10} {item['unit']:10} {item['wanted']}")
