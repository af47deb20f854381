import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from marsad.cli.gazetteer import gazetteer_folder

Run = Callable[..., Result]
OURS = "name_ar,name_en,lat,lon,variants\nخربة القنديل,Khirbat al-Qandil,35.51,40.22,خربة القناديل\n"
TEXT = "قصفت قوات النظام أمس قرية خربة القنديل."


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.csv"
    path.write_text(OURS, encoding="utf-8")
    return path


def place_read(run: Run, text: str = TEXT) -> dict[str, object]:
    """Give what a reading takes the first place of a text for."""
    result = run("read", "-", "--no-model", "--format", "json", stdin=text)
    assert result.exit_code == 0, result.stderr
    return next(m["place"] for m in json.loads(result.stdout)["mentions"] if m["kind"] == "place")  # type: ignore[no-any-return]


def test_a_list_of_ones_own_changes_a_reading_and_its_removal_changes_it_back(run: Run, ours: Path) -> None:
    before = place_read(run)
    assert run("gazetteer", "add", ours).exit_code == 0
    place = place_read(run)
    assert before != place and (place["lat"], place["lon"], place["source"]) == (35.51, 40.22, "ours.csv")
    assert run("gazetteer", "remove", "ours").exit_code == 0
    assert place_read(run) == before


def test_another_spelling_of_the_list_is_found_too(run: Run, ours: Path) -> None:
    run("gazetteer", "add", ours)
    assert place_read(run, "قصفت قوات النظام قرية خربة القناديل.")["lat"] == 35.51


def test_many_processes_know_the_list_too(run: Run, ours: Path, tmp_path: Path) -> None:
    run("gazetteer", "add", ours)
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    result = run("read", path, "--no-model", "--format", "json", "--jobs", "2")
    assert '"lat": 35.51' in result.stdout


def test_a_newer_list_takes_the_place_of_the_older(run: Run, ours: Path) -> None:
    run("gazetteer", "add", ours)
    ours.write_text(OURS.replace("35.51", "35.61"), encoding="utf-8")
    result = run("gazetteer", "add", ours)
    assert "replaces the list «ours»" in result.stdout
    assert "35.61" in (gazetteer_folder() / "ours.csv").read_text(encoding="utf-8")
    assert [path.name for path in gazetteer_folder().iterdir()] == ["ours.csv"]


def test_the_lists_are_shown_with_their_places(run: Run, ours: Path) -> None:
    assert "No lists of your own yet" in run("gazetteer", "list").stdout
    run("gazetteer", "add", ours)
    run("gazetteer", "add", ours, "--name", "أماكننا")
    lines = run("gazetteer", "list").stdout.splitlines()
    assert len(lines) == 2 and lines[0].startswith("ours") and lines[1].startswith("أماكننا") and "1 place " in lines[0]


def test_lists_with_arabic_names_do_not_replace_each_others_places(run: Run, ours: Path) -> None:
    run("gazetteer", "add", ours, "--name", "قرى")
    ours.write_text(OURS.replace("خربة القنديل", "تل القنديل"), encoding="utf-8")
    run("gazetteer", "add", ours, "--name", "تلال")
    assert place_read(run)["source"] == "قرى.csv"


# --- the kinds of lists


def test_an_ocha_table_is_taken(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "syr_admin4.csv"
    header = "ADM1_EN,ADM1_AR,ADM1_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,LATITUDE_Y,LONGITUDE_X"
    path.write_text(f"{header}\nX,أ,SY09,Khirbat al-Qandil,خربة القنديل,C9999,35.5,40.25\n", encoding="utf-8-sig")
    assert "1 place added as «syr_admin4»" in run("gazetteer", "add", path).stdout
    assert place_read(run)["id"] == "ocha.c9999"


def geonames_line(id: int, names: str) -> str:
    return "\t".join(
        [
            str(id),
            'Khirbat "al" Marsad',
            "Khirbat",
            names,
            "35.5",
            "40.25",
            "P",
            "PPL",
            "SY",
            *[""] * 5,
            "0",
            "",
            "1",
            "Asia",
            "2020",
        ]
    )


def test_a_geonames_dump_is_taken_and_says_which_lines_have_no_arabic_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(
        "\n".join([geonames_line(1, "Khirbat"), geonames_line(2, "x,خربة القنديل"), geonames_line(3, "")]) + "\n",
        encoding="utf-8",
    )
    result = run("gazetteer", "add", path)
    assert "1 place added" in result.stdout and "Not read: 2 lines" in result.stdout and "1, 3" in result.stdout
    assert place_read(run)["id"] == "sy.2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_a_list_may_be_in_any_encoding_of_the_field(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ours.csv"
    path.write_bytes(OURS.replace("\n", "\r\n").encode(encoding))
    assert run("gazetteer", "add", path).exit_code == 0
    assert place_read(run)["lat"] == 35.51


def test_what_could_not_be_read_is_told_by_the_line_a_user_sees(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        'name,lat,lon\n"خربة\nالقنديل",35.5,40.2\n,35,40\n\nجيم,north,40\nدال,35,40\n ,,\n"",1,2\n', encoding="utf-8"
    )
    result = run("gazetteer", "add", path)
    assert "3 places" in result.stdout and "1 without coordinates" in result.stdout
    assert "Not read: 2 lines without a name Marsad could use: 4, 9." in result.stdout
    assert place_read(run)["lat"] == 35.5


def test_signs_that_would_break_a_line_or_a_terminal_are_left_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    others = "".join(f"حي القنديل {i},Qandil {i},35.5,40.2\n" for i in range(20))
    path.write_text('name_ar,name_en,lat,lon\nخربة\u2028القنديل,"\x1b[31mKhirbat\x85x",35.5,40.2\n' + others, encoding="utf-8")
    assert run("gazetteer", "add", path).exit_code == 0
    assert place_read(run)["name"] == {"ar": "خربة القنديل", "en": "[31mKhirbat x"}


# --- what is refused


def refused(result: Result, *parts: str) -> None:
    assert result.exit_code == 1 and result.stderr.startswith("Error: ") and "Traceback" not in result.stderr
    for part in parts:
        assert part in result.stderr
    assert not list(gazetteer_folder().glob("*")) if gazetteer_folder().exists() else True


@pytest.mark.parametrize(
    "name",
    [
        "../../evil",
        "..",
        ".",
        "",
        ".hidden",
        "-rf",
        "a/b",
        "a\\b",
        "a\nb",
        "a\x00b",
        "\u202eevil",
        "x" * 300,
        "a ",
        "con\x1b[2J",
        "~",
        "$HOME",
        "*",
    ],
)
def test_a_name_that_is_a_path_or_a_trick_is_refused(run: Run, ours: Path, name: str) -> None:
    refused(run("gazetteer", "add", ours, f"--name={name}"), "--name")


def test_a_file_whose_name_is_a_trick_needs_another(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "-x\u202e.csv"
    path.write_text(OURS, encoding="utf-8")
    refused(run("gazetteer", "add", path), "--name")
    assert run("gazetteer", "add", path, "--name", "x").exit_code == 0


@pytest.mark.parametrize("name", ["../ours", "none", "", "*", "/etc/passwd"])
def test_only_a_list_that_is_there_can_be_removed(run: Run, ours: Path, name: str) -> None:
    run("gazetteer", "add", ours)
    result = run("gazetteer", "remove", "--", name)
    assert result.exit_code == 1 and "one of your lists (ours)" in result.stderr
    assert (gazetteer_folder() / "ours.csv").exists() and ours.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        bytes(range(256)),
        b"a,b,c\n1,2,3\n",
        b"name,lat,lon\n",
        b"name,lat,lon\n,1,2\n",
        b"\xd0\xcf\x11\xe0" + bytes(90),
        "نص لا جدول فيه".encode(),
        ("name,lat\n" + "ج" * 200_000 + ",1\n").encode(),
    ],
)
def test_what_is_no_list_of_places_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ours.csv"
    path.write_bytes(data)
    refused(run("gazetteer", "add", path), "ours.csv")


def test_a_spreadsheet_is_told_how_to_become_a_table(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    refused(run("gazetteer", "add", path), "save the sheet as CSV")


def test_missing_files_and_folders_are_refused(run: Run, tmp_path: Path) -> None:
    refused(run("gazetteer", "add", tmp_path / "none.csv"), "No such file")
    refused(run("gazetteer", "add", tmp_path), "directory")


HEADER = "id,name_ar,name_en,variants,level,lat,lon,radius_km,parent,source\n"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("x.1,جيم,Gim,,town,35,40,1,sy,me", "town"),
        ("x.1,جيم,Gim,,settlement,north,40,1,sy,me", "x.1"),
        ("x.1,جيم,Gim,,settlement,35,40,1,x.1,me", "ring"),
        ("x.1,,,,settlement,35,40,1,sy,me", "name"),
        ("x.1,جيم", "cells"),
    ],
)
def test_an_entry_that_breaks_the_rules_is_found_when_it_is_added(run: Run, tmp_path: Path, row: str, what: str) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(f"{HEADER}{row}\n", encoding="utf-8")
    refused(run("gazetteer", "add", path), what)


def test_a_list_that_cannot_be_written_leaves_the_old_one_whole(run: Run, ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("gazetteer", "add", ours)
    old = (gazetteer_folder() / "ours.csv").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ours.write_text(OURS.replace("35.51", "35.61"), encoding="utf-8")
    result = run("gazetteer", "add", ours)
    assert result.exit_code == 1 and "No space left" in result.stderr
    assert [path.name for path in gazetteer_folder().iterdir()] == ["ours.csv"]
    assert (gazetteer_folder() / "ours.csv").read_bytes() == old


def test_a_list_broken_by_hand_is_named_when_a_report_is_read(run: Run, ours: Path) -> None:
    run("gazetteer", "add", ours)
    (gazetteer_folder() / "ours.csv").write_text("a,b\n", encoding="utf-8")
    result = run("read", "-", "--no-model", stdin=TEXT)
    assert result.exit_code == 1 and "ours.csv" in result.stderr


def test_the_folder_follows_the_users_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert gazetteer_folder() == tmp_path / "home" / "gazetteer"
    monkeypatch.delenv("MARSAD_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert gazetteer_folder() == tmp_path / "data" / "marsad" / "gazetteer"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert gazetteer_folder() == tmp_path / ".local" / "share" / "marsad" / "gazetteer"
