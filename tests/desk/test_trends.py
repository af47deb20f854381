"""Numbers month by month. All invented."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from marsad.desk.months import laid
from marsad.desk.summary import NEVER, RELATIONS, ROW, Array, Books, Summary
from marsad.desk.tally import at_least


def test_months_hold_what_lies_wholly_in_them_and_say_what_does_not(desk: Any) -> None:
    told = desk.get("explore/trends")
    assert told["start"] == ["2025-03-01"]
    every = desk.get("incidents", realis=["actual", "failed"])["total"]
    assert told["incidents"][0] + told["spread"] + told["undated"] == every
    killed = next(one for one in told["tolls"] if one["status"]["code"] == "killed")
    assert killed["at_least"][0] >= 3
    assert 0 < killed["sources"][0] <= told["sources"][0]
    assert told["reports"] == [4]
    assert {mark["outlet"] for mark in told["marks"]} == {"شبكة الضفتين", "صوت الفرات"}


def test_an_archive_without_incidents_has_no_months(empty: Any) -> None:
    told = empty.get("explore/trends")
    assert (told["start"], told["tolls"], told["undated"]) == ([], [], 0)


def test_a_report_counts_in_the_month_that_somebody_told_for_it(desk: Any) -> None:
    before = desk.get("explore/trends")["reports"]
    key = desk.keys["undated"]
    seen = desk.get(f"reports/{key}")["seen"]
    desk.send(f"reports/{key}/published", {"value": "2025-03-20", "seen": seen}, "PUT")
    assert desk.get("explore/trends")["reports"][0] == before[0] + 1


def test_types_tell_how_many_outlets_stand_behind_each_month(desk: Any) -> None:
    told = desk.get("explore/trends")
    assert all(0 < one["sources"][0] <= told["sources"][0] for one in told["types"])


def summary_of(*days: tuple[int, int]) -> Summary:
    row = {name: np.zeros(len(days), kind) for name, kind in ROW.items()}
    row["first"], row["last"] = (np.array(some, np.int32) for some in zip(*days, strict=True))
    relations = {name: {key: np.zeros(0, kind) for key, kind in columns.items()} for name, columns in RELATIONS.items()}
    ids, alive = [str(number) for number in range(len(days))], np.ones(len(days), np.bool_)
    return Summary(0, Books(), ids, {}, alive, row, relations, {}, np.zeros(0, np.bool_))


def test_an_incident_over_two_months_is_in_neither_and_an_empty_month_between_others_is_there() -> None:
    january, march, never = 735234, 735293, int(NEVER)  # 2014-01-01, 2014-03-01
    told = laid(summary_of((january, january), (march, march), (january, march), (never, never)), np.arange(4))
    assert [day.isoformat() for day in told.start] == ["2014-01-01", "2014-02-01", "2014-03-01"]
    assert told.counts(np.arange(4)) == [1, 0, 1]
    assert (told.spread, told.undated) == (1, 1)


def test_a_day_of_a_thousand_years_ago_does_not_push_the_others_out() -> None:
    told = laid(summary_of((370_000, 370_000), (735234, 735234)), np.arange(2))
    assert told.counts(np.arange(2)) == [1]
    assert told.spread == 1


def tolls(lineages: int, **low: int) -> Array:
    """Give the fewest of one incident, of which so many sources tell these numbers by group."""
    told = summary_of((735234, 735234))
    told.row["lineages"][:] = lineages
    groups = [told.books.groups.number(group, group) for group in low]
    columns = {
        "row": [0] * len(low),
        "status": [0] * len(low),
        "group": groups,
        "low": list(low.values()),
        "clash": [0] * len(low),
    }
    relations = {**told.relations, "toll": {name: np.array(some, np.int32) for name, some in columns.items()}}
    return at_least(replace(told, relations=relations), np.ones(len(low), np.bool_))[1]


@pytest.mark.parametrize(
    ("lineages", "low", "fewest"),
    [
        (1, {"unknown": 5, "civilian": 3}, 5),  # five, among them three civilians
        (1, {"civilian": 3, "combatant": 2}, 5),
        (1, {"unknown": 4, "civilian": 3, "combatant": 2}, 5),
        (2, {"civilian": 3, "combatant": 3}, 3),  # one may call civilians whom the other calls fighters
        (1, {"civilian": -1}, 0),  # killed, without a number
    ],
)
def test_at_least_never_counts_the_same_dead_twice(lineages: int, low: dict[str, int], fewest: int) -> None:
    assert tolls(lineages, **low).tolist() == [fewest]
