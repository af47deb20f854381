"""The nodes of a graph of incidents: who and what they are, how well attested, and when.

Kept apart from the graphs themselves since both of them, of two modes and of one, are made of these.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.exports.shapes import position
from marsad.exports.summary import clean, title
from marsad.model import Claim, DateInterval, Incident, IncidentActor, IncidentPlace, Name, Release


@dataclass(frozen=True, slots=True)
class Tie:
    """An actor or place of an incident.

    Attributes:
        key: The node.
        incident: The incident.
        party: The actor or place.
        confidence: The highest confidence among its claims.
        lineages: The lineages of reports that name it.
    """

    key: str
    incident: Incident
    party: IncidentActor | IncidentPlace
    confidence: float
    lineages: frozenset[str]


def ties_of(release: Release, incident: Incident) -> Iterator[Tie]:
    """Give the actors, then the places of an incident; who is only described gets a node of this incident alone."""
    claims = {claim.id: claim for account in incident.accounts for claim in account.claims}
    for kind, parties in _parties(incident).items():
        for number, party in enumerate(parties):
            known = party.id if isinstance(party, IncidentActor) else party.place.id
            key = f"{kind}:{known}" if known else f"{kind}:{incident.id}:{number}"
            told = [claims[claim] for claim in party.claims if claim in claims]
            confidence = max((claim.confidence for claim in told), default=0.0)
            yield Tie(key, incident, party, confidence, frozenset(_lineages(release, told)))


def _parties(incident: Incident) -> dict[str, Sequence[IncidentActor | IncidentPlace]]:
    return {"actor": incident.actors, "place": incident.places}


def _lineages(release: Release, claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        kept = release.reports.get(claim.report)
        yield kept.lineage if kept else claim.report


def grouped(ties: Iterable[Tie]) -> Mapping[str, list[Tie]]:
    """Bring together the ties of each node, in order of the nodes' keys."""
    groups: dict[str, list[Tie]] = {}
    for tie in ties:
        groups.setdefault(tie.key, []).append(tie)
    return dict(sorted(groups.items()))


def add_node(graph: Any, key: str, data: Mapping[str, Any]) -> None:
    """Add a node whose words XML can hold."""
    graph.add_node(key, **{name: clean(value) if isinstance(value, str) else value for name, value in data.items()})


def event_node(incident: Incident) -> dict[str, Any]:
    """Give the attributes of an incident's node."""
    confidence = max((account.confidence for account in incident.accounts), default=0.0)
    data = _node("event", title(incident), incident.type, confidence, incident.lineages)
    return {**data, "realis": incident.realis.value, **bounds([incident])}


def party_node(ties: list[Tie]) -> dict[str, Any]:
    """Give the attributes of an actor's or place's node, from all that tie it to incidents."""
    party, confidence = ties[0].party, max(tie.confidence for tie in ties)
    count = len(frozenset().union(*(tie.lineages for tie in ties))) or max(tie.party.lineages for tie in ties)
    when = bounds([tie.incident for tie in ties])
    if isinstance(party, IncidentActor):
        return {**_node(party.kind.value, party.name, party.side, confidence, count), **when}
    lon, lat = position(party.place) or (None, None)
    where = {} if lat is None else {"latitude": lat, "longitude": lon}
    return {**_node("place", party.place.name, party.place.level.value, confidence, count), **where, **when}


def _node(kind: str, name: Name, sort: str, confidence: float, sources: int) -> dict[str, Any]:
    return {
        "label": name.ar,
        "kind": kind,
        "label_ar": name.ar,
        "label_en": name.en,
        "class": sort,
        "confidence": round(confidence, 4),
        "n_sources": sources,
    }


def bounds(incidents: Iterable[Incident]) -> dict[str, Any]:
    """Give `start` and `end` over the days of incidents, and `spells` where gaps lie between; nothing if none is dated."""
    intervals = sorted({incident.date.interval for incident in incidents if incident.date.interval})
    if not intervals:
        return {}
    last = max(interval.last for interval in intervals)
    outer: dict[str, Any] = {"start": str(intervals[0].first), "end": str(last)}
    spells = [(str(interval.first), str(interval.last)) for interval in _joined(intervals)]
    return {**outer, "spells": spells} if len(spells) > 1 else outer


def _joined(intervals: Iterable[DateInterval]) -> list[DateInterval]:
    """Join intervals that overlap: a spell inside another would be counted twice."""
    spells: list[DateInterval] = []
    for interval in intervals:
        if spells and interval.first <= spells[-1].last:
            spells[-1] = DateInterval(spells[-1].first, max(spells[-1].last, interval.last))
        else:
            spells.append(interval)
    return spells
