"""What a desk learns from corrections. Every report in these tests is invented, and so is everyone in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from marsad.actors import load_roster
from marsad.archive import Archive, add_account, correct, decide, edit, keep, review, undo, verify
from marsad.archive.corrections import corrections
from marsad.archive.database import reading
from marsad.archive.finding import reports_of, reports_with
from marsad.archive.learning import all_lessons, check_lesson, examples, find_lesson
from marsad.archive.lessons import KeptLesson, LessonState, accepted, decide_lesson, kept_lessons, lesson_id
from marsad.archive.loading import accounts, accounts_read, kept_reports, person_claim
from marsad.archive.proposing import Known, propose
from marsad.archive.rereading import taught_anew, to_reread
from marsad.archive.sharing import read_lessons, write_lessons
from marsad.collect import Reads, reread
from marsad.errors import ArchiveError, InputError
from marsad.model import (
    Account,
    ActorInterpretation,
    ActorKind,
    Claim,
    DateInterval,
    Lesson,
    LessonKind,
    Level,
    Name,
    NewActor,
    NewPlace,
    PlaceInterpretation,
    Point,
    Realis,
    Report,
    Review,
    Span,
)
from marsad.parallel import read_many
from marsad.pipeline import load_reader, read_report
from marsad.places.gazetteer import load_gazetteer
from marsad.text.bearing import bearing, phrases

COMBING = "بدأ عناصر من قوات سوريا الديمقراطية تمشيط بلدة ذيبان {when}، واعتقلوا شابين في البلدة، وفق مصادر محلية."
BAND = "هاجمت رماح البادية فجر اليوم نقطة لقوات النظام في بلدة {town}، وقُتل عنصران، بحسب ما أفادت شبكة الضفتين."
ELSEWHERE = "عقد وجهاء العشائر اجتماعاً في مدينة البوكمال لبحث التهدئة."
DAYS = Reads(model=False, jobs=1)
EAGLES = NewActor("desk:rimah", Name("رماح البادية", "Rimah al-Badiya"), ActorKind.ORGANIZATION, "opposition")
BAND_IS = Lesson(LessonKind.ALIAS, "رماح البادية", "actor", EAGLES.id, actor=EAGLES)
NO_EVENT = Lesson(LessonKind.TRIGGER, "اعتقلوا", "type")


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(load_gazetteer(), load_roster())


def told(archive: Archive, kind: str | None = None) -> list[Account]:
    with reading(archive.engine) as connection:
        return [one for one in accounts(connection) if kind in (None, one.type)]


def found(archive: Archive, known: Known) -> list[KeptLesson]:
    with reading(archive.engine) as connection:
        return all_lessons(connection, known)


def say_actor(archive: Archive, one: Account, words: str, text: str, who: ActorInterpretation) -> int:
    at = text.index(words)
    claim = person_claim(one, "actor", (who,), archive.who, spans=(Span(at, at + len(words)),), role="actor", kind=who.kind)
    return edit(archive, one.event, "actor", (claim,))


def say_place(archive: Archive, one: Account, words: str, text: str, place: str, known: Known) -> int:
    at, meant = text.index(words), known.places.get(place)
    assert meant is not None
    value = (PlaceInterpretation(meant, "chosen", 1.0),)
    return edit(
        archive, one.event, "place", (person_claim(one, "place", value, archive.who, spans=(Span(at, at + len(words)),)),)
    )


SDF = ActorInterpretation("sy.sdf", Name("قوات سوريا الديمقراطية", "Syrian Democratic Forces"), ActorKind.ORGANIZATION, "")


def sdf(known: Known) -> ActorInterpretation:
    organization = known.roster.named(known.roster.key("قوات سوريا الديمقراطية"))[0]
    return replace(SDF, id=organization.id)


def test_a_name_that_a_person_gave_to_an_actor_is_proposed_as_an_alias(folder: Archive, receive, known: Known) -> None:
    text = BAND.format(town="الشحيل")
    (kept,) = keep(folder, [receive(folder, text)])
    number = say_actor(folder, told(folder)[0], "رماح البادية", text, sdf(known))
    (one,) = found(folder, known)
    assert (one.state, one.lesson.kind, one.lesson.words) == (LessonState.PROPOSED, LessonKind.ALIAS, "رماح البادية")
    assert one.lesson.means == sdf(known).id
    assert [(b.decision, b.report, b.words) for b in one.basis] == [(number, kept.key, "رماح البادية")]


def test_what_the_reader_says_as_well_teaches_nothing(folder: Archive, receive, known: Known) -> None:
    text = COMBING.format(when="أمس")
    keep(folder, [receive(folder, text)])
    one = told(folder, "arrest")[0]
    say_actor(folder, one, "قوات سوريا الديمقراطية", text, sdf(known))
    assert found(folder, known) == []


def test_a_correction_taken_back_proposes_nothing(folder: Archive, receive, known: Known) -> None:
    text = BAND.format(town="الشحيل")
    keep(folder, [receive(folder, text)])
    number = say_actor(folder, told(folder)[0], "رماح البادية", text, sdf(known))
    undo(folder, "decision", number)
    assert found(folder, known) == []


def test_blind_codings_teach_nobody(folder: Archive, receive, known: Known) -> None:
    text = BAND.format(town="الشحيل")
    keep(folder, [receive(folder, text)])
    one = told(folder)[0]
    claim = person_claim(one, "type", "raid", folder.who)
    decide(folder, f"coding/{folder.who}/{one.event}", "type", [claim])
    assert found(folder, known) == []


def test_outlets_that_mean_different_places_get_a_rule_each(folder: Archive, receive, known: Known) -> None:
    texts = {"شبكة الضفتين": BAND.format(town="الشحيل"), "صوت الفرات": BAND.format(town="الشحيل") + " وعاد الهدوء."}
    keep(folder, [receive(folder, text, name=outlet, outlet=outlet) for outlet, text in texts.items()])
    meant = {"شبكة الضفتين": "sy.deir-ez-zor", "صوت الفرات": "sy.raqqa"}
    with reading(folder.engine) as connection:
        outlets = {one.key: one.report.source or "" for one in kept_reports(connection)}
    for key, one in {a.report: a for a in told(folder)}.items():
        say_place(folder, one, "الشحيل", texts[outlets[key]], meant[outlets[key]], known)
    lessons = [one.lesson for one in found(folder, known)]
    assert {(one.kind, one.outlet, one.means) for one in lessons} == {
        (LessonKind.RULE, outlet, place) for outlet, place in meant.items()
    }


def test_reposts_of_one_report_are_one_voice(folder: Archive, receive, known: Known) -> None:
    text = COMBING.format(when="أمس")
    keep(folder, [receive(folder, text, name="a"), receive(folder, text + " (نقلاً عن الشبكة)", name="b")])
    for one in told(folder, "raid"):
        review(folder, one.event, Review.REJECTED)
    assert told(folder, "raid") and found(folder, known) == []


def test_words_rejected_in_two_independent_reports_are_proposed_as_no_event(folder: Archive, receive, known: Known) -> None:
    texts = [
        COMBING.format(when="أمس"),
        "انتهى تمشيط الأراضي الزراعية حول الكسرة مساء الأحد، ولم تُسجَّل إصابات بين المزارعين هناك.",
    ]
    keep(folder, [receive(folder, text, name=str(i)) for i, text in enumerate(texts)])
    raids = [one for one in told(folder) if one.type == "raid"]
    for one in raids:
        review(folder, one.event, Review.REJECTED)
    (made,) = found(folder, known)
    assert (made.lesson.kind, made.lesson.means, made.lineages) == (LessonKind.TRIGGER, "", 2)


def test_an_acceptance_speaks_against_a_type_that_others_changed(folder: Archive, receive, known: Known) -> None:
    texts = [
        COMBING.format(when="أمس"),
        "انتهى تمشيط الأراضي الزراعية حول الكسرة مساء الأحد، ولم تُسجَّل إصابات بين المزارعين هناك.",
    ]
    keep(folder, [receive(folder, text, name=str(i)) for i, text in enumerate(texts)])
    first, second = (one for one in told(folder) if one.type == "raid")
    edit(folder, first.event, "type", (person_claim(first, "type", "movement", folder.who),))
    assert [one.lesson.means for one in found(folder, known)] == ["movement"]
    review(folder, second.event, Review.ACCEPTED)
    assert found(folder, known) == []


def test_a_date_is_proposed_once_it_counted_so_on_two_days_of_the_week(folder: Archive, receive, known: Known) -> None:
    days = [date(2025, 3, 12), date(2025, 3, 14)]
    texts = [COMBING.format(when="ليلة أمس"), BAND.format(town="الشحيل").replace("فجر اليوم", "ليلة أمس")]
    keep(folder, [receive(folder, text, name=str(day), published=day) for text, day in zip(texts, days, strict=True)])
    firsts = list({one.report: one for one in told(folder)}.values())
    for number, (one, text, day) in enumerate(zip(firsts, texts, days, strict=True)):
        assert found(folder, known) == [], number
        at = text.index("ليلة أمس")
        interval = DateInterval.day(day).shifted(-2)
        claim = person_claim(one, "date", interval, folder.who, spans=(Span(at, at + 8),), surface="ليلة أمس")
        edit(folder, one.event, "date", (claim,))
    (made,) = found(folder, known)
    assert (made.lesson.about, made.lesson.words, made.lesson.days) == ("date", "ليلة أمس", (-2, -2))


def test_words_by_which_a_person_added_an_event_are_proposed_as_its_trigger(folder: Archive, receive, known: Known) -> None:
    text = "تعرّضت سيارة لانقضاض مسيّرين مجهولين في بادية الشامية مساء اليوم."
    (kept,) = keep(folder, [receive(folder, text)])
    at = text.index("انقضاض")
    base = Account("added-one", kept.key, "attack", Realis.ACTUAL, Span(at, at + 6), None, ())
    claims = (person_claim(base, "type", "attack", folder.who), person_claim(base, "realis", "actual", folder.who))
    add_account(folder, replace(base, claims=claims))
    assert [(one.lesson.words, one.lesson.means) for one in found(folder, known)] == [("انقضاض", "attack")]


def test_the_same_corrections_propose_the_same_lessons_in_any_order(folder: Archive, receive, known: Known) -> None:
    text = BAND.format(town="الشحيل")
    keep(folder, [receive(folder, text)])
    for one in told(folder)[:2]:
        say_actor(folder, one, "رماح البادية", text, sdf(known))
    with reading(folder.engine) as connection:
        made = corrections(connection)
    ids = [one.id for one in propose(made, known)]
    assert ids and [one.id for one in propose(made[::-1], known)] == ids


def test_a_decision_about_a_lesson_is_in_the_log_and_can_be_taken_back(archive: Archive) -> None:
    number = decide_lesson(archive, BAND_IS, LessonState.ACCEPTED, note="من معرفة المكتب")
    assert accepted(archive) == (BAND_IS,)
    decide_lesson(archive, BAND_IS, LessonState.WITHDRAWN)
    assert accepted(archive) == ()
    with reading(archive.engine) as connection:
        (one,) = kept_lessons(connection)
    undo(archive, "decision", one.number)
    assert accepted(archive) == (BAND_IS,)
    assert number < one.number
    assert verify(archive).faults == ()


def test_two_meanings_of_the_same_words_cannot_both_be_accepted(folder: Archive) -> None:
    decide_lesson(folder, NO_EVENT, LessonState.ACCEPTED)
    with pytest.raises(ArchiveError, match="withdraw"):
        decide_lesson(folder, replace(NO_EVENT, means="raid"), LessonState.ACCEPTED)
    decide_lesson(folder, replace(NO_EVENT, means="raid", outlet="صوت الفرات"), LessonState.ACCEPTED)


def test_a_lesson_that_somebody_refused_is_not_put_forward_again(folder: Archive, receive, known: Known) -> None:
    text = BAND.format(town="الشحيل")
    keep(folder, [receive(folder, text)])
    say_actor(folder, told(folder)[0], "رماح البادية", text, sdf(known))
    (one,) = found(folder, known)
    decide_lesson(folder, one.lesson, LessonState.REFUSED, one.basis)
    assert [(again.id, again.state) for again in found(folder, known)] == [(one.id, LessonState.REFUSED)]
    with reading(folder.engine) as connection:
        again = find_lesson(connection, known, one.id)
    assert again is not None and again.basis == one.basis


def test_reports_are_found_by_the_words_of_a_lesson_with_particles_and_other_spellings(archive: Archive, receive) -> None:
    texts = ["وقفوا مع رماح البادية", "بيان لرماح الباديه", "رماح في البادية", ELSEWHERE]
    keys = [one.key for one in keep(archive, [receive(archive, text, name=str(i)) for i, text in enumerate(texts)])]
    with reading(archive.engine) as connection:
        assert reports_of(connection, BAND_IS) == keys[:2]
        assert reports_with(connection, phrases("قوات سورية الديموقراطية")) == []
        assert [one.span.of(one.text) for one in examples(connection, BAND_IS, keys)] == ["رماح البادية", "لرماح الباديه"]


def test_only_reports_with_the_words_are_read_again_and_the_reader_says_so(archive: Archive, receive) -> None:
    batch = [receive(archive, BAND.format(town="الشحيل"), name="a"), receive(archive, COMBING.format(when="أمس"), name="b")]
    band, combing = (one.key for one in keep(archive, batch))
    before = {one.event: one for one in told(archive) if one.report == combing}
    decide_lesson(archive, BAND_IS, LessonState.ACCEPTED)
    how = replace(DAYS, lessons=accepted(archive))
    assert [one.report for one in reread(archive, how)] == [band]
    assert reread(archive, how) == []
    claims = [claim for one in told(archive) if one.report == band for claim in one.claims]
    assert {claim.reader for claim in claims} == {read_report(Report("x", BAND.format(town="الشحيل")), reader(how)).reader}
    assert EAGLES.id in {who.id for claim in claims if claim.field == "actor" for who in claim.value}  # type: ignore[union-attr]
    assert {one.event: one for one in told(archive) if one.report == combing} == before
    assert verify(archive).faults == ()


def reader(how: Reads):
    return load_reader(model=how.model, threads=1, lessons=how.lessons)


def test_a_title_that_a_person_told_counts_and_ends_there(folder: Archive, receive) -> None:
    (kept,) = keep(folder, [receive(folder, ELSEWHERE)])
    correct(folder, kept.key, "title", "بيان رماح البادية")
    decide_lesson(folder, BAND_IS, LessonState.ACCEPTED)
    how = replace(DAYS, lessons=accepted(folder))
    assert [one.report for one in reread(folder, how)] == [kept.key]
    assert reread(folder, how) == []


def test_a_withdrawn_lesson_gives_the_first_reading_back(folder: Archive, receive) -> None:
    keep(folder, [receive(folder, BAND.format(town="الشحيل"))])
    first = told(folder)
    decide_lesson(folder, BAND_IS, LessonState.ACCEPTED)
    reread(folder, replace(DAYS, lessons=accepted(folder)))
    assert told(folder) != first
    decide_lesson(folder, BAND_IS, LessonState.WITHDRAWN)
    with reading(folder.engine) as connection:
        assert len(taught_anew(connection, ())) == 1
    reread(folder, DAYS)
    assert told(folder) == first
    with reading(folder.engine) as connection:
        assert taught_anew(connection, ()) == []
    assert to_reread(folder, DAYS.name) == []


def test_a_dry_run_tells_what_would_change_and_changes_nothing(folder: Archive, receive) -> None:
    keep(folder, [receive(folder, COMBING.format(when="أمس"))])
    before = told(folder)
    decide_lesson(folder, NO_EVENT, LessonState.ACCEPTED)
    how = replace(DAYS, lessons=accepted(folder))
    (would,) = reread(folder, how, dry=True)
    assert (would.gone, would.added, would.held) == (1, 0, 0)
    assert told(folder) == before
    (did,) = reread(folder, how)
    assert did.gone == 1 and len(told(folder)) == len(before) - 1


def test_what_a_person_decided_stays_when_a_lesson_would_read_it_otherwise(folder: Archive, receive) -> None:
    keep(folder, [receive(folder, COMBING.format(when="أمس"))])
    one = told(folder, "arrest")[0]
    review(folder, one.event, Review.ACCEPTED)
    decide_lesson(folder, NO_EVENT, LessonState.ACCEPTED)
    (did,) = reread(folder, replace(DAYS, lessons=accepted(folder)))
    assert (did.held, did.gone) == (1, 0)
    assert [a.event for a in told(folder, "arrest")] == [one.event]


def test_processes_carry_the_lessons() -> None:
    reports = [Report(str(i), BAND.format(town="الشحيل"), None, date(2025, 3, 12)) for i in range(3)]
    alone = list(read_many(reports, model=False, jobs=1, lessons=(BAND_IS,)))
    assert list(read_many(reports, model=False, jobs=2, lessons=(BAND_IS,))) == alone
    assert ", lessons " in alone[0].reader


def test_a_report_without_the_words_is_read_as_if_nothing_had_been_taught() -> None:
    report = Report("r", COMBING.format(when="أمس"), None, date(2025, 3, 12))
    assert read_report(report, load_reader(model=False, lessons=(BAND_IS,))) == read_report(report, load_reader(model=False))


def test_a_lesson_for_one_outlet_holds_there_alone() -> None:
    lesson = replace(BAND_IS, kind=LessonKind.RULE, outlet="صوت الفرات")
    text = BAND.format(town="الشحيل")
    assert bearing((lesson,), Report("r", text, source="صوت الفرات")) == (lesson,)
    assert bearing((lesson,), Report("r", text, source="شبكة الضفتين")) == ()


@pytest.fixture
def taught() -> Callable[..., Claim]:
    """Give what reads a text under one lesson and gives the first claim about a field."""

    def read(text: str, lesson: Lesson, published: date | None = date(2025, 3, 12)):
        return read_report(Report("r", text, None, published), load_reader(model=False, lessons=(lesson,)))

    return read


def test_a_taught_place_that_the_gazetteer_does_not_have_is_found_where_it_lies(taught) -> None:
    place = NewPlace("desk.kw", Name("كويرة الغرب"), Level.SETTLEMENT, Point(35.1, 40.4), 1.0, "sy.deir-ez-zor")
    read = taught(
        "اندلعت اشتباكات في كويرة الغرب أمس.", Lesson(LessonKind.PLACE, "كويرة الغرب", "place", place.id, place=place)
    )
    (one,) = [m for m in read.mentions if m.places]
    assert (one.surface, one.places[0].place.id, one.places[0].place.parents) == (
        "كويرة الغرب",
        "desk.kw",
        ("sy.deir-ez-zor", "sy"),
    )


def test_a_class_word_in_the_report_still_says_which_of_two_places_a_taught_name_means(taught) -> None:
    city = next(p for p in load_gazetteer().named("دير الزور") if p.level is Level.SETTLEMENT)
    lesson = Lesson(LessonKind.PLACE, "دير الزور", "place", city.id)
    bare = taught("انفجرت عبوة في دير الزور أمس.", lesson)
    classed = taught("انفجرت عبوة في محافظة دير الزور أمس.", lesson)
    assert [m.places[0].place.level for m in bare.mentions if m.places] == [Level.SETTLEMENT]
    assert [m.places[0].place.level for m in classed.mentions if m.places] == [Level.GOVERNORATE]


def test_a_taught_date_is_counted_from_the_day_of_publication_and_open_without_it(taught) -> None:
    lesson = Lesson(LessonKind.RULE, "ليلة أمس", "date", days=(-2, -1))
    text = "قصفت قوات النظام بلدة الشحيل ليلة أمس."
    (event,) = taught(text, lesson).events
    assert event.date.interval == DateInterval(date(2025, 3, 10), date(2025, 3, 11))
    (event,) = taught(text, lesson, published=None).events
    assert event.date.interval is None


def test_a_taught_trigger_is_found_with_particles_and_article(taught) -> None:
    lesson = Lesson(LessonKind.TRIGGER, "انقضاض", "type", "attack")
    text = "تعرّضت سيارة للانقضاض مساء أمس، ثم وقع انقضاض ثانٍ في بلدة الشحيل."
    read = taught(text, lesson)
    assert [(e.type, e.trigger.of(text)) for e in read.events] == [("attack", "لانقضاض"), ("attack", "انقضاض")]


def test_a_taught_cue_says_how_an_act_is_presented(taught) -> None:
    text = "ثمة همس حول قصف بلدة الشحيل."
    assert [e.realis for e in taught(text, Lesson(LessonKind.RULE, "همس حول", "realis", "planned")).events] == [Realis.PLANNED]
    assert [e.realis for e in taught(text, Lesson(LessonKind.RULE, "همس عن", "realis", "planned")).events] == [Realis.ACTUAL]


def test_the_tagger_obeys_too() -> None:
    text = BAND.format(town="الشحيل") + " وأُعلن عن تمشيط المنطقة."
    lessons = (BAND_IS, Lesson(LessonKind.TRIGGER, "تمشيط", "type", "movement"), Lesson(LessonKind.TRIGGER, "هاجمت", "type"))
    read = read_report(Report("r", text, None, date(2025, 3, 12)), load_reader(lessons=lessons))
    assert {e.trigger.of(text): e.type for e in read.events}["تمشيط"] == "movement"
    assert "هاجمت" not in [e.trigger.of(text) for e in read.events]
    assert EAGLES.id in [m.actors[0].id for m in read.mentions if m.actors]


def test_a_file_of_lessons_holds_their_words_and_nothing_of_reports_or_people(folder: Archive, receive, known: Known) -> None:
    text = BAND.format(town="الشحيل")
    (kept,) = keep(folder, [receive(folder, text)])
    say_actor(folder, told(folder)[0], "رماح البادية", text, sdf(known))
    (one,) = found(folder, known)
    decide_lesson(folder, one.lesson, LessonState.ACCEPTED, one.basis, note="قاله شاهد")
    with reading(folder.engine) as connection:
        lessons = kept_lessons(connection)
    written = write_lessons(lessons)
    assert [lesson for lesson, _ in read_lessons(written)] == [one.lesson]
    assert not any(secret in written for secret in (kept.key, "شبكة الضفتين", "هاجم", folder.who, "شاهد"))
    assert folder.who in write_lessons(lessons, names=True)
    assert read_lessons(write_lessons(lessons, notes=True))[0][1] == "قاله شاهد"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": "lessons/2", "lessons": []}',
        '{"format": "lessons/1", "lessons": [{"kind": "alias"}]}',
        "[" * 100_000,
    ],
)
def test_a_file_that_holds_no_lessons_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_lessons(text)


@pytest.mark.parametrize(
    "lesson",
    [
        Lesson(LessonKind.ALIAS, "رماح البادية", "actor", "nobody"),
        Lesson(LessonKind.PLACE, "رماح البادية", "place", "nowhere"),
        Lesson(LessonKind.TRIGGER, "رماح البادية", "type", "no type"),
        Lesson(LessonKind.TRIGGER, "رماح البادية", "actor", "raid"),
        Lesson(LessonKind.RULE, "رماح البادية", "date"),
        Lesson(LessonKind.RULE, "رماح البادية", "date", days=(1, 0)),
        Lesson(LessonKind.TRIGGER, "،", "type", "raid"),
        Lesson(LessonKind.TRIGGER, "كلمة " * 9, "type", "raid"),
    ],
)
def test_a_lesson_that_the_reader_could_not_follow_is_refused(lesson: Lesson, known: Known) -> None:
    with pytest.raises(InputError):
        check_lesson(lesson, known)


def test_an_actor_that_one_lesson_brought_may_get_further_names(folder: Archive, known: Known) -> None:
    decide_lesson(folder, BAND_IS, LessonState.ACCEPTED)
    with reading(folder.engine) as connection:
        kept = kept_lessons(connection)
    more = Lesson(LessonKind.ALIAS, "فتية الرماح", "actor", EAGLES.id)
    check_lesson(more, known, kept)
    decide_lesson(folder, more, LessonState.ACCEPTED)
    text = "هاجم فتية الرماح نقطة في بلدة الشحيل."
    read = read_report(Report("r", text), load_reader(model=False, lessons=accepted(folder)))
    assert [m.actors[0].name.en for m in read.mentions if m.actors and m.surface == "فتية الرماح"] == ["Rimah al-Badiya"]
    with reading(folder.engine) as connection:
        written = write_lessons(kept_lessons(connection))
    for lesson, _ in read_lessons(written):  # each can be taken by a desk that has none of the others
        check_lesson(lesson, known)


def test_a_lesson_is_named_by_what_it_says(tmp_path: Path) -> None:
    assert lesson_id(NO_EVENT) == lesson_id(replace(NO_EVENT, words="إعتقلوا"))
    assert lesson_id(NO_EVENT) != lesson_id(replace(NO_EVENT, outlet="صوت الفرات"))
    assert json.loads(write_lessons([])) == {"format": "lessons/1", "lessons": []}


def test_the_readers_own_claims_stay_beside_those_of_people(folder: Archive, receive, known: Known) -> None:
    text = BAND.format(town="الشحيل")
    keep(folder, [receive(folder, text)])
    say_actor(folder, told(folder)[0], "رماح البادية", text, sdf(known))
    with reading(folder.engine) as connection:
        assert all(claim.reader == DAYS.name for one in accounts_read(connection) for claim in one.claims)
