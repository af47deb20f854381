import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from marsad.exports.plover import write_plover
from marsad.model import ActorKind, Incident, IncidentActor, IncidentPlace, Level, Loss, Name, Place, Realis, Release

KEYS = (
    "id,date,enddate,actor,recipient,event,mode,context,event_loc,size,text_info,cite_info,coder,coded_date,comment,link".split(
        ","
    )
)
LOCATION = (
    "extracted_place,resolved_place,geonameid,lat,lon,city,district,province,country,country_code,feature_class,feature_code,"
    "resolution"
).split(",")
Records = dict[str, dict[str, Any]]
Write = Callable[..., tuple[Records, tuple[Loss, ...]]]


@pytest.fixture
def write(release: Release, tmp_path: Path) -> Write:
    """Write the given incidents, or all, and give the records by id and the losses."""

    def run(*incidents: Incident) -> tuple[Records, tuple[Loss, ...]]:
        losses = write_plover(replace(release, incidents=incidents or release.incidents), tmp_path / "p.jsonl")
        lines = (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()
        return {record["id"]: record for record in map(json.loads, lines)}, losses

    return run


@pytest.fixture
def strike(release: Release) -> Incident:
    return release.incidents[1]


@pytest.fixture
def meeting(release: Release) -> Incident:
    return release.incidents[2]


@pytest.fixture
def shelling(release: Release) -> Incident:
    return release.incidents[3]


def test_every_record_has_plovers_keys_in_order(write: Write) -> None:
    records, _ = write()
    assert len(records) == 4
    for record in records.values():
        assert list(record) == KEYS
        assert list(record["event_loc"]) == LOCATION
        assert list(record["size"]) == ["dead", "injured", "arrested"]
        assert list(record["text_info"]) == ["sequence", "start", "end"]


def test_a_strike_has_its_event_mode_place_and_dead(strike: Incident, write: Write) -> None:
    record = write(strike)[0][strike.id]
    assert (record["event"], record["mode"], record["context"]) == (["ASSAULT"], ["drone"], [])
    assert (record["date"], record["enddate"]) == ("2025-03-11", "2025-03-11")
    assert record["size"] == {"dead": 3, "injured": None, "arrested": None}
    place = record["event_loc"]
    assert (place["extracted_place"], place["resolved_place"], place["resolution"]) == ("الشحيل", "Ash Shuhayl", 1)
    assert (place["city"], place["province"], place["country_code"]) == ("Ash Shuhayl", "Deir ez-Zor", "SYR")
    assert [actor["code"] for actor in record["actor"]] == ["MIL"]
    assert record["link"] == "https://example.org/posts/2"


def test_the_text_of_the_first_account_is_pointed_at(release: Release, strike: Incident, write: Write) -> None:
    info = write(strike)[0][strike.id]["text_info"]
    text = release.reports[strike.accounts[0].report].report.text
    assert text[info["start"] : info["end"]] == "غارة"


def test_every_report_is_cited_once_and_copies_last(strike: Incident, write: Write) -> None:
    cited = write(strike)[0][strike.id]["cite_info"]
    assert (cited["reports"], cited["independent"]) == (["name-r1", "name-r3", "name-r2"], 2)


def test_events_of_one_report_are_numbered_in_its_order(release: Release, write: Write) -> None:
    records, _ = write()
    assert records["MRS-SYR-0000000000c3"]["text_info"]["sequence"] == 1
    assert records["MRS-000-0000000000d4"]["text_info"]["sequence"] == 2


def test_a_planned_meeting_is_an_agreement_to_come(meeting: Incident, write: Write) -> None:
    record = write(meeting)[0][meeting.id]
    assert (record["event"], record["context"]) == (["AGREE"], ["future"])


def test_a_meeting_is_one_record_of_all_who_meet(meeting: Incident, write: Write) -> None:
    record = write(replace(meeting, realis=Realis.ACTUAL))[0][meeting.id]
    assert record["event"] == ["CONSULT"]
    assert [actor["name_ar"] for actor in record["actor"]] == ["ماهر السبخاوي", "وجهاء عشيرة"]
    assert record["recipient"] == []


def test_a_ban_is_a_request_whose_context_says_so(meeting: Incident, write: Write) -> None:
    record = write(replace(meeting, type="order", realis=Realis.PROHIBITED))[0][meeting.id]
    assert record["event"] == ["REQUEST"] and "prohibited" in record["context"]


def test_a_movement_told_with_the_assault_of_the_same_force_gives_way_to_it(shelling: Incident, write: Write) -> None:
    movement = replace(shelling, id="MRS-SYR-0000000000e5", type="movement")
    records, losses = write(shelling, movement)
    assert list(records) == [shelling.id]
    assert any(loss.incident == movement.id and shelling.id in loss.became for loss in losses)


def test_a_movement_of_another_force_in_the_same_report_stays(shelling: Incident, write: Write) -> None:
    others = (IncidentActor("others", Name("قوات أخرى"), ActorKind.ORGANIZATION, "actor", ()),)
    movement = replace(shelling, id="MRS-SYR-0000000000e5", type="movement", actors=others)
    assert set(write(shelling, movement)[0]) == {shelling.id, movement.id}


def test_a_movement_that_another_report_tells_of_alone_stays(shelling: Incident, meeting: Incident, write: Write) -> None:
    accounts = (*shelling.accounts, *meeting.accounts)
    movement = replace(shelling, id="MRS-SYR-0000000000e5", type="movement", accounts=accounts)
    assert set(write(shelling, movement)[0]) == {shelling.id, movement.id}


def test_a_type_without_a_class_is_left_out_and_named(shelling: Incident, write: Write) -> None:
    records, losses = write(replace(shelling, type="displacement"))
    assert records == {}
    assert [(loss.field, loss.value) for loss in losses] == [("type", "displacement")]


def test_words_that_nobody_knows_are_an_extracted_place_alone(release: Release, write: Write) -> None:
    place = write(release.incidents[0])[0]["MRS-000-0000000000d4"]["event_loc"]
    assert place.pop("extracted_place") == "حاجز"
    assert set(place.values()) == {None}


def test_an_incident_without_any_place_has_none(strike: Incident, write: Write) -> None:
    assert write(replace(strike, places=()))[0][strike.id]["event_loc"] is None


def test_places_beyond_the_first_are_in_the_losses(shelling: Incident, write: Write) -> None:
    _, losses = write(shelling)
    assert [loss.value for loss in losses if loss.field == "places"] == ["location: أبو حمام"]


def test_nobody_told_is_not_nobody_dead(shelling: Incident, write: Write) -> None:
    assert write(shelling)[0][shelling.id]["size"]["dead"] is None


def test_the_level_of_a_place_gives_its_feature(strike: Incident, write: Write) -> None:
    country = IncidentPlace(Place("syr", Name("سوريا", "Syria"), Level.COUNTRY, None, 400.0), "location", ())
    place = write(replace(strike, places=(country,)))[0][strike.id]["event_loc"]
    assert (place["feature_class"], place["feature_code"], place["resolution"]) == ("A", "PCLI", 5)


def test_the_same_release_gives_the_same_bytes(release: Release, tmp_path: Path) -> None:
    write_plover(release, tmp_path / "a")
    write_plover(release, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
