"""The pages of one actor and of one place, and months: every number leads to what stands behind it. All invented."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_an_incident_s_actor_leads_to_a_page_that_says_nothing_of_guilt(
    look: Callable[..., Page], address_of: Callable[[str], str]
) -> None:
    page = look(address_of("/incident/{incident}"), language="en")
    page.locator("a[href^='/actor/']").first.click()
    expect(page.get_by_text("says nothing of guilt")).to_be_visible()


def test_a_bar_leads_to_its_incidents_by_keyboard(look: Callable[..., Page]) -> None:
    page = look("/trends", language="en")
    page.locator(".months svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/explore\?.*first=2025-03-01&last=2025-03-31"))


def test_the_table_says_what_the_bars_say(look: Callable[..., Page]) -> None:
    page = look("/trends", language="en")
    chart = page.locator(".months").first
    told = chart.locator("svg a").first.get_attribute("aria-label")
    chart.locator("summary").click()
    cell = chart.locator("tbody td").nth(1).inner_text()
    assert told and cell.startswith(told.partition(": ")[2])
    assert "reported, at least" in cell and "outlets" in cell


def test_a_place_leads_to_what_it_holds(look: Callable[..., Page]) -> None:
    page = look("/place/sy.deir-ez-zor", language="en")
    page.locator(".counts a[href^='/place/']").first.click()
    expect(page.locator("h1")).not_to_contain_text("Deir ez-Zor")
    expect(page.locator("a[href='/place/sy.deir-ez-zor']").first).to_be_visible()
