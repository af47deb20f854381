"""Draw the map: places with circles of their uncertainty over outlines, a graticule and a scale.

A point alone would say more than is known, so every place has its circle, to scale. Places carry the numbers of the table
that follows; their names are written where there is room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, hypot, radians
from typing import TypeAlias

from marsad.exports.dossier.content import Picture
from marsad.exports.dossier.drawing import box, circle, stroke, text, width_of
from marsad.exports.dossier.outlines import Position, outlines
from marsad.exports.dossier.phrasing import Phrases
from marsad.model import Place, Point
from marsad.vocabulary import load_vocabulary

Area: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle."""
WIDTH, HEIGHT = 760.0, 480.0
KM_PER_DEGREE = 111.2
NARROWEST = 1.2
"""Degrees of latitude a map shows at least; nearer nothing that orients would be in it."""
FARTHEST_KM = 150.0
"""How far circles widen the map; those of whole countries run out of its frame."""
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
SCALES = (5, 10, 20, 50, 100, 200, 500, 1000)
INSET, REACH = 150.0, 7.0
SIZE = 13.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the Earth on a rectangle of the picture: plate carrée, true to scale at its middle.

    Attributes:
        middle: Longitude and latitude of its centre.
        scale: User units per degree of latitude.
        left: Left edge in the picture.
        top: Upper edge.
        width: Width in the picture.
        height: Height.
    """

    middle: Position
    scale: float
    left: float = 0.0
    top: float = 0.0
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return max(0.05, cos(radians(self.middle[1])))

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Give where a position lies in the picture."""
        x = self.left + self.width / 2 + (lon - self.middle[0]) * self.squeeze * self.scale
        return x, self.top + self.height / 2 - (lat - self.middle[1]) * self.scale

    def edges(self) -> tuple[float, float, float, float]:
        """Give its west, south, east and north."""
        across, up = self.width / 2 / self.scale / self.squeeze, self.height / 2 / self.scale
        return self.middle[0] - across, self.middle[1] - up, self.middle[0] + across, self.middle[1] + up

    def km(self, km: float) -> float:
        """Give how long kilometres are in the picture."""
        return km / KM_PER_DEGREE * self.scale


def draw_map(places: Sequence[Place], phrases: Phrases) -> Picture | None:
    """Draw places, numbered from 1 in their order.

    Args:
        places: Places with points.
        phrases: The language of names.

    Returns:
        The picture; None when there is nothing to draw.
    """
    spots = [(place, place.point) for place in places if place.point]
    if not spots:
        return None
    frame = _frame(spots)
    body = [*_clip("dossier-map", frame), *_ground(frame), *_countries(frame, phrases)]
    body += [circle(*frame.at(p.lon, p.lat), max(3.0, frame.km(place.radius_km)), "reach") for place, p in spots]
    body += [*_marks(spots, frame, phrases), "</g>", *_scale(frame, phrases), box(0.5, 0.5, WIDTH - 1, HEIGHT - 1, "edge")]
    return Picture(WIDTH, HEIGHT, "".join((*body, *_inset(frame, phrases))))


def _frame(spots: Sequence[tuple[Place, Point]]) -> Frame:
    """Choose what to show: all places with their circles, never nearer than there is something to see."""
    reach = [min(place.radius_km, FARTHEST_KM) / KM_PER_DEGREE for place, _ in spots]
    south = min(p.lat - r for (_, p), r in zip(spots, reach, strict=True))
    north = max(p.lat + r for (_, p), r in zip(spots, reach, strict=True))
    squeeze = max(0.05, cos(radians((south + north) / 2)))
    west = min(p.lon - r / squeeze for (_, p), r in zip(spots, reach, strict=True))
    east = max(p.lon + r / squeeze for (_, p), r in zip(spots, reach, strict=True))
    high = max(NARROWEST, (north - south) * 1.25, (east - west) * squeeze * 1.25 * HEIGHT / WIDTH)
    return Frame(((west + east) / 2, (south + north) / 2), HEIGHT / high)


def _clip(id: str, frame: Frame) -> Iterator[str]:
    shape = box(frame.left, frame.top, frame.width, frame.height, "clip")
    yield f'<clipPath id="{id}">{shape}</clipPath><g clip-path="url(#{id})">'
    yield box(frame.left, frame.top, frame.width, frame.height, "sea")


def _ground(frame: Frame) -> Iterator[str]:
    west, south, east, north = frame.edges()
    step = next((step for step in STEPS if (north - south) / step <= 6), STEPS[-1])
    for i in range(ceil(west / step), floor(east / step) + 1):
        x, _ = frame.at(i * step, 0)
        yield stroke([(x, 0), (x, HEIGHT)], "grid")
        yield text(x + 3, HEIGHT - 5, f"{abs(i * step):g}°{'EW'[i < 0]}", "tick")
    for i in range(ceil(south / step), floor(north / step) + 1):
        _, y = frame.at(0, i * step)
        yield stroke([(0, y), (WIDTH, y)], "grid")
        if 14 < y < HEIGHT - 60:  # below, the scale stands
            yield text(4, y - 3, f"{abs(i * step):g}°{'NS'[i < 0]}", "tick")
    yield from _lines(frame)


def _lines(frame: Frame) -> Iterator[str]:
    west, south, east, north = frame.edges()
    for kind, line in outlines():
        lons, lats = [lon for lon, _ in line], [lat for _, lat in line]
        if max(lons) >= west and min(lons) <= east and max(lats) >= south and min(lats) <= north:
            yield stroke([frame.at(lon, lat) for lon, lat in line], kind)


def _countries(frame: Frame, phrases: Phrases, css: str = "country") -> Iterator[str]:
    """Name countries from the middle outwards, as far as their names have room."""
    right, bottom, middle = frame.left + frame.width, frame.top + frame.height, frame.at(*frame.middle)
    found = [(*frame.at(*entry["at"]), entry[phrases.language]) for entry in load_vocabulary("dossier")["countries"].values()]
    taken: list[Area] = []
    for x, y, name in sorted(found, key=lambda spot: (hypot(spot[0] - middle[0], spot[1] - middle[1]), spot[2])):
        wide = width_of(name, SIZE) / 2
        area = (x - wide, y - SIZE + 2, x + wide, y + 2)
        inside = area[0] > frame.left and area[2] < right and area[1] > frame.top and area[3] < bottom
        if inside and not any(_meet(area, other) for other in taken):
            taken.append(area)
            yield text(x, y, name, css, "middle")


def _marks(spots: Sequence[tuple[Place, Point]], frame: Frame, phrases: Phrases) -> Iterator[str]:
    """Draw dots with numbers, and names where they cover nothing."""
    dots = [frame.at(p.lon, p.lat) for _, p in spots]
    taken: list[Area] = [(x - 10, y - 10, x + 10, y + 10) for x, y in dots]
    taken.append((0, HEIGHT - 60, 190, HEIGHT))
    taken.append((WIDTH - INSET - 10, 0, WIDTH, INSET + 10))
    for (place, _), (x, y) in zip(spots, dots, strict=True):
        name = phrases.name(place.name).text
        yield from _name(x, y, name, taken)
    for i, (x, y) in enumerate(dots, start=1):
        yield circle(x, y, 9, "dot")
        yield text(x, y + 4, str(i), "digit", "middle")


def _name(x: float, y: float, name: str, taken: list[Area]) -> Iterator[str]:
    wide = width_of(name, SIZE)
    choices = ((x + 13, y + 5, "start"), (x - 13, y + 5, "end"), (x, y - 14, "middle"), (x, y + 24, "middle"))
    for tx, ty, anchor in choices:
        left = tx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        area = (left, ty - SIZE, left + wide, ty + 5)
        inside = area[0] > 2 and area[2] < WIDTH - 2 and area[1] > 2 and area[3] < HEIGHT - 2
        if inside and not any(_meet(area, other) for other in taken):
            taken.append(area)
            yield text(tx, ty, name, "name", anchor)
            return


def _meet(a: Area, b: Area) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale(frame: Frame, phrases: Phrases) -> Iterator[str]:
    km = next((km for km in reversed(SCALES) if frame.km(km) <= 150), SCALES[0])
    x, y, wide = 16.0, HEIGHT - 28, frame.km(km)
    yield box(x - 8, y - 22, wide + 16, 30, "plate", 4)
    yield stroke([(x, y - 5), (x, y), (x + wide, y), (x + wide, y - 5)], "scale")
    unit, number = phrases.text("labels", "kilometres"), str(km)
    # Two texts, since not every viewer orders a number and an Arabic word alike.
    before, after = (unit, number) if phrases.language == "ar" else (number, unit)
    yield text(x + wide / 2 - 2, y - 7, before, "tick", "end") + text(x + wide / 2 + 2, y - 7, after, "tick")


def _inset(frame: Frame, phrases: Phrases) -> Iterator[str]:
    """Draw where the map lies, small, unless it is as wide as that itself."""
    west, south, east, north = frame.edges()
    if north - south > REACH:
        return
    small = Frame(frame.middle, INSET / 2 / REACH, WIDTH - INSET - 6, 6, INSET, INSET)
    yield from _clip("dossier-inset", small)
    yield from _lines(small)
    yield from _countries(small, phrases, "tick")
    x, y = small.at(west, north)
    right, bottom = small.at(east, south)
    yield box(x, y, right - x, bottom - y, "here")
    yield f"</g>{box(small.left, small.top, INSET, INSET, 'edge')}"
