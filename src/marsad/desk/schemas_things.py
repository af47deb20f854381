"""What the API says of saved searches, of one actor, of one place, and of months."""

from datetime import date

from pydantic import Field

from marsad.desk.filters import Filter
from marsad.desk.lookup import ActorOut, PlaceOut
from marsad.desk.schemas import Answer, Asked, Label, Words


class SearchIn(Asked):
    """A search that is kept."""

    name: str = Field(min_length=1, max_length=200)
    """What it is called."""
    filter: Filter = Field(default_factory=Filter)
    """Which incidents are meant."""
    view: str = Field(default="", max_length=500)
    """Whatever the page needs to show it as it was: the rest of its address."""
    shared: bool = False
    """Whether everybody at the desk sees it."""


class SearchOut(Answer):
    """A search that was kept."""

    id: str
    """Names it."""
    name: str
    """What it is called."""
    filter: Filter
    """Which incidents are meant."""
    view: str
    """Whatever the page needs to show it as it was."""
    shared: bool
    """Whether everybody at the desk sees it."""
    who: str
    """Who kept it."""
    seen: int
    """Number of the last decision about it; a write sends it back."""


class SearchList(Answer):
    """Searches that were kept: one's own and those that others share."""

    searches: list[SearchOut]
    """In order of their names."""


class Counted(Answer):
    """How often something is met."""

    name: Words
    """What."""
    id: str
    """Its id or code; empty where it has none."""
    incidents: int
    """In how many incidents."""
    sources: int
    """Outlets behind them."""


class CountedMonths(Answer):
    """How often something is met, month by month, in columns as long as the months beside it."""

    name: Words
    """What."""
    id: str
    """Its code."""
    incidents: list[int]
    """In how many incidents."""
    sources: list[int]
    """Outlets behind them."""


class Spelling(Answer):
    """Words by which something is named in the archive."""

    words: str
    """The words as written."""
    times: int
    """How often, in the accounts that were looked at."""


class Months(Answer):
    """Incidents by month, in columns of one length; months between others are given too."""

    start: list[date]
    """First day of each month."""
    happened: list[int]
    """Incidents told as having happened or been tried whose days lie wholly in the month."""
    other: list[int]
    """Planned, ordered, refused, denied… ones."""
    sources: list[int]
    """Outlets behind both."""
    spread: int
    """Incidents whose days reach over several months: in none of the columns."""
    undated: int
    """Incidents without any day: in none of the columns."""


class ActorPage(Answer):
    """One actor as the archive tells of it. To be in an incident says nothing of guilt."""

    id: str
    """Its id."""
    name: Words
    """Its name."""
    kind: Label
    """What sort of actor it is."""
    entry: ActorOut | None
    """The roster's entry; null for one that no roster has."""
    incidents: int
    """Incidents it is in."""
    sources: int
    """Outlets behind them."""
    first: date | None
    """Earliest day of any of them."""
    last: date | None
    """Latest day."""
    months: Months
    """Its incidents by month."""
    roles: list[Counted]
    """Its roles, the most frequent first."""
    roles_by_month: list[CountedMonths]
    """The same in columns as long as `months`."""
    types: list[Counted]
    """Types of its incidents, the most frequent first, at most twelve."""
    meetings: int
    """Meetings and visits that it is told to have been in; planned and denied ones are not counted."""
    met: list[Counted]
    """Actors in the same ones, at most thirty."""
    beside: list[Counted]
    """Actors in the same incidents of any type, at most thirty."""
    spellings: list[Spelling]
    """Words by which it is named."""
    looked: int
    """Accounts that were looked at for the spellings."""
    caution: Words
    """What the page must say."""


class PlacePage(Answer):
    """One place as the archive tells of it."""

    entry: PlaceOut | None
    """The gazetteer's entry; null for a place that no list has."""
    id: str
    """Its id."""
    name: Words
    """Its name."""
    incidents: int
    """Incidents in it or in what it holds."""
    sources: int
    """Outlets behind them."""
    first: date | None
    """Earliest day of any of them."""
    last: date | None
    """Latest day."""
    months: Months
    """Its incidents by month."""
    types: list[Counted]
    """Their types, the most frequent first, at most twelve."""
    types_by_month: list[CountedMonths]
    """The same in columns as long as `months`."""
    actors: list[Counted]
    """Actors in them, at most thirty."""
    holds: list[Counted]
    """Places in it that incidents are told of, at most fifty."""
    spellings: list[Spelling]
    """Words by which it is named."""
    unsure: int
    """Of the accounts that were looked at, those in which it is one of several places that the words may mean."""
    looked: int
    """Accounts that were looked at for spellings and doubts."""


class TollMonths(Answer):
    """What is reported of people, month by month."""

    status: Label
    """`killed`, `injured`…"""
    at_least: list[int]
    """The smallest numbers added up: reported, at least, never a total."""
    incidents: list[int]
    """Incidents behind each."""
    sources: list[int]
    """Outlets behind each."""


class TypeMonths(Answer):
    """Incidents of a type, month by month."""

    type: Label
    """The type."""
    incidents: list[int]
    """Incidents told as having happened or been tried."""
    sources: list[int]
    """Outlets behind them."""


class SourceMark(Answer):
    """When an outlet's first report entered: before it, it could say nothing."""

    outlet: str
    """Its name."""
    month: int
    """Which month."""


class TrendsOut(Answer):
    """Months, in columns of one length. Nothing is extrapolated."""

    start: list[date]
    """First day of each month."""
    reports: list[int]
    """Reports published in it that the archive holds: none means that nobody could say anything, not that nothing was."""
    incidents: list[int]
    """Incidents told as having happened or been tried, wholly in the month."""
    sources: list[int]
    """Outlets behind them."""
    tolls: list[TollMonths]
    """Reported tolls, the most frequent status first."""
    types: list[TypeMonths]
    """The types with most incidents, at most twelve."""
    marks: list[SourceMark]
    """Outlets that were added."""
    spread: int
    """Incidents whose days reach over several months: in none of the columns."""
    undated: int
    """Incidents without any day: in none of the columns."""
    caution: Words
    """What every page with numbers must say."""
