"""The desk's HTTP API: everything that its pages do, over the same library calls as the commands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from marsad.actors import Roster, load_roster
from marsad.archive import Archive, seal
from marsad.collect import Reads
from marsad.desk import (
    accounts,
    codebook,
    dates,
    explore,
    exporting,
    incidents,
    lookup,
    network,
    pairs,
    queue,
    reports,
    statistics,
    status,
    undoing,
)
from marsad.desk.faults import RESPONSES, add_faults
from marsad.desk.finding import Finder
from marsad.desk.security import Guard
from marsad.desk.state import Desk
from marsad.places.gazetteer import PackagedGazetteer, load_gazetteer

ROOMS = (
    status,
    queue,
    reports,
    accounts,
    undoing,
    dates,
    lookup,
    codebook,
    pairs,
    incidents,
    explore,
    network,
    statistics,
    exporting,
)
"""Modules with endpoints, in the order in which the documentation has them."""

SILENT: dict[str, Any] = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
"""The framework would send measurements away where the environment names a place for them. A desk sends nothing."""

ABOUT = (
    "Every answer is JSON. A write carries the header `X-Marsad: 1` and `seen`, the number of the last decision about the "
    "event that the client saw; when another decision came since, the answer is 409 with that decision and nothing is changed. "
    "Spans are [start, end) in code points; `start16` and `end16` are the same in the UTF-16 units that JavaScript counts."
)


def make_app(
    archive: Archive,
    token: str | None,
    places: PackagedGazetteer | None = None,
    roster: Roster | None = None,
    reads: Reads | None = None,
) -> FastAPI:
    """Make the desk's application.

    Args:
        archive: The archive it works on; its `who` is the person at work, in whose name decisions are kept.
        token: What every client must bring, made anew at each start; None to ask for none, in tests only.
        places: The gazetteer; the packaged one when None.
        roster: The roster; the packaged one when None.
        reads: How a report is read again when its day of publication is told; as `marsad reread` does when None.

    Returns:
        An ASGI application for a server on a loopback address. It holds no rules of the field.

    Raises:
        VocabularyError: A list cannot be read.
    """
    places, roster = places or load_gazetteer(), roster or load_roster()
    app = FastAPI(
        title="Marsad desk",
        version="1",
        description=ABOUT,
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/1/openapi.json",
        lifespan=_lifespan,
        telemetry=SILENT,  # type: ignore[arg-type]
    )
    app.state.desk = Desk(archive, places, roster, reads or Reads(), _place_names(places), _actor_names(roster))
    app.state.token = token
    add_faults(app)
    for room in ROOMS:
        app.include_router(room.router, prefix="/api/1", responses={key: RESPONSES[key] for key in (401, 403, 422)})
    app.add_middleware(Guard, token=token)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    desk: Desk = app.state.desk
    if desk.wrote:
        seal(desk.archive)


def _place_names(places: PackagedGazetteer) -> Finder:
    return Finder((folded, place.id) for folded in places.names() for place in places.named(folded))


def _actor_names(roster: Roster) -> Finder:
    return Finder(
        (name, who.id)
        for who in roster.organizations.values()
        for name in (who.name.ar, who.name.en, *who.also, *who.short, *who.known, *who.english)
    )
