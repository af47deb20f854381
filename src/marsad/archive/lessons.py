"""Keep what a desk has learnt: lessons that were put forward, accepted, refused or withdrawn, as decisions in the log.

A decision about a lesson holds the lesson in full, and where it comes from: so the log alone tells what the reader was taught
on any day, by whom, and why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from marsad.archive.database import reading
from marsad.archive.deciding import decide
from marsad.archive.schema import decision
from marsad.archive.store import Archive
from marsad.errors import ArchiveError
from marsad.model import Lesson, Span
from marsad.model.plain import content_hash, from_plain, to_plain
from marsad.text.folding import fold_key

FIELD = "lesson"
"""The field of decisions about lessons."""


class LessonState(StrEnum):
    """What people made of a lesson."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Basis:
    """A correction that a lesson comes from.

    Attributes:
        decision: Number of the decision.
        report: Key of the report.
        span: Where the words stand.
        words: The words as written.
    """

    decision: int
    report: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """A lesson with what people made of it.

    Attributes:
        id: Names it by what it says.
        lesson: The lesson.
        state: What people made of it.
        basis: The corrections it comes from; none for one that a person wrote or another desk sent.
        lineages: Independent lineages of reports among these.
        against: Decisions of people that speak against it.
        who: Who decided about it last; empty when nobody did.
        at: When, in UTC, ISO 8601; empty when nobody did.
        note: Why.
        number: Number of that decision; 0 for none.
    """

    id: str
    lesson: Lesson
    state: LessonState
    basis: tuple[Basis, ...] = ()
    lineages: int = 0
    against: int = 0
    who: str = ""
    at: str = ""
    note: str = ""
    number: int = 0


def lesson_id(lesson: Lesson) -> str:
    """Name a lesson by what it says; how its words are spelled does not count."""
    told = (fold_key(lesson.words), fold_key(lesson.outlet))
    return content_hash("lesson", lesson.about, lesson.means, lesson.days, *told)[:24]


def subject_of(id: str) -> str:
    """Name what decisions about a lesson are about."""
    return f"lesson/{id}"


def lesson_value(lesson: Lesson, state: LessonState, basis: Iterable[Basis] = ()) -> dict[str, Any]:
    """Give what a decision about a lesson says."""
    return {"state": state.value, "lesson": to_plain(lesson), "basis": to_plain(tuple(basis))}


def decide_lesson(archive: Archive, lesson: Lesson, state: LessonState, basis: Iterable[Basis] = (), note: str = "") -> int:
    """Decide about a lesson; an earlier decision about it is closed.

    Args:
        archive: Where; its `who` is the person who decides.
        lesson: The lesson.
        state: What becomes of it.
        basis: The corrections it comes from.
        note: Why.

    Returns:
        The number of the decision.

    Raises:
        ArchiveError: Nobody is at work, an accepted lesson says otherwise of the same words, or it cannot be written.
    """
    if state is LessonState.ACCEPTED:
        with reading(archive.engine) as connection:
            check_agrees(lesson, kept_lessons(connection))
    return decide(archive, subject_of(lesson_id(lesson)), FIELD, lesson_value(lesson, state, basis), note)


def check_agrees(lesson: Lesson, kept: Iterable[KeptLesson]) -> None:
    """Check that no accepted lesson says otherwise of the same words.

    Raises:
        ArchiveError: One does.
    """
    id, same = lesson_id(lesson), _matter(lesson)
    for other in kept:
        if other.state is LessonState.ACCEPTED and other.id != id and _matter(other.lesson) == same:
            raise ArchiveError(f"«{lesson.words}» has been taught to mean {_meaning(other.lesson)}; withdraw that lesson first")


def _matter(lesson: Lesson) -> tuple[str, str, str]:
    return lesson.about, fold_key(lesson.words), fold_key(lesson.outlet)


def _meaning(lesson: Lesson) -> str:
    if lesson.days is not None:
        return f"days {lesson.days[0]:+d} to {lesson.days[1]:+d} from publication"
    return lesson.means or "no event"


def kept_lessons(connection: Connection) -> list[KeptLesson]:
    """Give the lessons that somebody has decided about, in order of their last decisions."""
    chosen = select(decision).where(decision.c.until.is_(None), decision.c.field == FIELD).order_by(decision.c.number)
    return [_kept(row) for row in connection.execute(chosen)]


def kept_lesson(connection: Connection, id: str) -> KeptLesson | None:
    """Give one of them by its id; None when nobody has decided about it."""
    chosen = select(decision).where(decision.c.until.is_(None), decision.c.subject == subject_of(id))
    row = connection.execute(chosen).first()
    return _kept(row) if row else None


def _kept(row: Any) -> KeptLesson:
    lesson: Lesson = from_plain(Lesson, row.value["lesson"])
    basis: tuple[Basis, ...] = from_plain(tuple[Basis, ...], row.value["basis"])
    more = {"who": row.who, "at": row.at, "note": row.note, "number": row.number}
    return KeptLesson(lesson_id(lesson), lesson, LessonState(row.value["state"]), basis, **more)


def accepted(archive: Archive) -> tuple[Lesson, ...]:
    """Give the lessons that the archive's reader is to know, those for single outlets after those for all.

    Raises:
        ArchiveError: The archive cannot be read.
    """
    with reading(archive.engine) as connection:
        return taught(kept_lessons(connection))


def taught(kept: Sequence[KeptLesson]) -> tuple[Lesson, ...]:
    """Give the accepted ones of some lessons, in an order that depends on nothing but what they say.

    Each brings the actor or place it speaks of, also where another lesson was the first to: a report may have the words of the
    one and not of the other.
    """
    mine = [one.lesson for one in kept if one.state is LessonState.ACCEPTED]
    actors = {one.actor.id: one.actor for one in mine if one.actor}
    places = {one.place.id: one.place for one in mine if one.place}
    whole = (replace(one, actor=actors.get(one.means), place=places.get(one.means)) for one in mine)
    return tuple(sorted(whole, key=lambda one: (bool(one.outlet), lesson_id(one))))
