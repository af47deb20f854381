import pytest

from marsad.actors import find_actors, load_roster
from marsad.model import ActorKind
from marsad.text.words import split_words

ROSTER = load_roster()


def found(text: str, kind: ActorKind) -> list[str]:
    return [span.of(text) for span, k in find_actors(text, split_words(text), ROSTER) if k is kind]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("هاجم مسلحون مجهولون الحاجز", "مسلحون مجهولون"),
        ("قتل 5 عناصر من قوات النظام", "عناصر من قوات النظام"),
        ("شنت طائرات حربية روسية غارات", "طائرات حربية روسية"),
        ("عبر مقاتلين من فصائل موالية لتركيا", "مقاتلين من فصائل موالية لتركيا"),
        ("اجتمع ضباط من المخابرات الجوية أمس", "ضباط من المخابرات الجوية"),
        ("قصفت الميليشيات الإيرانية الموقع", "الميليشيات الإيرانية"),
        ("وصل مفتشو الأسلحة الكيميائية", "مفتشو الأسلحة الكيميائية"),
    ],
)
def test_a_group_goes_from_its_head_to_its_last_modifier(text: str, group: str) -> None:
    assert found(text, ActorKind.GROUP) == [group]


def test_the_organization_inside_a_group_is_found_too() -> None:
    assert found("ضباط من المخابرات الجوية", ActorKind.ORGANIZATION) == ["المخابرات الجوية"]


def test_a_class_word_before_a_name_is_no_group() -> None:
    assert found("ميليشيات الحوثي", ActorKind.GROUP) == []


def test_an_adjective_is_no_group() -> None:
    assert found("مع المستشارين الروس", ActorKind.GROUP) == []


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("خرج أهالي القرية", "أهالي القرية"),
        ("قتل 3 مدنيين", "مدنيين"),
        ("أصيب طفل", "طفل"),
        ("استقبلت نازحين من حماة", "نازحين"),
    ],
)
def test_a_population_is_found(text: str, population: str) -> None:
    assert found(text, ActorKind.POPULATION) == [population]


def test_an_office_speaks_for_a_body() -> None:
    assert found("قال متحدث باسم حماس", ActorKind.OFFICE) == ["متحدث باسم حماس"]
