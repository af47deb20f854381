"""The review queue in a browser: narrowed by keys, and what it is narrowed by goes along into review."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect


def test_the_queue_is_narrowed_to_the_report_of_a_row_and_widened_again(page: Page) -> None:
    rows = page.locator(".queue a")
    all_rows = rows.count()
    page.keyboard.press("r")
    expect(page.get_by_text("من تقرير واحد:")).to_be_visible()
    expect(rows).not_to_have_count(all_rows)
    expect(rows.first).to_be_focused()
    page.keyboard.press("r")
    expect(rows).to_have_count(all_rows)


def test_only_what_one_was_named_for_is_shown_and_kept_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened("/?mine=1")
    expect(page.get_by_role("button", name="تقاريري")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("لا شيء من ذلك ينتظر.")).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator(".queue a").first).to_be_visible()
    assert "mine" not in page.url


def test_what_the_queue_is_narrowed_by_holds_for_the_next_report(page: Page, desk: Any) -> None:
    page.keyboard.press("s")
    expect(page.get_by_label("الحالة")).to_be_focused()
    page.get_by_label("الحالة").select_option("proposed")
    expect(page.locator(".queue a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".review")).to_be_visible()
    assert "state=proposed" in page.url
    first = page.url.partition("?")[0]
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(page).not_to_have_url(re.compile(re.escape(first)))
    assert "/review/" in page.url and "state=proposed" in page.url
