"""What a report is, what it mentions, what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any


class MentionKind(StrEnum):
    """What a mention names."""

    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"


class ActorKind(StrEnum):
    """What sort of actor a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    OFFICE = "office"
    POPULATION = "population"


class Level(StrEnum):
    """How much ground a place name covers, from a building to a country."""

    FACILITY = "facility"
    NEIGHBOURHOOD = "neighbourhood"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    REGION = "region"
    COUNTRY = "country"


class Realis(StrEnum):
    """How the report presents an event: as fact, as plan, as refused and so on."""

    ACTUAL = "actual"
    FAILED = "failed"
    PLANNED = "planned"
    ORDERED = "ordered"
    PROHIBITED = "prohibited"
    REFUSED = "refused"
    NEGATED = "negated"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text, in code points.

    Attributes:
        start: First code point.
        end: One past the last code point.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"expected 0 <= start <= end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Cut the span out of its text."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """A document as received.

    Attributes:
        id: Names the report among others.
        text: The text, untouched; every span points into it.
        title: Headline, where it came apart from the text.
        published: Day of publication, in the outlet's own time zone; None when unknown.
        source: The outlet.
        meta: Whatever else came with it, kept and handed on.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class DateInterval:
    """Days, the first and the last included.

    Attributes:
        first: Earliest day.
        last: Latest day.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"expected first <= last, got {self.first} and {self.last}")

    @classmethod
    def day(cls, day: date) -> "DateInterval":
        """Make the interval of one day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def shifted(self, days: int) -> "DateInterval":
        """Move both ends by so many days."""
        return DateInterval(self.first + timedelta(days), self.last + timedelta(days))


@dataclass(frozen=True, slots=True)
class DateInterpretation:
    """One way to understand a date expression.

    Attributes:
        interval: The days it may denote; None when the report gives no way to know.
        because: Why, in words a reviewer can check against the report.
    """

    interval: DateInterval | None
    because: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Arabic and in English.

    Attributes:
        ar: Arabic, as the field writes it.
        en: English; empty when nobody has written it down.
    """

    ar: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A position in decimal degrees, WGS84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    Attributes:
        id: Names it for good.
        name: Its name.
        level: How much ground it covers.
        point: Centre; None where a single point would say more than is known.
        radius_km: How far it reaches from the centre.
        parents: Identifiers of what it lies in, nearest first, up to the country.
        within: The parents' English names, in the same order.
        source: Where the entry comes from.
    """

    id: str
    name: Name
    level: Level
    point: Point | None
    radius_km: float
    parents: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlaceInterpretation:
    """One place that a mention may name.

    Attributes:
        place: The place; for an area («ريف دير الزور الشرقي») its centre and radius are the area's.
        because: Why this one.
        weight: Standing among the other interpretations of the mention, from 0 to 1; they add up to 1.
    """

    place: Place
    because: str
    weight: float


@dataclass(frozen=True, slots=True)
class ActorInterpretation:
    """One actor that a mention may name.

    Attributes:
        id: Identifier in the vocabulary, or a key made of the folded name; None for a group that is only described.
        name: Its name.
        kind: What sort of actor it is.
        because: Why this one.
        side: The side it stands on in its conflict, where the vocabulary says so.
        codes: Codes in other schemes (`acled`, `plover`), where the vocabulary gives them.
    """

    id: str | None
    name: Name
    kind: ActorKind
    because: str
    side: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a report names.

    Attributes:
        id: Names it within the reading.
        kind: Date, place or actor.
        span: Where it stands; never with an attached proclitic.
        surface: The words as written.
        actor_kind: For an actor, what sort; else None.
        dates: Interpretations of a date, most trusted first.
        places: Interpretations of a place, most trusted first.
        actors: Interpretations of an actor, most trusted first.
        confidence: How likely the words are such a mention, from 0 to 1.
    """

    id: str
    kind: MentionKind
    span: Span
    surface: str
    actor_kind: ActorKind | None = None
    dates: tuple[DateInterpretation, ...] = ()
    places: tuple[PlaceInterpretation, ...] = ()
    actors: tuple[ActorInterpretation, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention's part in an event.

    Attributes:
        mention: The mention's id.
        role: Its role.
        confidence: How likely it has this role, from 0 to 1.
    """

    mention: str
    role: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Toll:
    """People an event killed, injured or displaced.

    Attributes:
        status: `killed`, `injured`, `missing`, `detained` or `displaced`.
        group: `civilian`, `combatant` or `unknown`.
        low: Smallest number the words allow; None when they give none.
        high: Largest number the words allow; None when open.
        span: The words.
    """

    status: str
    group: str
    low: int | None
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event was, or was to be.

    Attributes:
        interval: The days; None when the report does not say.
        mentions: Ids of the date mentions it rests on.
        because: How it was reached.
    """

    interval: DateInterval | None
    mentions: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a report tells at one place of its text.

    Attributes:
        id: Names it within the reading.
        type: One of the types of the codebook.
        realis: How the report presents it.
        trigger: The words that name the act.
        date: When.
        places: Where, with roles.
        actors: Who, with roles.
        topics: What a meeting or statement is about.
        weapons: Words for the means.
        casualties: Its toll.
        source: Whom the report has it from.
        confidence: How likely event and type are right, from 0 to 1.
        because: Why it was read, in words a reviewer can check.
    """

    id: str
    type: str
    realis: Realis
    trigger: Span
    date: EventDate
    places: tuple[Argument, ...] = ()
    actors: tuple[Argument, ...] = ()
    topics: tuple[Span, ...] = ()
    weapons: tuple[Span, ...] = ()
    casualties: tuple[Toll, ...] = ()
    source: Span | None = None
    confidence: float = 1.0
    because: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two events of a reading: `topic_of`, `decided_in`, `part_of`, `caused_by`, `retaliation_for`, `same_as`."""

    source: str
    rel: str
    target: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that Marsad makes of one report.

    Attributes:
        report: The report.
        body: The report proper, without page furniture around it.
        mentions: Sorted by position.
        events: Sorted by position of their triggers.
        links: Ties between events.
        reader: What read it: version and, where used, the model's.
        notes: What a user should be told once about the whole, such as a missing publication date.
    """

    report: Report
    body: Span
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    reader: str
    notes: tuple[str, ...] = ()
