import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from marsad.exports import parquet
from marsad.exports.parquet import CLAIMS, INCIDENTS, write_parquet
from marsad.model import Name, Release

STRIKE, SHELLING = "MRS-SYR-0000000000a1", "MRS-SYR-0000000000c3"


@pytest.fixture
def out(release: Release, tmp_path: Path) -> Path:
    write_parquet(release, tmp_path / "out")
    return tmp_path / "out"


def claims_of(out: Path) -> list[dict]:
    return pq.read_table(out / "claims.parquet").to_pylist()


def incidents_of(out: Path) -> dict[str, dict]:
    return {row["incident"]: row for row in pq.read_table(out / "incidents.parquet").to_pylist()}


def test_every_claim_of_every_account_is_a_row(release, out):
    wanted = [claim.id for i in release.incidents for account in i.accounts for claim in account.claims]
    assert [row["claim"] for row in claims_of(out)] == wanted


def test_columns_have_the_types_they_promise(out):
    assert pq.read_schema(out / "claims.parquet").remove_metadata() == CLAIMS
    assert pq.read_schema(out / "incidents.parquet").remove_metadata() == INCIDENTS
    assert CLAIMS.field("published").type == pa.date32() and CLAIMS.field("start").type == pa.int32()


def test_the_span_of_a_claim_gives_back_its_words(release, out):
    for row in claims_of(out):
        assert release.reports[row["report"]].report.text[row["start"] : row["end"]] == row["surface"]


def test_a_value_is_json_in_arabic(out):
    place = next(row for row in claims_of(out) if row["field"] == "place" and row["surface"] == "الشحيل")
    assert json.loads(place["value"])[0]["place"]["name"]["ar"] == "الشحيل"
    assert "الشحيل" in place["value"]


def test_a_repost_shares_its_lineage(out):
    assert {row["lineage"] for row in claims_of(out) if row["report"] in ("r1", "r2")} == {"r1"}


def test_a_day_that_is_not_known_is_null_not_a_midnight(out):
    assert (incidents_of(out)[SHELLING]["earliest"], incidents_of(out)[STRIKE]["earliest"]) == (None, date(2025, 3, 11))


def test_a_toll_stays_a_range(out):
    (toll,) = incidents_of(out)[STRIKE]["tolls"]
    assert toll == {"status": "killed", "group": "civilian", "low": 3, "best": 3, "high": 5, "conflict": True}


def test_both_places_are_in_the_row(out):
    assert [place["name_ar"] for place in incidents_of(out)[SHELLING]["places"]] == ["ذيبان", "أبو حمام"]


def test_a_database_reads_it_without_being_told_how(out):
    query = f"select count(*) from '{out}/claims.parquet' where field = 'toll' and earliest is null"
    assert duckdb.sql(query).limit(1).fetchall() == [(3,)]


def test_rows_written_in_parts_are_the_same_rows(release, out, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 4)
    write_parquet(release, tmp_path / "parts")
    assert claims_of(tmp_path / "parts") == claims_of(out)
    assert pq.ParquetFile(tmp_path / "parts" / "claims.parquet").num_row_groups > 1


def test_an_empty_release_keeps_the_columns(release, tmp_path):
    write_parquet(replace(release, incidents=()), tmp_path / "empty")
    assert pq.read_table(tmp_path / "empty" / "claims.parquet").num_rows == 0
    assert pq.read_schema(tmp_path / "empty" / "incidents.parquet").names == INCIDENTS.names


def test_a_report_that_was_withheld_leaves_its_columns_empty(release, tmp_path):
    write_parquet(replace(release, reports={}), tmp_path / "out")
    assert {(row["outlet"], row["published"]) for row in claims_of(tmp_path / "out")} == {(None, None)}


def test_half_a_surrogate_pair_does_not_stop_the_export(release, tmp_path):
    strike = next(i for i in release.incidents if i.id == STRIKE)
    place = replace(strike.places[0].place, name=Name("الشح\ud800يل"))
    odd = replace(strike, country="SY\ud800", places=(replace(strike.places[0], place=place),))
    write_parquet(replace(release, incidents=(odd,)), tmp_path / "out")
    assert incidents_of(tmp_path / "out")[STRIKE]["places"][0]["name_ar"] == "الشح\N{REPLACEMENT CHARACTER}يل"


def test_links_and_codes_are_reported_as_lost(release, tmp_path):
    fields = {loss.field for loss in write_parquet(release, tmp_path / "out")}
    assert {"link", "actor", "because"} <= fields


def test_the_same_release_gives_the_same_bytes(release, out, tmp_path):
    write_parquet(release, tmp_path / "again")
    for name in ("claims.parquet", "incidents.parquet"):
        assert (out / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
