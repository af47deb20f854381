import zipfile
from io import BytesIO

import pytest

from marsad.exports.formats import FORMATS


def bag(desk, **body) -> zipfile.ZipFile:
    response = desk.client.post("/api/1/exports", json=body)
    assert response.status_code == 200, response.text
    return zipfile.ZipFile(BytesIO(response.content))


def test_the_ways_to_leave_are_listed(desk) -> None:
    told = desk.get("exports")
    assert [one["name"] for one in told["formats"]] == list(FORMATS)
    assert [one["name"] for one in told["profiles"]] == ["public", "partner", "full"]


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"ftm"}))
def test_every_format_leaves_with_what_it_could_not_carry(desk, form) -> None:
    names = bag(desk, format=form, profile="full").namelist()
    assert any(name.endswith("-loss.csv") for name in names)
    assert len(names) >= 2


def test_a_preview_names_every_change_and_writes_nothing(desk) -> None:
    told = desk.send("exports/preview", {"profile": "public", "today": "2026-01-01"})
    assert told["changes"]
    assert sum(told["rules"].values()) == len(told["changes"]) + told["more"]
    assert desk.send("exports/preview", {"profile": "full"})["changes"] == []


def test_what_is_withheld_is_in_no_file_that_leaves(desk) -> None:
    files = bag(desk, format="native", profile="public", today="2026-01-01")
    for name in files.namelist():
        assert "السبخاوي" not in files.read(name).decode()
    whole = bag(desk, format="native", profile="full")
    assert any("السبخاوي" in whole.read(name).decode() for name in whole.namelist())


def test_an_embargo_counts_from_the_desk_s_own_day(desk) -> None:
    assert desk.send("exports/preview", {"profile": "public", "today": "2025-03-12"})["incidents"] == 0


def test_only_what_is_filtered_leaves(desk) -> None:
    told = desk.send("exports/preview", {"profile": "full", "filter": {"types": ["shelling"]}})
    assert (told["incidents"], told["reports"]) == (1, 2)
    assert desk.send("exports/preview", {"profile": "full", "filter": {"types": ["aid"]}})["incidents"] == 0


def test_the_same_export_gives_the_same_bytes(desk) -> None:
    body = {"format": "csv", "profile": "full"}
    first, again = (desk.client.post("/api/1/exports", json=body).content for _ in range(2))
    assert first == again


def test_a_dossier_leaves_as_pdf_on_demand(desk) -> None:
    files = bag(desk, format="dossier", profile="full", pdf=True, filter={"types": ["meeting"]})
    assert files.read("marsad-dossier.pdf")[:5] == b"%PDF-"


@pytest.mark.parametrize("form", ["word", "../../etc/passwd", ""])
def test_a_format_that_is_none_is_told(desk, form) -> None:
    assert "expected one of" in desk.send("exports", {"format": form, "profile": "full"}, status=400)["error"]


def test_a_profile_must_be_chosen(desk) -> None:
    assert "profile" in desk.send("exports", {"format": "csv"}, status=422)["error"]
