"""What lessons change: a look at some reports before one is accepted, and reading again once it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from pydantic import Field

from marsad.archive.claims import accounts_of
from marsad.archive.database import reading
from marsad.archive.effects import Difference, differences
from marsad.archive.finding import reports_of
from marsad.archive.learning import check_lesson, find_lesson
from marsad.archive.lessons import kept_lessons, lesson_id, taught
from marsad.archive.loading import kept_reports
from marsad.archive.rereading import changes_of, keep_again, taught_anew
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import MissingError
from marsad.desk.learning import known
from marsad.desk.learning_words import lesson_of
from marsad.desk.schemas import Answer, Words, answer
from marsad.desk.schemas_lessons import LessonIn
from marsad.desk.state import At, Desk
from marsad.desk.telling import claim_words, type_label, words
from marsad.errors import InputError
from marsad.model import Claim, KeptReport, Lesson, Reading

router = APIRouter(tags=["lessons"], responses={key: RESPONSES[key] for key in (400, 404)})

MOST = 50
"""Reports that one request reads again at most."""


class PreviewIn(Answer):
    """A lesson to try on some reports."""

    id: str = ""
    """Id of a lesson; empty for one that is given in full."""
    lesson: LessonIn | None = None
    """The lesson, where it is not known yet."""
    report: str | None = None
    """Key of the report whose corrections alone could teach it, where it was listed so."""
    without: bool = False
    """Show what withdrawing it would change, of a lesson that is accepted."""
    reports: int = Field(default=5, ge=1, le=20)
    """Reports to read, of those that have the words; those that came last are taken."""


class ApplyIn(Answer):
    """Reading again under the lessons that stand accepted."""

    dry: bool = False
    """Tell what would change, and change nothing."""
    reports: int = Field(default=20, ge=1, le=MOST)
    """Reports to read in this request; the answer says how many are left."""


class ChangeOut(Answer):
    """What one reading says of an event and the other does not."""

    event: str
    """Key of the event."""
    trigger: str
    """The words that name it."""
    how: str
    """`added`, `gone` or `changed`."""
    field: str
    """Which field; empty for an event that is new or gone."""
    type: Words
    """The event's type: as it is now, or was where the event is gone."""
    before: list[Words]
    """What was claimed."""
    after: list[Words]
    """What is claimed now."""


class EffectOut(Answer):
    """What changes in one report."""

    report: str
    """Key of the report."""
    title: str | None
    """Its headline."""
    outlet: str | None
    """Its outlet."""
    published: str | None
    """Its day of publication."""
    first_words: str
    """Its first words."""
    held: int
    """Events that a person decided about, and that stay as they are."""
    changes: list[ChangeOut]
    """What changes; empty when nothing does."""


class EffectList(Answer):
    """What changes in some reports."""

    effects: list[EffectOut]
    """One for each report that was read."""
    events: dict[str, int]
    """Events that are `added`, `gone`, `changed` in them, and `held`."""
    left: int
    """Reports that were not read in this request, and have the words or wait too."""


@router.post("/lessons/preview")
def preview_lesson(desk: At, told: PreviewIn) -> EffectList:
    """Read some reports with a lesson and without, and tell what differs. Nothing is kept."""
    with reading(desk.archive.engine) as connection:
        lesson = _asked(desk, connection, told)
        keys = reports_of(connection, lesson)
        kept = list(kept_reports(connection, keys[::-1][: told.reports]))
    id = lesson_id(lesson)
    others = tuple(one for one in desk.taught.lessons if lesson_id(one) != id)
    with_it = tuple(sorted((*others, lesson), key=lambda one: (bool(one.outlet), lesson_id(one))))
    ways = (with_it, others) if told.without else (others, with_it)
    before, after = (_readings(desk, kept, lessons) for lessons in ways)
    effects = []
    for one, old, new in zip(kept, before, after, strict=True):
        found = differences(accounts_of(old, one.key)[0], accounts_of(new, one.key)[0])
        effects.append(_effect(one, found, 0))
    return _listed(effects, len(keys) - len(kept))


def _asked(desk: Desk, connection: Any, told: PreviewIn) -> Lesson:
    if told.id:
        found = find_lesson(connection, known(desk), told.id, told.report)
        if found is None:
            raise MissingError(f"{told.id}: there is no such lesson")
        return found.lesson
    if told.lesson is None:
        raise InputError("expected the id of a lesson, or a lesson")
    lesson = lesson_of(told.lesson)
    check_lesson(lesson, known(desk), kept_lessons(connection))
    return lesson


def _readings(desk: Desk, kept: Sequence[KeptReport], lessons: tuple[Lesson, ...]) -> list[Reading]:
    reads = replace(desk.reads, lessons=lessons, jobs=1)
    return list(reads.read(one.report for one in kept))


@router.post("/lessons/apply")
def apply_lessons(desk: At, told: ApplyIn) -> EffectList:
    """Read the reports again that accepted or withdrawn lessons bear on, some at a time. What a person decided stays."""
    with desk.writing:
        reads = replace(desk.taught, jobs=1)
        with reading(desk.archive.engine) as connection:
            keys = taught_anew(connection, taught(kept_lessons(connection)))
            kept = list(kept_reports(connection, keys[: told.reports]))
        effects = []
        for one, new in zip(kept, reads.read(item.report for item in kept), strict=True):
            with reading(desk.archive.engine) as connection:
                found, held, _ = changes_of(connection, one.key, new)
            effects.append(_effect(one, found, held))
            if not told.dry:
                keep_again(desk.archive, one.key, new)
                desk.wrote = True
    return _listed(effects, len(keys) - len(kept))


def _listed(effects: list[dict[str, Any]], left: int) -> EffectList:
    events = {how: sum(one["numbers"].get(how, 0) for one in effects) for how in ("added", "gone", "changed", "held")}
    told = [{key: value for key, value in one.items() if key != "numbers"} for one in effects]
    return answer(EffectList, {"effects": told, "events": events, "left": left})


def _effect(kept: KeptReport, found: Sequence[Difference], held: int) -> dict[str, Any]:
    told = kept.report
    numbers = {how: len({one.event for one in found if one.how == how}) for how in ("added", "gone", "changed")}
    return {
        "report": kept.key,
        "title": told.title,
        "outlet": told.source,
        "published": told.published.isoformat() if told.published else None,
        "first_words": told.text[:160],
        "held": held,
        "changes": list(_changes(told.text, found)),
        "numbers": {**numbers, "held": held},
    }


def _changes(text: str, found: Iterable[Difference]) -> Iterator[dict[str, Any]]:
    for one in found:
        kind = type_label(one.type)
        yield {
            "event": one.event,
            "trigger": one.trigger.of(text),
            "how": one.how,
            "field": one.field,
            "type": {"ar": kind["ar"], "en": kind["en"]},
            "before": _said(one.before) if one.field else [],
            "after": _said(one.after) if one.field else [],
        }


def _said(claims: Iterable[Claim]) -> list[dict[str, str]]:
    return [words(claim_words(claim)) for claim in claims if claim.value is not None]
