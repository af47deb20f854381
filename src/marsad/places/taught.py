"""A gazetteer with the names that a desk has taught its reader.

A taught name is exact: neither other spellings nor names a letter apart lead to it, so that no report is read otherwise but
those that have the name. Places that bore the name before stay behind the taught one.
"""

from collections.abc import Iterable, Iterator, Sequence

from marsad.model import Lesson, NewPlace, Place
from marsad.places.gazetteer import Gazetteer
from marsad.text.folding import fold_key


class TaughtGazetteer:
    """A gazetteer over another.

    Args:
        base: The gazetteer beneath.
        lessons: Lessons of any kind; those about other things, or about places that nobody knows, teach it nothing.
    """

    def __init__(self, base: Gazetteer, lessons: Iterable[Lesson]) -> None:
        self.base = base
        self._new: dict[str, Place] = {}
        self._taught: dict[str, Place] = {}
        told = [lesson for lesson in lessons if lesson.about == "place"]
        for lesson in told:
            if lesson.place is not None and base.get(lesson.place.id) is None:
                self._new[lesson.place.id] = self._make(lesson.place)
        for lesson in told:
            place = self.get(lesson.means)
            if place is not None:
                self._taught[fold_key(lesson.words)] = place

    def named(self, folded: str) -> Sequence[Place]:
        """Give the places of a folded name, the taught one first."""
        others, taught = self.base.named(folded), self._taught.get(folded)
        return (taught, *(place for place in others if place.id != taught.id)) if taught else others

    def taught(self, folded: str) -> Place | None:
        """Give the place that was taught for a folded name."""
        return self._taught.get(folded)

    def get(self, id: str) -> Place | None:
        """Give the place of an id."""
        return self._new.get(id) or self.base.get(id)

    def names(self) -> Iterator[str]:
        """Go through the folded names, each once."""
        yield from self.base.names()
        yield from self.new_names()

    def new_names(self) -> tuple[str, ...]:
        """Give the taught names that the gazetteer beneath does not have."""
        return tuple(name for name in self._taught if not self.base.named(name))

    def alike(self, folded: str) -> Sequence[Place]:
        """Give the places whose names differ from a folded one in spelling habits only; taught names are exact."""
        return self.base.alike(folded)

    def inside(self, id: str) -> Sequence[str]:
        """Give the folded names of the settlements that lie in a place; taught names are exact."""
        return self.base.inside(id)

    def _make(self, new: NewPlace) -> Place:
        holder = self.base.get(new.parent) if new.parent else None
        parents = (holder.id, *holder.parents) if holder else ()
        within = (holder.name.en, *holder.within) if holder else ()
        return Place(new.id, new.name, new.level, new.point, new.radius_km, parents, within, "this desk")


def teach_gazetteer(gazetteer: Gazetteer, lessons: Sequence[Lesson]) -> Gazetteer:
    """Give a gazetteer that knows the names of some lessons too; the same one when none of them is about a place."""
    told = [lesson for lesson in lessons if lesson.about == "place"]
    return TaughtGazetteer(gazetteer, told) if told else gazetteer
