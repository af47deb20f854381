import pytest

from marsad.archive import Archive, judge, keep, make_release, merge, review, verify
from marsad.archive.database import reading
from marsad.archive.loading import accounts
from marsad.archive.merging import incidents, pairs
from marsad.model import Incident, Review, Verdict

SECOND = (
    "قال مرصد الجزيرة إن أربعة مدنيين قتلوا يوم أمس جراء قصف مدفعي نفذته قوات النظام على بلدة الشحيل شرق دير الزور، "
    "وإن عدداً من المنازل تضرر."
)


@pytest.fixture
def told_twice(archive: Archive, receive, texts) -> Archive:
    """Give an archive in which two outlets tell of one shelling, one of them reposted, beside other reports."""
    items = [
        receive(archive, texts["strike"], "strike"),
        receive(archive, texts["strike"] + " منقول.", "repost", "صفحة أخبار البادية"),
        receive(archive, SECOND, "second", "مرصد الجزيرة"),
        receive(archive, texts["raid"], "raid"),
        receive(archive, texts["meeting"], "meeting"),
    ]
    keep(archive, items)
    return archive


def found(archive: Archive) -> list[Incident]:
    with reading(archive.engine) as connection:
        return incidents(connection)


def shelling(archive: Archive) -> list[Incident]:
    return [incident for incident in found(archive) if incident.type == "shelling"]


def test_accounts_of_one_incident_are_joined_and_none_is_lost(told_twice: Archive) -> None:
    merge(told_twice)
    (one,) = shelling(told_twice)
    assert len(one.reports) == 3
    assert one.lineages == 2
    with reading(told_twice.engine) as connection:
        every = {account.event for account in accounts(connection)}
    assert {account.event for incident in found(told_twice) for account in incident.accounts} == every
    assert verify(told_twice).faults == ()


def test_an_incident_shows_where_its_accounts_disagree(told_twice: Archive) -> None:
    merge(told_twice)
    (one,) = shelling(told_twice)
    killed = [toll for toll in one.tolls if toll.status == "killed"]
    assert (min(t.low for t in killed), max(t.high for t in killed)) == (3, 4)
    assert "toll" in one.conflicts


def test_each_pair_has_the_sentence_that_explains_it(told_twice: Archive) -> None:
    merge(told_twice)
    with reading(told_twice.engine) as connection:
        scored = pairs(connection)
    assert scored
    assert all(pair.because and 0 <= pair.score <= 1 and pair.left < pair.right for pair in scored)


def test_a_verdict_is_obeyed_and_can_be_taken_back(told_twice: Archive) -> None:
    merge(told_twice)
    before = found(told_twice)
    (one,) = shelling(told_twice)
    by_report = {account.report: account.event for account in one.accounts}
    first, _, third = (by_report[key] for key in one.reports)
    judge(told_twice, first, third, Verdict.DIFFERENT)
    merge(told_twice)
    assert all(not {first, third} <= {a.event for a in incident.accounts} for incident in found(told_twice))
    judge(told_twice, first, third, Verdict.UNDECIDED)
    merge(told_twice)
    assert found(told_twice) == before


def test_people_can_join_what_the_score_would_not(told_twice: Archive) -> None:
    merge(told_twice)
    all_found = found(told_twice)
    left = next(i for i in all_found if i.type == "meeting").accounts[0].event
    right = next(i for i in all_found if i.type in ("raid", "arrest")).accounts[0].event
    judge(told_twice, left, right, Verdict.SAME)
    merge(told_twice)
    assert any({left, right} <= {a.event for a in incident.accounts} for incident in found(told_twice))


def test_merging_again_gives_the_same(told_twice: Archive) -> None:
    merge(told_twice)
    before = found(told_twice)
    merge(told_twice)
    assert found(told_twice) == before


def test_a_rejected_account_is_in_no_incident(told_twice: Archive) -> None:
    merge(told_twice)
    (one,) = shelling(told_twice)
    rejected = one.accounts[0].event
    review(told_twice, rejected, Review.REJECTED)
    assert all(a.event != rejected for incident in found(told_twice) for a in incident.accounts)
    merge(told_twice)
    assert all(a.event != rejected for incident in found(told_twice) for a in incident.accounts)


def test_a_release_holds_the_incidents_asked_for_and_their_reports(told_twice: Archive) -> None:
    merge(told_twice)
    (one,) = shelling(told_twice)
    release = make_release(told_twice, [one.id])
    assert release.incidents == (one,)
    assert set(release.reports) == set(one.reports)
    assert make_release(told_twice).incidents == tuple(found(told_twice))


def test_incidents_of_an_archive_without_a_merge_are_none(told_twice: Archive) -> None:
    assert found(told_twice) == []


RAIDS = (
    "اعتقلت قوات سوريا الديمقراطية أمس عبد الرحمن الطيموري في بلدة ذيبان.",
    "داهمت قسد اليوم منزل عبدالرحمن الطيموري في مدينة هجين وأعلنت اعتقال عبدالرحمن الطيموري.",
)


def actors_of(archive: Archive) -> set[str]:
    return {actor.id for incident in found(archive) for actor in incident.actors if actor.kind == "person"}


def test_a_person_spelt_in_two_ways_is_one_and_people_can_part_them(archive: Archive, receive) -> None:
    keep(archive, [receive(archive, words, f"raid{i}") for i, words in enumerate(RAIDS)])
    merge(archive)
    with reading(archive.engine) as connection:
        told = {c.value[0].id for a in accounts(connection) for c in a.of("actor") if c.kind == "person" and c.value}
    assert len(told) == 2
    assert len(actors_of(archive)) == 1
    judge(archive, *sorted(told), Verdict.DIFFERENT)
    merge(archive)
    assert actors_of(archive) == told
