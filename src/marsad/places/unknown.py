"""Place a name that no gazetteer knows, as closely as the report allows and no closer.

«مستشفى … في إدلب» lies in Idlib, and that is worth keeping as long as the radius says how little it is. Where the report
names no area that holds the name, it stays without a place.
"""

from collections.abc import Sequence

from marsad.model import Level, Place, PlaceInterpretation
from marsad.places.areas import unknown_inside
from marsad.places.candidates import area_id, candidates_of
from marsad.places.context import Surroundings
from marsad.places.cues import place_words
from marsad.places.evidence import Evidence, can_contain
from marsad.places.gazetteer import Gazetteer
from marsad.places.rank import MOST, rank
from marsad.places.spelling import Lookup, look_up, nearly_named
from marsad.text.folding import fold_key

FACILITY_KM = 8.0
"""How far from the centre of a town a site that only bears its name may lie."""


def place_unknown(
    i: int,
    around: Sequence[Surroundings],
    ranked: Sequence[Sequence[PlaceInterpretation]],
    evidence: Evidence,
    gazetteer: Gazetteer,
    surface: str,
) -> list[PlaceInterpretation]:
    """Place a name that nobody knows: at the town it is called after, at a name one letter off, or in the area that holds it.

    Args:
        i: Which name.
        around: Surroundings of all names of the report.
        ranked: Interpretations found so far; those of names that are unknown too are empty.
        evidence: What the report as a whole says.
        gazetteer: The places known.
        surface: The name as written.
    """
    known = place_words()
    here = around[i]
    first, _, rest = here.name.partition(" ")
    level = (known.inside.get(first) or here.levels or (Level.SETTLEMENT,))[0]
    if rest and first in known.inside:
        named = [
            one
            for one in look_up(rest, gazetteer)
            if one.place.point is not None and one.cost < 0.5 and one.place.level is not Level.COUNTRY
        ]
        if named:
            fake = here._replace(name=rest, levels=(), class_word="", city=True)
            host = rank(0, [fake], [candidates_of(tuple(named))], evidence)[0].place
            place = unknown_inside(host, surface, here.name, level, FACILITY_KM)
            return _with_doubt(place, f"not in the gazetteer; called after {host.name.en or host.name.ar}", host, gazetteer)
    container, why = _container(i, around, ranked, evidence, gazetteer)
    if level in (Level.SETTLEMENT, Level.NEIGHBOURHOOD, Level.DISTRICT):
        areas = tuple(dict.fromkeys(area_id(one) for one in (container, evidence.lead) if one is not None))
        near = nearly_named(here.name, areas, gazetteer)
        if near:
            return _nearly(near)
    if container is None or container.level is level is Level.GOVERNORATE:
        return []
    place = unknown_inside(container, surface, here.name, level, 1.0)
    because = f"not in the gazetteer; lies somewhere in {container.name.en or container.name.ar}, {why}"
    return _with_doubt(place, because, container, gazetteer)


def _nearly(near: Sequence[Lookup]) -> list[PlaceInterpretation]:
    kept = near[:MOST]
    return [PlaceInterpretation(one.place, one.because, 1 / len(kept)) for one in kept]


def _with_doubt(place: Place, because: str, container: Place, gazetteer: Gazetteer) -> list[PlaceInterpretation]:
    """Give a place that rests on its container, and the next larger area for what the container may leave out."""
    larger = next((one for id in container.parents if (one := gazetteer.get(id)) is not None and one.point is not None), None)
    if larger is None or larger.level is Level.COUNTRY:
        return [PlaceInterpretation(place, because, 1.0)]
    wider = unknown_inside(larger, place.name.ar, fold_key(place.name.ar), place.level, 1.0)
    doubt = f"or elsewhere in {larger.name.en or larger.name.ar}"
    return [PlaceInterpretation(place, because, 0.75), PlaceInterpretation(wider, doubt, 0.25)]


def _container(
    i: int,
    around: Sequence[Surroundings],
    ranked: Sequence[Sequence[PlaceInterpretation]],
    evidence: Evidence,
    gazetteer: Gazetteer,
) -> tuple[Place | None, str]:
    """Find the area a report says, or lets one take, that an unknown name lies in."""
    for j in range(i + 1, min(i + 4, len(around))):
        if not (around[j - 1].chained or around[j].listed):
            break
        if ranked[j] and can_contain(ranked[j][0].place) and around[j - 1].chained:
            return _plain(ranked[j][0].place, gazetteer), "named after it"
    for j in (i - 1, i + 1, i - 2, i + 2):
        if 0 <= j < len(around) and around[j].sentence == around[i].sentence and ranked[j]:
            place = _plain(ranked[j][0].place, gazetteer)
            if place.level in (Level.GOVERNORATE, Level.DISTRICT) and can_contain(place):
                return place, "named in the sentence"
            area = gazetteer.get(area_id(place))
            if area is not None and can_contain(area) and area.level is Level.GOVERNORATE:
                return area, "where the sentence's other places lie"
    if evidence.lead is not None:
        return evidence.lead, "named at the head of the report"
    return None, ""


def _plain(place: Place, gazetteer: Gazetteer) -> Place:
    """Give the place that an area was made of."""
    return gazetteer.get(place.id.partition("~")[0].partition("?")[0]) or place
