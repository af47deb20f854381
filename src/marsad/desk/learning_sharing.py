"""Hand lessons to another desk, and take them from one."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from marsad.archive.database import reading
from marsad.archive.learning import check_lesson
from marsad.archive.lessons import LessonState, decide_lesson, kept_lessons, lesson_id
from marsad.archive.sharing import read_lessons, write_lessons
from marsad.desk.faults import RESPONSES
from marsad.desk.learning import known
from marsad.desk.schemas import Answer
from marsad.desk.state import At

router = APIRouter(tags=["lessons"], responses={400: RESPONSES[400]})

Names = Annotated[bool, Query(description="Say who accepted each lesson.")]
Notes = Annotated[bool, Query(description="Give the notes, which are people's own words.")]


class ImportIn(Answer):
    """Lessons of another desk."""

    text: str = Field(max_length=20_000_000)
    """What the file holds."""


class ImportOut(Answer):
    """What became of them."""

    new: int
    """Lessons that are put forward now."""
    there: int
    """Lessons that somebody here decided about before; they stay as they are."""
    decisions: list[int]
    """Numbers of the decisions; `undo` takes them back."""


@router.get("/lessons/export", response_class=Response)
def export_lessons(desk: At, names: Names = False, notes: Notes = False) -> Response:
    """Give the accepted lessons as a file for another desk: their words, and nothing else of the reports."""
    with reading(desk.archive.engine) as connection:
        written = write_lessons(kept_lessons(connection), names, notes)
    head = {"Content-Disposition": 'attachment; filename="lessons.json"'}
    return Response(written.encode("utf-8", "replace"), media_type="application/json", headers=head)


@router.post("/lessons/import")
def import_lessons(desk: At, told: ImportIn) -> ImportOut:
    """Take the lessons of another desk as proposals; nothing is taught until somebody here accepts them."""
    given = read_lessons(told.text)
    with desk.writing:
        with reading(desk.archive.engine) as connection:
            kept = kept_lessons(connection)
        there = {one.id for one in kept}
        new = {lesson_id(lesson): (lesson, note) for lesson, note in given if lesson_id(lesson) not in there}
        for lesson, _ in new.values():
            check_lesson(lesson, known(desk), kept)
        made = [decide_lesson(desk.archive, lesson, LessonState.PROPOSED, (), note) for lesson, note in new.values()]
        desk.wrote = desk.wrote or bool(made)
    return ImportOut(new=len(new), there=len(given) - len(new), decisions=made)
