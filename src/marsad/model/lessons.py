"""What a desk has taught its reader: words, and what they mean there.

A lesson is small and exact: these words, as written, mean this. It says nothing of the reports it was learnt from, so that it
can be handed to another desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from marsad.model.plain import content_hash
from marsad.model.reading import ActorKind, Level, Name, Point


class LessonKind(StrEnum):
    """What sort of thing was learnt."""

    ALIAS = "alias"
    PLACE = "place"
    TRIGGER = "trigger"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor that the roster does not have.

    Attributes:
        id: Names it for good.
        name: Its name.
        kind: `person` or `organization`; others are described, not named.
        side: The side it stands on; empty when none is known.
    """

    id: str
    name: Name
    kind: ActorKind
    side: str = ""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place that the gazetteer does not have.

    Attributes:
        id: Names it for good.
        name: Its name.
        level: How much ground it covers.
        point: Centre; None where it is not known.
        radius_km: How far it reaches.
        parent: Id of what it lies in; empty when that is not known.
    """

    id: str
    name: Name
    level: Level
    point: Point | None
    radius_km: float
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """These words mean this.

    Attributes:
        kind: What sort of thing it is.
        words: The words as people write them; compared folded, particles before them left out.
        about: The field of claims it bears on: `actor`, `place`, `type`, `date` or `realis`.
        means: Id of the actor or place, code of the type or realis; empty for a trigger that is no event, and for a date.
        outlet: The outlet in whose reports it holds; empty for all.
        days: For a date, the first and the last day it denotes, counted from the day of publication; else None.
        actor: The actor, where the roster does not have it.
        place: The place, where the gazetteer does not have it.
    """

    kind: LessonKind
    words: str
    about: str
    means: str = ""
    outlet: str = ""
    days: tuple[int, int] | None = None
    actor: NewActor | None = None
    place: NewPlace | None = None


MARK = ", lessons "
"""What stands in a reader's name before the digest of the lessons."""


def taught_name(reader: str, lessons: Iterable[Lesson]) -> str:
    """Name a reader by the lessons that bore on a report: the same words under the same lessons were read the same way.

    Args:
        reader: Name of the reader without lessons.
        lessons: The lessons whose words the report has; the name is the reader's own when there are none.
    """
    hashes = sorted(content_hash("lesson", lesson) for lesson in lessons)
    return f"{reader}{MARK}{content_hash(*hashes)[:8]}" if hashes else reader
