"""What the API says and hears of exports."""

from datetime import date
from typing import Literal

from pydantic import Field

from marsad.desk.filters import Filter
from marsad.desk.schemas import Answer


class FormatOut(Answer):
    """A format."""

    name: str
    """Its name."""
    what: str
    """What it is."""


class ProfileOut(Answer):
    """A profile: what may leave, for one sort of reader."""

    name: str
    """Its name."""
    keeps_all: bool
    """Whether everything leaves as it is."""
    reasons: dict[str, str]
    """Why, by the name of the rule."""


class Ways(Answer):
    """How incidents can leave."""

    formats: list[FormatOut]
    """The formats."""
    profiles: list[ProfileOut]
    """The profiles, the strictest first."""


class Leaving(Answer):
    """What is to leave."""

    profile: Literal["public", "partner", "full"]
    """What may leave; there is no default, for it must be chosen."""
    filter: Filter = Field(default_factory=Filter)
    """Which incidents; all when nothing is filtered."""
    title: str = Field(default="", max_length=300)
    """What the release is called."""
    today: date | None = None
    """The day the embargo counts from; today when not given."""


class ExportIn(Leaving):
    """What is to leave, and how."""

    format: str
    """Name of the format."""
    pdf: bool = False
    """For a dossier: PDF in place of HTML."""


class ChangeOut(Answer):
    """One thing that does not leave as it is. It names what is withheld: it is for the desk alone."""

    incident: str
    """Id of the incident, or key of the report."""
    events: list[str]
    """Keys of the events; empty where it is no event's."""
    field: str
    """Which field."""
    what: str
    """What it is in the archive."""
    became: str
    """What became of it; empty when it is left out."""
    rule: str
    """The rule and its reason."""


class Preview(Answer):
    """What an export would do."""

    incidents: int
    """Incidents that would leave."""
    reports: int
    """Reports that would leave with them."""
    rules: dict[str, int]
    """How many changes each rule makes."""
    changes: list[ChangeOut]
    """The changes, the first thousand of them."""
    more: int
    """Changes that are not listed."""
