"""The review page in a browser: a whole report is done with the keyboard, and nothing that is decided is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from marsad.archive import open_archive
from marsad.archive.database import reading
from marsad.desk.telling import accounts_of_report

Open = Callable[..., Page]


@pytest.fixture
def review(opened: Open, desk: Any) -> Open:
    """Give the way to open a report of the desk in review."""

    def review(name: str, **more: Any) -> Page:
        page = opened(f"/review/{desk.keys[name]}", **more)
        expect(page.locator(".review")).to_be_visible()
        return page

    return review


@pytest.fixture
def kept(desk: Any) -> Callable[[str], list[Any]]:
    """Give the way to look at what the archive now holds of a report."""

    def kept(name: str) -> list[Any]:
        archive = open_archive(desk.archive, "marsad test", "سلمى")
        try:
            with reading(archive.engine) as connection:
                return accounts_of_report(connection, desk.keys[name])
        finally:
            archive.close()

    return kept


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def values(account: Any, field: str) -> list[Any]:
    return [claim for claim in account.claims if claim.field == field]


def card(page: Page) -> Locator:
    return page.locator(".event-card")


def row(page: Page, field: str) -> Locator:
    return card(page).locator(f".field-row.f-{field}")


def until(page: Page, check: Callable[[], bool]) -> None:
    """Wait until the archive holds what was decided."""
    for _ in range(50):
        if check():
            return
        page.wait_for_timeout(100)
    assert check()


def test_one_key_accepts_an_event_and_opens_the_next(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("raid")
    expect(row(page, "type").locator("button").first).to_be_focused()
    first = card(page).locator("h2").inner_text()
    press(page, "a")
    expect(card(page).locator("h2")).not_to_have_text(first)
    until(page, lambda: kept("raid")[0].review.value == "accepted")


def test_every_event_that_is_right_costs_one_key_and_the_next_report_one_more(review: Open, desk: Any) -> None:
    page = review("raid")
    press(page, *["a"] * page.locator(".events > li").count())
    expect(page.locator(".review-done")).to_be_visible()
    press(page, "a")
    expect(page).not_to_have_url(f"{desk.home}/review/{desk.keys['raid']}")


def test_a_rejected_event_comes_back_with_undo_and_goes_with_redo(review: Open) -> None:
    page = review("strike")
    first = page.locator(".events > li").first
    press(page, "x")
    expect(first.get_by_label("مرفوض")).to_be_visible()
    expect(page.get_by_role("button", name="تراجع")).to_be_enabled()
    press(page, "Control+z")
    expect(first.locator(".event-head .tag").first).to_contain_text("ينتظر")
    press(page, "Control+Shift+Z")
    expect(first.locator(".event-head .tag").first).to_contain_text("مرفوض")


def test_a_date_is_changed_by_its_key_and_a_day_written_short(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("strike")
    press(page, "d")
    expect(card(page).locator(".editor")).to_contain_text("أمس")
    expect(card(page).locator(".editor")).to_contain_text("12 آذار 2025")
    expect(card(page).get_by_role("listbox")).to_be_focused()
    press(page, "Tab")
    page.keyboard.type("10/3")
    expect(card(page).locator(".free-days")).to_contain_text("10 آذار 2025")
    press(page, "Enter")
    expect(row(page, "date")).to_contain_text("10 آذار 2025")
    expect(row(page, "date").locator("button").first).to_be_focused()
    until(page, lambda: str(kept("strike")[0].interval.first) == "2025-03-10")


def test_a_day_that_the_report_does_not_tell_is_said_to_be_unknown(review: Open) -> None:
    page = review("strike")
    press(page, "d", "0")
    expect(row(page, "date")).to_contain_text("اليوم غير معروف")


def test_a_place_is_searched_in_the_gazetteer_and_chosen_by_number(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("strike")
    press(page, "p")
    page.keyboard.type("ذيبان")
    expect(card(page).get_by_role("option").first).to_contain_text("ذيبان")
    press(page, "1")
    expect(row(page, "place").first).to_contain_text("ذيبان")
    until(page, lambda: values(kept("strike")[0], "place")[0].value[0].place.id == "sy.deir-ez-zor.dhiban")


def test_the_codebook_stands_beside_the_types(review: Open) -> None:
    page = review("strike", language="en")
    press(page, "t")
    page.keyboard.type("airst")
    expect(card(page).locator(".editor .meaning")).to_contain_text("is not")
    press(page, "Enter")
    expect(card(page).locator("h2")).to_contain_text("Airstrike")


def test_words_of_a_field_are_moved_with_brackets_and_written_once(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("strike")
    press(page, "u", "Escape", "}", "}")
    until(page, lambda: values(kept("strike")[0], "toll")[0].surface == "ثلاثة مدنيين وأصيب خمسة")
    press(page, "Control+z")
    until(page, lambda: values(kept("strike")[0], "toll")[0].surface == "ثلاثة مدنيين")


def test_words_of_a_field_are_dragged_by_their_ends(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("strike")
    press(page, "u", "Escape")
    handle = page.locator(".handle.end")
    expect(handle).to_be_visible()
    here, there = handle.bounding_box(), page.locator(".review-text .mark.toll").nth(1).bounding_box()
    assert here and there
    page.mouse.move(here["x"] + here["width"] / 2, here["y"] + here["height"] / 2)
    page.mouse.down()
    page.mouse.move(there["x"] + 4, there["y"] + there["height"] / 2, steps=5)
    page.mouse.up()
    until(page, lambda: values(kept("strike")[0], "toll")[0].surface == "ثلاثة مدنيين وأصيب خمسة")


def test_words_chosen_with_the_mouse_become_a_value_by_the_key_of_its_field(
    review: Open, kept: Callable[[str], list[Any]]
) -> None:
    page = review("strike")
    page.locator(".review-text p").first.get_by_text("قصف", exact=True).dblclick()
    expect(page.locator("#review-says")).to_contain_text("قصف")
    press(page, "b")
    until(page, lambda: [claim.surface for claim in values(kept("strike")[0], "topic")] == ["قصف"])


def test_keys_are_the_same_on_an_arabic_keyboard(review: Open) -> None:
    page = review("strike")
    first = card(page).locator("h2").inner_text()
    page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'ت', code: 'KeyJ', bubbles: true}))")
    expect(card(page).locator("h2")).not_to_have_text(first)


def test_words_lead_to_their_field_and_a_field_lights_its_words(review: Open) -> None:
    page = review("strike")
    words = page.locator(".review-text .mark.toll").first
    words.hover()
    expect(row(page, "toll").first).to_have_class(_has("lit"))
    row(page, "place").first.hover()
    expect(page.locator(".review-text .mark.place.lit").first).to_be_visible()
    words.click()
    expect(row(page, "toll").first.locator("button").first).to_be_focused()


def test_an_event_is_added_by_choosing_words_with_the_keyboard(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("again")
    before = page.locator(".events > li").count()
    press(page, "n")
    expect(page.locator(".review-text")).to_be_focused()
    for _ in range(60):
        if "إصابة" in page.locator("#review-says").inner_text():
            break
        press(page, "ArrowLeft")
    press(page, "Shift+ArrowLeft", "Enter")
    page.keyboard.type("attack")
    press(page, "Enter")
    expect(page.locator(".events > li")).to_have_count(before + 1)
    expect(card(page).locator(".event-head .tag").first).to_contain_text("مضاف")
    press(page, "p", "1")
    expect(row(page, "place").first).to_contain_text("الشحيل")
    added = lambda: next(one for one in kept("again") if one.review.value == "added")  # noqa: E731
    until(page, lambda: [claim.surface for claim in values(added(), "place")] == ["الشحيل"])
    assert added().type == "attack"


def test_words_are_found_by_their_first_letters_without_what_is_written_onto_them(
    review: Open, kept: Callable[[str], list[Any]]
) -> None:
    page = review("again")
    press(page, "n", "f")
    page.locator(".review-find input").fill("نظام")
    expect(page.locator("#review-says .quote")).to_have_text("نظام")
    page.locator(".review-find input").fill("إصاب")
    expect(page.locator("#review-says .quote")).to_have_text("إصابة")
    press(page, "Enter", "Enter")
    expect(page.locator(".event-card.new")).to_contain_text("إصابة")
    press(page, "1")
    until(
        page, lambda: "إصابة" in [claim.surface for one in kept("again") for claim in one.claims if one.review.value == "added"]
    )


def test_words_that_are_chosen_become_a_value_by_the_key_of_its_field(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("raid")
    press(page, "v")
    for _ in range(20):
        if page.locator("#review-says .quote").inner_text() == "منزلاً":
            break
        press(page, "ArrowLeft")
    press(page, "b")
    expect(row(page, "topic")).to_contain_text("منزلاً")
    until(page, lambda: [claim.surface for claim in values(kept("raid")[0], "topic")] == ["منزلاً"])


def test_an_event_is_split_by_saying_what_goes(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("strike")
    before = page.locator(".events > li").count()
    press(page, "s")
    second = card(page).locator(".share", has_text="خمسة")
    press(page, second.locator(".kbd").inner_text())
    expect(second).to_have_class(_has("goes"))
    press(page, "Enter")
    expect(page.locator(".events > li")).to_have_count(before + 1)
    until(page, lambda: len(kept("strike")) == before + 1)


def test_an_event_is_merged_with_the_next_in_two_keys(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("raid")
    press(page, "m", "Enter")
    expect(page.locator(".event-line.gone")).to_have_count(1)
    until(page, lambda: sorted(one.review.value for one in kept("raid"))[-1] == "rejected")
    press(page, "Control+z")
    expect(page.locator(".event-line.gone")).to_have_count(0)


def test_the_day_of_publication_is_asked_once_and_all_dates_follow(review: Open, kept: Callable[[str], list[Any]]) -> None:
    page = review("undated")
    form = page.get_by_role("form", name="يوم النشر")
    expect(form.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("14/3/2025")
    expect(form).to_contain_text("13 آذار 2025")
    press(page, "Enter")
    expect(page.locator(".head")).to_contain_text("14 آذار 2025")
    expect(form).to_have_count(0)
    until(page, lambda: "2025-03-13" in [str(one.interval.first) for one in kept("undated") if one.interval])
    page.reload()
    expect(page.locator(".review")).to_be_visible()
    expect(form).to_have_count(0)


def test_when_somebody_decided_before_both_are_shown_and_the_person_chooses(review: Open) -> None:
    mine, other = review("strike"), review("strike")
    press(other, "x")
    expect(other.get_by_role("button", name="تراجع")).to_be_enabled()
    press(mine, "a")
    dialog = mine.get_by_role("dialog")
    expect(dialog).to_contain_text("سلمى")
    dialog.get_by_role("button", name="سجّل قراري رغم ذلك").click()
    expect(mine.locator(".events > li").first.get_by_label("مقبول")).to_be_visible()


def test_all_that_is_left_is_accepted_at_once_and_taken_back_at_once(
    review: Open, desk: Any, kept: Callable[[str], list[Any]]
) -> None:
    page = review("raid")
    press(page, "Control+Enter")
    expect(page).not_to_have_url(f"{desk.home}/review/{desk.keys['raid']}")
    until(page, lambda: {one.review.value for one in kept("raid")} == {"accepted"})
    press(page, "Control+z")
    until(page, lambda: {one.review.value for one in kept("raid")} == {"proposed"})


def _has(name: str) -> Any:
    return re.compile(rf"(^|\s){name}(\s|$)")
