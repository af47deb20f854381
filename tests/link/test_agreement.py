"""Krippendorff's alpha over what two coders say."""

from datetime import date

import pytest

from marsad.link.agreement import Tolerance, agreement, alpha, distance, pair_accounts, units
from marsad.model import Account, DateInterval, Realis, Span


def account(event: str, start: int, kind: str = "killing", day: int | None = 1) -> Account:
    interval = DateInterval(date(2025, 3, day), date(2025, 3, day)) if day else None
    return Account(event, "report", kind, Realis.ACTUAL, Span(start, start + 4), interval, ())


def test_alpha_is_that_of_the_published_example() -> None:
    # Krippendorff, «Computing Krippendorff's Alpha-Reliability» (2011), section A: two observers, ten binary units, alpha .095.
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(list(zip(first, second, strict=True)), "type", Tolerance()) == pytest.approx(0.095, abs=0.001)


def test_alpha_of_nominal_values_is_that_of_the_published_example() -> None:
    # The same, section B: two observers, twelve units of five values, alpha .692.
    first = "a a b b d c c c e d d a".split()
    second = "b a b b b c c c e d d d".split()
    assert alpha(list(zip(first, second, strict=True)), "type", Tolerance()) == pytest.approx(0.692, abs=0.001)


def test_alpha_is_not_defined_where_nothing_differs() -> None:
    assert alpha([("a", "a")] * 5, "type", Tolerance()) is None
    assert alpha([("a", "b")], "type", Tolerance()) is None


def test_days_within_tolerance_are_not_apart() -> None:
    assert distance("date", (10, 11), (11, 12), Tolerance(days=1)) == 0
    assert distance("date", (10, 11), (11, 13), Tolerance(days=1)) == 1
    assert distance("date", (10, 11), (), Tolerance(days=9)) == 1


def test_sets_are_apart_as_far_as_they_differ() -> None:
    one, other = frozenset({("sdf", "actor"), ("tribe", "victim")}), frozenset({("sdf", "actor")})
    assert distance("actor", one, other, Tolerance()) == 0.5


def test_accounts_are_paired_by_key_then_by_words_that_overlap() -> None:
    left = [account("a", 0), account("b", 20), account("c", 40)]
    right = [account("a", 0), account("x", 22), account("y", 90)]
    found = [(p.left and p.left.event, p.right and p.right.event) for p in pair_accounts(left, right)]
    assert found == [("a", "a"), ("b", "x"), ("c", None), (None, "y")]


def test_what_only_one_has_is_compared_as_an_event_alone() -> None:
    told = list(units(pair_accounts([account("a", 0)], []), Tolerance()))
    assert [(unit.field, unit.agrees) for unit in told] == [("event", False)]


def test_fields_are_counted_one_by_one() -> None:
    told = list(units(pair_accounts([account("a", 0, day=1)], [account("a", 0, "arrest", day=2)]), Tolerance(days=1)))
    numbers = {one.field: (one.units, one.agreed) for one in agreement(told, Tolerance(days=1))}
    assert numbers["type"] == (1, 0)
    assert numbers["date"] == (1, 1)
    assert numbers["toll"] == (0, 0)
