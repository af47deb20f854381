"""What the API says and hears of lessons."""

from typing import Any, Literal

from pydantic import Field

from marsad.desk.schemas import Answer, SpanOut, Words


class NewActorIn(Answer):
    """An actor that the roster does not have."""

    ar: str = Field(min_length=1, max_length=200)
    """Its name in Arabic."""
    en: str = Field(default="", max_length=200)
    """Its name in English."""
    kind: Literal["person", "organization"]
    """What sort of actor it is."""
    side: str = Field(default="", max_length=80)
    """The side it stands on; empty when none is known."""


class NewPlaceIn(Answer):
    """A place that the gazetteer does not have."""

    ar: str = Field(min_length=1, max_length=200)
    """Its name in Arabic."""
    en: str = Field(default="", max_length=200)
    """Its name in English."""
    level: Literal["facility", "neighbourhood", "settlement", "district", "governorate", "region"]
    """How much ground it covers."""
    lat: float | None = Field(default=None, ge=-90, le=90)
    """Latitude; null when it is not known."""
    lon: float | None = Field(default=None, ge=-180, le=180)
    """Longitude."""
    radius_km: float = Field(default=1.0, ge=0, le=5000)
    """How far it reaches."""
    parent: str = Field(default="", max_length=200)
    """Id of the place of the gazetteer that it lies in; empty when that is not known."""


class LessonIn(Answer):
    """These words mean this."""

    kind: Literal["alias", "place", "trigger", "rule"]
    """`alias` of an actor, name of a `place`, `trigger` of an event, or a `rule`: a name in one outlet, a date, a cue."""
    words: str = Field(min_length=1, max_length=200)
    """The words."""
    about: Literal["", "actor", "place", "type", "date", "realis"] = ""
    """The field it bears on; only a rule must say it."""
    means: str = Field(default="", max_length=200)
    """Id of the actor or place, code of type or realis; empty for words that name no event, for a date and for what is new."""
    outlet: str = Field(default="", max_length=300)
    """The outlet in whose reports it holds; empty for all."""
    days: list[int] | None = Field(default=None, min_length=2, max_length=2)
    """For a date: first and last day, counted from publication."""
    actor: NewActorIn | None = None
    """The actor, where the roster does not have it."""
    place: NewPlaceIn | None = None
    """The place, where the gazetteer does not have it."""


class FromIn(Answer):
    """The correction that a person makes a lesson of."""

    decision: int
    """Number of the decision."""
    report: str
    """Key of the report."""
    start: int = Field(ge=0)
    """First code point of the words."""
    end: int = Field(ge=0)
    """One past the last."""


class ProposeIn(Answer):
    """A lesson that a person writes."""

    lesson: LessonIn
    """The lesson."""
    accept: bool = False
    """Accept it at once; whoever may not accept lessons only puts it forward."""
    basis: FromIn | None = None
    """The correction it comes from; null for none."""
    seen: int = 0
    """Number of the last decision about the same lesson that the client saw, 0 for none."""
    note: str = Field(default="", max_length=2000)
    """Why."""


class DecideIn(Answer):
    """What becomes of a lesson."""

    state: Literal["accepted", "refused", "withdrawn", "proposed"]
    """Its state from now on."""
    report: str | None = None
    """Key of the report whose corrections alone could teach it, where it was listed so."""
    seen: int
    """Number of the last decision about it that the client saw, 0 for none."""
    note: str = Field(default="", max_length=2000)
    """Why."""


class BasisOut(Answer):
    """A correction that a lesson comes from."""

    decision: int
    """Number of the decision."""
    report: str
    """Key of the report."""
    words: str
    """The words as written."""
    span: SpanOut
    """Where they stand in the report."""


class ExampleOut(Answer):
    """The words of a lesson where a report has them."""

    report: str
    """Key of the report."""
    outlet: str | None
    """Its outlet."""
    published: str | None
    """Its day of publication."""
    text: str
    """The words with what stands around them."""
    span: SpanOut
    """Where in that text they stand."""


class LessonOut(Answer):
    """A lesson with what people made of it."""

    id: str
    """Names it by what it says."""
    kind: str
    """`alias`, `place`, `trigger` or `rule`."""
    words: str
    """The words."""
    about: str
    """The field it bears on."""
    means: str
    """Id or code; empty for no event, and for a date."""
    meaning: Words
    """What they mean, for people."""
    outlet: str
    """The outlet in whose reports it holds; empty for all."""
    days: list[int] | None
    """For a date: first and last day, counted from publication."""
    actor: dict[str, Any] | None
    """The actor, where the roster does not have it."""
    place: dict[str, Any] | None
    """The place, where the gazetteer does not have it."""
    state: str
    """`proposed`, `accepted`, `refused` or `withdrawn`."""
    basis: list[BasisOut]
    """The corrections it comes from."""
    lineages: int
    """Independent lineages of reports among them: ten reposts are one."""
    against: int
    """Independent lineages whose corrections say otherwise."""
    reports: int
    """Reports of the archive that have the words."""
    others: int
    """Those of them that it was not learnt from."""
    examples: list[ExampleOut]
    """The words in some of these reports, those that it was not learnt from first."""
    who: str
    """Who decided about it last; empty when nobody did."""
    at: str
    """When."""
    note: str
    """Why."""
    seen: int
    """Number of that decision, 0 for none; a write sends it back."""


class LessonList(Answer):
    """Lessons of the desk."""

    lessons: list[LessonOut]
    """Those that corrections propose first, the best attested at the head."""
    counts: dict[str, int]
    """How many there are, by state."""
    waiting: int
    """Reports that were read last under other lessons than those that bear on them now; `POST /lessons/apply` reads them. 0
    where only what one report could teach was asked for."""


class LessonDone(Answer):
    """What a write did."""

    decisions: list[int]
    """Numbers of the decisions it made; `undo` takes them back."""
    lesson: LessonOut
    """The lesson, as it now stands."""
    waiting: int
    """Reports that now wait to be read again."""
