"""Look up places in the gazetteer and actors in the roster."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from marsad.actors import Organization
from marsad.desk.faults import RESPONSES
from marsad.desk.finding import Found
from marsad.desk.guarding import MissingError
from marsad.desk.phrases import phrase
from marsad.desk.schemas import Answer, Label, Words, answer
from marsad.desk.state import At, Desk
from marsad.desk.telling import code_label, words
from marsad.model import Name, Place

router = APIRouter(tags=["lookup"], responses={key: RESPONSES[key] for key in (400, 404)})


class PlaceOut(Answer):
    """A place of the gazetteer."""

    id: str
    """Names it for good."""
    name: Words
    """Its name."""
    level: Label
    """How much ground it covers, from a facility to a country."""
    lat: float | None
    """Latitude of its centre, WGS84; null where a point would say more than is known."""
    lon: float | None
    """Longitude of its centre."""
    radius_km: float
    """How far it reaches from the centre."""
    parents: list[str]
    """Ids of what it lies in, nearest first."""
    within: list[Words]
    """Their names, in the same order."""
    source: str
    """Where the entry comes from."""
    because: Words
    """How the search found it."""


class ActorOut(Answer):
    """An actor of the roster."""

    id: str
    """Names it for good."""
    name: Words
    """Its name."""
    kind: Label
    """`organization` or `person`."""
    side: str
    """The side it stands on; empty when none is known."""
    aliases: list[str]
    """Other names it is known by."""
    home: str
    """The country it belongs to; empty when none is known."""
    because: Words
    """How the search found it."""


class PlacesOut(Answer):
    """Places that were found."""

    places: list[PlaceOut]
    """The best first."""


class ActorsOut(Answer):
    """Actors that were found."""

    actors: list[ActorOut]
    """The best first."""


Wanted = Annotated[
    str, Query(min_length=1, max_length=200, description="A name, its beginning, or nearly so; Arabic or English.")
]
Most = Annotated[int, Query(ge=1, le=50, description="How many to give at most.")]
Inside = Annotated[str | None, Query(description="Only places that lie in this one, by its id.")]


@router.get("/places")
def find_places(desk: At, q: Wanted, limit: Most = 10, within: Inside = None) -> PlacesOut:
    """Find places in the gazetteer by name, ranked, each with what it lies in, its point, its reach and why it was found."""
    found = [
        (one, place) for one in desk.place_names.find(q, 50 if within is None else 1000) if (place := desk.places.get(one.id))
    ]
    inside = [(one, place) for one, place in found if within is None or within in place.parents]
    return answer(PlacesOut, {"places": [tell_place(desk, place, one) for one, place in inside[:limit]]})


@router.get("/places/{id}")
def place(desk: At, id: Annotated[str, Path(description="The place's id.")]) -> PlaceOut:
    """Give one place of the gazetteer."""
    found = desk.places.get(id)
    if found is None:
        raise MissingError(f"{id}: there is no such place in the gazetteer")
    return answer(PlaceOut, tell_place(desk, found, Found(id, "exact", found.name.ar)))


@router.get("/actors")
def find_actors(desk: At, q: Wanted, limit: Most = 10) -> ActorsOut:
    """Find actors in the roster by any name, Arabic or English, full or short."""
    found = [(one, who) for one in desk.actor_names.find(q, limit) if (who := desk.roster.get(one.id))]
    return answer(ActorsOut, {"actors": [tell_actor(who, one) for one, who in found]})


@router.get("/actors/{id:path}")
def actor(desk: At, id: Annotated[str, Path(description="The actor's id.")]) -> ActorOut:
    """Give one actor of the roster."""
    found = desk.roster.get(id)
    if found is None:
        raise MissingError(f"{id}: there is no such actor in the roster")
    return answer(ActorOut, tell_actor(found, Found(id, "exact", found.name.ar)))


def tell_place(desk: Desk, place: Place, found: Found) -> dict[str, Any]:
    """Tell a place of the gazetteer, and how it was found."""
    above = [desk.places.get(parent) for parent in place.parents]
    return {
        "id": place.id,
        "name": words(place.name),
        "level": code_label("levels", place.level.value),
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "radius_km": place.radius_km,
        "parents": list(place.parents),
        "within": [words(one.name if one else Name(parent)) for one, parent in zip(above, place.parents, strict=True)],
        "source": place.source,
        "because": phrase("found", found.how, name=found.name),
    }


def tell_actor(who: Organization, found: Found) -> dict[str, Any]:
    """Tell an actor of the roster, and how it was found."""
    return {
        "id": who.id,
        "name": words(who.name),
        "kind": code_label("kinds", who.kind.value),
        "side": who.side,
        "aliases": [*who.also, *who.short, *who.known, *who.english],
        "home": who.home,
        "because": phrase("found", found.how, name=found.name),
    }
