from datetime import date

from marsad import Event, Reader, Report, read_report


def meetings(reader: Reader, text: str) -> list[Event]:
    return [e for e in read_report(Report("x", text, published=date(2024, 9, 16)), reader).events if e.type == "meeting"]


def test_a_definite_meeting_points_back_at_the_one_told_before(rules: Reader) -> None:
    text = "عُقد اجتماع أمس في مدينة الرقة. وضم الاجتماع وجهاء من العشائر وقياديين من قوات سوريا الديمقراطية."
    assert len(meetings(rules, text)) == 1


def test_an_indefinite_meeting_is_another_one(rules: Reader) -> None:
    text = "عُقد اجتماع أمس في مدينة الرقة. كما عُقد اجتماع في مدينة منبج اليوم."
    assert len(meetings(rules, text)) == 2


def test_no_tie_leads_to_an_event_that_was_joined(reader: Reader, bulletin: Report) -> None:
    reading = read_report(bulletin, reader)
    ids = {event.id for event in reading.events}
    assert all(link.source in ids and link.target in ids and link.source != link.target for link in reading.links)
