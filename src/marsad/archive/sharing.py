"""Hand lessons to another desk, and take them from one: one JSON file, the words of the lessons and nothing of the reports.

Which reports a lesson was learnt from stays here, and so do notes and names, unless they are asked for.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from marsad.archive.lessons import KeptLesson, LessonState, lesson_id, taught
from marsad.errors import InputError
from marsad.model import Lesson
from marsad.model.plain import from_plain, to_plain

FORMAT = "lessons/1"
MOST = 100_000
"""Lessons that one file may hold."""


def write_lessons(kept: Sequence[KeptLesson], names: bool = False, notes: bool = False) -> str:
    """Write accepted lessons as JSON, in an order that depends on nothing but what they say.

    Args:
        kept: The lessons; only accepted ones leave.
        names: Say who accepted each.
        notes: Give the notes; they are people's own words, and may say more than the lesson does.
    """
    mine = {one.id: one for one in kept if one.state is LessonState.ACCEPTED}
    whole = sorted(((lesson_id(lesson), lesson) for lesson in taught(kept)), key=lambda one: one[0])
    told = [_plain(replace(mine[id], lesson=lesson), names, notes) for id, lesson in whole]
    return json.dumps({"format": FORMAT, "lessons": told}, ensure_ascii=False, indent=2) + "\n"


def _plain(one: KeptLesson, names: bool, notes: bool) -> dict[str, Any]:
    plain = {key: value for key, value in to_plain(one.lesson).items() if value not in (None, "")}
    return {**plain, **({"who": one.who} if names else {}), **({"note": one.note} if notes and one.note else {})}


def read_lessons(text: str, path: str = "") -> list[tuple[Lesson, str]]:
    """Read the lessons of a file, each with the note that came with it.

    Args:
        text: What the file holds.
        path: The file, for messages.

    Raises:
        InputError: It holds no lessons of this format.
    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"expected JSON: {error}", path or None) from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT or not isinstance(plain.get("lessons"), list):
        raise InputError(f'expected an object with "format": "{FORMAT}" and "lessons"', path or None)
    if len(plain["lessons"]) > MOST:
        raise InputError(f"expected at most {MOST:,} lessons, got {len(plain['lessons']):,}", path or None)
    return [_lesson(one, number, path) for number, one in enumerate(plain["lessons"], 1)]


EMPTY = {"means": "", "outlet": "", "days": None, "actor": None, "place": None}


def _lesson(plain: Any, number: int, path: str) -> tuple[Lesson, str]:
    try:
        told = {**EMPTY, **plain}
        note = told.pop("note", "")
        told.pop("who", None)
        lesson: Lesson = from_plain(Lesson, told)
    except (TypeError, ValueError) as error:
        raise InputError(f"lesson {number}: {error}", path or None) from error
    return lesson, note if isinstance(note, str) else ""
