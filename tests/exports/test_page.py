import html
import re
from datetime import date

import pytest

from marsad.dates import date_notes
from marsad.exports.page import readings_to_html
from marsad.model import (
    ActorKind,
    Argument,
    DateInterpretation,
    DateInterval,
    Event,
    EventDate,
    Level,
    Link,
    Mention,
    MentionKind,
    Name,
    Place,
    PlaceInterpretation,
    Point,
    Reading,
    Realis,
    Report,
    Span,
    Toll,
)
from marsad.pipeline import NO_ARABIC
from marsad.tagger import labels
from marsad.vocabulary import load_vocabulary

TEXT = "خبر. قصفت قوات النظام أمس ذيبان وقتل 3 مدنيين. تابعونا"


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def place(name: str, en: str, weight: float) -> PlaceInterpretation:
    return PlaceInterpretation(
        Place(en, Name(name, en), Level.SETTLEMENT, Point(35.0, 40.5), 3.0, (), ("Deir ez-Zor",)), "a reason", weight
    )


def reading(realis: Realis = Realis.ACTUAL) -> Reading:
    mentions = (
        Mention("m1", MentionKind.ACTOR, span("قوات النظام"), "قوات النظام", actor_kind=ActorKind.ORGANIZATION),
        Mention(
            "m2",
            MentionKind.DATE,
            span("أمس"),
            "أمس",
            dates=(DateInterpretation(DateInterval.day(date(2020, 5, 1)), "a day before"),),
        ),
        Mention(
            "m3",
            MentionKind.PLACE,
            span("ذيبان"),
            "ذيبان",
            places=(place("ذيبان", "Dhiban", 0.8), place("ذيبان", "Dhiban (Yemen)", 0.2)),
        ),
        Mention("m4", MentionKind.PLACE, span("خبر"), "خبر"),
    )
    shelling = Event(
        "e1",
        "shelling",
        realis,
        span("قصفت"),
        EventDate(DateInterval.day(date(2020, 5, 1)), ("m2",), "its own"),
        places=(Argument("m3", "location"), Argument("m4", "location")),
        actors=(Argument("m1", "actor"),),
        topics=(span("قوات النظام أمس ذيبان"),),
        casualties=(Toll("killed", "civilian", 3, None, span("3 مدنيين")),),
        confidence=0.87,
    )
    killing = Event("e2", "killing", Realis.ACTUAL, span("قتل 3"), EventDate(None, (), ""))
    return Reading(
        Report("r", TEXT), span(TEXT[5:46]), mentions, (shelling, killing), (Link("e2", "caused_by", "e1"),), "marsad"
    )


def shown(page: str) -> str:
    """Give the text that a browser shows in the report's place."""
    section = re.search(r'<section class="text"[^>]*>(.*?)</section>', page, re.S)
    assert section
    return html.unescape(re.sub(r"<[^>]+>", "", section[1]))


def test_marks_that_cross_are_both_shown_and_the_text_stays_whole() -> None:
    page = readings_to_html([reading()])
    assert shown(page) == TEXT
    assert page.count("<mark") == page.count("</mark>")
    for words in ("قتل ", "3", "قوات النظام"):
        assert re.search(rf"<mark[^>]*>{words}", page)


def test_every_trigger_is_tied_to_its_card_and_back_without_scripts() -> None:
    page = readings_to_html([reading(), reading()])
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"r0-e1", "r0-t-e1", "r0-t-e2", "r1-t-e2"} <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_place_of_two_meanings_shows_both_and_an_unknown_one_none() -> None:
    page = readings_to_html([reading()])
    assert "Dhiban (Yemen)" in page and "20%" in page and "35.00, 40.50 ±3 km" in page
    assert page.count("غير معروف") >= 3  # the place «خبر», the day of e2, the day of publication


def test_what_did_not_happen_looks_otherwise() -> None:
    assert 'class="unreal"' in readings_to_html([reading(Realis.PLANNED)])
    assert 'class="unreal"' not in readings_to_html([reading(Realis.FAILED)])


def test_what_lies_around_the_report_proper_is_pale_and_said_not_to_be_read() -> None:
    page = readings_to_html([reading()])
    assert '<mark class="outside"' in page and "لم يُقرأ" in page


def test_an_open_toll_stays_open() -> None:
    assert ">3–<" in readings_to_html([reading()])


@pytest.mark.parametrize(
    ("group", "names"), [("realis", labels.REALIS), ("types", labels.TYPES), ("relations", labels.RELATIONS[1:])]
)
def test_every_value_has_an_arabic_name(group: str, names: tuple[str, ...]) -> None:
    entries = load_vocabulary("events")["types"] if group == "types" else load_vocabulary("values")[group]
    assert set(names) == set(entries) and all(entry["ar"] for entry in entries.values())


def test_every_note_is_told_in_arabic() -> None:
    notes = (NO_ARABIC, *date_notes(Report("r", TEXT), [span("أمس")]))
    assert len(notes) == 2 and set(notes) == set(load_vocabulary("values")["notes"])


def test_many_readings_are_listed_at_the_top() -> None:
    assert "<nav" in readings_to_html([reading(), reading()]) and "<nav" not in readings_to_html([reading()])


def test_no_reading_at_all_is_a_page_too() -> None:
    assert readings_to_html([]).rstrip().endswith("</html>")
