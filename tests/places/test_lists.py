"""Tests for `marsad.places.lists`. The tables are made up in the columns of the real ones."""

import pytest

from marsad.errors import InputError
from marsad.model import Level
from marsad.places.gazetteer import PackagedGazetteer, parse_rows
from marsad.places.lists import read_gazetteer_rows, write_gazetteer_lines


def test_an_ocha_table_gives_units_with_parents_and_points() -> None:
    lines = [
        "ADM1_AR,ADM1_PCODE,ADM2_AR,ADM2_PCODE,ADM3_EN,ADM3_AR,ADM3_PCODE,lat_y,long_x",
        "أ,SY09,ب,SY0901,Gim,جيم,SY090100,35.5,40.25",
    ]
    (row,) = read_gazetteer_rows(lines, "syr_admin3.csv")
    assert (row.id, row.name_ar, row.name_en, row.level) == ("ocha.sy090100", "جيم", "Gim", Level.DISTRICT)
    assert (row.parent, row.lat, row.lon) == ("ocha.sy0901", "35.5", "40.25")


def test_the_newer_ocha_columns_are_known_too() -> None:
    (row,) = read_gazetteer_rows(["admin3Name_ar,admin3Name_en,admin3Pcode", "جيم,Gim,X1"], "list.csv")
    assert (row.name_ar, row.id, row.lat) == ("جيم", "ocha.x1", "")


def test_a_geonames_dump_gives_arabic_names_out_of_the_alternate_ones() -> None:
    cells = [
        "17",
        "Gim",
        "Gim",
        "Jim,جيم,الجيم",
        "35.5",
        "40.25",
        "P",
        "PPL",
        "SY",
        "",
        "",
        "",
        "",
        "",
        "0",
        "",
        "1",
        "Asia/Damascus",
        "2020-01-01",
    ]
    (row,) = read_gazetteer_rows(["\t".join(cells)], "SY.txt")
    assert (row.id, row.name_ar, row.variants, row.parent) == ("sy.17", "جيم", "الجيم", "sy")


@pytest.mark.parametrize("header", ["name;lat;lon", "الاسم,Latitude,Longitude", "name_ar\tY\tX"])
def test_a_table_of_ones_own_needs_a_name_and_may_have_coordinates(header: str) -> None:
    delimiter = max(";,\t", key=header.count)
    (row,) = read_gazetteer_rows([header, delimiter.join(["جيم", "35.5", "40.25"])], "ours.csv")
    assert (row.id, row.name_ar, row.lat, row.lon, row.source) == ("ours.2", "جيم", "35.5", "40.25", "ours.csv")


@pytest.mark.parametrize("lat", ["", "north", "91", "nan"])
def test_a_coordinate_that_is_none_leaves_the_place_without_a_point(lat: str) -> None:
    (row,) = read_gazetteer_rows(["name,lat,lon", f"جيم,{lat},40"], "ours.csv")
    assert row.lat == ""


def test_a_table_without_names_is_refused() -> None:
    with pytest.raises(InputError, match="column of names"):
        read_gazetteer_rows(["a,b,c", "1,2,3"], "odd.csv")
    with pytest.raises(InputError, match="empty"):
        read_gazetteer_rows([], "odd.csv")


def test_what_is_written_can_be_loaded() -> None:
    rows = list(read_gazetteer_rows(["name,lat,lon,variants", 'جيم,35.5,40.25,"جيم الكبرى|ج, م"'], "ours.csv"))
    lines = list(write_gazetteer_lines(rows))
    place = PackagedGazetteer(parse_rows(lines, "ours.csv")).get("ours.2")
    assert place is not None and place.name.ar == "جيم"
    assert list(read_gazetteer_rows(lines, "ours.csv")) == rows
