"""Lessons: what the desk learnt from corrections, to be looked through, written by hand, accepted, refused, withdrawn."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query
from sqlalchemy import Connection

from marsad.archive.database import reading
from marsad.archive.finding import reports_of
from marsad.archive.learning import all_lessons, check_lesson, examples, proposals, proposals_rest_on, put_together
from marsad.archive.lessons import (
    FIELD,
    Basis,
    KeptLesson,
    LessonState,
    check_agrees,
    kept_lesson,
    kept_lessons,
    lesson_id,
    lesson_value,
    subject_of,
    taught,
)
from marsad.archive.loading import kept_reports
from marsad.archive.proposing import Known
from marsad.archive.rereading import taught_anew
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import MissingError, Step, take
from marsad.desk.learning_words import lesson_of, meaning
from marsad.desk.schemas import answer
from marsad.desk.schemas_lessons import DecideIn, FromIn, LessonDone, LessonList, LessonOut, ProposeIn
from marsad.desk.spans import Places
from marsad.desk.state import At, Desk
from marsad.desk.telling import report_of
from marsad.errors import InputError
from marsad.model import Lesson, Span
from marsad.model.plain import to_plain

router = APIRouter(tags=["lessons"], responses={key: RESPONSES[key] for key in (400, 404)})

Id = Annotated[str, Path(description="The lesson's id.")]
State = Annotated[
    Literal["proposed", "accepted", "refused", "withdrawn"] | None, Query(description="Only lessons in this state.")
]
Report = Annotated[str | None, Query(description="Key of a report: what its corrections could teach; one is then enough.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many to give at most.")]
Shown = Annotated[int, Query(ge=0, le=20, description="Examples to give of each.")]


def known(desk: Desk) -> Known:
    """Give what the desk's reader knows without lessons."""
    return Known(desk.places, desk.roster)


@router.get("/lessons")
def list_lessons(desk: At, state: State = None, report: Report = None, shown: Shown = 3, limit: Limit = 200) -> LessonList:
    """List lessons: what corrections propose, and what people decided about; with the words where other reports have them."""
    with reading(desk.archive.engine) as connection:
        found = _lessons(desk, connection, report)
        lessons = taught(kept_lessons(connection))
        chosen = [one for one in found if state in (None, one.state.value)][:limit]
        told = [lesson_out(desk, connection, one, shown, lessons) for one in chosen]
        counts = {one.value: sum(kept.state is one for kept in found) for one in LessonState}
        waiting = len(taught_anew(connection, lessons)) if report is None else 0
        return LessonList(lessons=told, counts=counts, waiting=waiting)


def _lessons(desk: Desk, connection: Connection, report: str | None) -> list[KeptLesson]:
    """Give all lessons; what corrections propose is kept until a correction or a reading comes."""
    if report is not None:
        return all_lessons(connection, known(desk), report)
    rests_on, before = proposals_rest_on(connection), desk.shared.proposed
    if before is None or before[0] != rests_on:
        before = desk.shared.proposed = rests_on, proposals(connection, known(desk))
    return put_together(before[1], kept_lessons(connection))


@router.get("/lessons/{id}")
def one_lesson(desk: At, id: Id, shown: Shown = 10) -> LessonOut:
    """Give a lesson, with the words in more of the reports that have them."""
    with reading(desk.archive.engine) as connection:
        return lesson_out(desk, connection, _found(desk, connection, id), shown, taught(kept_lessons(connection)))


@router.post("/lessons", responses={409: RESPONSES[409]})
def propose_lesson(desk: At, told: ProposeIn) -> LessonDone:
    """Write a lesson by hand, of a correction or of one's own knowledge."""
    if told.accept and not desk.may("learn"):
        raise HTTPException(403, "this needs the right to accept lessons; put the lesson forward instead")
    lesson = lesson_of(told.lesson)
    state = LessonState.ACCEPTED if told.accept else LessonState.PROPOSED
    with reading(desk.archive.engine) as connection:
        basis = (_basis(connection, told.basis),) if told.basis else ()
    return _decided(desk, lesson, state, basis, told.seen, told.note)


@router.post("/lessons/{id}/state", responses={409: RESPONSES[409]})
def decide_lesson(desk: At, id: Id, told: DecideIn) -> LessonDone:
    """Accept, refuse or withdraw a lesson. An accepted one is part of the reader from now on; `apply` reads reports again."""
    with reading(desk.archive.engine) as connection:
        one = _found(desk, connection, id, told.report)
    if told.state == "withdrawn" and one.state is not LessonState.ACCEPTED:
        raise InputError(f"expected an accepted lesson to withdraw, this one is {one.state.value}")
    return _decided(desk, one.lesson, LessonState(told.state), one.basis, told.seen, told.note)


def _decided(desk: Desk, lesson: Lesson, state: LessonState, basis: Iterable[Basis], seen: int, note: str) -> LessonDone:
    id = lesson_id(lesson)
    with desk.writing:
        with reading(desk.archive.engine) as connection:
            kept = kept_lessons(connection)
            check_lesson(lesson, known(desk), kept)
        if state is LessonState.ACCEPTED:
            check_agrees(lesson, kept)
        made = take(desk.archive, [Step(subject_of(id), FIELD, lesson_value(lesson, state, basis), seen)], note)
        desk.wrote = True
    with reading(desk.archive.engine) as connection:
        now, lessons = kept_lesson(connection, id), taught(kept_lessons(connection))
        assert now is not None
        shown = lesson_out(desk, connection, now, 3, lessons)
        return LessonDone(decisions=made, lesson=shown, waiting=len(taught_anew(connection, lessons)))


def _found(desk: Desk, connection: Connection, id: str, report: str | None = None) -> KeptLesson:
    found = next((one for one in _lessons(desk, connection, report) if one.id == id), None)
    if found is None:
        raise MissingError(f"{id}: there is no such lesson")
    return found


def _basis(connection: Connection, told: FromIn) -> Basis:
    text = report_of(connection, told.report).report.text
    if not told.start < told.end <= len(text):
        raise InputError(f"expected a span within the {len(text)} characters of the report, got [{told.start}, {told.end})")
    span = Span(told.start, told.end)
    return Basis(told.decision, told.report, span, " ".join(span.of(text).split()))


def lesson_out(desk: Desk, connection: Connection, one: KeptLesson, shown: int, lessons: tuple[Lesson, ...]) -> LessonOut:
    """Tell a lesson."""
    from_here = {basis.report for basis in one.basis}
    keys = reports_of(connection, one.lesson)
    ordered = [*(key for key in keys if key not in from_here), *(key for key in keys if key in from_here)]
    lesson: dict[str, Any] = to_plain(one.lesson)
    plain = {
        **lesson,
        "id": one.id,
        "meaning": meaning(desk, one.lesson, lessons),
        "state": one.state.value,
        "basis": list(_bases(connection, one)),
        "lineages": one.lineages,
        "against": one.against,
        "reports": len(keys),
        "others": len(set(keys) - from_here),
        "examples": list(_examples(connection, one.lesson, ordered[:shown])),
        "who": one.who,
        "at": one.at,
        "note": one.note,
        "seen": one.number,
    }
    return answer(LessonOut, plain)


def _bases(connection: Connection, one: KeptLesson) -> Iterator[dict[str, Any]]:
    texts = {kept.key: kept.report.text for kept in kept_reports(connection, sorted({b.report for b in one.basis}))}
    for basis in one.basis:
        if basis.report in texts:
            span = Places(texts[basis.report]).both(basis.span)
            yield {"decision": basis.decision, "report": basis.report, "words": basis.words, "span": span}


def _examples(connection: Connection, lesson: Lesson, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
    for one in examples(connection, lesson, keys):
        yield {**to_plain(one), "span": Places(one.text).both(one.span)}
