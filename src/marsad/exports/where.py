"""Choose the places of an incident that make rows of their own, and say what they lie in."""

from collections.abc import Mapping
from typing import Any

from marsad.exports.precision import place_precision
from marsad.model import Incident, IncidentPlace, Level, Place
from marsad.vocabulary import load_vocabulary

ROLES = ("location", "destination", "origin")
"""What stands for the place of an incident, in this order: where nothing else is told, a movement is where it goes."""
INSIDE_TOWNS = frozenset({Level.NEIGHBOURHOOD, Level.REGION})
"""Levels whose nearest parent may be a town, which is no unit of administration."""


def places_of(incident: Incident) -> tuple[IncidentPlace, ...]:
    """Give the places that an incident happened at, best attested first.

    Places that somebody knows come out; of two where one lies in the other, the narrower.
    """
    known = [place for place in incident.places if place_precision(place.place) is not None]
    for role in ROLES:
        if found := [place for place in known if place.role == role]:
            return tuple(_narrow(found))
    return ()


def country_codes(incident: Incident) -> Mapping[str, Any]:
    """Give the country's names and numbers in other schemes; empty for a country that the table has not."""
    codes: Mapping[str, Any] = load_vocabulary("crosswalk")["countries"].get(incident.country, {})
    return codes


def country_name(incident: Incident, place: Place | None, scheme: str) -> str:
    """Give the country's name in a scheme (`acled`, `ucdp`), or as the gazetteer has it."""
    name = country_codes(incident).get(scheme)
    if name is None and place is not None:
        name = place.name.en if place.level is Level.COUNTRY else place.within[-1] if place.within else ""
    return str(name or "")


def admins(place: Place) -> tuple[str, str, str]:
    """Give the units of administration that a place lies in or is, widest first; empty where they are not known.

    Only the parents' names are known here, not their levels: for a building the nearest may be a town, so no more than the
    widest is given.
    """
    chain = [*place.within[:-1]]
    if place.level in INSIDE_TOWNS and len(chain) > 1:
        chain = chain[1:]
    if place.level is Level.FACILITY:
        chain = chain[-1:]
    if place.level in (Level.DISTRICT, Level.GOVERNORATE):
        chain = [place.name.en or place.name.ar, *chain]
    units = [*reversed(chain), "", "", ""]
    return units[0], units[1], units[2]


def name_of(place: Place) -> str:
    """Give a place's name, English where there is one."""
    return place.name.en or place.name.ar


def _narrow(places: list[IncidentPlace]) -> list[IncidentPlace]:
    holding = {parent for one in places for parent in one.place.parents}
    once = {place.place.id: place for place in reversed(places)}
    return [place for place in places if place.place.id not in holding and once[place.place.id] is place]
