"""Look a written name up in all the ways it may have been spelled.

Reports drop the article, join words, double letters, and slip. Each way of looking costs trust, and the last of them, a
letter apart, is only allowed among the settlements of an area that the report names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Place
from marsad.places.cues import ARTICLE, LAM_LAM
from marsad.places.gazetteer import Gazetteer

TAUGHT = 4.0
"""What it adds to a place's standing that the desk was taught its name: as much as the chain it stands in, less than a class
word that fits another."""
MIN_FUZZY = 4
"""Shortest name for which one letter may differ; below, everything is a letter from everything."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A place found under some spelling.

    Attributes:
        place: The place.
        cost: How much trust the spelling costs; zero for the name as written.
        because: What was done; empty for the name as written.
    """

    place: Place
    cost: float
    because: str


def look_up(folded: str, gazetteer: Gazetteer) -> tuple[Lookup, ...]:
    """Find the places a folded name may name, by the first way of looking that finds any.

    Args:
        folded: The name, class words and proclitics taken off.
        gazetteer: The places.
    """
    for name, cost, because in _spellings(folded):
        places = gazetteer.named(name)
        if places:
            taught = gazetteer.taught(name)
            return tuple(_taught(place) if place is taught else Lookup(place, cost, because) for place in places)
    return tuple(Lookup(place, 1.5, f"spelled like {place.name.ar}") for place in gazetteer.alike(folded))


def _taught(place: Place) -> Lookup:
    return Lookup(place, -TAUGHT, "this desk was taught that the name is its")


def _spellings(folded: str) -> Iterator[tuple[str, float, str]]:
    yield folded, 0.0, ""
    if folded.startswith(LAM_LAM):
        yield ARTICLE + folded[2:], 0.1, "«لل» read as ل and ال"
    if folded.startswith(ARTICLE):
        yield folded[2:], 0.8, "without the article"
    else:
        yield ARTICLE + folded, 0.8, "with the article"
    if folded[:1] == "ل" and len(folded) > 3:
        yield "ا" + folded, 0.8, "with the alef that is missing"


def nearly_named(folded: str, areas: Sequence[str], gazetteer: Gazetteer) -> tuple[Lookup, ...]:
    """Find settlements of some areas whose name is one letter away.

    Args:
        folded: A name that no spelling rule resolves.
        areas: Ids of areas the report names near it.
        gazetteer: The places.
    """
    if len(folded) < MIN_FUZZY:
        return ()
    forms = _shortened(folded)
    near = {
        name
        for area in areas
        for form in forms
        for name in _settlements(area, gazetteer).get(form, ())
        if one_apart(name, folded)
    }
    return tuple(
        Lookup(place, 3.0, f"one letter from {name}")
        for name in sorted(near)
        for place in gazetteer.named(name)
        if any(area in place.parents for area in areas)
    )


def _shortened(name: str) -> set[str]:
    """Give a name and what is left of it without each of its letters: two names a letter apart share one of these."""
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


@lru_cache(maxsize=64)
def _settlements(area: str, gazetteer: Gazetteer) -> Mapping[str, Sequence[str]]:
    """Index the names of an area's settlements by their shortened forms, so that not all of them are compared each time."""
    index: dict[str, list[str]] = {}
    for name in gazetteer.inside(area):
        for form in _shortened(name):
            index.setdefault(form, []).append(name)
    return index


def one_apart(a: str, b: str) -> bool:
    """Say whether one letter added, dropped, changed or swapped with its neighbour turns one word into the other."""
    if a == b:
        return False
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    rest_a, rest_b = a[head:], b[head:]
    if len(rest_a) == len(rest_b):
        return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    longer, shorter = (rest_a, rest_b) if len(rest_a) > len(rest_b) else (rest_b, rest_a)
    return len(longer) - len(shorter) == 1 and longer[1:] == shorter
