"""The desk's HTTP API: everything that its pages do, over the same library calls as the commands."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from fastapi import Depends, FastAPI

from marsad.actors import Roster, load_roster
from marsad.archive import Archive, seal
from marsad.collect import Reads
from marsad.desk import (
    accounts,
    adding,
    adjudicating,
    agreement,
    codebook,
    coding,
    dates,
    explore,
    exporting,
    incidents,
    labels,
    learning,
    learning_effects,
    learning_sharing,
    lookup,
    network,
    pairs,
    people_administering,
    people_entering,
    queue,
    reports,
    saved,
    serving_tiles,
    statistics,
    status,
    things,
    trends,
    undoing,
)
from marsad.desk.faults import RESPONSES, add_faults
from marsad.desk.finding import Finder
from marsad.desk.people import People, people_of
from marsad.desk.people_doors import OwnDoor, TeamDoor
from marsad.desk.rights import allowed
from marsad.desk.security import Guard
from marsad.desk.serving_pages import Pages, pages_folder
from marsad.desk.serving_tiles import BaseMap
from marsad.desk.state import Desk
from marsad.errors import InputError, MarsadError
from marsad.places.gazetteer import PackagedGazetteer, load_gazetteer

ROOMS = (
    people_entering,
    status,
    queue,
    reports,
    adding,
    accounts,
    undoing,
    dates,
    lookup,
    codebook,
    pairs,
    coding,
    adjudicating,
    agreement,
    learning_effects,
    learning_sharing,
    learning,
    incidents,
    explore,
    labels,
    network,
    statistics,
    things,
    trends,
    saved,
    exporting,
    people_administering,
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
    pages: Path | None = None,
    base: BaseMap | None = None,
    people: People | None = None,
    origins: Sequence[str] = (),
) -> FastAPI:
    """Make the desk's application.

    Args:
        archive: The archive it works on; its `who` is the person at work, in whose name decisions are kept.
        token: What every client must bring, made anew at each start; None to ask for none, in tests only.
        places: The gazetteer; the packaged one when None.
        roster: The roster; the packaged one when None.
        reads: How a report is read again when its day of publication is told; as `marsad reread` does when None.
        pages: Folder of the built pages; the packaged ones, or those that `MARSAD_PAGES` names, when None.
        base: The base map; none when None.
        people: Those who may be let in when the desk serves several; those kept beside the archive when None.
        origins: The addresses at which browsers know a desk that serves several, as `https://desk.example:8443`; one comes in
            by name and password then. None of them for a desk on its owner's machine.

    Returns:
        An ASGI application; for a server on a loopback address where there are no origins. It holds no rules of the field.

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
        dependencies=[Depends(allowed)],
    )
    app.state.desk = Desk(archive, places, roster, reads or Reads(), _place_names(places), _actor_names(roster))
    app.state.base, app.state.people = base, people or people_of(archive)
    app.state.door = _door(archive, token, app.state.people, origins)
    add_faults(app)
    for room in ROOMS:
        app.include_router(room.router, prefix="/api/1", responses={key: RESPONSES[key] for key in (401, 403, 422)})
    app.include_router(serving_tiles.router)
    app.mount("/", Pages(pages or pages_folder()))
    app.add_middleware(Guard, door=app.state.door, elsewhere=base.source if base else "")
    return app


def _door(archive: Archive, token: str | None, people: People | None, origins: Sequence[str]) -> OwnDoor | TeamDoor:
    if origins and people is None:
        raise InputError("expected a place for the people whom the desk is served to")
    return TeamDoor(people, origins) if people and origins else OwnDoor(archive.who, token)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    warming = Thread(target=_warm, args=(desk,), name="summary", daemon=True)
    warming.start()
    yield
    await to_thread(warming.join)
    if app.state.people:
        app.state.people.close()
    if desk.wrote:
        desk.keep_summary()
        seal(desk.archive)


def _warm(desk: Desk) -> None:
    """Make the summary while the first page loads; what is wrong is told to the first who asks for it."""
    with suppress(MarsadError):
        desk.keep_summary()


def _place_names(places: PackagedGazetteer) -> Finder:
    return Finder((folded, place.id) for folded in places.names() for place in places.named(folded))


def _actor_names(roster: Roster) -> Finder:
    return Finder(
        (name, who.id)
        for who in roster.organizations.values()
        for name in (who.name.ar, who.name.en, *who.also, *who.short, *who.known, *who.english)
    )
