"""What the desk's API says and hears of people."""

from typing import Annotated, Literal

from pydantic import Field

from marsad.desk.schemas import Answer, Label

Name = Annotated[str, Field(max_length=200)]
Password = Annotated[str, Field(max_length=2000)]
Role = Annotated[str, Field(max_length=40)]


class LogIn(Answer):
    """What lets a person in."""

    name: Name
    """The person's name."""
    password: Password
    """The person's password."""


class Me(Answer):
    """Who asks, and what the person may do."""

    who: str | None
    """The person, in whose name decisions are kept; null when nobody is let in yet."""
    role: Label | None
    """The person's role; null when nobody is let in yet."""
    rights: list[str]
    """What the person may do: `read`, `add`, `code`, `review`, `adjudicate`, `learn`, `export`, `administer`."""
    served: Literal["own", "people"]
    """How one comes in: `own` by the token of this start, on one's own machine; `people` by name and password."""
    tls: bool
    """Whether what passes between browser and desk is encrypted."""


class PasswordIn(Answer):
    """A person's own new password."""

    old: Password
    """The password until now."""
    new: Password
    """The password from now on, of 12 to 500 characters."""


class PersonIn(Answer):
    """A person to be added."""

    name: Name
    """The name in which decisions will be kept."""
    role: Role
    """A role's code."""
    password: Password
    """The first password, of 12 to 500 characters."""


class ChangeIn(Answer):
    """A change of a person; the person has to log in again."""

    seen: int
    """The person's `seen` that the client saw."""
    role: Role | None = None
    """A role's code; null to leave it."""
    password: Password | None = None
    """Another password, of 12 to 500 characters; null to leave it."""


class GoneIn(Answer):
    """A person to be removed."""

    seen: int
    """The person's `seen` that the client saw."""


class PersonOut(Answer):
    """A person of the desk."""

    name: str
    """The name in which decisions are kept."""
    role: Label
    """The role."""
    since: str
    """When the person was added, in UTC, ISO 8601."""
    seen: int
    """Number of the last change; a change sends it back."""
    sessions: int
    """Sessions that are open."""


class RoleOut(Label):
    """A role."""

    rights: list[Label]
    """What it may do."""


class PeopleOut(Answer):
    """The people of the desk."""

    people: list[PersonOut]
    """Everybody, by name."""
    roles: list[RoleOut]
    """Roles that somebody may be given, from those that may least."""


class Colleague(Answer):
    """Somebody at work here."""

    name: str
    """The name."""
    role: Label
    """The role."""


class Colleagues(Answer):
    """Everybody at work here."""

    people: list[Colleague]
    """Everybody, by name; whoever asks among them."""
