"""The commands of the archive: `init`, `add`, `merge`, `search`, `show`, `verify`, `reread`, `judge`, `backup`, `restore`."""

import getpass
import json
import os
import sys
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import click

from marsad import archive as store
from marsad.archive import Archive
from marsad.archive.lessons import accepted
from marsad.cli.faults import told_plainly
from marsad.cli.progress import progress_over
from marsad.cli.read import user_gazetteers
from marsad.cli.shown import report_key_of, show_incident, show_report
from marsad.collect import Outcome, Reads, add, reread
from marsad.errors import ArchiveError, InputError
from marsad.exports.native import read_native
from marsad.model import Review, Verdict
from marsad.pipeline import version_name
from marsad.sources.files import Told
from marsad.sources.folders import watch_folder

F = TypeVar("F", bound=Callable[..., Any])

archive_argument = click.argument("location", metavar="ARCHIVE")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
who_option = click.option("--who", envvar="MARSAD_WHO", help="Who is at work, for the log; the name of the account by default.")


def opened(location: str, who: str | None = None) -> Archive:
    """Open an archive for a person."""
    return store.open_archive(location, version_name(), who or _account())


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a name for its user
        return str(os.getuid())


def say(value: Any) -> None:
    """Print one JSON object on a line; a lone surrogate is spelt as JSON spells it."""
    sys.stdout.buffer.write((json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))


def reading_options(command: F) -> F:
    """Add the options that say how reports are read."""
    command = click.option("--no-model", is_flag=True, help="Read by rules and lists alone: faster, finds less.")(command)
    return click.option("--jobs", type=click.IntRange(1), help="Processes; all cores when not given.")(command)


@click.command()
@archive_argument
@who_option
@told_plainly
def init(location: str, who: str | None) -> None:
    """Make an archive: a folder, or the URL of an empty PostgreSQL database (postgresql://user@host/name)."""
    made = store.create_archive(location, version_name(), who or _account())
    store.seal(made)
    click.echo(f"{made.location}: an archive, empty as yet. `marsad add {location} FILE…` brings reports in.")


@click.command(name="add")
@archive_argument
@click.argument("paths", nargs=-1, required=True, metavar="PATH… | -")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, where the source does not say.")
@click.option("--source", help="The outlet, where the source does not say.")
@click.option("--title", help="The headline, where the source does not say.")
@click.option("--no-read", is_flag=True, help="Keep the reports and read them later, with `marsad reread`.")
@click.option("--watch", is_flag=True, help="PATH is one folder: wait for new files in it, until stopped.")
@reading_options
@who_option
@json_option
@told_plainly
def add_command(
    location: str,
    paths: tuple[str, ...],
    published: datetime | None,
    source: str | None,
    title: str | None,
    no_read: bool,
    watch: bool,
    no_model: bool,
    jobs: int | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Keep reports, read them, and store what they claim.

    A PATH is a file or a folder: text, HTML, PDF, scans and images, DOCX, CSV, XLSX, JSONL, RSS or Atom, Telegram's export,
    WARC or WACZ, e-mail. What cannot be read is told and passed over. A report that is there already is not kept twice.
    """
    opened_archive = opened(location, who)
    told = Told(published.date() if published else None, source, title)
    how = None if no_read else Reads(not no_model, jobs, user_gazetteers(), accepted(opened_archive))
    if watch:
        if len(paths) != 1 or not Path(paths[0]).is_dir():
            raise InputError("--watch expects one folder", paths[0])
        for some in watch_folder(Path(paths[0]), Event()):
            _add(opened_archive, add(opened_archive, map(str, some), told, how), as_json)
        return
    stdin = sys.stdin.buffer.read() if "-" in paths else b""
    if _add(opened_archive, add(opened_archive, paths, told, how, stdin), as_json):
        raise SystemExit(1)


def _add(archive: Archive, outcomes: Iterable[Outcome], as_json: bool) -> int:
    """Tell what became of each report as it is kept, seal the archive, and sum up; give the number of faults."""
    counts = {"new": 0, "again": 0, "faults": 0, "events": 0, "reposts": 0}
    for one in progress_over(outcomes, "adding"):
        counts["faults" if one.fault else "new" if one.new else "again"] += 1
        counts["events"] += one.accounts or 0
        counts["reposts"] += one.new and one.lineage != one.key
        if as_json:
            say(asdict(one))
            sys.stdout.flush()
        elif one.fault:
            click.echo(f"passed over: {one.path}{' ' + one.locator if one.locator else ''}: {one.fault}", err=True)
    store.seal(archive)
    if not as_json:
        click.echo(
            f"{counts['new']:,} reports kept ({counts['reposts']:,} of them repeat another), {counts['events']:,} events; "
            f"{counts['again']:,} were there already; {counts['faults']:,} could not be read"
        )
    return counts["faults"]


@click.command(name="import")
@archive_argument
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@who_option
@told_plainly
def import_command(location: str, path: Path, who: str | None) -> None:
    """Bring in what another archive exported as `native`: reports, accounts and who reviewed them, as they were there."""
    archive = opened(location, who)
    release = read_native(path)
    if release.profile != "full":
        raise InputError(f"expected a full release, got one of the profile {release.profile}", str(path))
    new = store.import_release(archive, release)
    store.seal(archive)
    click.echo(f"{path}: {new:,} reports new, {len(release.reports) - new:,} there already")


@click.command()
@archive_argument
@who_option
@json_option
@told_plainly
def merge(location: str, who: str | None, as_json: bool) -> None:
    """Compare all accounts, and put those together that tell of one incident. People's verdicts are obeyed."""
    archive = opened(location, who)
    done = store.merge(archive)
    store.seal(archive)
    if as_json:
        say(asdict(done))
        return
    click.echo(
        f"{done.accounts:,} accounts, {done.pairs:,} pairs looked at: {done.incidents:,} incidents, "
        f"{done.joined:,} of them told more than once"
    )


@click.command()
@archive_argument
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Reports to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Reports to pass over.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or later.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or earlier.")
@json_option
@told_plainly
def search(
    location: str, query: str, limit: int, offset: int, first: datetime | None, last: datetime | None, as_json: bool
) -> None:
    """Find reports by their words: «دير الزور» finds «بدير الزور», أحمد finds احمد.

    "…" or «…» words in this order; -word without it; OR either; word* what begins so.
    """
    days = (first.date() if first else None, last.date() if last else None)
    for hit in store.search(opened(location), query, limit, offset, *days):
        if as_json:
            say(asdict(hit))
            continue
        title = textwrap.shorten(hit.title or hit.name, 80, placeholder="…")
        click.echo(f"{hit.key[:12]}  {hit.published or '–':10}  {hit.outlet or '–'}  {title}")
        click.echo("    " + " ".join(hit.snippet.split()))


@click.command()
@archive_argument
@click.argument("name")
@json_option
@told_plainly
def show(location: str, name: str, as_json: bool) -> None:
    """Show a report (by its key or name) with its events, or an incident (MRS-…) with all its accounts."""
    archive = opened(location)
    shown = show_incident(archive, name) if name.startswith("MRS-") else show_report(archive, name)
    if as_json:
        say(shown.plain)
    else:
        for line in shown.lines:
            click.echo(line)


@click.command()
@archive_argument
@click.option("--chain", type=click.Path(path_type=Path), help="Write the log here, and check_chain.py beside it.")
@json_option
@told_plainly
def verify(location: str, chain: Path | None, as_json: bool) -> None:
    """Check every byte and every row against the log, and the log against itself; exit code 1 when anything does not hold."""
    archive = opened(location)
    found = store.verify(archive)
    if chain:
        store.write_chain(archive, chain)
    if as_json:
        say(asdict(found))
    else:
        for fault in found.faults:
            click.echo(f"FAULT  {fault}")
        for note in found.notes:
            click.echo(f"note   {note}")
        click.echo(
            f"{found.reports:,} reports, {found.originals:,} originals, {found.entries:,} entries of the log: "
            + (f"{len(found.faults)} faults" if found.faults else "all hold")
        )
        click.echo(f"the last hash is {found.head}")
    if found.faults:
        raise SystemExit(1)


@click.command(name="reread")
@archive_argument
@click.option("--all", "every", is_flag=True, help="All reports, not only those this version has not read.")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@reading_options
@who_option
@json_option
@told_plainly
def reread_command(
    location: str, every: bool, dry_run: bool, no_model: bool, jobs: int | None, who: str | None, as_json: bool
) -> None:
    """Read kept reports again and tell what changed. What a person decided stays.

    Where lessons were accepted or withdrawn, only reports that have their words are read.
    """
    archive = opened(location, who)
    changes = reread(archive, Reads(not no_model, jobs, user_gazetteers(), accepted(archive)), every, dry=dry_run)
    if not dry_run:
        store.seal(archive)
    if as_json:
        for one in changes:
            say(asdict(one))
        return
    sums = {name: sum(getattr(one, name) for one in changes) for name in ("added", "gone", "changed", "held", "same")}
    what = "would be read again" if dry_run else "read again"
    click.echo(
        f"{len(changes):,} reports {what}: {sums['added']:,} events new, {sums['gone']:,} gone, "
        f"{sums['changed']:,} changed, {sums['same']:,} the same; {sums['held']:,} stay as people decided"
    )


@click.command()
@archive_argument
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice([v.value for v in Verdict]))
@click.option("--note", default="", help="Why.")
@who_option
@told_plainly
def judge(location: str, left: str, right: str, verdict: str, note: str, who: str | None) -> None:
    """Say whether two events tell of one incident. `marsad merge` then obeys; a later verdict closes this one."""
    archive = opened(location, who)
    try:
        store.judge(archive, left, right, Verdict(verdict), note)
    except ValueError as error:
        raise ArchiveError(str(error)) from error
    store.seal(archive)
    click.echo(f"{left} and {right}: {verdict}")


@click.command()
@archive_argument
@click.argument("event")
@click.argument("verdict", type=click.Choice([Review.ACCEPTED.value, Review.REJECTED.value]))
@click.option("--note", default="", help="Why.")
@who_option
@told_plainly
def review(location: str, event: str, verdict: str, note: str, who: str | None) -> None:
    """Accept or reject what was read of an event. A second person who accepts it clears the persons it names to leave."""
    archive = opened(location, who)
    store.review(archive, event, Review(verdict), note)
    store.seal(archive)
    click.echo(f"{event}: {verdict} by {archive.who}")


@click.command()
@archive_argument
@click.argument("name")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication.")
@click.option("--title", help="Headline.")
@click.option("--source", help="Outlet.")
@click.option("--note", default="", help="How it is known.")
@who_option
@told_plainly
def correct(
    location: str, name: str, published: datetime | None, title: str | None, source: str | None, note: str, who: str | None
) -> None:
    """Say what is known of a report (by its key or name). `marsad reread` then dates its events anew."""
    archive = opened(location, who)
    day = published.date().isoformat() if published else None
    told = {field: value for field, value in (("published", day), ("title", title), ("source", source)) if value}
    if not told:
        raise InputError("expected --published, --title or --source")
    key = report_key_of(archive, name)
    for field, value in told.items():
        store.correct(archive, key, field, value, note)
    store.seal(archive)
    click.echo(f"{key}: " + ", ".join(f"{field} {value}" for field, value in told.items()))


@click.command()
@archive_argument
@click.argument("out", type=click.Path(path_type=Path))
@told_plainly
def backup(location: str, out: Path) -> None:
    """Copy the archive into one file, as it is at this moment."""
    originals = store.backup(opened(location), out)
    click.echo(f"{out}: the archive with its {originals:,} originals")


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@archive_argument
@told_plainly
def restore(source: Path, location: str) -> None:
    """Bring an archive back from a copy; every byte is checked first."""
    originals = store.restore(source, Path(location))
    store.seal(opened(location))
    click.echo(f"{location}: brought back, with {originals:,} originals")


COMMANDS = (
    init,
    add_command,
    import_command,
    merge,
    search,
    show,
    verify,
    reread_command,
    judge,
    review,
    correct,
    backup,
    restore,
)
