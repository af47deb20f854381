"""The keys that eval/keystrokes.py counts do what it says, each sequence as long as it is counted."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def review(opened: Callable[..., Page], desk: Any) -> Callable[[str], Page]:
    def open_report(name: str) -> Page:
        made = opened(f"/review/{desk.keys[name]}")
        expect(made.locator(".event-card").first).to_be_visible()
        return made

    return open_report


@pytest.fixture
def page(review: Callable[[str], Page]) -> Page:
    return review("strike")


def claims(page: Page, field: str) -> list[Any]:
    key = page.url.partition("/review/")[2].partition("?")[0]
    told = json.loads(page.request.get(page.evaluate("location.origin") + f"/api/1/reports/{key}").text())
    return [claim for claim in told["accounts"][0]["claims"] if claim["field"] == field]


def until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(60):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to pass")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_role_is_changed_in_five_keys(page: Page) -> None:
    before = [claim["role"] for claim in claims(page, "actor")]
    press(page, "o", "Tab", "ArrowRight", "Shift+Tab", "Enter")
    until(page, lambda: [claim["role"] for claim in claims(page, "actor")] != before)
    assert len(claims(page, "actor")) == len(before)


def test_a_further_place_that_another_event_has_is_added_in_four_keys(review: Callable[[str], Page]) -> None:
    page = review("raid")
    before = len(claims(page, "place"))
    press(page, "p", "Escape", "+", "1")
    until(page, lambda: len(claims(page, "place")) == before + 1)


def test_a_second_actor_is_taken_away_in_four_keys(page: Page) -> None:
    before = claims(page, "actor")
    press(page, "o", "Escape", "ArrowDown", "Delete")
    until(
        page,
        lambda: [c["surface"] for c in claims(page, "actor")] == [before[0]["surface"], *(c["surface"] for c in before[2:])],
    )


def test_a_type_is_changed_by_its_first_letters(page: Page) -> None:
    press(page, "t")
    page.keyboard.insert_text("اعتق")
    press(page, "Enter")
    until(page, lambda: claims(page, "type")[0]["value"] == "arrest")


def test_how_it_is_told_is_changed_in_two_keys(page: Page) -> None:
    press(page, "r", "3")
    until(page, lambda: claims(page, "realis")[0]["value"] != "actual")


def test_words_of_a_topic_are_taken_with_arrows_and_enter(page: Page) -> None:
    press(page, "b")
    expect(page.locator(".review-text")).to_be_focused()
    press(page, "ArrowLeft", "Shift+ArrowLeft", "Enter")
    until(page, lambda: len(claims(page, "topic")) == 1)
