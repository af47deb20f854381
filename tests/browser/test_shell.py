"""The shell in a browser: who is let in, languages, appearance, keys."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect


def test_a_page_without_the_token_is_not_let_in(browser: Browser, desk: object, opened: Callable[..., Page]) -> None:
    page = opened()
    stranger = browser.new_context().new_page()
    stranger.goto(page.url)
    expect(stranger.locator("main h1")).to_contain_text("المكتب مغلق")
    stranger.context.close()


def test_the_token_leaves_the_address_at_once(page: Page) -> None:
    assert "token" not in page.url


def test_the_desk_speaks_arabic_first_and_english_when_asked(page: Page) -> None:
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("h1")).to_have_text("Review queue")
    page.reload()
    expect(page.locator("h1")).to_have_text("Review queue")


def test_a_question_mark_lists_the_keys_on_an_arabic_keyboard_too(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', { key: '؟', code: 'Slash', shiftKey: true, bubbles: true }))")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_queue_is_gone_through_with_keys(page: Page) -> None:
    rows = page.locator(".queue a")
    expect(rows.first).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ن', code: 'KeyK', bubbles: true }))"
    )
    expect(rows.first).to_be_focused()
