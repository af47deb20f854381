"""Exploring in a real browser: map, timeline, network and table are one selection, and the address holds it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from marsad.archive import Received, create_archive, keep, merge, seal
from marsad.model import Report
from marsad.pipeline import Reader, read_report, version_name

TOWNS = ["الشحيل", "ذيبان", "البصيرة", "هجين", "البوكمال", "الميادين"]
OUTLETS = ["شبكة الضفتين", "نهر الأخبار", "مرصد الضفتين"]
FIRST = date(2025, 1, 6)


def _words(number: int, town: str) -> str:
    """Tell of something invented: four kinds that happened and one that is denied."""
    return (
        f"داهمت قوات سوريا الديمقراطية اليوم منزلاً في بلدة {town} واعتقلت شابين.",
        f"قُتل مدنيان اليوم في قصف مدفعي لقوات النظام على بلدة {town}.",
        f"اشتبكت قوات سوريا الديمقراطية مع تنظيم الدولة الإسلامية اليوم في بلدة {town}.",
        f"عقد تنظيم الدولة الإسلامية اجتماعاً خلال الأسبوع الماضي في بلدة {town}.",
        f"نفت قوات سوريا الديمقراطية اعتقال مدنيين في بلدة {town}.",
    )[number % 5]


@pytest.fixture(scope="module")
def many(rules: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive with reports from ten weeks and six towns."""
    folder = tmp_path_factory.mktemp("explore") / "desk"
    made = create_archive(folder, version_name(), "سلمى")
    batch = []
    for number in range(40):
        words = _words(number, TOWNS[number % len(TOWNS)])
        day = FIRST + timedelta(days=2 * number)
        report = Report(f"report {number}", words, None, day, OUTLETS[number % 3])
        digest, size = made.originals.put(BytesIO(words.encode()))
        batch.append(Received(report, True, digest, size, f"{number}.txt", read_report(report, rules)))
    keep(made, batch)
    merge(made)
    seal(made)
    made.close()
    return folder


@pytest.fixture(scope="module")
def shown(many: Path, starting: Callable[..., AbstractContextManager[str]]) -> Iterator[SimpleNamespace]:
    """Start one desk over it for all tests here: none of them changes anything."""
    with starting(many, "--who", "سلمى") as address:
        yield SimpleNamespace(address=address, home=address.partition("#")[0].rstrip("/"))


@pytest.fixture
def explore(look: Callable[..., Page]) -> Callable[..., Page]:
    """Give the way to open the page: `explore("?unit=day")`."""

    def opening(query: str = "", language: str = "en", **how: Any) -> Page:
        page = look(f"/explore{query}", language=language, **how)
        expect(page.locator(".view table, .view .network").first).to_be_visible()
        return page

    return opening


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _total(page: Page) -> int:
    return int(page.locator(".sentence > span").first.inner_text().split()[0])


def _until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for something; the page's policy lets no words be run as code, so the browser cannot wait by itself."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not in 10 seconds, at {page.url}")


def _asks(page: Page, name: str, value: str | None = None) -> None:
    """Wait until the address names something, or this value of it."""
    _until(page, lambda: name in _query(page) and (value is None or value in _query(page)[name]))


def _asks_no(page: Page, name: str, value: str | None = None) -> None:
    """Wait until it does not."""
    _until(page, lambda: name not in _query(page) or (value is not None and value not in _query(page)[name]))


def _drawn(page: Page) -> None:
    page.wait_for_selector(".map-box[data-state=drawn]")
    page.wait_for_timeout(400)


def test_a_brush_on_the_timeline_changes_the_table_the_sentence_and_the_map(explore: Callable[..., Page]) -> None:
    page = explore()
    before = _total(page)
    box = page.locator(".timeline-box svg").bounding_box()
    assert box is not None
    with page.expect_request(lambda told: "/explore/map" in told.url and "first=" in told.url):
        page.mouse.move(box["x"] + 150, box["y"] + 60)
        page.mouse.down()
        page.mouse.move(box["x"] + 260, box["y"] + 60, steps=6)
        page.mouse.up()
    _asks(page, "first")
    first, last = _query(page)["first"][0], _query(page)["last"][0]
    expect(page.locator(".sentence")).to_contain_text("within")
    _until(page, lambda: _total(page) < before)
    assert date.fromisoformat(first).weekday() == 0, "a brush takes whole weeks"
    assert date.fromisoformat(last).weekday() == 6


def test_the_timeline_is_moved_and_widened_by_keyboard(explore: Callable[..., Page]) -> None:
    page = explore("?first=2025-01-13&last=2025-01-19")
    page.keyboard.press("t")
    expect(page.locator(".timeline-box")).to_be_focused()
    page.keyboard.press("ArrowRight")
    _asks(page, "first", "2025-01-20")
    page.keyboard.press("Shift+ArrowRight")
    _asks(page, "last", "2025-02-02")
    assert _query(page)["first"] == ["2025-01-20"]
    page.keyboard.press("Escape")
    _asks_no(page, "first")


def test_in_arabic_time_runs_from_right_to_left_and_the_keys_with_it(explore: Callable[..., Page]) -> None:
    page = explore("?first=2025-01-13&last=2025-01-19", language="ar")
    page.keyboard.press("t")
    page.keyboard.press("ArrowLeft")
    _asks(page, "first", "2025-01-20")


def test_planned_and_denied_incidents_are_off_until_they_are_asked_for(explore: Callable[..., Page]) -> None:
    page = explore()
    before = _total(page)
    expect(page.locator(".incidents tr.hollow")).to_have_count(0)
    expect(page.locator(".timeline path.other")).to_have_count(0)
    page.keyboard.press("o")
    _until(page, lambda: _total(page) > before)
    assert page.locator(".incidents tr.hollow").count() > 0
    expect(page.locator(".timeline path.other")).to_have_count(1)
    assert _query(page)["other"] == ["1"]


def test_a_box_drawn_on_the_map_filters_and_can_be_taken_out_of_the_sentence(explore: Callable[..., Page]) -> None:
    page = explore()
    before = _total(page)
    _drawn(page)
    box = page.locator(".map-box").bounding_box()
    assert box is not None
    page.keyboard.down("Shift")
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    page.keyboard.up("Shift")
    _asks(page, "box")
    _until(page, lambda: _total(page) < before)
    page.get_by_role("button", name="Take away: in the box").click()
    _asks_no(page, "box")
    _until(page, lambda: _total(page) == before)


def test_without_a_mouse_the_view_of_the_map_is_the_box_and_a_place_is_opened(explore: Callable[..., Page]) -> None:
    page = explore()
    _drawn(page)
    page.keyboard.press("b")
    _asks(page, "box")
    page.keyboard.press("b")
    _asks_no(page, "box")
    page.keyboard.press("n")
    expect(page.locator(".map-words")).to_contain_text("reaches about")
    page.keyboard.press("Enter")
    _asks(page, "place")
    expect(page.locator(".sentence")).to_contain_text(", at")


def test_the_address_brings_the_same_view_back(explore: Callable[..., Page]) -> None:
    query = "?types=shelling&other=1&first=2025-01-06&last=2025-03-02&unit=day&order=oldest"
    page = explore(query)
    sentence = page.locator(".sentence").inner_text()
    assert "Shelling" in sentence
    assert "6 January 2025 – 2 March 2025" in sentence
    types = set(page.locator(".incidents td:first-child a").all_inner_texts())
    assert types == {"Shelling"}
    again = explore(query)
    assert again.locator(".sentence").inner_text() == sentence
    assert again.get_by_role("button", name="Day", pressed=True).is_visible()


def test_a_part_of_the_sentence_can_be_taken_away(explore: Callable[..., Page]) -> None:
    page = explore("?types=shelling&types=raid")
    few = _total(page)
    page.get_by_role("button", name="Take away: of type Raid").click()
    _asks_no(page, "types", "raid")
    _until(page, lambda: _total(page) < few)
    page.go_back()
    _until(page, lambda: _total(page) == few)


def test_the_network_is_cut_into_slices_of_time_and_says_that_it_accuses_nobody(explore: Callable[..., Page]) -> None:
    page = explore("?tab=network")
    expect(page.locator(".caution")).to_have_text("To be in one incident says nothing of guilt.")
    expect(page.locator(".actors li").nth(2)).to_be_visible()
    whole = page.locator(".actors li").count()
    with page.expect_response(lambda told: "/explore/network" in told.url and "first=" in told.url):
        page.locator(".slices input").focus()
        page.keyboard.press("ArrowRight")
    _asks(page, "slice")
    _until(page, lambda: page.locator(".actors li").count() < whole)
    assert "whole span" not in page.locator(".slices output").inner_text()


def test_an_actor_of_the_network_filters(explore: Callable[..., Page]) -> None:
    page = explore("?tab=network")
    page.locator(".actors button", has_text="Islamic State").click()
    _asks(page, "actors")
    expect(page.locator(".sentence")).to_contain_text("Islamic State")


def test_rows_are_walked_by_keyboard_and_light_their_days(explore: Callable[..., Page]) -> None:
    page = explore()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".incidents tr.at")).to_have_count(1)
    assert page.evaluate("document.activeElement === document.querySelectorAll('.incidents tbody a')[1]")
    expect(page.locator(".timeline rect.lit")).to_have_count(1)
    page.keyboard.press("Enter")
    _until(page, lambda: urlsplit(page.url).path.startswith("/incident/"))


def test_a_place_in_the_list_lights_its_rows(explore: Callable[..., Page]) -> None:
    page = explore("?tab=places")
    page.locator(".places button").first.click()
    _asks(page, "place")
    expect(page.locator(".incidents")).to_be_visible()


def test_days_under_the_hand_light_the_rows_of_those_days(explore: Callable[..., Page]) -> None:
    page = explore()
    box = page.locator(".timeline-box svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + 60)
    expect(page.locator(".incidents tr.lit").first).to_be_visible()
    expect(page.locator(".timeline-words")).to_contain_text("outlet")


def test_where_nothing_can_be_drawn_the_page_says_so_and_still_works(explore: Callable[..., Page]) -> None:
    page = explore()
    page.add_init_script(
        "const real = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more)"
        "{ return kind.startsWith('webgl') ? null : real.call(this, kind, ...more); };"
    )
    page.goto(page.url.split("#")[0])
    expect(page.locator(".map-none")).to_contain_text("draws no maps")
    expect(page.locator(".incidents")).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator(".places")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator(".network .map-none")).to_contain_text("draws no networks")
    expect(page.locator(".actors")).to_be_visible()


def test_undated_and_unplaced_incidents_are_counted_in_words(explore: Callable[..., Page]) -> None:
    page = explore("?other=1")
    expect(page.locator(".counts")).to_contain_text("without a known day")
    expect(page.locator(".counts")).to_contain_text("without a known position")


def test_a_search_is_kept_opened_again_and_taken_back(opened: Callable[..., Page]) -> None:
    page = opened("/explore?types=shelling&other=1&tab=places", language="en")
    expect(page.locator(".places")).to_be_visible()
    page.keyboard.press("s")
    page.get_by_label("Keep this filter under the name").fill("قصف الشحيل")
    page.keyboard.press("Enter")
    expect(page.locator(".searches .button:not(.quiet)")).to_have_text("قصف الشحيل")
    page.keyboard.press("Escape")
    page.goto(page.url.partition("?")[0])
    expect(page.locator(".incidents")).to_be_visible()
    page.keyboard.press("s")
    page.locator(".searches .button:not(.quiet)").click()
    expect(page.locator(".places")).to_be_visible()
    assert _query(page) == {"types": ["shelling"], "other": ["1"], "tab": ["places"]}
    page.keyboard.press("s")
    page.get_by_role("button", name="Delete “قصف الشحيل”").click()
    expect(page.locator(".searches .button:not(.quiet)")).to_have_count(0)


def test_a_kept_search_is_undone(opened: Callable[..., Page]) -> None:
    page = opened("/explore", language="en")
    page.keyboard.press("s")
    page.get_by_label("Keep this filter under the name").fill("الكل")
    page.keyboard.press("Enter")
    expect(page.locator(".searches .button:not(.quiet)")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(page.locator(".notice").last).to_contain_text("Taken back")
    page.keyboard.press("s")
    expect(page.get_by_text("Nothing was kept yet.")).to_be_visible()
    expect(page.locator(".searches .button:not(.quiet)")).to_have_count(0)
