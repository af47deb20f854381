"""What the API says and hears of the work on reports: states, who works on what, codings side by side, agreement."""

from typing import Literal

from pydantic import Field

from marsad.desk.schemas import AccountOut, Answer, Asked, ClaimOut, Label, Words

State = Literal["proposed", "coded", "reviewed", "adjudicated", "published"]


class StateOut(Label):
    """A state with its name."""

    may: bool
    """Whether this person may put the report into it."""


class WorkOut(Answer):
    """Where the work on a report stands."""

    report: str
    """The report's key."""
    title: str
    """Its headline, or its name."""
    state: Label
    """How far it has come."""
    states: list[StateOut]
    """All states, in order."""
    first: str
    """Who codes it; empty when nobody was named."""
    second: str
    """Who codes it too, without seeing the first's; empty for single coding."""
    reviewer: str
    """Who reviews it; empty when nobody was named."""
    done: list[str]
    """Coders who said that they are done."""
    blind: bool
    """Whether its coders still work without seeing each other's."""
    own: bool
    """Whether this person is one of them: what they decide stands in their own coding, and not on the record."""
    state_seen: int
    """Number of the last decision about the state, 0 for none."""
    assigned_seen: int
    """Number of the last decision about who works on it, 0 for none."""


class WorkList(Answer):
    """Reports that somebody was named to work on."""

    work: list[WorkOut]
    """In order of their keys."""


class StateIn(Asked):
    """A state; `seen` is the `state_seen` that the client saw."""

    state: State
    """How far the report has come."""


class AssignIn(Asked):
    """Who works on a report; `seen` is the `assigned_seen` that the client saw."""

    first: str = Field(default="", max_length=100)
    """Who codes it; empty for nobody."""
    second: str = Field(default="", max_length=100)
    """Who codes it too, without seeing the first's; empty for single coding."""
    reviewer: str = Field(default="", max_length=100)
    """Who reviews it; empty for nobody."""


class DoneIn(Answer):
    """What a coder says of their own coding."""

    done: bool
    """Whether they are done."""


class WorkDone(Answer):
    """What a write did."""

    decisions: list[int]
    """Numbers of the decisions it made; `undo` takes them back."""
    work: WorkOut
    """Where the work now stands."""


class FieldPair(Answer):
    """What two coders say of a field of an event."""

    field: str
    """Which field."""
    agrees: bool
    """Whether they agree, with the tolerance asked for."""
    left: list[ClaimOut]
    """What the first says."""
    right: list[ClaimOut]
    """What the second says."""


class EventPair(Answer):
    """What two coders say of an event."""

    left: AccountOut | None
    """The first's account; null where they have none."""
    right: AccountOut | None
    """The second's."""
    agrees: bool
    """Whether they agree that there is such an event."""
    fields: list[FieldPair]
    """Field by field, where both have it."""


class Adjudication(Answer):
    """Two codings of a report, side by side."""

    work: WorkOut
    """Where the work stands."""
    text: str
    """The report's text."""
    left: str
    """The first coder."""
    right: str
    """The second."""
    pairs: list[EventPair]
    """Event by event, in order of the text."""


class EventChoice(Answer):
    """What goes on the record of an event that two people coded."""

    left: str | None
    """Key of the first's account; null where they have none."""
    right: str | None
    """Key of the second's."""
    take: Literal["left", "right", "none"]
    """Whose account it is, in all fields not named; `none` when there is no such event."""
    fields: dict[str, Literal["left", "right"]] = Field(default_factory=dict)
    """Fields in which the other's is taken."""


class AdjudicateIn(Asked):
    """What goes on the record; `seen` is the `state_seen` that the client saw."""

    choices: list[EventChoice]
    """One for each pair."""


class FieldAgreement(Answer):
    """How far coders agree about a field."""

    field: str
    """Which field."""
    alpha: float | None
    """Krippendorff's alpha; null where it is not defined."""
    why: Words | None
    """Why it is not defined; null where it is."""
    units: int
    """How many things both coders said something about."""
    agreed: int
    """How many of them they agree about."""


class Disagreement(Answer):
    """One thing about which two coders differ."""

    report: str
    """The report's key."""
    title: str
    """Its headline, or its name."""
    field: str
    """Which field."""
    event: str
    """Key of the event, as the one has it who has it."""
    surface: str
    """The words that name the act."""
    coders: list[str]
    """The two coders."""
    left: Words
    """What the first says."""
    right: Words
    """What the second says."""


class AgreementOut(Answer):
    """How far those agree who coded the same reports without seeing each other's work."""

    reports: int
    """Reports that two people coded and are done with."""
    fields: list[FieldAgreement]
    """Field by field."""
    disagreements: list[Disagreement]
    """Where they differ."""
