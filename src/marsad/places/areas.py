"""Make the stretch of ground that a report speaks of when it names a place only to stay near it.

«ريف دير الزور الشرقي» is no point: it is the east of a governorate. «قرب حقل العمر» is not the field. Each such area is a place
of its own, whose id is the place's with what was done to it, whose radius says how little is known, and which never claims
a settlement it does not name.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.model import Level, Name, Place, Point

KM_PER_DEGREE = 111.2
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
WIDE = frozenset({Level.COUNTRY, Level.GOVERNORATE, Level.REGION, Level.DISTRICT})
"""Levels with enough ground inside that a direction speaks of a part of it («شمال حلب»)."""
SHIFT = 0.4
"""Share of the radius by which the centre of a part lies off the centre of the whole."""
BESIDE_KM = 10.0
"""How far «شرق البوكمال» is taken to reach from the town when no distance is given."""


@dataclass(frozen=True, slots=True)
class Blur:
    """What the words around a name do to it.

    Attributes:
        bearings: Directions in degrees, as many as the words give («الشمالي الشرقي»); empty for none.
        rural: «ريف» stands before.
        centre: «وسط» or «الأوسط» does.
        km: Kilometres a word of nearness adds; zero for none.
        words: The words, for `because`.
    """

    bearings: tuple[float, ...] = ()
    rural: bool = False
    centre: bool = False
    km: float = 0.0
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.bearings or self.centre or self.km)


def kilometres(a: Point, b: Point) -> float:
    """Measure the great circle between two points."""
    la, lo, lb, lp = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def moved(point: Point, bearing: float, km: float) -> Point:
    """Go so many kilometres from a point; for the short ways of one country."""
    lat = point.lat + km * math.cos(math.radians(bearing)) / KM_PER_DEGREE
    lon = point.lon + km * math.sin(math.radians(bearing)) / (KM_PER_DEGREE * max(0.2, math.cos(math.radians(point.lat))))
    return Point(round(lat, 3), round(lon, 3))


def mean_bearing(bearings: Sequence[float]) -> float | None:
    """Give the direction between several; None where they cancel out («شمال وجنوب»)."""
    x = sum(math.cos(math.radians(one)) for one in bearings)
    y = sum(math.sin(math.radians(one)) for one in bearings)
    return None if math.hypot(x, y) < 0.5 else math.degrees(math.atan2(y, x)) % 360


@lru_cache(maxsize=1 << 10)
def area_of(place: Place, blur: Blur) -> tuple[Place, str]:
    """Make the area that words around a place's name speak of.

    Args:
        place: The place named.
        blur: What the words say.

    Returns:
        The area, and the words of `because`. The place itself where the words do not blur it.
    """
    bearing = mean_bearing(blur.bearings) if blur.bearings else None
    if bearing is not None:
        return _part(place, bearing, blur) if place.level in WIDE else _beside(place, bearing, blur)
    if blur.centre and place.level in WIDE:
        area = _named(place, "centre", blur.words, place.point, place.radius_km * (1 - SHIFT))
        return area, f"the middle of {place.name.en or place.name.ar}"
    if blur.km:
        area = _named(place, "near", blur.words, place.point, place.radius_km + blur.km)
        return area, f"near {place.name.en or place.name.ar}: within {area.radius_km:.0f} km of its centre"
    return place, ""


def _part(place: Place, bearing: float, blur: Blur) -> tuple[Place, str]:
    side = COMPASS[round(bearing / 45) % 8]
    centre = moved(place.point, bearing, place.radius_km * SHIFT) if place.point else None
    area = _named(place, side, blur.words, centre, round(place.radius_km * (1 - SHIFT) * 1.1, 1))
    return area, f"the {side} of {place.name.en or place.name.ar}, taken {place.radius_km * SHIFT:.0f} km off its centre"


def _beside(place: Place, bearing: float, blur: Blur) -> tuple[Place, str]:
    side = COMPASS[round(bearing / 45) % 8]
    area = _named(place, side, blur.words, place.point, place.radius_km + BESIDE_KM)
    return area, f"{side} of {place.name.en or place.name.ar}, no distance given: within {area.radius_km:.0f} km of it"


def area_between(a: Place, b: Place) -> tuple[Place, str] | None:
    """Widen a place up to another that is named with it («بين … و…»); None where they lie too far apart to say anything."""
    if a.point is None or b.point is None or not 0 < (apart := kilometres(a.point, b.point)) <= 80:
        return None
    area = replace(
        _named(a, "between", "", a.point, max(a.radius_km, round(apart, 1))),
        name=Name(f"بين {a.name.ar} و{b.name.ar}", f"between {a.name.en} and {b.name.en}"),
    )
    return area, f"between {a.name.en} and {b.name.en}, {apart:.0f} km apart: anywhere up to there"


def unknown_inside(container: Place, surface: str, key: str, level: Level, km: float) -> Place:
    """Make the place of a name that nobody knows, somewhere in one that is known.

    Args:
        container: What it lies in; its point and radius stand for the place.
        surface: The name as written.
        key: The name folded, for the id.
        level: What sort of place it is.
        km: The least radius.
    """
    return Place(
        id=f"{container.id}?{key.replace(' ', '-')}",
        name=Name(surface),
        level=level,
        point=container.point,
        radius_km=max(container.radius_km, km),
        parents=(container.id, *container.parents),
        within=(container.name.en, *container.within),
        source=container.source,
    )


def _named(place: Place, how: str, words: str, point: Point | None, radius_km: float) -> Place:
    return Place(
        id=f"{place.id}~{how}",
        name=Name(f"{words} {place.name.ar}".strip(), f"{place.name.en} ({how})"),
        level=Level.REGION,
        point=point,
        radius_km=radius_km,
        parents=(place.id, *place.parents),
        within=(place.name.en, *place.within),
        source=place.source,
    )
