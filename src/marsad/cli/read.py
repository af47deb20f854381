"""`marsad read`: read reports and print what they tell."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from marsad.cli.faults import told_plainly
from marsad.cli.gazetteer import gazetteer_folder
from marsad.cli.progress import progress_over
from marsad.cli.table import show_table
from marsad.exports.page import readings_to_html
from marsad.exports.reading import reading_to_json
from marsad.model import Reading, Report
from marsad.parallel import read_many
from marsad.pipeline import load_reader, read_report
from marsad.sources.files import Told, read_paths


def user_gazetteers() -> tuple[Path, ...]:
    """Give the place lists that the user has added."""
    return tuple(sorted(gazetteer_folder().glob("*.csv")))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE… | -")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, where the report does not bring it.")
@click.option("--source", help="The outlet.")
@click.option("--title", help="The headline, where it stands apart from the text.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "html"]), default="table", show_default=True, help="What to print."
)
@click.option("--explain", is_flag=True, help="Say why, for every value.")
@click.option("--no-model", is_flag=True, help="Read by rules and lists alone: faster, finds less.")
@click.option("--jobs", type=click.IntRange(1), help="Processes for many reports; all cores when not given.")
@told_plainly
def read(
    paths: tuple[str, ...],
    published: datetime | None,
    source: str | None,
    title: str | None,
    form: str,
    explain: bool,
    no_model: bool,
    jobs: int | None,
) -> None:
    """Read reports and print every event with the words it rests on.

    A FILE is one report, in UTF-8, UTF-16 or Windows-1256; a .jsonl file holds one report a line
    ({"id", "title", "published", "source", "text"}); - is standard input.
    """
    told = Told(published.date() if published else None, source, title)
    reports = read_paths(paths, told)
    many = any(path.endswith((".jsonl", ".ndjson")) for path in paths) or len(paths) > 8
    readings = _readings(reports, many, not no_model, jobs)
    if form == "json":
        _print_lines(readings, many)
    elif form == "html":
        _print_page(list(readings), explain)
    else:
        for reading in readings:
            show_table(reading, explain)


def _readings(reports: Iterable[Report], many: bool, model: bool, jobs: int | None) -> Iterator[Reading]:
    gazetteers = user_gazetteers()
    if many:
        return read_many(reports, model=model, jobs=jobs, gazetteers=gazetteers)
    reader = load_reader(model=model, gazetteers=gazetteers)
    return (read_report(report, reader) for report in reports)


def _print_lines(readings: Iterable[Reading], many: bool) -> None:
    """Print one reading a line, with a progress bar on a terminal when there are many."""
    for reading in progress_over(readings, "reading") if many and not sys.stdout.isatty() else readings:
        # A lone surrogate has no UTF-8; spelt `\\ud800` it is what JSON asks for, and the text stays what it was.
        sys.stdout.buffer.write((reading_to_json(reading) + "\n").encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _print_page(readings: Sequence[Reading], explain: bool) -> None:
    """Print one page, once all is read: half a page is no page."""
    sys.stdout.buffer.write(readings_to_html(readings, explain=explain).encode("utf-8", "xmlcharrefreplace"))
    sys.stdout.flush()
