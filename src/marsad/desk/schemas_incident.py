"""What the API says of the values of an incident."""

from datetime import date
from typing import Any

from marsad.desk.schemas import Answer, Words


class Saying(Answer):
    """Who says a value, in which words."""

    claim: str
    """Id of the claim."""
    event: str
    """Key of the event."""
    report: str
    """Key of the report."""
    outlet: str | None
    """The report's outlet."""
    published: date | None
    """The report's day."""
    lineage: str
    """Key of the oldest report that it repeats; those of one lineage are one source."""
    surface: str
    """The words as written."""
    label: Words
    """What it says, for people."""
    reader: str
    """Who says that the words mean this."""
    because: str
    """Why."""
    confidence: float
    """How likely it is right."""


class FieldOut(Answer):
    """A value of a field of an incident, with who says so."""

    field: str
    """`type`, `realis`, `date`, `place`, `actor`, `toll`, `weapon`, `topic` or `source`."""
    role: str
    """Role of a place or actor, status of a toll; empty elsewhere."""
    value: Any
    """The value as a plain one."""
    label: Words
    """The value for people; a toll always says «reported, at least»."""
    chosen: bool
    """Whether the merge shows this value; else it is another that is told."""
    conflict: bool
    """Whether the accounts cannot all be right about this field."""
    lineages: int
    """Independent sources that say so."""
    because: str
    """How it was reached; empty where the sayings speak for themselves."""
    sayings: list[Saying]
    """Who says so."""


class ReportIn(Answer):
    """A report of a lineage."""

    key: str
    """Names it in the archive."""
    title: str | None
    """Its headline."""
    outlet: str | None
    """Its outlet."""
    published: date | None
    """Its day."""
    address: str
    """Where it was published."""
    repeats: bool
    """Whether it is a copy, repost or edit of the lineage's oldest."""


class LineageOut(Answer):
    """One independent source: a report and those that repeat it."""

    key: str
    """Key of the oldest report."""
    reports: list[ReportIn]
    """Its reports that tell of the incident, oldest first."""


class TieOut(Answer):
    """A tie between two incidents."""

    source: str
    """Id of the first."""
    rel: str
    """`topic_of`, `decided_in`, `part_of`, `caused_by`, `retaliation_for` or `same_as`."""
    target: str
    """Id of the second."""
