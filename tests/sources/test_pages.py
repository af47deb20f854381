from collections.abc import Callable

import pytest

from marsad.sources.intake import Fault, Intake


def test_a_page_gives_its_main_text_without_menus(intakes: Callable[..., list[Intake]], page: str, text: str) -> None:
    (found,) = intakes("page.html", page)
    assert text in found.report.text
    assert "الرئيسية" not in found.report.text
    assert "جميع الحقوق" not in found.report.text


def test_a_page_tells_title_day_outlet_and_address(intakes: Callable[..., list[Intake]], page: str) -> None:
    (found,) = intakes("page.html", page)
    assert (found.report.title, str(found.report.published), found.report.source, found.address) == (
        "قصف على الميادين",
        "2024-09-16",
        "مرصد الضفتين",
        "https://example.org/news/1",
    )
    assert set(found.how) == {"title", "published", "source", "address"}


def test_a_page_without_a_date_in_its_markup_has_none(intakes: Callable[..., list[Intake]], text: str) -> None:
    (found,) = intakes("page.html", f"<html><body><article><p>{text} وكان ذلك في 3 أيار 2019.</p></article></body></html>")
    assert found.report.published is None


def test_a_page_from_before_utf8_is_decoded_by_its_own_word(intakes: Callable[..., list[Intake]], page: str, text: str) -> None:
    old = page.replace("utf-8", "iso-8859-6").replace("،", ",").encode("iso-8859-6")
    (found,) = intakes("page.html", old)
    assert text.replace("،", ",") in found.report.text


def test_a_saved_page_keeps_the_address_the_browser_noted(intakes: Callable[..., list[Intake]], text: str) -> None:
    html = f"<!-- saved from url=(0022)https://example.org/a2 -->\n<html><body><p>{text}</p></body></html>"
    (found,) = intakes("page.html", html)
    assert (found.address, found.how["address"]) == ("https://example.org/a2", "noted by the browser that saved it")
    assert (found.report.source, found.how["source"]) == ("example.org", "the site of its address")


def test_a_page_without_text_is_a_fault(faults: Callable[..., list[Fault]]) -> None:
    (found,) = faults("page.html", "<html><body><img src='a.png'></body></html>")
    assert "page with text" in found.message


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>", "<a>", "<!--"])
def test_a_page_nested_without_end_is_no_crash(take: Callable[..., list[Intake | Fault]], tag: str) -> None:
    assert take("page.html", "<html><body>" + tag * 20_000)
