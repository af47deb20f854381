"""What the API says when incidents are explored: columns, for they are many."""

from datetime import date

from marsad.desk.schemas import Answer, Label, Words


class MapOut(Answer):
    """The places of incidents, in columns of one length, those with most incidents first."""

    place: list[str]
    """Id of the place; the filter `place` with it gives the incidents, and they the sentences."""
    ar: list[str]
    """Arabic name."""
    en: list[str]
    """English name."""
    level: list[str]
    """How much ground the name covers."""
    lat: list[float]
    """Latitude of the centre."""
    lon: list[float]
    """Longitude of the centre."""
    radius_km: list[float]
    """How far it reaches: what is known is this area, not the point."""
    happened: list[int]
    """Incidents there that are told as having happened or been tried."""
    other: list[int]
    """Incidents there that are planned, ordered, refused, denied…; drawn dashed, if at all."""
    incidents: int
    """Incidents that the filters leave."""
    unplaced: int
    """Of these, incidents without any place that has a point."""


class TimelineOut(Answer):
    """Incidents by time, in columns of one length."""

    unit: str
    """`day`, `week` (from Monday) or `month`."""
    start: list[date]
    """First day of each bin; empty bins between others are given too."""
    within: list[int]
    """Incidents told as having happened whose days lie wholly in the bin."""
    touching: list[int]
    """The same, of which at least one day may lie in it; what exceeds `within` is not known so closely."""
    other_within: list[int]
    """Planned, ordered, refused, denied… incidents wholly in the bin."""
    other_touching: list[int]
    """The same, touching it."""
    sources: list[int]
    """Outlets that stand behind the incidents touching the bin."""
    new_sources: list[int]
    """Outlets whose first report in the archive was published in the bin: a rise may be theirs."""
    incidents: int
    """Incidents that the filters leave."""
    undated: int
    """Of these, incidents without any day."""


class NodeOut(Answer):
    """An actor of the network."""

    id: str
    """Its id."""
    name: Words
    """Its name."""
    kind: str
    """What sort of actor it is."""
    side: str
    """The side it stands on; empty when none is known."""
    incidents: int
    """Incidents under the filters that it is in."""


class NetworkOut(Answer):
    """Actors and the incidents they are in. To be in one says nothing of guilt."""

    actors: list[NodeOut]
    """The actors with most incidents."""
    incidents: list[str]
    """Ids of the incidents that edges lead to."""
    types: list[str]
    """Type of each of these."""
    first: list[date | None]
    """Earliest day of each."""
    actor: list[int]
    """For each edge, which of `actors`."""
    incident: list[int]
    """For each edge, which of `incidents`."""
    role: list[str]
    """For each edge, the role."""
    left: list[int]
    """For each tie of two actors in the same incidents, which of `actors` one is."""
    right: list[int]
    """The other."""
    shared: list[int]
    """How many incidents they share."""
    left_out: int
    """Edges that were not given, for there are too many; filter further."""


class TollStatistic(Answer):
    """What is reported of people, at least."""

    status: Label
    """`killed`, `injured`…"""
    group: Label
    """`civilian`, `combatant` or `unknown`."""
    at_least: int
    """The smallest numbers of all incidents added up: reported, at least, never a total."""
    incidents: int
    """Incidents behind it."""
    without_number: int
    """Of these, incidents whose reports give no number."""
    conflicts: int
    """Of these, incidents whose accounts cannot all be right about it."""
    sources: int
    """Outlets behind it."""
    words: Words
    """The sentence to show; the number is not to be shown without it."""


class TypeStatistic(Answer):
    """Incidents of a type."""

    type: Label
    """The type."""
    happened: int
    """Told as having happened or been tried."""
    other: int
    """Planned, ordered, refused, denied…"""
    sources: int
    """Outlets behind them."""


class SourceStatistic(Answer):
    """An outlet."""

    outlet: str
    """Its name; empty for reports without one."""
    incidents: int
    """Incidents under the filters that it tells of."""
    reports: int
    """Its reports in the archive."""
    since: date | None
    """When its first report was published: before it, this source could say nothing."""


class StatisticsOut(Answer):
    """Numbers, each with what stands behind it."""

    incidents: int
    """Incidents that the filters leave."""
    lineages: int
    """Independent lineages of reports behind them, added up incident by incident."""
    single: int
    """Incidents that one lineage alone tells of."""
    tolls: list[TollStatistic]
    """Reported tolls of incidents told as having happened or been tried."""
    types: list[TypeStatistic]
    """By type, the most frequent first."""
    sources: list[SourceStatistic]
    """By outlet, that with most incidents first."""
    caution: Words
    """What every page with numbers must say."""
