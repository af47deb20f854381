from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from marsad.exports.graphs.gexf import NAMESPACE
from marsad.exports.graphs.write import co_attendance, incident_graph, write_gexf, write_graphml
from marsad.model import DateInterval, Incident, IncidentActor, Link, Realis, Release

STRIKE, MEETING, SHELLING, FAILED = (
    f"MRS-{c}-0000000000{n}" for c, n in (("SYR", "a1"), ("SYR", "b2"), ("SYR", "c3"), ("000", "d4"))
)
SCHEMAS = Path(__file__).parents[3] / "shared" / "data" / "interchange" / "gexf"
ALLOWED = {
    "gexf": {"version", "variant"},
    "meta": {"lastmodifieddate"},
    "graph": {*"timeformat start end timestamp mode timerepresentation timezone defaultedgetype idtype".split()},
    "attributes": {"class", "mode"},
    "attribute": {"id", "title", "type"},
    "node": {*"start end intervals timestamp timestamps id label pid".split()},
    "edge": {*"start end intervals timestamp timestamps id type label source target weight kind".split()},
    "attvalue": {"for", "value", "start", "end", "timestamp"},
    "spell": {"start", "end", "timestamp"},
}
"""Attributes the GEXF 1.3 schema knows, for where the schema itself is not at hand."""


def find(release: Release, key: str) -> Incident:
    return next(incident for incident in release.incidents if incident.id == key)


def only(release: Release, *incidents: Incident) -> Release:
    return replace(release, incidents=incidents)


@pytest.fixture
def held(release: Release) -> Callable[..., Incident]:
    """Makes a meeting that was held, with so many more elders (invented)."""

    def make(key: str = MEETING, more: int = 0, day: int = 0) -> Incident:
        meeting = find(release, MEETING)
        elders = tuple(replace(meeting.actors[0], id=f"person:{n}") for n in range(more))
        interval = DateInterval.day(date(2025, 3, 13) + timedelta(day))
        when = replace(meeting.date, interval=interval)
        return replace(meeting, id=key, realis=Realis.ACTUAL, actors=(*meeting.actors, *elders), date=when, links=())

    return make


def test_actors_point_to_incidents_and_incidents_to_places(release):
    graph = incident_graph(release)
    assert graph.has_edge("actor:global-coalition", STRIKE)
    assert graph.has_edge(STRIKE, "place:syr-shuhayl")
    assert not graph.has_edge("actor:global-coalition", "place:syr-shuhayl")


def test_nobody_is_tied_to_anybody_by_default(release):
    graph = incident_graph(release)
    assert not [edge for edge in graph.edges if all(node.startswith("actor:") for node in edge[:2])]


def test_an_edge_says_role_incident_and_how_it_is_told(release):
    (data,) = incident_graph(release).get_edge_data("actor:person:ماهر السبخاوي", MEETING).values()
    wanted = {"role": "participant", "event_id": MEETING, "realis": "planned", "weight": 1.0, "inferred": False}
    assert wanted.items() <= data.items()


def test_sources_are_counted_by_lineage_so_a_repost_adds_none(release):
    assert incident_graph(release).nodes["actor:person:خليل الرماحي"]["n_sources"] == 1
    assert incident_graph(release).nodes["actor:global-coalition"]["n_sources"] == 2


def test_those_who_are_only_described_are_not_joined_across_incidents(release):
    again = replace(find(release, FAILED), id="MRS-000-0000000000e5")
    graph = incident_graph(only(release, find(release, FAILED), again))
    assert len([node for node in graph if node.startswith("actor:")]) == 2


def test_a_link_between_incidents_is_an_edge_if_both_leave(release, held):
    link = Link("b", "caused_by", "a")
    first, second = replace(held("a"), links=(link,)), replace(held("b"), links=(link,))
    edges = incident_graph(only(release, first, second)).get_edge_data("b", "a").values()
    assert [edge["role"] for edge in edges] == ["caused_by"]
    assert "b" not in incident_graph(only(release, first))


def test_a_link_whose_other_end_stays_is_a_loss(release, held, tmp_path):
    told = replace(held("a"), links=(Link("b", "caused_by", "a"),))
    losses = write_gexf(only(release, told), tmp_path / "out.gexf")
    assert [loss.value for loss in losses if loss.field == "link"] == ["b caused_by a"]


def test_an_actor_exists_in_spells_that_do_not_overlap(release, held):
    graph = incident_graph(only(release, held("a"), held("b", day=40)))
    node = graph.nodes["actor:person:ماهر السبخاوي"]
    assert node["spells"] == [("2025-03-13", "2025-03-13"), ("2025-04-22", "2025-04-22")]
    assert (node["start"], node["end"]) == ("2025-03-13", "2025-04-22")


def test_a_spell_inside_another_is_joined_to_it(release, held):
    week = held("a")
    week = replace(week, date=replace(week.date, interval=DateInterval(date(2025, 3, 10), date(2025, 3, 20))))
    node = incident_graph(only(release, week, held("b"))).nodes["actor:person:ماهر السبخاوي"]
    assert "spells" not in node and (node["start"], node["end"]) == ("2025-03-10", "2025-03-20")


def test_an_undated_incident_has_no_bounds_and_says_so(release, tmp_path):
    assert "start" not in incident_graph(release).nodes[SHELLING]
    losses = write_gexf(release, tmp_path / "out.gexf")
    assert [loss.incident for loss in losses if loss.field == "date"] == [SHELLING]


def test_tolls_and_topics_are_reported_as_lost(release, tmp_path):
    losses = {(loss.incident, loss.field) for loss in write_graphml(release, tmp_path / "out.graphml")}
    assert {(STRIKE, "toll"), (STRIKE, "weapon"), (MEETING, "topic"), (STRIKE, "claims")} <= losses


def test_a_large_assembly_ties_less_than_a_meeting_of_two(release, held):
    graph = co_attendance(only(release, held("two"), held("five", more=3)))
    assert graph.edges["actor:person:0", "actor:person:1"]["weight"] == 0.25
    assert {data["inferred"] for *_, data in graph.edges(data=True)} == {True}


def test_meeting_again_adds_to_the_weight_and_names_both(release, held):
    two = [replace(held(key), actors=held(more=1).actors[::2]) for key in ("a", "b")]
    (edge,) = co_attendance(only(release, *two)).edges(data=True)
    assert (edge[2]["weight"], edge[2]["event_id"]) == (2.0, "a b")


def test_what_is_planned_ties_nobody(release, tmp_path):
    assert not co_attendance(release).edges
    losses = write_gexf(release, tmp_path / "out.gexf", projection=True)
    assert {loss.incident for loss in losses if loss.field == "incident"} == {i.id for i in release.incidents}


def test_those_who_strike_and_those_who_are_struck_did_not_meet(release):
    assert not co_attendance(only(release, find(release, STRIKE))).nodes


def test_the_same_person_in_two_roles_is_one_attendant(release, held):
    meeting = held()
    chair = replace(meeting.actors[0], role="chair")
    graph = co_attendance(only(release, replace(meeting, actors=(chair, *meeting.actors))))
    assert [data["weight"] for *_, data in graph.edges(data=True)] == [1.0]


@pytest.mark.parametrize("projection", [False, True])
def test_gexf_comes_back_as_it_was(release, held, tmp_path, projection):
    full = only(release, *release.incidents, held("MRS-SYR-x", more=2, day=9))
    write_gexf(full, tmp_path / "out.gexf", projection)
    graph = co_attendance(full) if projection else incident_graph(full)
    back = nx.read_gexf(tmp_path / "out.gexf")
    assert back.graph["mode"] == "dynamic"
    assert set(back) == set(graph) and back.number_of_edges() == graph.number_of_edges()
    for key, data in graph.nodes(data=True):
        kept = {k: v for k, v in data.items() if "spells" not in data or k not in ("start", "end")}
        assert kept.items() <= back.nodes[key].items()


@pytest.mark.parametrize("projection", [False, True])
def test_graphml_comes_back_as_it_was(release, held, tmp_path, projection):
    full = only(release, *release.incidents, held("MRS-SYR-x", more=2, day=9))
    write_graphml(full, tmp_path / "out.graphml", projection)
    graph = co_attendance(full) if projection else incident_graph(full)
    back = nx.read_graphml(tmp_path / "out.graphml")
    for key, data in graph.nodes(data=True):
        assert back.nodes[key] == {name: value for name, value in data.items() if name != "spells"}
    rows = [sorted((str(u), str(v), d["role"], d["weight"]) for u, v, d in g.edges(data=True)) for g in (graph, back)]
    assert rows[0] == rows[1] or projection
    assert back.number_of_edges() == graph.number_of_edges()


def test_gexf_follows_its_schema(release, held, tmp_path):
    write_gexf(only(release, *release.incidents, held("MRS-SYR-x", day=9)), tmp_path / "out.gexf")
    tree = etree.parse(tmp_path / "out.gexf")
    for element in tree.iter():
        tag = etree.QName(element)
        assert tag.namespace == NAMESPACE
        assert set(element.keys()) <= ALLOWED.get(tag.localname, set()), tag.localname
    graph = tree.getroot().find(f"{{{NAMESPACE}}}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    if SCHEMAS.is_dir():
        etree.XMLSchema(etree.parse(SCHEMAS / "gexf.xsd")).assertValid(tree)


def test_a_control_character_does_not_stop_the_export(release, tmp_path):
    failed = find(release, FAILED)
    who: IncidentActor = replace(failed.actors[0], name=replace(failed.actors[0].name, ar="مسل\x0bحين"))
    odd = only(release, replace(failed, actors=(who,)))
    write_gexf(odd, tmp_path / "out.gexf")
    write_graphml(odd, tmp_path / "out.graphml")
    assert "مسل\N{REPLACEMENT CHARACTER}حين" in (tmp_path / "out.graphml").read_text(encoding="utf-8")


@pytest.mark.parametrize("write", [write_gexf, write_graphml])
def test_the_same_release_gives_the_same_bytes(release, tmp_path, write):
    for name in ("a", "b"):
        write(release, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert str(date.today()).encode() not in (tmp_path / "a").read_bytes()
