from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastkml.validator import validate
from lxml import etree

from marsad.exports.kml import NAMESPACE, write_kml
from marsad.model import Name, Realis, Release, Wording

STRIKE, MEETING, SHELLING = "MRS-SYR-0000000000a1", "MRS-SYR-0000000000b2", "MRS-SYR-0000000000c3"
NS = {"k": NAMESPACE}


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Release], etree._Element]:
    def write(release: Release) -> etree._Element:
        write_kml(release, tmp_path / "out.kml")
        return etree.parse(tmp_path / "out.kml").getroot()

    return write


def placemarks(kml: etree._Element, incident: str) -> list[etree._Element]:
    return kml.xpath(f"//k:Placemark[starts-with(@id, '{incident}')]", namespaces=NS)


def test_the_file_follows_the_schema_of_the_ogc(release, tmp_path):
    write_kml(release, tmp_path / "out.kml")
    assert validate(file_to_validate=tmp_path / "out.kml")


def test_a_placemark_holds_the_point_and_the_circle(release, written):
    (placemark,) = placemarks(written(release), STRIKE)
    assert placemark.findtext(".//k:Point/k:coordinates", namespaces=NS) == "40.43530,35.10660"
    corners = placemark.findtext(".//k:LinearRing/k:coordinates", namespaces=NS).split()
    assert corners[0] == corners[-1] and len(corners) > 32


def test_the_time_span_is_the_interval(release, written):
    (placemark,) = placemarks(written(release), STRIKE)
    assert [placemark.findtext(f".//k:{end}", namespaces=NS) for end in ("begin", "end")] == ["2025-03-11", "2025-03-11"]


def test_an_incident_without_day_has_no_time_span_and_says_so(release, written, tmp_path):
    assert all(p.find("k:TimeSpan", NS) is None for p in placemarks(written(release), SHELLING))
    losses = write_kml(release, tmp_path / "again.kml")
    assert [loss.incident for loss in losses if loss.field == "date"] == [SHELLING]


@pytest.mark.parametrize("realis", [Realis.PLANNED, Realis.DENIED, Realis.NEGATED, Realis.CONDITIONAL])
def test_what_did_not_happen_lies_in_a_folder_of_its_own(release, written, realis):
    told = replace(release.incidents[0], realis=realis)
    (placemark,) = placemarks(written(replace(release, incidents=(told,))), told.id)
    assert placemark.getparent().get("id") == "folder-other"


def test_what_happened_or_was_tried_lies_in_the_first_folder(release, written):
    kml = written(release)
    inside = kml.xpath("//k:Folder[@id='folder-happened']/k:Placemark/@id", namespaces=NS)
    assert {key.rsplit("-", 1)[0] for key in inside} == {i.id for i in release.incidents} - {MEETING}


def test_each_placemark_is_named_after_its_own_place(release, written):
    names = [p.findtext("k:name", namespaces=NS) for p in placemarks(written(release), SHELLING)]
    assert names == ["قصف – ذيبان / Shelling – Dhiban", "قصف – أبو حمام / Shelling – Abu Hamam"]


def test_a_report_cannot_put_html_into_a_balloon(release, written):
    told = replace(release.incidents[0], weapons=(Wording("<script>alert(1)</script>", ()),))
    (placemark,) = placemarks(written(replace(release, incidents=(told,))), told.id)
    description = placemark.findtext("k:description", namespaces=NS)
    assert "<script>" not in description and "&lt;script&gt;" in description


def test_a_control_character_does_not_stop_the_export(release, written):
    odd = replace(release.incidents[0].places[0], place=replace(release.incidents[0].places[0].place, name=Name("حا\x0bجز")))
    kml = written(replace(release, incidents=(replace(release.incidents[0], places=(odd,)),)))
    assert "حا\N{REPLACEMENT CHARACTER}جز" in placemarks(kml, release.incidents[0].id)[0].findtext("k:name", namespaces=NS)


def test_a_toll_is_reported_and_at_least(release, written):
    (placemark,) = placemarks(written(release), STRIKE)
    value = placemark.findtext(".//k:Data[@name='tolls']/k:value", namespaces=NS)
    assert value == "killed (civilian): reported, at least 3, accounts go up to 5"


def test_words_nobody_could_place_are_listed_without_geometry(release, written, tmp_path):
    (placemark,) = placemarks(written(release), "MRS-000")
    assert placemark.find("k:MultiGeometry", NS) is None
    assert "a placemark without geometry" in {loss.became for loss in write_kml(release, tmp_path / "again.kml")}


def test_the_same_release_gives_the_same_bytes(release, tmp_path):
    for name in ("a.kml", "b.kml"):
        write_kml(release, tmp_path / name)
    assert (tmp_path / "a.kml").read_bytes() == (tmp_path / "b.kml").read_bytes()
