"""Weigh the places a name may be of against each other.

Every piece of evidence adds to a place's standing: the class word before the name, the chain it stands in, the other names of
the sentence and of the report, how large the town is. Standings are logarithms of odds, so that weights follow from them.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from marsad.model import Level, Place, PlaceInterpretation
from marsad.places.areas import WIDE, kilometres
from marsad.places.candidates import Candidates
from marsad.places.context import Surroundings
from marsad.places.evidence import Evidence
from marsad.places.spelling import Lookup

MOST = 5
"""Interpretations kept for one mention."""
LEAST = 0.01
"""Odds against the first below which an interpretation is dropped."""

# What each kind of evidence adds to a place's standing; fitted by hand on the project's training reports.
CLASS, CLASS_OFF, CHAIN, NEAR_CHAIN = 3.0, -2.5, 4.0, 2.5
SENTENCE, REPORT, COUNTRY, PROMINENCE = 1.5, 2.0, 3.0, 0.4
CITY_WORD, CLASSED_ELSEWHERE, LISTED_NEAR = 1.5, 0.8, 1.0
BARE = {Level.GOVERNORATE: 1.0, Level.COUNTRY: 1.0, Level.DISTRICT: -1.0, Level.NEIGHBOURHOOD: -0.7, Level.FACILITY: -0.7}
"""Standing of levels when no class word stands before the name."""
PLACES_OF_PEOPLE = (Level.SETTLEMENT, Level.NEIGHBOURHOOD)
"""Levels whose radius says how well known a place is."""
_standing_of = itemgetter(0)
_log = lru_cache(maxsize=1 << 10)(math.log)
"""Radii are few, and each of them is asked for over and over."""
NEAR_KM = 40.0
"""How close two settlements named together are expected to lie."""
NEAR_DEGREES = NEAR_KM / 110
"""Degrees of latitude that are further than that for sure; they are told without any trigonometry."""


def rank(i: int, around: Sequence[Surroundings], found: Sequence[Candidates], evidence: Evidence) -> list[PlaceInterpretation]:
    """Give the places a name may be of, most trusted first, with weights that add up to 1.

    Args:
        i: Which name.
        around: Surroundings of all names of the report.
        found: Candidates of all names.
        evidence: What the report as a whole says.
    """
    here, lookups = found[i], found[i].lookups
    if not lookups:
        return []
    if len(lookups) == 1:  # an only place stands whatever speaks for it or against
        reasons = [lookups[0].because] if lookups[0].because else []
        _fit(lookups[0].place, around[i], evidence, reasons)
        _chained(lookups[0].place, _company(i, around, found), reasons)
        return [PlaceInterpretation(lookups[0].place, "; ".join(reasons) or "the only place of that name", 1.0)]
    company = _company(i, around, found)
    scored = [
        (*_standing(one, those, around[i], company, len(lookups), evidence), one.place)
        for one, those in zip(lookups, here.areas, strict=True)
    ]
    scored.sort(key=_standing_of, reverse=True)
    top = scored[0][0]
    likely = [(math.exp(standing - top), because, place) for standing, because, place in scored[:MOST]]
    kept = [one for one in likely if one[0] > LEAST]
    total = sum([odds for odds, _, _ in kept])
    return [PlaceInterpretation(place, because, odds / total) for odds, because, place in kept]


def _standing(
    one: Lookup, areas: tuple[str, str], here: Surroundings, company: "_Company", count: int, evidence: Evidence
) -> tuple[float, str]:
    """Say how well one of so many places fits, and why."""
    place = one.place
    reasons = [one.because] if one.because else []
    standing = -one.cost + _fit(place, here, evidence, reasons)
    if place.level in PLACES_OF_PEOPLE:
        standing += PROMINENCE * _log(max(place.radius_km, 0.5))
    if company is not ALONE:
        standing += _chained(place, company, reasons)
    of_sentence, of_area, of_country = evidence.shares(here.sentence, *areas)
    standing += SENTENCE * of_sentence + REPORT * of_area + COUNTRY * of_country
    if of_country > 0.5:
        reasons.append("in the country the report is about")
    return standing, "; ".join(reasons) or f"one of {count} places of that name"


def _fit(place: Place, here: Surroundings, evidence: Evidence, reasons: list[str]) -> float:
    """Say how well a place's level fits the words before the name."""
    level = place.level
    if here.levels:
        if level in here.levels:
            reasons.append(f"«{here.class_word}» before it")
            return CLASS - (1.0 if here.blur.rural else 0.3) * here.levels.index(level)
        if here.blur.rural and level is Level.SETTLEMENT:
            return CLASS - 0.8  # «ريف منبج» is the country around the town
        return 0.0 if level is Level.NEIGHBOURHOOD and Level.SETTLEMENT in here.levels else CLASS_OFF
    standing = BARE.get(level, 0.0)
    if here.city and level is Level.SETTLEMENT:
        standing += CITY_WORD
    counts = evidence.classes.get(here.name)
    if counts:
        standing += CLASSED_ELSEWHERE * math.log((1 + counts[level]) / (1 + sum(counts.values()) / 2))
    return standing


class _Company(NamedTuple):
    """The names a name stands with.

    Attributes:
        after: Places of the names after it that it may lie in or near, name by name.
        inside: Places of the name before it that is said to lie in it.
        beside: Places of the name before it in a list.
    """

    after: Sequence[Sequence[Lookup]]
    inside: Sequence[Lookup]
    beside: Sequence[Lookup]


ALONE = _Company((), (), ())


def _company(i: int, around: Sequence[Surroundings], found: Sequence[Candidates]) -> _Company:
    """Gather the names a name stands with."""
    chained, listed = i > 0 and around[i - 1].chained, around[i].listed
    goes_on = i + 1 < len(around) and (around[i].chained or around[i + 1].listed)
    if not (chained or listed or goes_on):
        return ALONE
    after = []
    j = i
    while j + 1 < len(around) and j < i + 3 and (around[j].chained or (around[j + 1].listed and j == i)):
        j += 1
        after.append(found[j].lookups)
    before = found[i - 1].lookups if i else ()
    return _Company(after, before if chained else (), before if listed else ())


def _chained(place: Place, company: _Company, reasons: list[str]) -> float:
    """Say what the chain a name stands in adds: what it is said to lie in, and what is said to lie in it."""
    standing = 0.0
    for lookups in company.after:
        holder = next((one.place for one in lookups if one.place.id in place.parents), None)
        if holder is not None:
            reasons.append(f"lies in {holder.name.en or holder.name.ar}, named after it")
            return CHAIN
        near = _near(place, lookups)
        if near is not None and place.level not in WIDE:
            reasons.append(f"near {near.name.en or near.name.ar}, named with it")
            standing = NEAR_CHAIN
            break
    if company.inside and any(place.id in one.place.parents for one in company.inside):
        reasons.append("holds the place named before it")
        standing += NEAR_CHAIN
    elif company.beside and place.level not in WIDE and _near(place, company.beside) is not None:
        standing += LISTED_NEAR
    return standing


def _near(place: Place, others: Sequence[Lookup]) -> Place | None:
    """Find a place nearby among others."""
    point = place.point
    if point is None:
        return None
    for one in others:
        other = one.place.point
        if other is None or abs(other.lat - point.lat) > NEAR_DEGREES or one.place.level in WIDE:
            continue
        if kilometres(point, other) < NEAR_KM:
            return one.place
    return None
