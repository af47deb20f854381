"""`marsad lessons`: what an archive's desk has learnt from corrections, and what it hands to other desks."""

from pathlib import Path

import click

from marsad import archive as store
from marsad.actors import load_roster
from marsad.archive import Archive
from marsad.archive.database import reading
from marsad.archive.finding import reports_of
from marsad.archive.learning import all_lessons, check_lesson, find_lesson
from marsad.archive.lessons import KeptLesson, LessonState, decide_lesson, kept_lessons, lesson_id
from marsad.archive.proposing import Known
from marsad.archive.sharing import read_lessons, write_lessons
from marsad.cli.archives import archive_argument, json_option, opened, say, who_option
from marsad.cli.faults import told_plainly
from marsad.cli.read import user_gazetteers
from marsad.errors import ArchiveError, InputError
from marsad.model import Lesson
from marsad.model.plain import to_plain
from marsad.places.gazetteer import load_gazetteer

STATES = [state.value for state in LessonState]
SHOWN = 12
"""Digits of a lesson's id that are shown, and are enough to name it."""


def known() -> Known:
    """Give what the reader knows without lessons."""
    return Known(load_gazetteer(user_gazetteers()), load_roster())


@click.group()
def lessons() -> None:
    """Look through what a desk learnt from corrections, and exchange it with other desks.

    Accepted lessons become part of the reader for this archive; `marsad reread` then reads the reports that have their words.
    """


@lessons.command(name="list")
@archive_argument
@click.option("--state", type=click.Choice(STATES), help="Only lessons in this state.")
@json_option
@told_plainly
def list_lessons(location: str, state: str | None, as_json: bool) -> None:
    """Show the lessons: those that corrections propose first, with how many reports have their words."""
    archive = opened(location)
    with reading(archive.engine) as connection:
        found = [one for one in all_lessons(connection, known()) if state in (None, one.state.value)]
        counts = {one.id: len(reports_of(connection, one.lesson)) for one in found}
    for one in found:
        if as_json:
            say({**to_plain(one), "reports": counts[one.id]})
        else:
            click.echo(_line(one, counts[one.id]))
    if not found and not as_json:
        click.echo("No lessons. Corrections propose them; the desk shows them, and takes those that a person writes.")


def _line(one: KeptLesson, reports: int) -> str:
    basis = f"{len(one.basis)} corrections, {one.lineages} sources" if one.basis else "no correction of this archive"
    against = f", {one.against} against" if one.against else ""
    told = f"{one.id[:SHOWN]}  {one.state.value:9}  {one.lesson.kind.value:7}  {meaning(one.lesson)}"
    return f"{told}\n    {basis}{against}; {reports:,} reports have the words"


def meaning(lesson: Lesson) -> str:
    """Put a lesson into one line."""
    where = f" in reports of {lesson.outlet}" if lesson.outlet else ""
    if lesson.days is not None:
        return f"«{lesson.words}»{where} = {lesson.days[0]:+d} to {lesson.days[1]:+d} days from publication"
    return f"«{lesson.words}»{where} = {lesson.means or 'no event'}"


@lessons.command()
@archive_argument
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--note", default="", help="Why.")
@who_option
@told_plainly
def accept(location: str, ids: tuple[str, ...], note: str, who: str | None) -> None:
    """Accept lessons, by their ids or the beginning of these. `marsad reread` then reads anew."""
    _decide(opened(location, who), ids, LessonState.ACCEPTED, note)


@lessons.command()
@archive_argument
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--note", default="", help="Why.")
@who_option
@told_plainly
def refuse(location: str, ids: tuple[str, ...], note: str, who: str | None) -> None:
    """Refuse lessons; they are not put forward again."""
    _decide(opened(location, who), ids, LessonState.REFUSED, note)


@lessons.command()
@archive_argument
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--note", default="", help="Why.")
@who_option
@told_plainly
def withdraw(location: str, ids: tuple[str, ...], note: str, who: str | None) -> None:
    """Take accepted lessons out of the reader. `marsad reread` then reads anew."""
    _decide(opened(location, who), ids, LessonState.WITHDRAWN, note)


def _decide(archive: Archive, ids: tuple[str, ...], state: LessonState, note: str) -> None:
    facts = known()
    for id in ids:
        one = _find(archive, facts, id)
        if state is LessonState.WITHDRAWN and one.state is not LessonState.ACCEPTED:
            raise ArchiveError(f"{id}: expected an accepted lesson, this one is {one.state.value}")
        with reading(archive.engine) as connection:
            check_lesson(one.lesson, facts, kept_lessons(connection))
        decide_lesson(archive, one.lesson, state, one.basis, note)
        click.echo(f"{one.id[:SHOWN]}  {state.value}: {meaning(one.lesson)}")
    store.seal(archive)


def _find(archive: Archive, facts: Known, id: str) -> KeptLesson:
    with reading(archive.engine) as connection:
        whole = find_lesson(connection, facts, id)
        found = [whole] if whole else [one for one in all_lessons(connection, facts) if one.id.startswith(id) and len(id) >= 6]
    if len(found) != 1:
        raise ArchiveError(f"{id}: " + ("more than one lesson is meant" if found else "there is no such lesson"))
    return found[0]


@lessons.command(name="export")
@archive_argument
@click.argument("out", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--names", is_flag=True, help="Say who accepted each lesson.")
@click.option("--notes", is_flag=True, help="Give the notes, which are people's own words.")
@told_plainly
def export_lessons(location: str, out: Path, names: bool, notes: bool) -> None:
    """Write the accepted lessons to a file for another desk: their words, and nothing else of the reports."""
    archive = opened(location)
    with reading(archive.engine) as connection:
        kept = kept_lessons(connection)
    try:
        out.write_text(write_lessons(kept, names, notes), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", str(out)) from error
    click.echo(f"{out}: {sum(one.state is LessonState.ACCEPTED for one in kept):,} lessons")


@lessons.command(name="import")
@archive_argument
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--accept", "at_once", is_flag=True, help="Accept them at once, unseen.")
@who_option
@told_plainly
def import_lessons(location: str, path: Path, at_once: bool, who: str | None) -> None:
    """Take the lessons of another desk as proposals. Those that somebody here decided about stay as they are."""
    archive, facts = opened(location, who), known()
    try:
        told = read_lessons(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", str(path)) from error
    with reading(archive.engine) as connection:
        kept = kept_lessons(connection)
    there = {one.id for one in kept}
    new = {lesson_id(lesson): (lesson, note) for lesson, note in told if lesson_id(lesson) not in there}
    for lesson, _ in new.values():
        check_lesson(lesson, facts, kept)
    for lesson, note in new.values():
        decide_lesson(archive, lesson, LessonState.ACCEPTED if at_once else LessonState.PROPOSED, (), note)
    store.seal(archive)
    click.echo(f"{path}: {len(new):,} lessons new, {len(told) - len(new):,} there already")
