"""Joining invented accounts of invented strikes."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from marsad.link import find_pairs, join_accounts, make_incident
from marsad.model import (
    Account,
    Claim,
    DateInterval,
    Judgement,
    Level,
    Link,
    Name,
    Pair,
    Place,
    PlaceInterpretation,
    Point,
    Realis,
    Span,
    Toll,
    Verdict,
)

SPAN = Span(0, 4)
DAY = date(2024, 5, 3)
VILLAGE = Place("sy.x.v", Name("قرية الوادي", "Al-Wadi"), Level.SETTLEMENT, Point(35.5, 37.0), 2.0, ("sy.x", "sy"))
FAR = Place("sy.y.f", Name("قرية التل", "Al-Tall"), Level.SETTLEMENT, Point(33.0, 36.2), 2.0, ("sy.y", "sy"))

Make = Callable[..., Account]


@pytest.fixture
def make() -> Make:
    def account(
        event: str,
        report: str,
        type_: str = "airstrike",
        day: date | None = DAY,
        place: Place | None = VILLAGE,
        killed: tuple[int, int | None] | None = None,
        realis: Realis = Realis.ACTUAL,
    ) -> Account:
        interval = DateInterval.day(day) if day else None

        def claim(field: str, value: object, surface: str = "", role: str = "") -> Claim:
            return Claim(f"{event}-{field}", report, event, field, value, (SPAN,), surface, role)  # type: ignore[arg-type]

        claims = [claim("type", type_), claim("realis", realis.value), claim("date", interval)]
        if place:
            claims.append(claim("place", (PlaceInterpretation(place, "", 1.0),), place.name.ar, "location"))
        if killed:
            claims.append(claim("toll", Toll("killed", "civilian", *killed, SPAN), "قتلى", "killed"))
        return Account(event, report, type_, realis, SPAN, interval, tuple(claims))

    return account


def same(left: str, right: str, verdict: Verdict, hour: int = 1) -> Judgement:
    return Judgement(left, right, verdict, "reviewer", datetime(2024, 5, 4, hour, tzinfo=UTC))


TEXTS = dict.fromkeys(("r1", "r2", "r3"), "غارة جوية على قرية الوادي أدت إلى مقتل خمسة مدنيين قرب معصرة الزيتون القديمة")
PUBLISHED: dict[str, date | None] = dict.fromkeys(("r1", "r2", "r3"), DAY)


def test_one_strike_told_twice_is_a_likely_pair_with_a_sentence(make: Make) -> None:
    accounts = [make("a", "r1", killed=(5, 5)), make("b", "r2", killed=(5, 5))]
    (pair,) = find_pairs(accounts, PUBLISHED, {}, TEXTS)
    assert pair.score > 0.9
    assert pair.because.startswith("same day; same place (Al-Wadi); both airstrike")
    assert "killed 5 in both" in pair.because


def test_strikes_on_two_far_villages_are_no_pair(make: Make) -> None:
    texts = {"r1": "غارة على الوادي", "r2": "قصف على التل"}
    assert find_pairs([make("a", "r1"), make("b", "r2", place=FAR)], PUBLISHED, {}, texts) == []


def test_two_accounts_of_one_report_are_not_compared(make: Make) -> None:
    assert find_pairs([make("a", "r1"), make("b", "r1")], PUBLISHED, {}, TEXTS) == []


def test_a_planned_strike_is_not_paired_with_one_that_happened(make: Make) -> None:
    assert find_pairs([make("a", "r1"), make("b", "r2", realis=Realis.PLANNED)], PUBLISHED, {}, TEXTS) == []


def test_a_post_that_names_no_day_is_bounded_by_its_publication(make: Make) -> None:
    (pair,) = find_pairs([make("a", "r1"), make("b", "r2", day=None)], PUBLISHED, {}, TEXTS)
    assert "one names no day, 2024-05-03 and published 2024-05-03" in pair.because


def test_the_order_of_accounts_changes_nothing(make: Make) -> None:
    accounts = [make("a", "r1"), make("b", "r2", day=None), make("c", "r3", killed=(5, 5))]
    assert find_pairs(accounts, PUBLISHED, {}, TEXTS) == find_pairs(accounts[::-1], PUBLISHED, {}, TEXTS)


def test_same_joins_whatever_the_score(make: Make) -> None:
    accounts = [make("a", "r1"), make("b", "r2", place=FAR)]
    assert join_accounts(accounts, [], [same("a", "b", Verdict.SAME)]) == [("a", "b")]


def test_different_keeps_a_sure_pair_apart(make: Make) -> None:
    accounts = [make("a", "r1"), make("b", "r2")]
    assert join_accounts(accounts, [Pair("a", "b", 0.99, "")], [same("a", "b", Verdict.DIFFERENT)]) == [("a",), ("b",)]


def test_a_later_judgement_closes_an_earlier_one(make: Make) -> None:
    accounts = [make("a", "r1"), make("b", "r2")]
    verdicts = [same("a", "b", Verdict.SAME, 5), same("a", "b", Verdict.DIFFERENT, 2)]
    assert join_accounts(accounts, [], verdicts) == [("a", "b")]


def test_a_veto_splits_a_group_at_its_weakest_pair(make: Make) -> None:
    accounts = [make("a", "r1"), make("b", "r2"), make("c", "r3")]
    pairs = [Pair("a", "b", 0.99, ""), Pair("b", "c", 0.9, "")]
    assert join_accounts(accounts, pairs, [same("a", "c", Verdict.DIFFERENT)]) == [("a", "b"), ("c",)]


def test_a_series_and_its_part_stay_apart(make: Make) -> None:
    accounts = [make("a", "r1"), make("b", "r1"), make("c", "r2")]
    pairs = [Pair("a", "c", 0.99, ""), Pair("b", "c", 0.9, "")]
    assert join_accounts(accounts, pairs, (), [Link("b", "part_of", "a")]) == [("a", "c"), ("b",)]


def test_ten_reposts_are_one_lineage(make: Make) -> None:
    accounts = [make(f"{i:024x}", f"r{i}") for i in range(10)]
    assert make_incident(accounts, {f"r{i}": "r0" for i in range(10)}).lineages == 1


def test_tolls_keep_their_range_and_name_the_conflict(make: Make) -> None:
    incident = make_incident(
        [make("a", "r1", killed=(3, 3)), make("b", "r2", killed=(5, 5)), make("c", "r3", killed=(5, 5))], {}
    )
    (toll,) = incident.tolls
    assert (toll.low, toll.best, toll.high, toll.conflict) == (3, 5, 5, True)
    assert "toll" in incident.conflicts


def test_the_specific_type_wins_over_the_general(make: Make) -> None:
    assert make_incident([make("a", "r1", "attack"), make("b", "r2", "drone_strike")], {}).type == "drone_strike"


def test_the_id_names_the_country_and_the_first_event(make: Make) -> None:
    incident = make_incident([make("b" * 24, "r1"), make("a" * 24, "r2")], {})
    assert (incident.id, incident.country) == ("MRS-SYR-aaaaaaaaaaaa", "SYR")


def test_days_that_disagree_stand_beside_the_chosen_ones(make: Make) -> None:
    other = date(2024, 5, 9)
    incident = make_incident([make("a", "r1"), make("b", "r2"), make("c", "r3", day=other)], {})
    assert incident.date.interval == DateInterval.day(DAY)
    assert incident.date.others == ((DateInterval.day(other), ("c-date",)),)
