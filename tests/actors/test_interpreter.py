from datetime import date

import pytest

from marsad.actors import interpret_actors, load_roster
from marsad.model import ActorInterpretation, ActorKind, Report, Span
from marsad.text.words import split_words

ROSTER = load_roster()
ORGANIZATION, PERSON, GROUP = ActorKind.ORGANIZATION, ActorKind.PERSON, ActorKind.GROUP


def interpret(
    text: str, *mentions: tuple[str, ActorKind], published: date | None = None
) -> list[tuple[ActorInterpretation, ...]]:
    spans = []
    after = 0
    for surface, kind in mentions:
        after = text.index(surface, after)
        spans.append((Span(after, after + len(surface)), kind))
        after += 1
    return list(interpret_actors(Report("r", text, published=published), spans, split_words(text), ROSTER))


def test_a_known_name_gets_id_side_and_codes() -> None:
    [(sdf, *_)] = interpret("أعلنت قسد ذلك", ("قسد", ORGANIZATION))
    assert (sdf.id, sdf.side) == ("sdf", "sdf")
    assert sdf.codes["acled_inter"] == "2"
    assert sdf.because


@pytest.mark.parametrize(("published", "id"), [(date(2024, 5, 1), "syria-army"), (date(2025, 5, 1), "syria-army-2024")])
def test_the_day_of_the_report_says_which_syrian_army(published: date, id: str) -> None:
    [(army, *_)] = interpret("أعلن الجيش السوري ذلك", ("الجيش السوري", ORGANIZATION), published=published)
    assert army.id == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("تقدم الجيش الوطني في ريف حلب شمالي سوريا", "sna"),
        ("تقدم الجيش الوطني قرب بنغازي في ليبيا", "lna"),
        ("تقدم الجيش الوطني قرب الحديدة في اليمن", "yemen-army"),
    ],
)
def test_the_country_of_the_report_says_which_army(text: str, id: str) -> None:
    [(army, *_)] = interpret(text, ("الجيش الوطني", ORGANIZATION))
    assert army.id == id


def test_a_nested_name_is_not_the_shorter_one() -> None:
    [(militia, *_)] = interpret("انسحب حزب الله العراقي", ("حزب الله العراقي", ORGANIZATION))
    assert militia.id == "kataib-hezbollah"


def test_a_span_cut_short_is_read_by_the_name_in_the_text() -> None:
    [(monitor, *_)] = interpret("قال المرصد السوري لحقوق الإنسان", ("السوري لحقوق الإنسان", ORGANIZATION))
    assert monitor.id == "sohr"


def test_a_span_with_its_class_word_is_read_without_it() -> None:
    [(daesh, *_)] = interpret("عناصر تنظيم داعش الإرهابي", ("تنظيم داعش الإرهابي", ORGANIZATION))
    assert daesh.id == "islamic-state"


def test_a_head_word_takes_up_who_was_named_with_it() -> None:
    text = "هاجم تنظيم القاعدة الموقع. وقال التنظيم إنه باق"
    _, (taken_up, *_) = interpret(text, ("القاعدة", ORGANIZATION), ("التنظيم", ORGANIZATION))
    assert taken_up.id == "al-qaida"
    assert "takes up" in taken_up.because


def test_a_headline_may_take_up_what_comes_after() -> None:
    text = "الوزارة تنفي\nقالت وزارة الدفاع الروسية إنها لم تقصف"
    (headline, *_), _ = interpret(text, ("الوزارة", ORGANIZATION), ("وزارة الدفاع الروسية", ORGANIZATION))
    assert headline.id == "russia-mod"


def test_an_unknown_organization_is_keyed_by_its_name() -> None:
    [(unknown,)] = interpret("أعلن فرسان السهل", ("فرسان السهل", ORGANIZATION))
    assert unknown.id == "organization:فرسان السهل"


def test_a_family_name_alone_is_the_person_named_before() -> None:
    text = "قال إبراهيم الزنبقي ذلك. وأضاف الزنبقي"
    (full,), (alone,) = interpret(text, ("إبراهيم الزنبقي", PERSON), ("الزنبقي", PERSON))
    assert full.id == alone.id == "person:ابراهيم الزنبقي"


def test_two_bearers_of_a_family_name_are_two_interpretations() -> None:
    text = "قتل إبراهيم الزنبقي وسامر الزنبقي. وكان الزنبقي"
    *_, both = interpret(text, ("إبراهيم الزنبقي", PERSON), ("سامر الزنبقي", PERSON), ("الزنبقي", PERSON))
    assert len(both) == 2


def test_a_public_person_has_an_english_name() -> None:
    [(figure,)] = interpret("قال أردوغان", ("أردوغان", PERSON))
    assert figure.name.en == "Recep Tayyip Erdoğan"


def test_a_group_has_no_id_but_tells_whom_it_names() -> None:
    [(group,)] = interpret("ضباط من المخابرات الجوية", ("ضباط من المخابرات الجوية", GROUP))
    assert group.id is None
    assert group.side == "assad"
    assert "syria-air-intelligence" in group.because


def test_forces_abroad_are_external_forces() -> None:
    [(army, *_)] = interpret("قصف الجيش التركي ريف حلب في سوريا", ("الجيش التركي", ORGANIZATION))
    assert army.codes["acled_inter"] == "8"


def test_odd_spans_are_not_refused() -> None:
    text = "، وقسد"
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            for kind in ActorKind:
                [result] = interpret_actors(Report("r", text), [(Span(start, end), kind)], split_words(text), ROSTER)
                assert result and result[0].because
