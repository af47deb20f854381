"""What the API says of reports."""

from datetime import date
from typing import Any

from marsad.desk.schemas import AccountOut, Answer, Asked, DecisionOut, SpanOut


class ReportRow(Answer):
    """A report in a list."""

    key: str
    """Names it in the archive."""
    name: str
    """Its id as its source gave it."""
    title: str | None
    """Its headline."""
    published: date | None
    """Its day, as people corrected it; null when unknown."""
    outlet: str | None
    """Its outlet."""
    events: int
    """Events that were read in it and stand."""
    snippet: str
    """Its first words, or those around the first that was looked for."""
    found: list[SpanOut]
    """Where in the snippet the words stand that were looked for."""


class ReportList(Answer):
    """Reports, those added last first."""

    reports: list[ReportRow]
    """This page of them."""
    more: bool
    """Whether there are further ones after this page."""


class Mark(Answer):
    """Words of a report that a claim rests on."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    start16: int
    """First UTF-16 unit, as JavaScript counts."""
    end16: int
    """One past the last UTF-16 unit."""
    field: str
    """The claim's field; `trigger` for the words that name the act."""
    role: str
    """The claim's role."""
    claim: str | None
    """Id of the claim; null for a trigger."""
    event: str
    """Key of the event."""


class ReportOut(Answer):
    """A report with all that was read in it."""

    key: str
    """Names it in the archive."""
    name: str
    """Its id as its source gave it."""
    text: str
    """The text as received; every span points into it."""
    title: str | None
    """Its headline."""
    published: date | None
    """Its day of publication; null when unknown: then ask once and send it to `published`."""
    outlet: str | None
    """Its outlet."""
    address: str
    """Where it was published; empty when unknown."""
    how: dict[str, str]
    """How title, day, outlet and address are known."""
    original: str
    """SHA-256 of the original bytes."""
    locator: str
    """Where in the original it stands."""
    received: str
    """When it was added, in UTC."""
    lineage: str
    """Key of the oldest report it is a copy of; its own when it is none."""
    notes: list[str]
    """What the collector noted."""
    meta: dict[str, Any]
    """Whatever else came with it."""
    seen: int
    """Number of the last decision about the report itself that stands, 0 for none."""
    decisions: list[DecisionOut]
    """Decisions about the report itself."""
    marks: list[Mark]
    """All words that carry something, in order of the text; they may overlap."""
    accounts: list[AccountOut]
    """What it tells, in order of the text."""


class FactIn(Asked):
    """What is known of a report."""

    value: str | None
    """A day (ISO 8601), a headline or an outlet; null for not knowing."""


class FactOut(Answer):
    """What became of a report of which more is known."""

    decisions: list[int]
    """Numbers of the decisions made."""
    changed: dict[str, int]
    """When it was read again: how many events were `added`, are `gone`, `changed`, `held` as people decided, the `same`."""
    report: ReportOut
    """The report as it now stands."""
