"""The checks repeat the rules of TimeMap's own schemas (src/reducers/validate), which are JavaScript."""

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from marsad.exports.timemap import write_timemap
from marsad.model import Release

STRIKE, MEETING, SHELLING, FAILED = (
    f"MRS-{c}-0000000000{n}" for c, n in (("SYR", "a1"), ("SYR", "b2"), ("SYR", "c3"), ("000", "d4"))
)
PARTS = ("events", "associations", "sources", "sites", "regions", "shapes")
EVENT = {*"id description date time time_precision location latitude longitude type category category_full".split()} | {
    *"associations sources comments time_display shape colour".split()
}
ALLOWED = {
    "events": EVENT,
    "associations": {"id", "title", "desc", "mode", "filter_paths", "colour", "type", "display"},
    "sources": set("id title thumbnail paths type affil_s url description parent author date notes".split()),
    "sites": {"id", "description", "site", "latitude", "longitude", "enabled"},
    "regions": {"name", "items"},
    "shapes": {"id", "title", "shape", "colour"},
}
REQUIRED = {
    "events": {"description", "associations"},
    "associations": {"id", "title", "mode"},
    "sources": {"id", "paths"},
    "sites": {"id", "description", "site", "latitude", "longitude"},
    "regions": {"name", "items"},
    "shapes": {"id"},
}
LISTS = {"associations", "sources", "filter_paths", "paths", "affil_s", "items"}


def faults(parts: dict[str, Any]) -> list[str]:
    """Say what TimeMap would refuse or drop in silence."""
    found = [f"part {name}" for name in parts.keys() ^ set(PARTS)]
    for part, rows in parts.items():
        for row in rows.values() if isinstance(rows, dict) else rows:
            found += [f"{part}: unknown key {key}" for key in row.keys() - ALLOWED[part]]
            found += [f"{part}: no {key}" for key in REQUIRED[part] - row.keys()]
            found += [f"{part}: {key} is {value!r}" for key, value in row.items() if not fits(key, value)]
    for event in parts["events"]:
        found += event_faults(event, parts)
    ids = [association["id"] for association in parts["associations"]]
    found += [f"association {key} twice" for key in set(ids) if ids.count(key) > 1]
    found += [f"source {key} is named {row['id']}" for key, row in parts["sources"].items() if row["id"] != key]
    return found


def fits(key: str, value: Any) -> bool:
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def event_faults(event: dict[str, Any], parts: dict[str, Any]) -> list[str]:
    found = []
    if ("latitude" in event) != ("longitude" in event) or bool(event["latitude"]) != bool(event["longitude"]):
        found.append("latitude without longitude")
    if not {"date", "latitude"} & event.keys():
        found.append("neither date nor latitude")
    if event["date"] and not re.fullmatch(r"\d\d/\d\d/\d{4}", event["date"]):
        found.append(f"date {event['date']}")
    found += [f"association {k}" for k in event["associations"] if k not in {a["id"] for a in parts["associations"]}]
    found += [f"source {key}" for key in event["sources"] if key not in parts["sources"]]
    return found


@pytest.fixture
def parts(release: Release, tmp_path: Path) -> dict[str, Any]:
    write_timemap(release, tmp_path / "out.json")
    return json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


def events_of(parts: dict[str, Any], incident: str) -> list[dict[str, Any]]:
    return [event for event in parts["events"] if event["id"].startswith(incident)]


def test_timemap_takes_every_row(parts):
    assert faults(parts) == []


def test_the_check_finds_what_timemap_refuses(parts):
    event = parts["events"][0]
    parts["events"][0] = {**event, "graphic": "FALSE", "latitude": 35.1, "longitude": "", "date": "2025-03-11"}
    wanted = {"events: unknown key graphic", "events: latitude is 35.1", "latitude without longitude", "date 2025-03-11"}
    assert wanted <= set(faults(parts))


def test_an_incident_of_two_places_is_two_events(parts):
    assert [event["location"] for event in events_of(parts, SHELLING)] == ["Dhiban", "Abu Hamam"]


def test_the_date_is_american_and_the_display_is_not(parts):
    (event,) = events_of(parts, STRIKE)
    assert (event["date"], event["time_display"]) == ("03/11/2025", "2025-03-11")
    assert datetime.strptime(event["date"], "%m/%d/%Y").day == 11


def test_an_interval_is_told_in_words_and_reported_as_a_loss(release, parts, tmp_path):
    (event,) = events_of(parts, FAILED)
    assert (event["date"], event["time_display"]) == ("03/01/2025", "2025-03-01 … 2025-03-31")
    losses = write_timemap(release, tmp_path / "again.json")
    assert ("2025-03-01 … 2025-03-31", "date") in {(loss.value, loss.field) for loss in losses if loss.incident == FAILED}


def test_an_event_that_timemap_will_drop_is_reported(release, tmp_path):
    losses = write_timemap(release, tmp_path / "out.json")
    dropped = {loss.incident for loss in losses if "drops" in loss.became}
    assert dropped == {SHELLING}


def test_an_unplaced_event_keeps_empty_strings_since_timemap_reads_them(parts):
    (event,) = events_of(parts, FAILED)
    assert (event["latitude"], event["longitude"], event["location"]) == ("", "", "حاجز")


def test_a_planned_meeting_does_not_look_like_one_that_was_held(parts):
    (planned,), (held,) = events_of(parts, MEETING), events_of(parts, STRIKE)
    assert planned["shape"] != held["shape"] and planned["colour"] != held["colour"]
    assert "realis:planned" in planned["associations"]


def test_an_actor_is_a_filter_and_who_is_only_described_is_not(release, parts, tmp_path):
    titles = {association["title"] for association in parts["associations"]}
    assert "Global Coalition" in titles and "وجهاء عشيرة" not in titles
    losses = write_timemap(release, tmp_path / "again.json")
    assert "وجهاء عشيرة" in {loss.value for loss in losses if loss.field == "actor"}


def test_a_repost_names_its_parent(parts):
    assert (parts["sources"]["r2"]["parent"], parts["sources"]["r2"]["paths"]) == ("r1", ["https://example.org/posts/2"])


def test_a_report_that_was_withheld_is_no_source(release, tmp_path):
    left = {key: kept for key, kept in release.reports.items() if key != "r3"}
    write_timemap(replace(release, reports=left), tmp_path / "out.json")
    assert faults(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))) == []


def test_the_region_of_a_place_is_its_circle_latitude_first(parts):
    region = next(region for region in parts["regions"] if "syr-shuhayl" in region["name"])
    lat, lon = map(float, region["items"][0].split(","))
    assert (round(lat), round(lon)) == (35, 40) and region["items"][0] == region["items"][-1]


def test_a_folder_holds_a_file_for_each_part(release, parts, tmp_path):
    write_timemap(release, tmp_path / "folder")
    assert {path.name for path in (tmp_path / "folder").iterdir()} == {f"{name}.json" for name in PARTS}
    assert json.loads((tmp_path / "folder" / "events.json").read_text(encoding="utf-8")) == parts["events"]


def test_the_same_release_gives_the_same_bytes(release, tmp_path):
    for name in ("a.json", "b.json"):
        write_timemap(release, tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
