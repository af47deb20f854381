import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from marsad.exports.acled import write_acled
from marsad.model import (
    ActorKind,
    DateInterval,
    Incident,
    IncidentActor,
    IncidentDate,
    IncidentPlace,
    IncidentToll,
    Level,
    Link,
    Loss,
    Name,
    Place,
    Point,
    Realis,
    Release,
    Toll,
)

COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")
MARCH_11 = DateInterval.day(date(2025, 3, 11))
Rows = list[dict[str, str]]
Write = Callable[..., tuple[Rows, tuple[Loss, ...]]]


@pytest.fixture
def write(release: Release, tmp_path: Path) -> Write:
    """Write the given incidents, or all, and give rows and losses."""

    def run(*incidents: Incident, **options: bool) -> tuple[Rows, tuple[Loss, ...]]:
        losses = write_acled(replace(release, incidents=incidents or release.incidents), tmp_path / "a.csv", **options)
        with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream)), losses

    return run


@pytest.fixture
def strike(release: Release) -> Incident:
    return release.incidents[1]


@pytest.fixture
def meeting(release: Release) -> Incident:
    return release.incidents[2]


@pytest.fixture
def shelling(release: Release) -> Incident:
    """Two places, and a day that the fixture leaves out."""
    return replace(release.incidents[3], date=IncidentDate(MARCH_11))


def killed(group: str, low: int | None, high: int | None, *claims: str) -> IncidentToll:
    return IncidentToll("killed", group, low, low, high, claims)


def fields(losses: tuple[Loss, ...], incident: Incident) -> set[str]:
    return {loss.field for loss in losses if loss.incident == incident.id}


def test_the_columns_are_acleds_in_acleds_order(write: Write, tmp_path: Path) -> None:
    write()
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[0].split(",") == COLUMNS
    assert len(COLUMNS) == 31


def test_a_strike_is_one_row(strike: Incident, write: Write) -> None:
    (row,), _ = write(strike)
    notes = row.pop("notes")
    assert row == {
        "event_id_cnty": "MRS-SYR-0000000000a1",
        "event_date": "2025-03-11",
        "year": "2025",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "Global Coalition Against Daesh",
        "assoc_actor_1": "",
        "inter1": "External/Other forces",
        "actor2": "Civilians (Syria)",
        "assoc_actor_2": "",
        "inter2": "Civilians",
        "interaction": "External/Other forces-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Deir ez-Zor",
        "admin2": "",
        "admin3": "",
        "location": "Ash Shuhayl",
        "latitude": "35.1066",
        "longitude": "40.4353",
        "geo_precision": "1",
        "source": "شبكة الضفتين; مرصد الجزيرة; صفحة أخبار البادية",
        "source_scale": "",
        "fatalities": "3",
        "tags": "marsad; reviewed; conflict=toll",
        "timestamp": "1742472000",
    }
    assert "reported, at least 3" in notes and "2 independent source(s)" in notes


def test_classes_of_actors_are_numbers_when_asked(strike: Incident, write: Write) -> None:
    (row,), _ = write(strike, numeric=True)
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("8", "7", "78")


def test_one_side_alone_has_an_interaction_of_its_own(shelling: Incident, write: Write) -> None:
    rows, _ = write(shelling)
    assert rows[0]["interaction"] == "State forces only"
    rows, _ = write(shelling, numeric=True)
    assert rows[0]["interaction"] == "10"


def test_outlets_of_independent_lineages_come_before_reposts(strike: Incident, write: Write) -> None:
    (row,), _ = write(strike)
    assert row["source"].split("; ")[-1] == "صفحة أخبار البادية"


def test_the_outlet_that_was_copied_comes_before_its_copy_in_any_order(strike: Incident, write: Write) -> None:
    (row,), _ = write(replace(strike, accounts=strike.accounts[1::-1]))
    assert row["source"] == "شبكة الضفتين; صفحة أخبار البادية"


def test_no_private_person_is_named(strike: Incident, write: Write) -> None:
    rows, losses = write(strike)
    assert "خليل" not in str(rows)
    assert any(loss.field == "actors" and "خليل" in loss.value and loss.became == "Civilians (Syria)" for loss in losses)


def test_a_list_of_targets_becomes_one_row_per_place(shelling: Incident, write: Write) -> None:
    rows, losses = write(shelling)
    assert [(row["event_id_cnty"], row["location"]) for row in rows] == [
        ("MRS-SYR-0000000000c3-1", "Dhiban"),
        ("MRS-SYR-0000000000c3-2", "Abu Hamam"),
    ]
    assert any(loss.field == "places" and loss.became.startswith("split into 2 rows") for loss in losses)


def test_the_dead_of_several_places_are_divided_among_them(shelling: Incident, write: Write) -> None:
    rows, _ = write(replace(shelling, tolls=(killed("civilian", 5, 5),)))
    assert [row["fatalities"] for row in rows] == ["3", "2"]
    assert "divided among them" in rows[0]["notes"]


def test_of_a_town_and_its_governorate_the_town_makes_the_row(strike: Incident, write: Write) -> None:
    whole = Place(
        "syr-deir-ez-zor", Name("دير الزور", "Deir ez-Zor"), Level.GOVERNORATE, Point(35.1, 40.1), 100.0, ("syr",), ("Syria",)
    )
    wide = replace(strike, places=(IncidentPlace(whole, "location", ()), *strike.places))
    rows, losses = write(wide)
    assert [row["location"] for row in rows] == ["Ash Shuhayl"]
    assert any(loss.value == "location: دير الزور" for loss in losses)


def test_a_governorate_is_precise_to_three_and_its_own_first_unit(strike: Incident, write: Write) -> None:
    whole = Place(
        "syr-deir-ez-zor", Name("دير الزور", "Deir ez-Zor"), Level.GOVERNORATE, Point(35.1, 40.1), 100.0, ("syr",), ("Syria",)
    )
    (row,), losses = write(replace(strike, places=(IncidentPlace(whole, "location", ()),)))
    assert (row["geo_precision"], row["admin1"], row["admin2"]) == ("3", "Deir ez-Zor", "")
    assert any("not its capital" in loss.became for loss in losses)


@pytest.mark.parametrize("realis", [r for r in Realis if r not in (Realis.ACTUAL, Realis.FAILED)])
def test_what_is_not_told_as_done_or_tried_makes_no_row(realis: Realis, strike: Incident, write: Write) -> None:
    rows, losses = write(replace(strike, realis=realis))
    assert rows == []
    assert [loss.field for loss in losses] == ["realis"]


def test_what_failed_makes_a_row_that_says_so(strike: Incident, write: Write) -> None:
    (row,), _ = write(replace(strike, realis=Realis.FAILED))
    assert "tried and not carried out" in row["notes"]


def test_a_series_becomes_a_note_of_what_it_is_tied_to(strike: Incident, shelling: Incident, write: Write) -> None:
    habit = replace(shelling, realis=Realis.GENERIC, links=(Link(strike.id, "part_of", shelling.id),))
    (row,), losses = write(strike, habit)
    assert "Series told with it: shelling" in row["notes"] and habit.id in row["notes"]
    assert [loss.became for loss in losses if loss.incident == habit.id] == [f"a series, kept as a note of {strike.id}"]


@pytest.mark.parametrize(
    ("interval", "day", "precision"),
    [
        (DateInterval(date(2025, 3, 1), date(2025, 3, 5)), "2025-03-03", "2"),
        (DateInterval(date(2025, 3, 1), date(2025, 3, 31)), "2025-03-16", "3"),
    ],
)
def test_a_range_is_written_as_its_middle_and_the_range_is_in_the_notes(
    interval: DateInterval, day: str, precision: str, strike: Incident, write: Write
) -> None:
    (row,), losses = write(replace(strike, date=IncidentDate(interval)))
    assert (row["event_date"], row["time_precision"]) == (day, precision)
    assert str(interval.last) in row["notes"]
    assert "date" in fields(losses, strike)


@pytest.mark.parametrize("interval", [None, DateInterval(date(2025, 1, 1), date(2025, 12, 31))])
def test_what_is_not_known_to_a_month_is_withheld(interval: DateInterval | None, strike: Incident, write: Write) -> None:
    rows, losses = write(replace(strike, date=IncidentDate(interval)))
    assert rows == [] and "withheld" in losses[0].became


def test_what_has_no_known_place_is_withheld(release: Release, write: Write) -> None:
    rows, losses = write(release.incidents[0])
    assert rows == []
    assert (losses[0].field, losses[0].value) == ("place", "حاجز")


def test_a_meeting_is_written_only_when_asked_and_as_one_row(meeting: Incident, write: Write) -> None:
    held = replace(meeting, realis=Realis.ACTUAL)
    assert write(held)[0] == []
    (row,), _ = write(held, meetings=True)
    assert (row["event_type"], row["sub_event_type"]) == ("Strategic developments", "Other")
    assert row["actor2"] == "" and row["civilian_targeting"] == ""


def test_an_unnamed_armed_group_is_unidentified(strike: Incident, write: Write) -> None:
    gunmen = IncidentActor(None, Name("مسلحين مجهولين"), ActorKind.GROUP, "actor", ())
    (row,), losses = write(replace(strike, type="attack", actors=(gunmen,)))
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Syria)", "Political militia")
    assert (row["actor2"], row["sub_event_type"]) == ("Civilians (Syria)", "Attack")
    assert any(loss.value == "actor: مسلحين مجهولين" for loss in losses)


def test_fighters_that_clash_stand_on_two_sides(strike: Incident, write: Write) -> None:
    def fighters(key: str, side: str, inter: str) -> IncidentActor:
        codes = {"acled_inter": inter, "plover": "MIL"}
        return IncidentActor(key, Name(key, key), ActorKind.ORGANIZATION, "participant", (), side=side, codes=codes)

    sides = (fighters("army", "a", "1"), fighters("faction", "b", "2"), fighters("militia", "a", "3"))
    (row,), _ = write(replace(strike, type="clash", actors=sides, tolls=()))
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("army", "militia", "faction")
    assert row["interaction"] == "State forces-Rebel group"


def test_an_unknown_class_leaves_the_interaction_empty_and_is_in_the_losses(strike: Incident, write: Write) -> None:
    nobody = IncidentActor("x", Name("جهة ما", "Some body"), ActorKind.ORGANIZATION, "actor", ())
    (row,), losses = write(replace(strike, actors=(nobody,)))
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("Some body", "", "")
    assert any(loss.value == "Some body" and "inter1" in loss.became for loss in losses)


@pytest.mark.parametrize(
    ("tolls", "dead"),
    [
        ((killed("civilian", 3, 5),), "3"),
        ((killed("civilian", 3, 3), killed("combatant", 4, 4)), "7"),
        ((killed("unknown", 5, 5), killed("civilian", 3, 3)), "5"),
        ((killed("unknown", 2, 2), killed("civilian", 3, 3)), "3"),
        ((killed("unknown", None, 9),), "0"),
        ((IncidentToll("injured", "civilian", 9, 9, 9, ()),), "0"),
        ((), "0"),
    ],
)
def test_the_dead_are_the_least_reported_and_nobody_is_counted_twice(
    tolls: tuple[IncidentToll, ...], dead: str, strike: Incident, write: Write
) -> None:
    (row,), _ = write(replace(strike, tolls=tolls))
    assert row["fatalities"] == dead


@pytest.mark.parametrize(
    ("words", "low", "dead"), [("عشرات القتلى", 20, "10"), ("المئات", 200, "100"), ("عشرات الآلاف", 20000, "20000")]
)
def test_vague_amounts_are_counted_as_acled_counts_them(
    words: str, low: int, dead: str, strike: Incident, write: Write
) -> None:
    account = strike.accounts[0]
    (claim,) = account.of("toll")
    vague = replace(claim, surface=words, value=Toll("killed", "civilian", low, None, claim.spans[0]))
    accounts = (replace(account, claims=(vague,)),)
    (row,), _ = write(replace(strike, accounts=accounts, tolls=(killed("civilian", low, None, vague.id),)))
    assert row["fatalities"] == dead


def test_ids_are_marsads_and_no_two_rows_share_one(release: Release, shelling: Incident, write: Write) -> None:
    rows, _ = write(*release.incidents[:3], shelling)
    ids = [row["event_id_cnty"] for row in rows]
    assert len(ids) == len(set(ids)) == 3
    assert all(name.startswith("MRS-") for name in ids)


def test_every_incident_is_a_row_or_a_loss(release: Release, write: Write) -> None:
    rows, losses = write()
    written = {row["event_id_cnty"] for row in rows}
    assert {one.id for one in release.incidents} <= written | {loss.incident for loss in losses}


def test_an_outlet_cannot_write_a_formula(release: Release, strike: Incident, tmp_path: Path) -> None:
    reports = {key: replace(kept, report=replace(kept.report, source="=HYPERLINK(1)")) for key, kept in release.reports.items()}
    write_acled(replace(release, incidents=(strike,), reports=reports), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["source"] == "'=HYPERLINK(1)"


def test_the_same_release_gives_the_same_bytes(release: Release, tmp_path: Path) -> None:
    write_acled(release, tmp_path / "a.csv")
    write_acled(release, tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_release_without_its_reports_is_written_too(release: Release, tmp_path: Path) -> None:
    write_acled(replace(release, reports={}), tmp_path / "a.csv")
    assert "MRS-SYR-0000000000a1" in (tmp_path / "a.csv").read_text(encoding="utf-8")
