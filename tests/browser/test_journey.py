"""From a report that comes in to a dossier that goes out, with the keyboard alone. The report is invented."""

import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

WORDS = "قصفت قوات النظام أمس بلدة أبو حمام بريف دير الزور، ما أدى إلى مقتل مدنيين اثنين."


def told(page: Page, path: str) -> Any:
    """Ask the desk, as the page may."""
    response = page.request.get(page.evaluate("location.origin") + f"/api/1/{path}")
    assert response.ok, response.text()
    return json.loads(response.text())


def until(page: Page, path: str, holds: str) -> None:
    """Wait until something holds of what the desk tells."""
    page.wait_for_function(f"fetch('/api/1/{path}').then(answer => answer.json()).then(told => {holds})")


def test_a_reviewer_goes_from_a_report_to_a_published_dossier_with_keys_alone(
    opened: Callable[..., Page], tmp_path: Any
) -> None:
    page = opened()
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text("إضافة تقارير")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.insert_text(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.type("03152025")
    page.keyboard.press("Control+Enter")
    expect(page.locator("section a.button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".review")).to_be_visible()
    key = page.url.partition("/review/")[2].partition("?")[0]
    assert told(page, f"reports/{key}")["published"] == "2025-03-15"

    accounts = told(page, f"reports/{key}")["accounts"]
    for _ in accounts:
        page.keyboard.press("a")
    until(page, f"reports/{key}", "told.accounts.every(one => one.review === 'accepted')")

    page.keyboard.press("q")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("m")
    expect(page.locator(".notice")).to_contain_text("حادثة")

    page.keyboard.press("g")
    page.keyboard.press("x")
    expect(page.locator("h1")).to_have_text("التصدير")
    page.keyboard.press("3")
    page.keyboard.press("p")
    expect(page.get_by_text("لا شيء يُحجب أو يتغيّر.")).to_be_visible()
    with page.expect_download() as download:
        page.keyboard.press("Control+Enter")
    path = tmp_path / "dossier.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as bag:
        dossier = next(name for name in bag.namelist() if name.endswith(".html"))
        told_in_it = " ".join(re.sub("<[^>]+>", " ", bag.read(dossier).decode()).split())
    assert "قصف وقع 2025-03-14 أبو حمام" in told_in_it


def test_two_reviewers_of_one_event_see_each_other_s_decision_and_nothing_is_lost(
    opened: Callable[..., Page], desk: Any
) -> None:
    address = f"/review/{desk.keys['strike']}"
    one, other = opened(address), opened(address)
    event = told(one, f"reports/{desk.keys['strike']}")["accounts"][0]["event"]
    for page in (one, other):
        expect(page.locator(".event-card").first).to_be_visible()
    one.keyboard.press("x")
    until(one, f"accounts/{event}", "told.review === 'rejected'")
    other.keyboard.press("a")
    dialog = other.get_by_role("dialog")
    expect(dialog).to_contain_text("سبقك أحدهم")
    expect(dialog).to_contain_text("سلمى")
    assert told(other, f"accounts/{event}")["review"] == "rejected"
    dialog.get_by_role("button", name="سجّل قراري رغم ذلك").press("Enter")
    until(other, f"accounts/{event}", "told.review === 'accepted'")
    # Both decisions are in the log; taking the second back leaves the first.
    other.keyboard.press("Control+z")
    until(other, f"accounts/{event}", "told.review === 'rejected'")


def test_who_leaves_the_other_s_decision_loses_nothing_but_the_key(opened: Callable[..., Page], desk: Any) -> None:
    address = f"/review/{desk.keys['strike']}"
    one, other = opened(address), opened(address)
    event = told(one, f"reports/{desk.keys['strike']}")["accounts"][0]["event"]
    for page in (one, other):
        expect(page.locator(".event-card").first).to_be_visible()
    one.keyboard.press("a")
    until(one, f"accounts/{event}", "told.review === 'accepted'")
    other.keyboard.press("x")
    other.get_by_role("dialog").get_by_role("button", name="اترك ما عندهم").press("Enter")
    expect(other.get_by_role("dialog")).to_have_count(0)
    assert told(other, f"accounts/{event}")["review"] == "accepted"
