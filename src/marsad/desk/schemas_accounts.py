"""What the API hears of accounts."""

from datetime import date
from typing import Literal

from pydantic import Field

from marsad.desk.schemas import Answer, Asked, SpanIn
from marsad.model import ActorKind


class ClaimIn(Answer):
    """A value that a person gives to a field; which of these are needed follows from the field."""

    keep: str | None = None
    """Id of a claim of this field that stays; then nothing else is needed. `spans`, `role` and `place`, here one of its own
    interpretations, are changed in it where they are told beside it."""
    code: str | None = None
    """For `type` and `realis`: the code."""
    first: date | None = None
    """For `date`: the earliest day; without it the day is not known."""
    last: date | None = None
    """For `date`: the latest day; the first when missing."""
    place: str | None = None
    """For `place`: id in the gazetteer; without it a place that nobody knows, named by its words."""
    actor: str | None = None
    """For `actor`: id in the roster; without it somebody named by the words or by `name`."""
    name: str | None = None
    """For `actor`: the name, where it is not in the roster and not the words as written."""
    kind: ActorKind | None = None
    """For `actor`: what sort."""
    role: str = ""
    """For `place` and `actor`: the role."""
    status: str | None = None
    """For `toll`: `killed`, `injured`, `missing`, `detained` or `displaced`."""
    group: str = "unknown"
    """For `toll`: `civilian`, `combatant` or `unknown`."""
    low: int | None = None
    """For `toll`: the smallest number the words allow; null when they give none."""
    high: int | None = None
    """For `toll`: the largest; null when open."""
    spans: list[SpanIn] = Field(default_factory=list)
    """The words it rests on; the words that name the act when none are given. Needed for `toll` and words."""


class EditIn(Asked):
    """What a person says of a field of an account."""

    claims: list[ClaimIn]
    """All claims about the field from now on; those not among them are gone. An empty list says that there are none."""


class ReviewIn(Asked):
    """A verdict on an account."""

    verdict: Literal["accepted", "rejected"]
    """`accepted` when it stands as it is, `rejected` when the report does not tell this."""


class SplitIn(Asked):
    """How one account becomes two."""

    trigger: SpanIn
    """The words that name the second event; they may be those of the first."""
    move: list[str]
    """Ids of the claims that go to the second event and leave the first."""
    both: list[str] = Field(default_factory=list)
    """Ids of the claims that both have, such as the date."""
    type: str | None = None
    """Type of the second event; that of the first when not given."""


class MergeIn(Asked):
    """The account that another one of the same report repeats."""

    other: str
    """Key of the event that is rejected because it is the same; this one is kept."""
    other_seen: int
    """Number of the last decision about the other that the client saw, 0 for none."""
    take: list[str] = Field(default_factory=list)
    """Ids of claims of the other that this one takes over."""


class AddIn(Answer):
    """An event that no reader found."""

    trigger: SpanIn
    """The words that name the act."""
    type: str
    """Its type."""
    realis: str = "actual"
    """How the report presents it."""
    claims: dict[Literal["date", "place", "actor", "toll", "weapon", "topic", "source"], list[ClaimIn]] = Field(
        default_factory=dict
    )
    """What the report says of it, by field."""
    note: str = ""
    """Why; kept with the decision."""
