"""Turn what a client sent into a lesson, and what a lesson means into words."""

from collections.abc import Iterable
from typing import Any

from marsad.desk.phrases import phrase
from marsad.desk.schemas_lessons import LessonIn
from marsad.desk.state import Desk
from marsad.desk.telling import code_label, type_label, words
from marsad.errors import InputError
from marsad.model import ActorKind, Lesson, LessonKind, Level, Name, NewActor, NewPlace, Point
from marsad.model.plain import content_hash

ABOUT = {"alias": "actor", "place": "place", "trigger": "type"}
"""The field that each kind of lesson but a rule bears on."""


def lesson_of(told: LessonIn) -> Lesson:
    """Make a lesson; what is new in it is named by what it is, so that the same one written twice is one.

    Raises:
        InputError: It does not say what field it bears on, or where its place lies.
    """
    about = ABOUT.get(told.kind, told.about)
    if not about:
        raise InputError("expected a rule to say which field it bears on")
    actor, place = _actor(told), _place(told)
    means = actor.id if actor else place.id if place else told.means
    tidy, outlet = " ".join(told.words.split()), told.outlet.strip()
    days = (told.days[0], told.days[1]) if told.days else None
    return Lesson(LessonKind(told.kind), tidy, about, means, outlet, days, actor, place)


def _actor(told: LessonIn) -> NewActor | None:
    new = told.actor
    if new is None:
        return None
    name, kind = Name(new.ar.strip(), new.en.strip()), ActorKind(new.kind)
    return NewActor(f"desk:{content_hash(kind, name)[:12]}", name, kind, new.side.strip())


def _place(told: LessonIn) -> NewPlace | None:
    new = told.place
    if new is None:
        return None
    if (new.lat is None) != (new.lon is None):
        raise InputError("expected both latitude and longitude, or neither")
    name, level = Name(new.ar.strip(), new.en.strip()), Level(new.level)
    point = Point(new.lat, new.lon) if new.lat is not None and new.lon is not None else None
    id = f"desk.{content_hash(level, name, point, new.parent)[:12]}"
    return NewPlace(id, name, level, point, new.radius_km, new.parent)


def meaning(desk: Desk, lesson: Lesson, lessons: Iterable[Lesson]) -> dict[str, Any]:
    """Say what a lesson's words mean, in both languages.

    Args:
        desk: Whose roster and gazetteer know the names.
        lesson: The lesson.
        lessons: Accepted lessons, which may have brought an actor or a place of their own.
    """
    if lesson.about == "type":
        return _plain(type_label(lesson.means)) if lesson.means else phrase("lessons", "no_event")
    if lesson.about == "realis":
        return _plain(code_label("realis", lesson.means))
    if lesson.about == "date":
        return _days(lesson.days or (0, 0))
    return words(_name(desk, lesson, lessons))


def _name(desk: Desk, lesson: Lesson, lessons: Iterable[Lesson]) -> Name:
    for one in (lesson, *lessons):
        for new in (one.actor, one.place):
            if new is not None and new.id == lesson.means:
                return new.name
    known = desk.places.get(lesson.means) if lesson.about == "place" else desk.roster.get(lesson.means)
    return known.name if known else Name(lesson.means)


def _plain(label: dict[str, str]) -> dict[str, str]:
    return {"ar": label["ar"], "en": label["en"]}


def _days(days: tuple[int, int]) -> dict[str, str]:
    first, last = _day(days[0]), _day(days[1])
    if days[0] == days[1]:
        return first
    ends = {"first_ar": first["ar"], "first_en": first["en"], "last_ar": last["ar"], "last_en": last["en"]}
    return phrase("lessons", "from_to", **ends)


def _day(count: int) -> dict[str, str]:
    """Say a day counted from publication; Arabic has a dual, and another plural from eleven on."""
    if count == 0:
        return phrase("lessons", "day_0")
    number = abs(count)
    size = str(number) if number <= 2 else "few" if number <= 10 else "many"
    return phrase("lessons", f"{'before' if count < 0 else 'after'}_{size}", n=number)
