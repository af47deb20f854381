"""List the places a name may be of, before anything in the report decides between them.

What a name may be depends on the name and its class word alone, so the answer is kept: reports name the same towns over and
over.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Level, Place
from marsad.places.context import Surroundings
from marsad.places.cues import place_words
from marsad.places.gazetteer import Gazetteer
from marsad.places.spelling import Lookup, look_up

GAZETTEER_CLASSES = {Level.GOVERNORATE: "محافظه", Level.DISTRICT: "ناحيه", Level.NEIGHBOURHOOD: "حي"}
"""Class words that gazetteers write into names, by the level they stand for; folded."""
KEPT_CLASSES = frozenset({"مديريه", "قضاء", "منطقه"})
"""Class words of districts that name a gazetteer entry better than «ناحية» does; folded."""
RURAL = "ريف"


@dataclass(frozen=True, slots=True)
class Candidates:
    """The places a name may be of.

    Attributes:
        lookups: The places, with what their spelling costs.
        areas: For each of them the ids of its area and its country.
        votes: One vote shared among the areas they lie in: area id, country id, share.
    """

    lookups: tuple[Lookup, ...]
    areas: tuple[tuple[str, str], ...]
    votes: tuple[tuple[str, str, float], ...]


def find_candidates(here: Surroundings, gazetteer: Gazetteer) -> Candidates:
    """List the places that a name in its surroundings may be of.

    Args:
        here: The name and what stands around it.
        gazetteer: The places known.
    """
    return _find(here.name, here.class_word, _written_class(here), gazetteer)


@lru_cache(maxsize=1 << 14)
def _find(name: str, class_word: str, written: str, gazetteer: Gazetteer) -> Candidates:
    """Look a name up by itself, with its class word, without an inside class word, and without a direction after it."""
    known = place_words()
    found = list(look_up(name, gazetteer))
    if class_word:
        found = [Lookup(place, 0.0, "") for place in gazetteer.named(f"{written} {name}")] + found
    first, _, rest = name.partition(" ")
    if rest and first in known.inside and (not found or found[0].cost > 1):
        found += [one for one in look_up(rest, gazetteer) if one.place.level in known.inside[first]]
    if not found and rest:
        head, _, last = name.rpartition(" ")
        if last in known.bearings or last in known.trailing:
            found = list(look_up(head, gazetteer))
    best: dict[str, Lookup] = {}
    for one in found:
        if one.place.id not in best or one.cost < best[one.place.id].cost:
            best[one.place.id] = one
    return candidates_of(tuple(best.values()))


def candidates_of(lookups: tuple[Lookup, ...]) -> Candidates:
    """Make candidates of places found in some other way."""
    areas = tuple([(area_id(one.place), country_id(one.place)) for one in lookups])
    return Candidates(lookups, areas, _votes(lookups, areas))


def _written_class(here: Surroundings) -> str:
    """Give the class word a gazetteer would write before a name for the one the report has: «أحياء» is «حي»."""
    if here.blur.rural:
        return RURAL
    if here.class_word in KEPT_CLASSES:
        return here.class_word
    return GAZETTEER_CLASSES.get(here.levels[0], here.class_word) if here.levels else here.class_word


def country_id(place: Place) -> str:
    """Give the id of the country, or of the largest thing, that a place lies in or is."""
    return place.parents[-1] if place.parents else place.id


def area_id(place: Place) -> str:
    """Give the id of the governorate, or of what stands below the country, that a place lies in or is."""
    return place.parents[-2] if len(place.parents) > 1 else place.id


def _votes(lookups: Sequence[Lookup], areas: Sequence[tuple[str, str]]) -> tuple[tuple[str, str, float], ...]:
    votes: dict[tuple[str, str], float] = defaultdict(float)
    for one, those in zip(lookups, areas, strict=True):
        votes[those] += math.exp(-max(one.cost, 0.0)) / len(lookups)
    return tuple((area, country, share) for (area, country), share in votes.items())
