"""What reports add up to: claims, the accounts they make, the incidents the accounts tell of.

A claim is one field of one event as one report gives it. The claims of an event are an account. Accounts that are judged to
tell of one happening are an incident, and every merged value of an incident names the claims it rests on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from marsad.model.reading import (
    ActorInterpretation,
    ActorKind,
    DateInterval,
    Link,
    Name,
    Place,
    PlaceInterpretation,
    Realis,
    Report,
    Span,
    Toll,
)

ClaimValue: TypeAlias = str | DateInterval | Toll | tuple[PlaceInterpretation, ...] | tuple[ActorInterpretation, ...] | None
"""What a claim may say. Which of these it is follows from the claim's field; see `Claim`."""


class Review(StrEnum):
    """What people made of an account."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    ADDED = "added"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Claim:
    """A report says, in these words, that a field of an event is a value.

    Attributes:
        id: Hash of everything the claim says, so that reading again adds nothing.
        report: Key of the report.
        event: Key of the event, one in the archive.
        field: `type`, `realis`, `date`, `place`, `actor`, `toll`, `weapon`, `topic` or `source`.
        value: For `type` and `realis` the code; for `date` the days, None when the report does not say; for `place` and
            `actor` the ranked interpretations, empty when nobody knows the name; for `toll` the toll; else the words.
        spans: The words it rests on, in code points of the report's text; for a date all date mentions.
        surface: The words as written; the name of a place or actor.
        role: Role of a place or actor in the event; empty elsewhere.
        kind: For an actor, what sort of actor it is; None elsewhere.
        confidence: How likely it is right, from 0 to 1.
        because: Why, in words a reviewer can check.
        reader: What or who says the words mean this: reader and version, or a person.
    """

    id: str
    report: str
    event: str
    field: str
    value: ClaimValue
    spans: tuple[Span, ...]
    surface: str
    role: str = ""
    kind: ActorKind | None = None
    confidence: float = 1.0
    because: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One report's telling of one event: all its claims.

    Attributes:
        event: Key of the event, one in the archive.
        report: Key of the report.
        type: The type the codebook gives it.
        realis: How the report presents it.
        trigger: The words that name the act.
        interval: The days; None when the report does not say.
        claims: All fields, `type`, `realis` and `date` among them.
        confidence: How likely event and type are right, from 0 to 1.
        review: What people made of it.
        reviewers: Who reviewed it, each once.
    """

    event: str
    report: str
    type: str
    realis: Realis
    trigger: Span
    interval: DateInterval | None
    claims: tuple[Claim, ...]
    confidence: float = 1.0
    review: Review = Review.PROPOSED
    reviewers: tuple[str, ...] = ()

    def of(self, name: str) -> Iterator[Claim]:
        """Give the claims about one field."""
        return (claim for claim in self.claims if claim.field == name)


class Verdict(StrEnum):
    """Whether two accounts tell of one incident."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that may tell of one incident.

    Attributes:
        left: Key of one event, the smaller of the two.
        right: Key of the other.
        score: How likely they are one incident, from 0 to 1.
        because: The sentence that explains the score.
        weights: What each comparison added to the score, in bits; negative speaks against.
    """

    left: str
    right: str
    score: float
    because: str
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on a pair. It is never deleted; a later one closes it.

    Attributes:
        left: Key of one event, the smaller of the two.
        right: Key of the other.
        verdict: What was decided.
        who: The person who decided.
        at: When, in UTC.
        note: Why.
    """

    left: str
    right: str
    verdict: Verdict
    who: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncidentDate:
    """When an incident was, as far as its accounts agree.

    Attributes:
        interval: Days that agree with most independent lineages; None when no account says.
        claims: Ids of the claims that agree with it.
        others: Other intervals told, each with the ids of its claims; not empty means conflict.
        because: How it was reached.
    """

    interval: DateInterval | None
    claims: tuple[str, ...] = ()
    others: tuple[tuple[DateInterval, tuple[str, ...]], ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """A place of an incident.

    Attributes:
        place: The place; for words nobody knows, a place without point, id empty and the words for a name.
        role: `location`, `origin` or `destination`.
        claims: Ids of the claims that name it.
        lineages: Independent lineages of reports among them.
    """

    place: Place
    role: str
    claims: tuple[str, ...]
    lineages: int = 1


@dataclass(frozen=True, slots=True)
class IncidentActor:
    """An actor of an incident.

    Attributes:
        id: Identifier in the roster, or a key of the folded name; None for a group that is only described.
        name: Its name.
        kind: What sort of actor it is.
        role: Its role.
        claims: Ids of the claims that name it.
        lineages: Independent lineages of reports among them.
        side: The side it stands on, where the roster says so.
        codes: Codes in other schemes (`acled`, `plover`), where the roster gives them.
    """

    id: str | None
    name: Name
    kind: ActorKind
    role: str
    claims: tuple[str, ...]
    lineages: int = 1
    side: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IncidentToll:
    """A toll of an incident, as a range over its accounts: always reported and at least, never a total.

    Attributes:
        status: `killed`, `injured`, `missing`, `detained` or `displaced`.
        group: `civilian`, `combatant` or `unknown`.
        low: The smallest number told.
        best: The number most independent lineages tell; of several, the smallest.
        high: The largest number told; None when open.
        claims: Ids of the claims that tell it.
        conflict: Whether accounts cannot all be right.
    """

    status: str
    group: str
    low: int | None
    best: int | None
    high: int | None
    claims: tuple[str, ...]
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the accounts: a weapon, a topic, a source.

    Attributes:
        text: The words as the first account has them.
        claims: Ids of the claims with these words, compared folded.
    """

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """The accounts of one or more reports judged to be of one happening.

    Attributes:
        id: Names it, as `MRS-SYR-1f0c9a…`; made of the key of its first event, so it stays while that event is in it.
        type: The most specific type that most independent lineages agree with.
        realis: How most lineages present it.
        date: When.
        places: Where, best attested first.
        actors: Who.
        tolls: Reported tolls.
        weapons: Means.
        topics: What it was about.
        sources: Whom the reports have it from.
        accounts: Every account, in order of report and position; none is ever lost by merging.
        lineages: Independent lineages of reports; ten reposts are one.
        conflicts: Fields whose accounts cannot all be right, sorted.
        country: ISO 3166 alpha-3 code of the country; empty when unknown.
        links: Ties of this incident to others: `source` and `target` are incident ids, this one's among them.
    """

    id: str
    type: str
    realis: Realis
    date: IncidentDate
    places: tuple[IncidentPlace, ...]
    actors: tuple[IncidentActor, ...]
    tolls: tuple[IncidentToll, ...]
    weapons: tuple[Wording, ...]
    topics: tuple[Wording, ...]
    sources: tuple[Wording, ...]
    accounts: tuple[Account, ...]
    lineages: int
    conflicts: tuple[str, ...] = ()
    country: str = ""
    links: tuple[Link, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """Keys of the reports that tell of it, each once, in order."""
        return tuple(dict.fromkeys(account.report for account in self.accounts))

    @property
    def reviewed(self) -> bool:
        """Whether a person has looked at every account."""
        return all(account.review is not Review.PROPOSED for account in self.accounts)


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report in the archive, with how each thing about it is known.

    Attributes:
        key: Names it in the archive: a hash of what it is.
        report: The report as received.
        how: For each of `title`, `published`, `source` and `address` that is known, how («the page's own date», «told by …»).
        original: SHA-256 of the original bytes, as hexadecimal digits.
        locator: Where in the original it stands («row 12», «message 55»); empty for the whole.
        address: Where it was published: a URL; empty when unknown.
        received: When it was added, in UTC.
        lineage: Key of the oldest report it is a copy, repost or edit of; its own key when it is none.
        notes: Whatever the collector noted.
    """

    key: str
    report: Report
    how: Mapping[str, str]
    original: str
    locator: str
    address: str
    received: datetime
    lineage: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not carry.

    Attributes:
        incident: Id of the incident, or key of the report.
        events: Keys of the events.
        field: Which field.
        value: What it was.
        became: What became of it.
    """

    incident: str
    events: tuple[str, ...]
    field: str
    value: str
    became: str


@dataclass(frozen=True, slots=True)
class Release:
    """What leaves an archive in one export.

    Attributes:
        incidents: The incidents, in order of their ids.
        reports: The reports their accounts come from, by key.
        made: When, in UTC.
        tool: Tool and version.
        profile: `full`, `partner` or `public`; under the last two the values are already rebuilt (`marsad.exports.profiles`).
        title: What the release is called.
    """

    incidents: tuple[Incident, ...]
    reports: Mapping[str, KeptReport]
    made: datetime
    tool: str
    profile: str = "full"
    title: str = ""
