"""A desk that serves several, in a browser: logging in, people, settings. Everybody here is invented."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

SECRET = "غيمة فوق النهر 7"
PEOPLE = {"نديم": "admin", "كريم": "coder", "هند": "reader"}


@pytest.fixture
def team(archive: tuple[Path, dict[str, str]], served: Callable[..., str], opened: Any) -> Callable[..., Page]:
    """Give the way to open a page of a desk that serves three people; nobody is logged in there yet."""
    for name, role in PEOPLE.items():
        words = [sys.executable, "-m", "marsad", "people", "add", str(archive[0]), name, "--role", role]
        subprocess.run(words, input=f"{SECRET}\n".encode(), env=os.environ, check=True, capture_output=True)
    address = served(archive[0], "--host", "127.0.0.1")
    opened.watch.home = address.rstrip("/")
    return lambda path="/", **more: opened(path, address=address, **more)


def log_in(page: Page, name: str, password: str = SECRET) -> None:
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_a_person_logs_in_with_the_keyboard_alone(team) -> None:
    page = team()
    expect(page.locator("h1")).to_have_text("الدخول إلى المكتب")
    log_in(page, "كريم")
    expect(page.locator(".queue a").first).to_be_focused()
    expect(page.locator(".bar-who")).to_have_text("كريم")


def test_a_wrong_password_is_told_and_the_name_stays(team) -> None:
    page = team(language="en")
    log_in(page, "كريم", "not this password")
    expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    expect(page.get_by_label("Name")).to_have_value("كريم")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Review queue")


def test_what_was_being_written_outlives_the_session(team) -> None:
    page = team("/people", language="en")
    log_in(page, "نديم")
    name = page.locator(".people-form").get_by_role("textbox", name="Name")
    name.fill("سلمى")
    page.locator(".people-form select").select_option("reviewer")
    page.get_by_role("button", name="Propose one").click()
    page.context.clear_cookies()
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_role("dialog")).to_contain_text("The session is over")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(name).to_have_value("سلمى")
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_role("rowheader", name="سلمى")).to_be_visible()


def test_who_may_not_administer_has_no_page_of_people(team) -> None:
    page = team("/settings")
    log_in(page, "هند")
    expect(page.locator("h1")).to_have_text("الإعدادات")
    expect(page.locator('nav a[href="/people"]')).to_have_count(0)
    page.goto(page.url.replace("/settings", "/people"))
    expect(page.locator("main [role=alert]")).to_contain_text("administer")


def test_an_admin_gives_another_role_and_removes_a_person(team) -> None:
    page = team("/people", language="en")
    log_in(page, "نديم")
    page.get_by_label("Role of كريم").select_option("reviewer")
    expect(page.get_by_role("status")).to_contain_text("كريم is now reviewer")
    page.get_by_role("button", name="Remove كريم").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("stays in that name")
    dialog.get_by_role("button", name="Remove كريم").click()
    expect(page.get_by_role("rowheader", name="كريم")).to_have_count(0)


def test_a_person_changes_the_own_password_and_logs_out(team) -> None:
    page = team("/settings", language="en")
    log_in(page, "هند")
    page.get_by_label("Password until now").fill(SECRET)
    page.get_by_label("New password").fill("حجر تحت الجسر 9")
    page.get_by_label("The new one again").fill("حجر تحت الجسر 9")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("status").last).to_contain_text("The password was changed")
    page.get_by_role("button", name="Log out").click()
    expect(page.locator("h1")).to_have_text("Log in to the desk")
    log_in(page, "هند", "حجر تحت الجسر 9")
    expect(page.locator("h1")).to_have_text("Review queue")


def test_the_owner_checks_the_archive_with_a_key(opened) -> None:
    page = opened("/settings", language="en")
    expect(page.get_by_text("Not checked since the desk was started.")).to_be_visible()
    page.keyboard.press("v")
    expect(page.get_by_text("All holds: every original, every row, every entry.")).to_be_visible()
