"""The outlines of coasts and borders, for orientation on the map.

They are Natural Earth's (public domain), cut and simplified from the npm package world-atlas; `outlines.json` says how.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Position: TypeAlias = tuple[float, float]
"""Longitude and latitude."""
UNIT = 0.01


@cache
def outlines() -> tuple[tuple[str, tuple[Position, ...]], ...]:
    """Give the lines, each with what it is: `coasts` or `borders`."""
    data = json.loads(files(__package__).joinpath("outlines.json").read_text(encoding="utf-8"))
    return tuple((kind, tuple(_positions(steps))) for kind in ("coasts", "borders") for steps in data[kind])


def _positions(steps: list[int]) -> Iterator[Position]:
    lon = lat = 0
    for i in range(0, len(steps), 2):
        lon, lat = lon + steps[i], lat + steps[i + 1]
        yield round(lon * UNIT, 2), round(lat * UNIT, 2)
