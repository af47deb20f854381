import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from marsad.exports.bayanat import write_bayanat
from marsad.model import Release

# Keys that Bayanat's own `from_json` of a bulletin, an event, a position and an incident read
# (sjacorg/bayanat, enferno/admin/models).
BULLETIN = set(
    "originid title title_ar sjac_title sjac_title_ar assigned_to first_peer_reviewer description comments source_link "
    "source_link_type tags locations geoLocations sources labels verLabels events medias bulletin_relations actor_relations "
    "incident_relations publish_date documentation_date status".split()
)
EVENT = set("title title_ar comments comments_ar location eventtype from_date to_date estimated".split())
POSITION = set("title geotype main lat lng comment".split())
INCIDENT = set(
    "title title_ar description labels locations potential_violations claimed_violations events actor_relations "
    "bulletin_relations incident_relations comments status".split()
)
# The columns of Bayanat's own table of bulletins (`Bulletin.to_csv_dict`).
COLUMNS = (
    "id title title_ar origin_id source_link sjac_title sjac_title_ar description publish_date documentation_date labels "
    "verified_labels sources locations geo_locations media events related_bulletins related_actors related_incidents"
).split()


@pytest.fixture
def whole(release: Release, tmp_path: Path) -> dict[str, Any]:
    write_bayanat(release, tmp_path / "b.json")
    loaded: dict[str, Any] = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    return loaded


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_only_keys_that_bayanat_reads_are_written(whole: dict[str, Any]) -> None:
    assert list(whole) == ["bulletins", "actors", "incidents"]
    for bulletin in whole["bulletins"]:
        assert bulletin.keys() <= BULLETIN
        assert all(event.keys() <= EVENT for event in bulletin["events"])
        assert all(position.keys() <= POSITION for position in bulletin["geoLocations"])
    assert all(incident.keys() <= INCIDENT for incident in whole["incidents"])


def test_numbers_of_bayanats_own_database_are_null_and_stand_where_it_looks_for_them(whole: dict[str, Any]) -> None:
    for bulletin in whole["bulletins"]:
        for named in (*bulletin["sources"], *bulletin["locations"], *(event["eventtype"] for event in bulletin["events"])):
            assert named["id"] is None and named["title"]
        assert all(relation["actor"]["id"] is None for relation in bulletin["actor_relations"])


def test_a_new_event_has_no_id_or_bayanat_would_look_for_an_old_one(whole: dict[str, Any]) -> None:
    assert all("id" not in event for bulletin in whole["bulletins"] for event in bulletin["events"])


def test_a_report_is_a_bulletin_with_its_source_and_events(whole: dict[str, Any]) -> None:
    bulletin = whole["bulletins"][1]
    assert bulletin["originid"] == "r2"
    assert [source["title"] for source in bulletin["sources"]] == ["صفحة أخبار البادية"]
    assert bulletin["source_link"] == "https://example.org/posts/2"
    assert bulletin["publish_date"] == "2025-03-12"
    assert "repost" in bulletin["tags"] and "repost" not in whole["bulletins"][0]["tags"]
    assert [event["title"] for event in bulletin["events"]] == ["Drone strike"]


def test_an_event_keeps_its_days_and_says_when_they_are_a_range(whole: dict[str, Any]) -> None:
    undated, month = whole["bulletins"][4]["events"]
    assert (undated["from_date"], undated["to_date"], undated["estimated"]) == (None, None, True)
    assert (month["from_date"], month["to_date"], month["estimated"]) == ("2025-03-01", "2025-03-31", True)


def test_what_did_not_happen_is_marked(whole: dict[str, Any]) -> None:
    assert "reported as planned" in whole["bulletins"][3]["events"][0]["comments"]
    assert "(planned)" in whole["incidents"][2]["title"]


def test_an_event_is_where_its_own_report_puts_it(release: Release, tmp_path: Path) -> None:
    shelling = release.incidents[3]
    (account,) = shelling.accounts
    second = replace(account, claims=tuple(c for c in account.claims if c.field != "place" or c.surface == "أبو حمام"))
    write_bayanat(replace(release, incidents=(replace(shelling, accounts=(second,)),)), tmp_path / "b.json")
    bulletin = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["bulletins"][4]
    assert bulletin["events"][0]["location"]["title_ar"] == "أبو حمام"


def test_positions_stand_apart_from_titles(whole: dict[str, Any]) -> None:
    (position,) = whole["bulletins"][0]["geoLocations"]
    assert (position["lat"], position["lng"], position["main"]) == (35.1066, 40.4353, True)
    assert "±3 km" in position["comment"]


def test_the_table_of_bulletins_has_bayanats_columns(whole: dict[str, Any], tmp_path: Path) -> None:
    table = rows(tmp_path / "b-bulletins.csv")
    assert list(table[0]) == COLUMNS
    assert len(table) == len(whole["bulletins"]) == 5
    assert table[0]["related_actors"] == '"Global Coalition","خليل الرماحي"'


def test_actors_are_persons_or_entities(whole: dict[str, Any], tmp_path: Path) -> None:
    kinds = {row["name_ar"]: row["type"] for row in rows(tmp_path / "b-actors.csv")}
    assert kinds["خليل الرماحي"] == "Person" and kinds["قوات النظام"] == "Entity"


def test_a_title_cannot_run_as_a_formula(release: Release, tmp_path: Path) -> None:
    kept = release.reports["r1"]
    reports = {"r1": replace(kept, report=replace(kept.report, title="=1+1"))}
    write_bayanat(replace(release, reports=reports), tmp_path / "b.json")
    assert rows(tmp_path / "b-bulletins.csv")[0]["title"] == "'=1+1"


def test_a_title_is_no_longer_than_bayanat_keeps(release: Release, tmp_path: Path) -> None:
    kept = release.reports["r1"]
    reports = {"r1": replace(kept, report=replace(kept.report, title="قصف " * 200))}
    write_bayanat(replace(release, reports=reports), tmp_path / "b.json")
    assert len(rows(tmp_path / "b-bulletins.csv")[0]["title"]) == 255


def test_spans_and_conflicts_are_in_the_losses(release: Release, tmp_path: Path) -> None:
    losses = write_bayanat(release, tmp_path / "b.json")
    fields = {loss.field for loss in losses if loss.incident == "MRS-SYR-0000000000a1"}
    assert {"claims", "tolls", "conflicts"} <= fields


def test_the_same_release_gives_the_same_bytes(release: Release, whole: dict[str, Any], tmp_path: Path) -> None:
    write_bayanat(replace(release, reports=dict(reversed(release.reports.items()))), tmp_path / "c.json")
    for ending in (".json", "-bulletins.csv", "-actors.csv"):
        assert (tmp_path / f"b{ending}").read_bytes() == (tmp_path / f"c{ending}").read_bytes()
