"""Draw how far a place reaches: a point, and a circle on the ground around it.

A dot on a map says more than a report knows. The circle is geodesic, so that a governorate's is as wide as it claims to be
at any latitude. Coordinates keep five decimals, about a metre: no gazetteer knows better, and every machine writes the same
digits.
"""

from functools import lru_cache
from typing import TypeAlias

from geographiclib.geodesic import Geodesic

from marsad.model import Place

Position: TypeAlias = tuple[float, float]
"""Longitude and latitude, in this order, as GeoJSON and KML have them."""

DECIMALS = 5
VERTICES = 48
_WANTED = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL


def position(place: Place) -> Position | None:
    """Give where a place is.

    Args:
        place: The place.

    Returns:
        Longitude and latitude; None for a place without point.
    """
    return (_rounded(place.point.lon), _rounded(place.point.lat)) if place.point else None


def uncertainty_ring(place: Place, vertices: int = VERTICES) -> tuple[Position, ...] | None:
    """Give the circle a place may lie in.

    Args:
        place: The place, with its radius in kilometres.
        vertices: Corners of the polygon, from 32 to 64.

    Returns:
        Positions counter-clockwise, the last the same as the first, as RFC 7946 wants an outer ring; None when the place has no
        point, no radius, or its circle holds a pole or crosses the 180th meridian, where a ring of this form would lie.

    Raises:
        ValueError: Too few or too many vertices.
    """
    if not 32 <= vertices <= 64:
        raise ValueError(f"expected 32 to 64 vertices, got {vertices}")
    if place.point is None or place.radius_km <= 0:
        return None
    return _circle(place.point.lat, place.point.lon, place.radius_km, vertices)


@lru_cache(maxsize=4096)
def _circle(lat: float, lon: float, radius_km: float, vertices: int) -> tuple[Position, ...] | None:
    ring = []
    for corner in range(vertices):
        # Azimuths run clockwise from north; counting down turns the ring counter-clockwise.
        end = Geodesic.WGS84.Direct(lat, lon, -360.0 * corner / vertices, radius_km * 1000.0, _WANTED)
        ring.append((_rounded(end["lon2"]), _rounded(end["lat2"])))
    if any(abs(east) > 180 for east, _ in ring) or _holds_pole(lat, radius_km):
        return None
    return (*ring, ring[0])


def _holds_pole(lat: float, radius_km: float) -> bool:
    pole = 90.0 if lat >= 0 else -90.0
    return bool(Geodesic.WGS84.Inverse(lat, 0.0, pole, 0.0, Geodesic.DISTANCE)["s12"] <= radius_km * 1000.0)


def _rounded(degrees: float) -> float:
    return round(degrees, DECIMALS) + 0.0  # no minus zero
