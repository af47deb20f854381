from dataclasses import replace
from datetime import date

import pytest

from marsad.archive import (
    Archive,
    add_account,
    create_archive,
    decide,
    decisions,
    edit,
    judge,
    keep,
    review,
    undo,
    verify,
)
from marsad.archive.claims import event_key
from marsad.archive.database import reading
from marsad.archive.deciding import judgements
from marsad.archive.loading import accounts, kept_report, person_claim
from marsad.archive.rereading import keep_again, to_reread
from marsad.errors import ArchiveError
from marsad.model import DateInterval, Realis, Review, Span, Verdict
from marsad.pipeline import read_report


@pytest.fixture
def one(archive: Archive, receive, texts):
    """Give an archive with one report, and its key."""
    (kept,) = keep(archive, [receive(archive, texts["strike"])])
    return archive, kept.key


def told(archive: Archive):
    with reading(archive.engine) as connection:
        return list(accounts(connection))


def test_an_account_is_proposed_until_a_person_looks_at_it(one) -> None:
    archive, _ = one
    first = told(archive)[0]
    assert first.review is Review.PROPOSED
    review(archive, first.event, Review.ACCEPTED)
    assert (told(archive)[0].review, told(archive)[0].reviewers) == (Review.ACCEPTED, ("tester",))
    assert verify(archive).faults == ()


def test_a_person_s_claim_takes_the_place_of_the_reader_s(one) -> None:
    archive, _ = one
    first = told(archive)[0]
    day = DateInterval.day(date(2025, 3, 9))
    edit(archive, first.event, "date", (person_claim(first, "date", day, "tester"),), "the outlet corrected itself")
    changed = told(archive)[0]
    assert (changed.interval, changed.review) == (day, Review.EDITED)
    assert [claim.reader for claim in changed.of("date")] == ["tester"]
    assert [c for c in changed.claims if c.field != "date"] == [c for c in first.claims if c.field != "date"]


def test_what_is_taken_back_stands_as_before(one) -> None:
    archive, _ = one
    first = told(archive)[0]
    review(archive, first.event, Review.ACCEPTED)
    number = review(archive, first.event, Review.REJECTED)
    assert told(archive)[0].review is Review.REJECTED
    undo(archive, "decision", number)
    assert told(archive)[0].review is Review.ACCEPTED
    assert [d.value for d in decisions(archive, first.event)] == ["accepted"]
    assert verify(archive).faults == ()
    with pytest.raises(ArchiveError, match="that stands"):
        undo(archive, "decision", number)


def test_a_person_adds_what_no_reader_found(one, texts) -> None:
    archive, key = one
    start = texts["strike"].index("مشفى")
    trigger = Span(start, start + 4)
    added = replace(
        told(archive)[0], event=event_key(key, trigger), type="movement", realis=Realis.ACTUAL, trigger=trigger, claims=()
    )
    add_account(archive, added)
    found = next(a for a in told(archive) if a.event == added.event)
    assert (found.type, found.review, found.reviewers) == ("movement", Review.ADDED, ("tester",))


def test_four_verdicts_and_none_is_lost(archive: Archive) -> None:
    for verdict in Verdict:
        judge(archive, "b", "a", verdict)
    with reading(archive.engine) as connection:
        (standing,) = judgements(connection)
        assert (standing.left, standing.right, standing.verdict) == ("a", "b", Verdict.UNDECIDED)
        assert connection.exec_driver_sql("SELECT count(*) FROM judgement").scalar_one() == 4
    assert verify(archive).faults == ()


def test_a_decision_needs_a_person(location: str) -> None:
    nobody = create_archive(location, "marsad test")
    with pytest.raises(ArchiveError, match="needs a person"):
        judge(nobody, "a", "b", Verdict.SAME)
    nobody.close()


def read_again(archive: Archive, key: str, rules):
    with reading(archive.engine) as connection:
        kept = kept_report(connection, key)
    return keep_again(archive, key, read_report(kept.report, rules))


def test_reading_again_adds_nothing(one, rules) -> None:
    archive, key = one
    before = told(archive)
    changes = read_again(archive, key, rules)
    assert (changes.added, changes.gone, changes.changed, changes.same) == (0, 0, 0, len(before))
    assert told(archive) == before


def test_a_day_told_later_dates_the_events_and_a_wrong_one_can_be_put_right(archive: Archive, receive, texts, rules) -> None:
    (kept,) = keep(archive, [receive(archive, texts["strike"], published=None)])
    undated = told(archive)
    assert all(one.interval is None for one in undated)
    number = decide(archive, kept.key, "published", "2025-03-12")
    assert [one.key for one in to_reread(archive, rules.name)] == [kept.key]
    assert read_again(archive, kept.key, rules).changed > 0
    assert DateInterval.day(date(2025, 3, 11)) in [one.interval for one in told(archive)]
    undo(archive, "decision", number)
    read_again(archive, kept.key, rules)
    assert told(archive) == undated
    assert verify(archive).faults == ()


def test_reading_again_does_not_override_a_person(archive: Archive, receive, texts, rules) -> None:
    (kept,) = keep(archive, [receive(archive, texts["strike"], published=None)])
    first = told(archive)[0]
    edit(archive, first.event, "type", (person_claim(first, "type", "clash", "tester"),))
    decide(archive, kept.key, "published", "2025-03-12")
    changes = read_again(archive, kept.key, rules)
    assert changes.held == 1
    assert next(a for a in told(archive) if a.event == first.event).type == "clash"
    assert verify(archive).faults == ()


def test_what_holds_no_event_is_not_read_again_and_again(archive: Archive, receive, rules) -> None:
    keep(archive, [receive(archive, "صباح الخير من الضفتين.")])
    assert to_reread(archive, rules.name) == []
    assert len(to_reread(archive, "another reader")) == 1
