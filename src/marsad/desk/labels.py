"""Names of places to write on a map, from the gazetteer: the wider ones first, as many as there is room for."""

from typing import Annotated

from fastapi import APIRouter, Query

from marsad.desk.faults import RESPONSES
from marsad.desk.filters import box_of
from marsad.desk.schemas import Answer, answer
from marsad.desk.state import At
from marsad.model import Level

router = APIRouter(tags=["explore"], responses={400: RESPONSES[400]})

WIDE = tuple(reversed(Level))
"""Levels, the widest first."""


class LabelsOut(Answer):
    """Places of the gazetteer with their names, in columns of one length."""

    place: list[str]
    """Id of the place."""
    ar: list[str]
    """Arabic name."""
    en: list[str]
    """English name; the Arabic where there is none."""
    level: list[str]
    """How much ground it covers."""
    lat: list[float]
    """Latitude of its centre, WGS84."""
    lon: list[float]
    """Longitude of its centre."""


Box = Annotated[str, Query(description="`west,south,east,north` in degrees.")]
Levels = Annotated[list[Level], Query(description="Only these levels; all when none is given.")]
Most = Annotated[int, Query(ge=1, le=1000, description="How many to give at most.")]


@router.get("/explore/labels")
def labels(desk: At, box: Box, level: Levels = [], limit: Most = 300) -> LabelsOut:  # noqa: B006  # never changed
    """Give the names of the gazetteer's places in a box, those that cover most ground first."""
    west, south, east, north = box_of(box)
    found = []
    for place in desk.places:
        at = place.point
        if at and south <= at.lat <= north and west <= at.lon <= east and (not level or place.level in level):
            found.append((WIDE.index(place.level), -place.radius_km, place.id, place))
    told = [one[-1] for one in sorted(found, key=lambda one: one[:3])[:limit]]
    columns = {
        "place": [one.id for one in told],
        "ar": [one.name.ar for one in told],
        "en": [one.name.en or one.name.ar for one in told],
        "level": [one.level.value for one in told],
        "lat": [one.point.lat for one in told if one.point],
        "lon": [one.point.lon for one in told if one.point],
    }
    return answer(LabelsOut, columns)
