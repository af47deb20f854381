import json
from dataclasses import replace
from pathlib import Path

from marsad.exports.pairs import write_pairs
from marsad.model import Release


def pairs(release: Release, folder: Path) -> list[tuple[str, str]]:
    assert write_pairs(release, folder / "pairs.jsonl") == ()
    lines = (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [(line["report"], line["event"]) for line in map(json.loads, lines)]


def test_each_report_of_each_incident_is_one_line(release: Release, tmp_path: Path) -> None:
    assert pairs(release, tmp_path) == [
        ("name-r5", "MRS-000-0000000000d4"),
        ("name-r1", "MRS-SYR-0000000000a1"),
        ("name-r2", "MRS-SYR-0000000000a1"),
        ("name-r3", "MRS-SYR-0000000000a1"),
        ("name-r4", "MRS-SYR-0000000000b2"),
        ("name-r5", "MRS-SYR-0000000000c3"),
    ]


def test_a_report_is_named_by_its_own_id_and_by_its_key_where_it_does_not_leave(release: Release, tmp_path: Path) -> None:
    left = {key: kept for key, kept in release.reports.items() if key != "r4"}
    assert ("r4", "MRS-SYR-0000000000b2") in pairs(replace(release, reports=left), tmp_path)


def test_a_report_that_tells_of_an_incident_twice_is_named_once(release: Release, tmp_path: Path) -> None:
    strike = release.incidents[1]
    twice = replace(strike, accounts=(*strike.accounts, strike.accounts[0]))
    assert len(pairs(replace(release, incidents=(twice,)), tmp_path)) == 3
