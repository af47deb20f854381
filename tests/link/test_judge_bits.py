"""Pairs go from scoring to joining in columns; what they come to is what they would come to one by one."""

from itertools import permutations

import pytest

from marsad.link import join_accounts
from marsad.model import Account, Pair, Realis, Span

PAIRS = [Pair("a", "b", 0.99, ""), Pair("b", "c", 0.2, ""), Pair("c", "d", 0.999, "")]


def made(*events: str) -> list[Account]:
    return [Account(event, f"report of {event}", "shelling", Realis.ACTUAL, Span(0, 4), None, (), 1.0) for event in events]


@pytest.mark.parametrize("pairs", list(permutations(PAIRS)))
def test_the_order_of_pairs_changes_nothing(pairs: tuple[Pair, ...]) -> None:
    assert join_accounts(made("a", "b", "c", "d"), pairs) == [("a", "b"), ("c", "d")]


def test_of_two_scores_of_one_pair_the_later_counts() -> None:
    told = made("a", "b")
    high, low = Pair("a", "b", 0.99, ""), Pair("a", "b", 0.01, "")
    assert join_accounts(told, [high, low]) == [("a",), ("b",)]
    assert join_accounts(told, [low, high]) == [("a", "b")]


def test_a_pair_of_an_account_that_is_not_there_counts_for_nothing() -> None:
    assert join_accounts(made("a", "b"), [Pair("a", "z", 1.0, "")]) == [("a",), ("b",)]
    assert join_accounts(made("a"), []) == [("a",)]
    assert join_accounts([], []) == []
