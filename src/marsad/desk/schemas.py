"""What the desk's API says and hears: the shapes that several of its parts share.

Spans are `[start, end)` in code points of the report's text, as everywhere in Marsad. JavaScript counts UTF-16 units, where a
character beyond the first plane counts two; so every span is given in both.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from marsad.exports.summary import encodable

T = TypeVar("T", bound="Answer")


class Answer(BaseModel):
    """A value of the API; the docstrings of its fields are their documentation."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, extra="forbid")


def answer(kind: type[T], plain: Mapping[str, Any]) -> T:
    """Make a value of the API; a lone surrogate, which no JSON reader takes, becomes U+FFFD, one for one."""
    try:
        json.dumps(plain, ensure_ascii=False, default=str).encode()  # quicker than looking through it value by value
    except UnicodeEncodeError:
        plain = encodable(dict(plain))
    return kind.model_validate(plain)


class Words(Answer):
    """Words in both languages."""

    ar: str
    """Arabic."""
    en: str
    """English; the Arabic where nobody has written an English form."""


class Label(Words):
    """A code with its name in both languages."""

    code: str
    """The code, as in the codebook."""


class SpanOut(Answer):
    """A stretch of a report's text."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    start16: int
    """First UTF-16 unit, as JavaScript counts."""
    end16: int
    """One past the last UTF-16 unit."""


class SpanIn(Answer):
    """A stretch of a report's text: `start` and `end`, or `start16` and `end16`."""

    start: int | None = None
    """First code point."""
    end: int | None = None
    """One past the last code point."""
    start16: int | None = None
    """First UTF-16 unit, as JavaScript counts."""
    end16: int | None = None
    """One past the last UTF-16 unit."""


class DecisionOut(Answer):
    """What a person decided."""

    number: int
    """Its number; `undo` takes it."""
    subject: str
    """Key of the event or report it is about."""
    field: str
    """`review`, `added`, a field of claims, or `published`, `title`, `source` of a report."""
    value: Any
    """What was decided, as a plain value: a verdict, claims, an account, a day."""
    who: str
    """The person."""
    at: str
    """When, in UTC, ISO 8601."""
    note: str
    """Why."""


class ClaimOut(Answer):
    """A field of an event, as one report gives it."""

    id: str
    """Hash of all it says."""
    field: str
    """`type`, `realis`, `date`, `place`, `actor`, `toll`, `weapon`, `topic` or `source`."""
    role: str
    """Role of a place or actor, status of a toll; empty elsewhere."""
    kind: str | None
    """What sort of actor; null elsewhere."""
    value: Any
    """A code for `type` and `realis`; `{first, last}` or null for `date`; ranked interpretations with reasons for `place` and
    `actor`; `{status, group, low, high, span}` for `toll`; else the words."""
    label: Words
    """The value for people."""
    surface: str
    """The words as written."""
    spans: list[SpanOut]
    """Where the words stand."""
    confidence: float
    """How likely it is right, from 0 to 1."""
    because: str
    """Why."""
    reader: str
    """What or who says so."""


class AccountOut(Answer):
    """One report's telling of one event, as people reviewed it."""

    event: str
    """Key of the event."""
    report: str
    """Key of the report."""
    type: Label
    """Its type."""
    realis: Label
    """How the report presents it."""
    trigger: SpanOut
    """The words that name the act."""
    surface: str
    """These words as written."""
    first: date | None
    """Earliest day; null when the report does not say."""
    last: date | None
    """Latest day, included."""
    confidence: float
    """How likely event and type are right, from 0 to 1."""
    review: str
    """`proposed`, `accepted`, `edited`, `added` or `rejected`."""
    reviewers: list[str]
    """Who looked at it."""
    incident: str | None
    """The incident it belongs to; null until the next merge, or when rejected."""
    seen: int
    """Number of the last decision about it that stands, 0 for none; a write sends it back."""
    reading: int
    """Entry of the log that brought this reading of it, 0 for one that a person added; a write may send it back."""
    claims: list[ClaimOut]
    """All its fields."""
    decisions: list[DecisionOut]
    """Decisions about it that stand, oldest first."""


class Asked(Answer):
    """What every write carries."""

    seen: int
    """Number of the last decision about it that the client saw, 0 for none."""
    reading: int | None = None
    """The account's `reading` that the client saw; when given, a reading since is a conflict too."""
    note: str = ""
    """Why; kept with the decision."""


class Done(Answer):
    """What a write did."""

    decisions: list[int]
    """Numbers of the decisions it made, in order; `undo` takes them all back together."""
    accounts: list[AccountOut]
    """The accounts it concerned, as they now stand."""


class Fault(Answer):
    """Why a request was refused."""

    error: str
    """One sentence for people."""
    newer: DecisionOut | None = None
    """With 409: the decision that came since; null when one was taken back or a new reading came."""
    seen: int | None = None
    """With 409: what `seen` would have to be now."""
