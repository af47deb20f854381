"""The base map: none but borders and places of our own, a file of tiles on this machine, or an address the owner chose.

A file never leaves the machine and is asked for piece by piece. An address is told to the pages and named in the content
policy; it is the one thing a desk ever loads from elsewhere, and only when its owner said so.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import FileResponse

from marsad.errors import InputError

FILE = "/tiles/base.pmtiles"
"""Where pages find the file."""
MAGIC = b"PMTiles\x03"
FORM = 99
"""Place of the byte that says what the tiles of a file are: 1 is vector, others are images."""
PARTS = ("{z}", "{x}", "{y}")
VECTOR = (".pbf", ".mvt")
HOST = re.compile(r"[a-z0-9.-]+(:[0-9]{1,5})?")
NEAR = re.compile(r"(localhost|127\.0\.0\.1)(:[0-9]{1,5})?")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What lies under the map.

    Attributes:
        kind: A file on this machine, or an address.
        form: What its tiles are.
        url: Where pages find it.
        file: The file; None for an address.
        source: What the content policy must name; empty for a file.
    """

    kind: Literal["file", "address"]
    form: Literal["vector", "raster"]
    url: str
    file: Path | None = None
    source: str = ""


def base_map(told: str) -> BaseMap:
    """Understand what the owner said of the base map.

    Args:
        told: A PMTiles file, or an address with `{z}`, `{x}` and `{y}`.

    Raises:
        InputError: It is neither.
    """
    return _address(told) if "://" in told else _file(Path(told))


def _file(path: Path) -> BaseMap:
    try:
        with path.open("rb") as stream:
            head = stream.read(FORM + 1)
    except OSError as error:
        raise InputError(f"expected a file of tiles: {error.strerror or error}", str(path)) from error
    if not head.startswith(MAGIC) or len(head) <= FORM:
        raise InputError("expected tiles as PMTiles, version 3", str(path))
    return BaseMap("file", "vector" if head[FORM] == 1 else "raster", FILE, path.resolve())


def _address(told: str) -> BaseMap:
    try:
        parts = urlsplit(told)
    except ValueError as error:
        raise InputError(f"expected an address of tiles: {error}", told) from error
    host = parts.netloc.lower()
    safe = (parts.scheme == "https" and HOST.fullmatch(host)) or (parts.scheme == "http" and NEAR.fullmatch(host))
    if not safe or not all(part in told for part in PARTS) or re.search(r"[\s\"'<>;,]", told):
        raise InputError("expected an address of tiles as https://host/{z}/{x}/{y}.png", told)
    form: Literal["vector", "raster"] = "vector" if parts.path.lower().endswith(VECTOR) else "raster"
    return BaseMap("address", form, told, source=f"{parts.scheme}://{host}")


def _base(request: Request) -> BaseMap | None:
    base: BaseMap | None = request.app.state.base
    return base


Base = Annotated[BaseMap | None, Depends(_base)]
"""The base map of the desk a request is made to; None when there is none."""


@router.api_route(FILE, methods=["GET", "HEAD"])
def tiles(base: Base) -> FileResponse:
    """Give the file of tiles, or the piece that the request names in its `Range`."""
    if base is None or base.file is None:
        raise HTTPException(404, "this desk has no file of tiles; `marsad desk --tiles FILE` names one")
    return FileResponse(base.file, media_type="application/octet-stream")
