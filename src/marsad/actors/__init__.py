"""Actors: find who acts, and say who they are."""

from marsad.actors.finder import find_actors, sure_actors
from marsad.actors.interpreter import interpret_actors
from marsad.actors.roster import AcledName, Organization, Roster, load_roster

__all__ = ["AcledName", "Organization", "Roster", "find_actors", "interpret_actors", "load_roster", "sure_actors"]
