"""Lessons in a real browser: from a correction to a lesson that is applied, with the keyboard alone. Reports are invented."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("MARSAD_SHOTS", ROOT / "build" / "shots"))
"""Where the pictures are written, for people to look at."""
WIDE = "document.documentElement.scrollWidth <= innerWidth + 1"


def shot(page: Page, name: str) -> None:
    page.wait_for_timeout(200)
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    assert page.evaluate(WIDE)


def tried(page: Page, kind: str, words: str) -> None:
    """Write a trigger lesson by hand."""
    page.keyboard.press("t")
    page.get_by_role("button", name=kind, exact=True).click()
    page.get_by_label("The words").fill(words)


def test_a_lesson_is_written_tried_accepted_and_applied(opened: Callable[..., Page]) -> None:
    page = opened("/lessons", language="en")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    tried(page, "trigger", "داهمت")
    page.get_by_role("button", name="Effect", exact=True).click()
    page.get_by_label("Effect", exact=True).get_by_text("event goes").wait_for()
    page.get_by_label("The words").press("Enter")
    expect(page.get_by_text("1 report waits to be read again")).to_be_visible()
    page.keyboard.press("d")
    page.get_by_text("What would change in the first 1").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("1 read again: events new 0, gone 1").wait_for()
    expect(page.get_by_text("waits to be read again")).to_have_count(0)


def test_proposals_are_gone_through_with_four_keys_and_taken_back(opened: Callable[..., Page]) -> None:
    page = opened("/lessons", language="en")
    for words in ("داهمت", "انتشرت"):
        tried(page, "trigger", words)
        page.get_by_role("button", name="Put forward").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".lesson")).to_have_count(2)
    current = page.locator(".lesson[aria-current=true]")
    first = current.locator(".quote").first.inner_text()
    page.keyboard.press("n")
    assert current.locator(".quote").first.inner_text() != first
    page.keyboard.press("p")
    assert current.locator(".quote").first.inner_text() == first
    page.keyboard.press("r")
    expect(page.locator(".lesson")).to_have_count(1)
    page.keyboard.press("a")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator(".lesson")).to_have_count(1)


def test_a_correction_is_offered_as_a_lesson_beside_its_report(opened: Callable[..., Page], desk) -> None:
    page = opened(f"/review/{desk.keys['raid']}", language="en")
    page.keyboard.press("x")
    page.get_by_text("The desk can learn 1 thing").wait_for()
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("no event", exact=True)).to_be_visible()
    page.keyboard.press("e")
    dialog.get_by_text("event goes").wait_for()
    shot(page, "learn-en")
    page.keyboard.press("a")
    expect(dialog.get_by_text("Nothing more to learn")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="accepted 1")).to_be_visible()


def test_lessons_leave_as_a_file_and_come_in_as_proposals(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened("/lessons", language="en")
    given = {"format": "lessons/1", "lessons": [{"kind": "trigger", "words": "داهمت", "about": "type", "means": "arrest"}]}
    path = tmp_path / "lessons.json"
    path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    page.locator(".lesson").wait_for()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="accepted 1")).to_be_visible()
    with page.expect_download() as waiting:
        page.keyboard.press("x")
    assert json.loads(Path(waiting.value.path()).read_text(encoding="utf-8")) == given


@pytest.mark.parametrize(("language", "theme", "width"), [("ar", "light", 1440), ("en", "dark", 390), ("ar", "dark", 390)])
def test_what_a_lesson_changes_and_the_form_are_whole(look: Callable[..., Page], language: str, theme: str, width: int) -> None:
    page = look("/lessons", language=language, theme=theme, width=width)
    page.locator(".lesson").first.wait_for()
    for _ in range(4):
        page.keyboard.press("n")
    page.keyboard.press("e")
    page.locator(".lesson .lesson-effect").wait_for()
    page.keyboard.press("d")
    page.locator(".lessons-apply .lesson-effect").wait_for()
    shot(page, f"lessons-effect-{language}-{theme}-{width}")
    page.keyboard.press("t")
    page.get_by_role("dialog").locator(".choice button").nth(1).click()
    page.get_by_role("dialog").locator(".choice").nth(1).locator("button").nth(1).click()
    shot(page, f"lessons-write-{language}-{theme}-{width}")
