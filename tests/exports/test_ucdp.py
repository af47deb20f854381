import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from marsad.exports.tolls import dealt
from marsad.exports.ucdp import write_ucdp
from marsad.model import (
    ActorKind,
    DateInterval,
    Incident,
    IncidentActor,
    IncidentDate,
    IncidentToll,
    Loss,
    Name,
    Realis,
    Release,
)

COLUMNS = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,"
    "date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
).split(",")
MARCH_11 = DateInterval.day(date(2025, 3, 11))
Rows = list[dict[str, str]]
Write = Callable[..., tuple[Rows, tuple[Loss, ...]]]


@pytest.fixture
def write(release: Release, tmp_path: Path) -> Write:
    """Write the given incidents, or all, and give rows and losses."""

    def run(*incidents: Incident) -> tuple[Rows, tuple[Loss, ...]]:
        losses = write_ucdp(replace(release, incidents=incidents or release.incidents), tmp_path / "u.csv")
        with (tmp_path / "u.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream)), losses

    return run


@pytest.fixture
def strike(release: Release) -> Incident:
    return release.incidents[1]


@pytest.fixture
def shelling(release: Release) -> Incident:
    """Two places, dead, and a day that the fixture leaves out."""
    return replace(release.incidents[3], date=IncidentDate(MARCH_11), tolls=(killed("civilian", 3, 4, 9),))


def killed(group: str, low: int | None, best: int | None, high: int | None) -> IncidentToll:
    return IncidentToll("killed", group, low, best, high, ())


def deaths(row: dict[str, str]) -> tuple[int, ...]:
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high")
    return tuple(int(row[name]) for name in names)


def side(key: str, role: str, inter: str) -> IncidentActor:
    codes = {"acled_inter": inter, "plover": "CVL" if inter == "7" else "MIL"}
    return IncidentActor(key, Name(key, key), ActorKind.ORGANIZATION, role, (), codes=codes)


def test_the_columns_are_ucdps_in_ucdps_order(write: Write, tmp_path: Path) -> None:
    write()
    assert (tmp_path / "u.csv").read_text(encoding="utf-8").splitlines()[0].split(",") == COLUMNS
    assert len(COLUMNS) == 49


def test_ids_that_are_ucdps_to_give_stay_empty(strike: Incident, write: Write) -> None:
    (row,), _ = write(strike)
    blank = [name for name in COLUMNS if name == "id" or name.endswith(("_dset_id", "_new_id")) or name.startswith("gwno")]
    assert len(blank) == 11
    assert all(row[name] == "" for name in blank)
    assert row["relid"] == strike.id


def test_a_strike_on_civilians_is_one_sided_and_counts_independent_lineages(strike: Incident, write: Write) -> None:
    (row,), _ = write(strike)
    assert (row["type_of_violence"], row["number_of_sources"]) == ("3", "2")
    assert (row["side_a"], row["side_b"]) == ("Global Coalition Against Daesh", "Civilians (Syria)")
    assert deaths(row) == (0, 0, 3, 0, 3, 3, 5)


def test_place_and_day_are_written_with_their_precision(strike: Incident, write: Write) -> None:
    (row,), _ = write(strike)
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert (row["geom_wkt"], row["country_id"]) == ("POINT (40.4353 35.1066)", "652")
    assert (row["adm_1"], row["adm_2"]) == ("Deir ez-Zor", "")


def test_the_grid_cell_is_counted_from_the_south_west(strike: Incident, write: Write) -> None:
    (row,), _ = write(strike)
    cell = int(row["priogrid_gid"]) - 1
    south, west = cell // 720 / 2 - 90, cell % 720 / 2 - 180
    assert south <= 35.1066 < south + 0.5 and west <= 40.4353 < west + 0.5


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [("1", "2", "1"), ("2", "1", "1"), ("8", "2", "1"), ("2", "3", "2"), ("2", "7", "3"), ("", "2", "")],
)
def test_the_sides_tell_what_kind_of_violence_it_is(first: str, second: str, kind: str, strike: Incident, write: Write) -> None:
    sides = (side("a", "actor", first), side("b", "recipient", second))
    (row,), losses = write(replace(strike, type="attack", actors=sides, tolls=(killed("unknown", 1, 1, 1),)))
    assert row["type_of_violence"] == kind
    assert any("type_of_violence" in loss.became for loss in losses) == (kind == "")


@pytest.mark.parametrize("realis", [realis for realis in Realis if realis is not Realis.ACTUAL])
def test_only_what_is_told_as_done_makes_a_row(realis: Realis, strike: Incident, write: Write) -> None:
    rows, losses = write(replace(strike, realis=realis))
    assert rows == [] and losses[0].field == "realis"


@pytest.mark.parametrize(
    "tolls", [(), (IncidentToll("injured", "civilian", 4, 4, 4, ()),), (IncidentToll("killed", "unknown", 0, 0, 0, ()),)]
)
def test_where_nobody_is_reported_killed_there_is_no_row(
    tolls: tuple[IncidentToll, ...], strike: Incident, write: Write
) -> None:
    assert write(replace(strike, tolls=tolls))[0] == []


def test_an_undated_incident_makes_no_row_and_a_years_does(strike: Incident, write: Write) -> None:
    assert write(replace(strike, date=IncidentDate(None)))[0] == []
    year = DateInterval(date(2025, 1, 1), date(2025, 12, 31))
    (row,), _ = write(replace(strike, date=IncidentDate(year)))
    assert (row["date_prec"], row["date_start"], row["date_end"]) == ("5", "2025-01-01", "2025-12-31")


def test_a_list_of_targets_becomes_one_row_per_place(shelling: Incident, write: Write) -> None:
    rows, losses = write(shelling)
    assert [row["relid"] for row in rows] == [f"{shelling.id}-1", f"{shelling.id}-2"]
    assert [deaths(row) for row in rows] == [(0, 0, 2, 0, 2, 2, 5), (0, 0, 2, 0, 2, 1, 4)]
    assert any("split" in loss.became for loss in losses)
    assert {row["event_clarity"] for row in rows} == {"2"}


def test_where_no_place_is_known_the_country_stands(strike: Incident, write: Write) -> None:
    (row,), _ = write(replace(strike, places=()))
    assert (row["where_prec"], row["country"], row["latitude"]) == ("6", "Syria", "")


def test_dead_fighters_are_of_the_side_that_was_struck(strike: Incident, write: Write) -> None:
    sides = (side("a", "actor", "1"), side("b", "recipient", "2"))
    (row,), _ = write(replace(strike, actors=sides, tolls=(killed("combatant", 4, 4, 4),)))
    assert deaths(row) == (0, 4, 0, 0, 4, 4, 4)


def test_dead_fighters_of_a_clash_are_of_an_unknown_side(strike: Incident, write: Write) -> None:
    sides = (side("a", "actor", "1"), side("b", "recipient", "2"))
    (row,), losses = write(replace(strike, type="clash", actors=sides, tolls=(killed("combatant", 4, 4, 4),)))
    assert deaths(row) == (0, 0, 0, 4, 4, 4, 4)
    assert any("whose fighters" in loss.became for loss in losses)


def test_those_among_a_larger_number_are_not_counted_twice(strike: Incident, write: Write) -> None:
    (row,), _ = write(replace(strike, tolls=(killed("unknown", 5, 5, 8), killed("civilian", 3, 3, 3))))
    assert deaths(row) == (0, 0, 3, 2, 5, 5, 8)


def test_an_open_number_has_the_largest_told_for_its_high_and_says_so(strike: Incident, write: Write) -> None:
    (row,), losses = write(replace(strike, tolls=(killed("civilian", 11, None, None),)))
    assert deaths(row) == (0, 0, 11, 0, 11, 11, 11)
    assert any("give no end" in loss.became for loss in losses)


@pytest.mark.parametrize("low", [1, 2, 7])
@pytest.mark.parametrize("more", [0, 1, 5])
@pytest.mark.parametrize("group", ["civilian", "combatant", "unknown"])
def test_best_is_the_sum_of_its_parts_and_lies_between_low_and_high(
    low: int, more: int, group: str, shelling: Incident, write: Write
) -> None:
    tolls = (killed(group, low, low + more, low + 2 * more), killed("unknown", 1, 3, 20))
    rows, _ = write(replace(shelling, tolls=tolls))
    for row in rows:
        *parts, best, smallest, largest = deaths(row)
        assert sum(parts) == best
        assert smallest <= best <= largest


def test_numbers_are_dealt_out_evenly_and_whole() -> None:
    assert dealt((0, 0, 1, 1), 2) == ((0, 0, 1, 0), (0, 0, 0, 1))
    assert dealt((3, 4), 3) == ((3, 0), (0, 2), (0, 2))
    assert dealt((0,), 2) == ((0,), (0,))
