from pathlib import Path

import pytest

from marsad.archive import open_archive
from marsad.archive.database import reading
from marsad.archive.merging import incidents
from marsad.cli.bench_desk import ENDPOINTS, make_archive, measure_desk
from marsad.examples import EXAMPLES, example

TEXTS = [example(name) for name in EXAMPLES]


def test_the_desk_s_bench_measures_everything_it_names() -> None:
    rows = {row.what: row for row in measure_desk(TEXTS, 40, 3)}
    assert all(row.value is not None and row.value > 0 for row in rows.values())
    assert rows["first map, timeline and table, from then on"].wanted == "< 1.5"
    assert {rows[f"/{path}, 95th percentile"].wanted for path in ENDPOINTS} == {"< 150"}
    assert len(rows) == 7 + 2 * len(ENDPOINTS)


def test_the_archive_it_makes_has_as_many_incidents_as_events(tmp_path: Path) -> None:
    events = make_archive(tmp_path / "desk", TEXTS, 40)
    archive = open_archive(tmp_path / "desk", "marsad test")
    with reading(archive.engine) as connection:
        made = incidents(connection)
    archive.close()
    assert {one.event for told in made for one in told.accounts} == set(events)
    assert len(made) == len(events) == 40


def test_no_bar_is_told_where_more_incidents_are_asked_for_than_it_is_promised_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marsad.cli.bench_desk.BARRED", 10)
    assert {row.wanted for row in measure_desk(TEXTS, 12, 2)} == {""}
