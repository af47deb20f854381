"""Make a graph of a release: actors and places tied to the incidents that name them.

The graph is two-mode by default: an actor is tied to an incident, an incident to a place, and nothing is tied that no report
tied. Ties between actors are a guess from attendance, so they are made only on request, from what is told as having happened,
and marked `inferred`. Attendance is not membership.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from marsad.exports.graphs.gexf import gexf_bytes
from marsad.exports.graphs.nodes import Tie, add_node, bounds, event_node, grouped, party_node, ties_of
from marsad.exports.losses import loss
from marsad.exports.summary import left_out, undated
from marsad.model import Incident, IncidentActor, Loss, Realis, Release
from marsad.vocabulary import load_vocabulary

TwoMode: TypeAlias = "nx.MultiDiGraph[str]"
OneMode: TypeAlias = "nx.Graph[str]"

_NOT_CARRIED = ("date", "toll", "weapon", "topic", "source", "because", "claims")


def write_gexf(release: Release, out: Path, projection: bool = False) -> tuple[Loss, ...]:
    """Write a release as a dynamic GEXF 1.3 graph.

    Args:
        release: What leaves the archive.
        out: The file to write.
        projection: Whether to write the ties of actors by attendance in place of the two-mode graph.

    Returns:
        What the graph could not carry.
    """
    graph: Any = co_attendance(release) if projection else incident_graph(release)
    out.write_bytes(gexf_bytes(graph, release))
    return _losses(release, projection)


def write_graphml(release: Release, out: Path, projection: bool = False) -> tuple[Loss, ...]:
    """Write a release as GraphML, whose dates are strings.

    Args:
        release: What leaves the archive.
        out: The file to write.
        projection: Whether to write the ties of actors by attendance in place of the two-mode graph.

    Returns:
        What the graph could not carry.
    """
    graph: Any = co_attendance(release) if projection else incident_graph(release)
    for _, data in graph.nodes(data=True):
        data.pop("spells", None)  # GraphML has no intervals; start and end hold the outer bounds
    nx.write_graphml(graph, out)
    return _losses(release, projection)


def incident_graph(release: Release) -> TwoMode:
    """Make the two-mode graph: actor → incident → place, and incident → incident where they are linked.

    Args:
        release: What leaves the archive.

    Returns:
        Nodes with `kind`, `label_ar`, `label_en`, `class`, `confidence`, `n_sources`, `start` and `end`; edges with `role`,
        `event_id`, `realis`, `weight` and `inferred`. An actor who is only described is a node for each incident, since two
        «مسلحين مجهولين» need not be the same.
    """
    graph: TwoMode = nx.MultiDiGraph()
    ties = [tie for incident in release.incidents for tie in ties_of(release, incident)]
    for incident in release.incidents:
        add_node(graph, incident.id, event_node(incident))
    for key, group in grouped(ties).items():
        add_node(graph, key, party_node(group))
    for number, tie in enumerate(ties):
        source, target = (tie.key, tie.incident.id) if isinstance(tie.party, IncidentActor) else (tie.incident.id, tie.key)
        graph.add_edge(source, target, key=f"e{number}", **_edge(tie.incident, tie.party.role))
    for number, (source, target, incident, rel) in enumerate(_links(release)):
        graph.add_edge(source, target, key=f"l{number}", **_edge(incident, rel))
    return graph


def co_attendance(release: Release) -> OneMode:
    """Tie actors to each other by the incidents they attended together.

    Which types and roles count is in `attendance.yml`; what is planned, denied or failed ties nobody.

    Args:
        release: What leaves the archive.

    Returns:
        An undirected graph of actors. An incident of n actors adds 1/(n-1) to the `weight` of each of its pairs, so that a
        large assembly ties nobody closely; every edge is `inferred`, and `event_id` names its incidents.
    """
    graph: OneMode = nx.Graph()
    met = [_attending(release, incident) for incident in release.incidents if _counts(incident)]
    for key, group in grouped(tie for ties in met for tie in ties).items():
        add_node(graph, key, party_node(group))
    for ties in met:
        keys = sorted({tie.key for tie in ties})
        for left, right in combinations(keys, 2):
            _add_meeting(graph, left, right, ties[0].incident, 1 / (len(keys) - 1))
    return graph


def _edge(incident: Incident, role: str) -> dict[str, Any]:
    data = {"role": role, "event_id": incident.id, "realis": incident.realis.value, "weight": 1.0, "inferred": False}
    return {**data, **bounds([incident])}


def _links(release: Release) -> Iterator[tuple[str, str, Incident, str]]:
    """Give the links both of whose ends leave the archive, each once though both ends may hold it."""
    present = {incident.id: incident for incident in release.incidents}
    links = {link for incident in release.incidents for link in incident.links}
    for link in sorted(links, key=lambda link: (link.source, link.rel, link.target)):
        if link.source in present and link.target in present:
            yield link.source, link.target, present[link.source], link.rel


def _counts(incident: Incident) -> bool:
    return incident.realis is Realis.ACTUAL and incident.type in load_vocabulary("attendance")["types"]


def _attending(release: Release, incident: Incident) -> list[Tie]:
    roles = load_vocabulary("attendance")["roles"]
    return [tie for tie in ties_of(release, incident) if isinstance(tie.party, IncidentActor) and tie.party.role in roles]


def _add_meeting(graph: OneMode, left: str, right: str, incident: Incident, weight: float) -> None:
    if not graph.has_edge(left, right):
        graph.add_edge(left, right, role="co-attendance", event_id="", realis=Realis.ACTUAL.value, weight=0.0, inferred=True)
    edge = graph.edges[left, right]
    edge["weight"] = round(edge["weight"] + weight, 6)
    edge["event_id"] = f"{edge['event_id']} {incident.id}".strip()


def _losses(release: Release, projection: bool) -> tuple[Loss, ...]:
    if projection:
        return tuple(lost for incident in release.incidents for lost in _projection_losses(incident))
    present = {incident.id for incident in release.incidents}
    return tuple(lost for incident in release.incidents for lost in _graph_losses(incident, present))


def _graph_losses(incident: Incident, present: set[str]) -> Iterator[Loss]:
    yield from undated(incident, "without start and end: present at all times")
    yield from left_out(incident, _NOT_CARRIED)
    for link in incident.links:
        if not {link.source, link.target} <= present:
            yield loss(incident, "link", f"{link.source} {link.rel} {link.target}", "not carried: its other end is not here")


def _projection_losses(incident: Incident) -> Iterator[Loss]:
    if not _counts(incident):
        yield loss(incident, "incident", f"{incident.type}, {incident.realis.value}", "left out: it ties nobody by attendance")
        return
    for at in incident.places:
        yield loss(incident, "place", at.place.name.ar, "not carried: the projection holds actors only")
    yield from left_out(incident, (*_NOT_CARRIED, "link"))
