"""Propose lessons: what people corrected the same way, put as a rule for the words they corrected.

A pure function of corrections: the same decisions propose the same lessons, whoever asks and whenever. Ten reposts of one
report are one voice.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.actors import Roster
from marsad.archive.corrections import Correction
from marsad.archive.lessons import Basis, KeptLesson, LessonState, lesson_id
from marsad.model import ActorInterpretation, ActorKind, DateInterval, Lesson, LessonKind, NewActor
from marsad.places.gazetteer import Gazetteer
from marsad.text.folding import fold_key
from marsad.text.search_keys import search_keys

LONGEST = 6
"""Words of the longest lesson; longer ones would never be met again."""
FARTHEST = 62
"""Days from publication beyond which a date is no habit of wording."""
DIGIT = re.compile(r"\d")
NAMED = (ActorKind.PERSON, ActorKind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader knows already.

    Attributes:
        places: The gazetteer.
        roster: The roster.
        agreed: Voices that a lesson needs which one correction could suggest by accident: what is no event, how a date counts.
    """

    places: Gazetteer
    roster: Roster
    agreed: int = 2


def propose(told: Sequence[Correction], known: Known) -> tuple[KeptLesson, ...]:
    """Put corrections as lessons, the best attested first.

    Args:
        told: What people corrected.
        known: What the reader knows, so that no lesson leads to a place or actor that nobody knows.
    """
    groups: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for one in told:
        if 0 < len(one.words.split()) <= LONGEST and search_keys(one.words):
            groups[one.field, fold_key(one.words)].append(one)
    found: dict[str, KeptLesson] = {}
    for (field, _), some in sorted(groups.items()):
        for made in RULES[field](some, known):
            found.setdefault(made.id, made)
    return tuple(sorted(found.values(), key=lambda one: (-one.lineages, one.against, one.lesson.about, one.id)))


def _made(lesson: Lesson, basis: Sequence[Correction], against: int = 0) -> KeptLesson:
    told = tuple(Basis(one.decision, one.report, one.span, one.words) for one in basis)
    return KeptLesson(lesson_id(lesson), lesson, LessonState.PROPOSED, told, _voices(basis), against)


def _voices(some: Iterable[Correction]) -> int:
    return len({one.lineage for one in some})


def _by_now(some: Iterable[Correction]) -> dict[str, list[Correction]]:
    out: dict[str, list[Correction]] = defaultdict(list)
    for one in some:
        out[one.now].append(one)
    return out


def _names(some: Sequence[Correction], known: Known) -> Iterator[KeptLesson]:
    """Propose what a name means: everywhere when all say the same, else by outlet, where the outlets differ."""
    meanings = _by_now(some)
    if len(meanings) == 1:
        yield from _name(some, known, "")
        return
    by_outlet: dict[str, list[Correction]] = defaultdict(list)
    for one in some:
        by_outlet[one.outlet].append(one)
    for outlet, those in sorted(by_outlet.items()):
        if outlet and len(_by_now(those)) == 1:
            yield from _name(those, known, outlet)


def _name(some: Sequence[Correction], known: Known, outlet: str) -> Iterator[KeptLesson]:
    first = some[0]
    if _is_known(first, known):
        return
    kind = LessonKind.RULE if outlet else LessonKind.PLACE if first.field == "place" else LessonKind.ALIAS
    if first.field == "place":
        if known.places.get(first.now) is not None:
            yield _made(Lesson(kind, first.words, "place", first.now, outlet), some)
        return
    new = None if known.roster.get(first.now) else _new_actor(first)
    if known.roster.get(first.now) or new:
        yield _made(Lesson(kind, first.words, "actor", first.now, outlet, actor=new), some)


def _is_known(one: Correction, known: Known) -> bool:
    """Say whether the reader knows that the words mean this and nothing else: it was then misled by what stands around them."""
    words = fold_key(one.words)
    if one.field == "place":
        return [place.id for place in known.places.named(words)] == [one.now]
    return [who.id for who in known.roster.named(words)] == [one.now]


def _new_actor(one: Correction) -> NewActor | None:
    """Make an actor that the roster does not have, when it has another name than the words: else there is nothing to learn."""
    who = one.value[0] if isinstance(one.value, tuple) and one.value else None
    if not isinstance(who, ActorInterpretation) or who.kind not in NAMED or not who.id:
        return None
    return None if fold_key(who.name.ar) == fold_key(one.words) else NewActor(who.id, who.name, who.kind, who.side)


def _types(some: Sequence[Correction], known: Known) -> Iterator[KeptLesson]:
    """Propose what words name, when more say so than not; that they name nothing only when nobody says they do."""
    meanings = _by_now(some)
    best = max(sorted(meanings), key=lambda now: _voices(meanings[now]))
    mine = [one for one in meanings[best] if one.was != best]
    others = [one for one in some if one.now != best]
    if not mine or _voices(mine) <= _voices(others) or (not best and (others or _voices(mine) < known.agreed)):
        return
    yield _made(Lesson(LessonKind.TRIGGER, mine[0].words, "type", best), mine, _voices(others))


def _realis(some: Sequence[Correction], _known: Known) -> Iterator[KeptLesson]:
    meanings = _by_now(some)
    if len(meanings) == 1:
        yield _made(Lesson(LessonKind.RULE, some[0].words, "realis", some[0].now), some)


def _dates(some: Sequence[Correction], known: Known) -> Iterator[KeptLesson]:
    """Propose how an expression counts from the day of publication, when it did so on two days of the week."""
    counted: dict[tuple[int, int], list[Correction]] = defaultdict(list)
    for one in some:
        days = _days(one.value, one.published)
        if days is not None and not DIGIT.search(one.words):
            counted[days].append(one)
    if len(counted) != 1:
        return
    ((days, those),) = counted.items()
    if len({one.published.weekday() for one in those if one.published}) >= known.agreed <= _voices(those):
        yield _made(Lesson(LessonKind.RULE, those[0].words, "date", days=days), those)


def _days(value: object, published: date | None) -> tuple[int, int] | None:
    if not isinstance(value, DateInterval) or published is None:
        return None
    first, last = (value.first - published).days, (value.last - published).days
    return (first, last) if -FARTHEST <= first <= last <= FARTHEST else None


RULES = {"place": _names, "actor": _names, "type": _types, "realis": _realis, "date": _dates}
"""What proposes lessons about each field."""
