from collections.abc import Callable
from datetime import date

from marsad.sources.intake import Fault, Intake

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>مرصد الضفتين</title>
<item><title>قصف على الميادين</title><link>https://example.org/1</link><guid>tag-1</guid>
<pubDate>Mon, 16 Sep 2024 23:30:00 +0300</pubDate><description>موجز</description>
<content:encoded><![CDATA[<p>قصفت طائرات <b>مدينة الميادين</b> مساء أمس.</p>]]></content:encoded></item>
<item><title>غارة على البوكمال</title><description>أغارت طائرات على البوكمال.</description></item>
<item><link>https://example.org/3</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>مرصد</title><entry><id>urn:1</id><title>خبر</title>
<updated>2024-09-16T23:30:00+03:00</updated><summary>قصف على الميادين</summary></entry></feed>"""


def test_an_entry_gives_its_fullest_text_without_markup(take: Callable[..., list[Intake | Fault]]) -> None:
    first = take("feed.rss", RSS)[0]
    assert isinstance(first, Intake)
    assert first.report.text == "قصفت طائرات مدينة الميادين مساء أمس."


def test_an_entry_is_of_the_day_in_its_own_zone(take: Callable[..., list[Intake | Fault]]) -> None:
    first = take("feed.xml", RSS)[0]
    assert isinstance(first, Intake)
    assert (first.report.published, first.report.source, first.address) == (
        date(2024, 9, 16),
        "مرصد الضفتين",
        "https://example.org/1",
    )
    assert (first.report.id, first.given_id, first.locator) == ("tag-1", True, "entry 1")


def test_a_summary_is_said_to_be_one_and_an_empty_entry_is_passed_over(take: Callable[..., list[Intake | Fault]]) -> None:
    _, second, third = take("feed.rss", RSS)
    assert isinstance(second, Intake)
    assert (second.report.id, second.notes) == ("feed entry 2", ("only the feed's summary",))
    assert isinstance(third, Fault)


def test_an_atom_feed_is_read_whatever_its_name(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("feed.txt", ATOM)
    assert (found.report.id, found.report.published, found.report.text) == ("urn:1", date(2024, 9, 16), "قصف على الميادين")


def test_a_feed_that_declares_entities_is_refused(faults: Callable[..., list[Fault]]) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + ATOM.replace("خبر", "&b;")
    (found,) = faults("feed.xml", bomb)
    assert "entities" in found.message


def test_a_feed_without_entries_is_a_fault(faults: Callable[..., list[Fault]]) -> None:
    assert len(faults("feed.rss", "<rss version='2.0'><channel><title>x</title></channel></rss>")) == 1
