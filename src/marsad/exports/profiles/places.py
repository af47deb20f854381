"""Make a place coarser, with the coarser place's own point.

Rounding the point of a village still tells the village; the point of its district does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from marsad.exports.profiles.rules import CLEAN_WORDS, ORDER, Profile
from marsad.model import Level, Name, Place, Point
from marsad.text.folding import fold_key
from marsad.text.words import split_words
from marsad.vocabulary import load_vocabulary

PLAIN = re.compile(r"[a-z0-9.-]+")
"""An id of the gazetteer. Ids of areas worked out from words hold the words after «?» or «~»."""
UNTOLD_KM = 500.0
"""Radius of a country when there is no gazetteer to tell it."""


class Places(Protocol):
    """What coarsening needs to know of the gazetteer; the packaged one of `marsad.places` does it."""

    def get(self, id: str) -> Place | None:
        """Give the place of an id."""


@dataclass(frozen=True, slots=True)
class Coarsener:
    """Makes places coarse enough to leave.

    Attributes:
        places: The gazetteer; None where there is none at hand.
        finest: The finest level that may leave.
    """

    places: Places | None
    finest: Level

    def coarse(self, place: Place) -> Place | None:
        """Give the nearest place around another that may leave.

        Without a gazetteer nobody knows how wide the parents are, nor where they lie: the country is taken, without a point.

        Returns:
            A place made anew of the gazetteer's entry; None when none is known.
        """
        least = self._least(place)
        if self.places is None:
            return self._untold(place, least)
        for id in (place.id, *place.parents):
            known = self.places.get(id)
            if known is not None and ORDER.index(known.level) >= ORDER.index(max(least, self._least(known), key=ORDER.index)):
                return made_anew(known, known.source)
        return None

    def chain(self, place: Place) -> Iterator[str]:
        """Give the names of a place and of what it lies in."""
        yield place.name.ar
        for id in place.parents if self.places is not None else ():
            known = self.places.get(id) if self.places else None
            if known is not None:
                yield known.name.ar

    def _least(self, place: Place) -> Level:
        """Give the finest level for a place: facilities with civilians are never finer than the settlement."""
        civilian = shelters_civilians(place) and ORDER.index(place.level) < ORDER.index(Level.SETTLEMENT)
        return max(self.finest, Level.SETTLEMENT, key=ORDER.index) if civilian else self.finest

    def _untold(self, place: Place, least: Level) -> Place | None:
        if PLAIN.fullmatch(place.id) and ORDER.index(place.level) >= ORDER.index(least):
            return made_anew(place, "")
        if not place.parents or not PLAIN.fullmatch(place.parents[-1]):
            return None
        name = place.within[-1] if place.within else ""
        return Place(place.parents[-1], Name("", name), Level.COUNTRY, None, max(place.radius_km, UNTOLD_KM))


def made_anew(place: Place, source: str) -> Place:
    """Make a place of another's fields."""
    return Place(
        id=place.id,
        name=Name(place.name.ar, place.name.en),
        level=Level(place.level),
        point=Point(float(place.point.lat), float(place.point.lon)) if place.point else None,
        radius_km=float(place.radius_km),
        parents=tuple(place.parents),
        within=tuple(place.within),
        source=source,
    )


def may_leave_unknown(place: Place, profile: Profile, finest: Level) -> bool:
    """Say whether a place that the gazetteer does not know may leave by its words, where these are clean."""
    known = bool(place.id) or profile.descriptions != CLEAN_WORDS
    return not known and ORDER.index(place.level) >= ORDER.index(finest)


def shelters_civilians(place: Place) -> bool:
    """Say whether a place's name is a hospital's, a school's, a camp's or the like."""
    words = {word.folded.removeprefix("ال") for word in split_words(f"{place.name.ar} {place.name.en}")}
    return not words.isdisjoint(_facilities())


@cache
def _facilities() -> frozenset[str]:
    return frozenset(map(fold_key, load_vocabulary("profiles")["civilian_facilities"]))
