"""Weigh the places a name may be of against each other.

Every piece of evidence adds to a place's standing: the class word before the name, the chain it stands in, the other names of
the sentence and of the report, how large the town is. Standings are logarithms of odds, so that weights follow from them.
"""

import math
from collections.abc import Sequence

from marsad.model import Level, Place, PlaceInterpretation
from marsad.places.areas import WIDE, kilometres
from marsad.places.candidates import Candidates, area_id, country_id
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
NEAR_KM = 40.0
"""How close two settlements named together are expected to lie."""


def rank(i: int, around: Sequence[Surroundings], found: Sequence[Candidates], evidence: Evidence) -> list[PlaceInterpretation]:
    """Give the places a name may be of, most trusted first, with weights that add up to 1.

    Args:
        i: Which name.
        around: Surroundings of all names of the report.
        found: Candidates of all names.
        evidence: What the report as a whole says.
    """
    if not found[i].lookups:
        return []
    scored = [(*_standing(one, i, around, found, evidence), one.place) for one in found[i].lookups]
    if len(scored) == 1:
        return [PlaceInterpretation(scored[0][2], scored[0][1], 1.0)]
    top = max(standing for standing, _, _ in scored)
    scored.sort(key=lambda one: -one[0])
    kept = [(math.exp(standing - top), because, place) for standing, because, place in scored[:MOST]]
    kept = [one for one in kept if one[0] > LEAST]
    total = sum(odds for odds, _, _ in kept)
    return [PlaceInterpretation(place, because, odds / total) for odds, because, place in kept]


def _standing(
    one: Lookup, i: int, around: Sequence[Surroundings], found: Sequence[Candidates], evidence: Evidence
) -> tuple[float, str]:
    place, here = one.place, around[i]
    reasons = [one.because] if one.because else []
    standing = -one.cost + _fit(place, here, evidence, reasons)
    if place.level in (Level.SETTLEMENT, Level.NEIGHBOURHOOD):
        standing += PROMINENCE * math.log(max(place.radius_km, 0.5))
    standing += _chained(place, i, around, found, reasons)
    others = len(found[i].lookups) - 1
    if others:  # an only place stands whatever the report votes for
        area, country = area_id(place), country_id(place)
        of_area, of_country = evidence.shares_of_report(area, country)
        standing += SENTENCE * evidence.share_of_sentence(here.sentence, area) + REPORT * of_area + COUNTRY * of_country
        if of_country > 0.5:
            reasons.append("in the country the report is about")
    if not reasons:
        reasons.append(f"one of {others + 1} places of that name" if others else "the only place of that name")
    return standing, "; ".join(reasons)


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


def _chained(place: Place, i: int, around: Sequence[Surroundings], found: Sequence[Candidates], reasons: list[str]) -> float:
    """Say what the chain a name stands in adds: what it is said to lie in, and what is said to lie in it."""
    standing = 0.0
    j = i
    while j + 1 < len(around) and j < i + 3 and (around[j].chained or (around[j + 1].listed and j == i)):
        j += 1
        holder = next((one.place for one in found[j].lookups if one.place.id in place.parents), None)
        if holder is not None:
            reasons.append(f"lies in {holder.name.en or holder.name.ar}, named after it")
            return CHAIN
        near = _near(place, found[j].lookups)
        if near is not None and place.level not in WIDE:
            reasons.append(f"near {near.name.en or near.name.ar}, named with it")
            standing = NEAR_CHAIN
            break
    if i and around[i - 1].chained and any(place.id in one.place.parents for one in found[i - 1].lookups):
        reasons.append("holds the place named before it")
        standing += NEAR_CHAIN
    elif i and around[i].listed and place.level not in WIDE and _near(place, found[i - 1].lookups) is not None:
        standing += LISTED_NEAR
    return standing


def _near(place: Place, others: Sequence[Lookup]) -> Place | None:
    """Find a place nearby among others."""
    if place.point is None:
        return None
    for one in others:
        if one.place.point is not None and one.place.level not in WIDE and kilometres(place.point, one.place.point) < NEAR_KM:
            return one.place
    return None
