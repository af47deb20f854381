import json
from datetime import date

from marsad import Reader, Report, read_report, reading_to_json
from marsad.exports.page import readings_to_html
from marsad.exports.reading import text_sha256

REPORT = Report("r", "قصفت قوات النظام أمس قرية كفريا.", published=date(2020, 5, 2), meta={"url": "file:a"})


def test_a_reading_is_one_line_of_unescaped_json(rules: Reader) -> None:
    line = reading_to_json(read_report(REPORT, rules))
    assert "\n" not in line and "قصفت" in line and "\\u0" not in line
    assert json.loads(line)["format"] == "reading/1"


def test_what_came_with_a_report_is_handed_on(rules: Reader) -> None:
    report = json.loads(reading_to_json(read_report(REPORT, rules)))["report"]
    assert report["url"] == "file:a"
    assert report["sha256"] == text_sha256(REPORT.text)
    assert report["published"] == "2020-05-02"


def test_the_page_is_right_to_left_and_fetches_nothing(rules: Reader, bulletin: Report) -> None:
    page = readings_to_html([read_report(bulletin, rules)])
    assert '<html lang="ar" dir="rtl">' in page
    assert "src=" not in page and "@import" not in page and "http://" not in page and "https://" not in page
    assert "<mark" in page


def test_hostile_text_is_shown_not_run(rules: Reader) -> None:
    report = Report("x", '<script>alert(1)</script> قصفت قوات النظام "><img onerror=x> قرية كفريا', title="<b>")
    page = readings_to_html([read_report(report, rules)])
    assert "<script>alert" not in page and "<img" not in page and "<b>" not in page


def test_every_highlighted_stretch_keeps_the_text_whole(rules: Reader, bulletin: Report) -> None:
    import html
    import re

    page = readings_to_html([read_report(bulletin, rules)])
    section = re.search(r'<section class="text"[^>]*>(.*?)</section>', page, re.S)
    assert section
    assert html.unescape(re.sub(r"<[^>]+>", "", section[1])) == bulletin.text
