import pytest

from marsad.actors import find_actors, load_roster
from marsad.model import ActorKind
from marsad.text.words import split_words

ROSTER = load_roster()


def persons(text: str) -> list[str]:
    found = find_actors(text, split_words(text), ROSTER)
    return [span.of(text) for span, kind in found if kind is ActorKind.PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال العميد الركن سالم الدغموري إن القوات تقدمت", "سالم الدغموري"),
        ("أكد وزير الخارجية التركي، هاكان فيدان، ذلك", "هاكان فيدان"),
        ("اعتقلت المدعو فراس محمد الزنبقي في البلدة", "فراس محمد الزنبقي"),
        ("التقى عبد الرحمن السمهوري في المدينة", "عبد الرحمن السمهوري"),
        ("قتل الشاب أبو خالد الطبراني، أمس", "أبو خالد الطبراني"),
    ],
)
def test_the_title_stays_outside(text: str, name: str) -> None:
    assert persons(text) == [name]


def test_the_family_name_is_found_again_alone() -> None:
    assert persons("قال محمود الزنبقي ذلك. وأضاف الزنبقي أنه باق") == ["محمود الزنبقي", "الزنبقي"]


def test_the_names_of_a_list_are_found_one_by_one() -> None:
    text = "وهم: أحمد الزنبقي (16 عاماً)، وحازم الطبراني (20 عاماً) وسامر الدغموري"
    assert persons(text) == ["أحمد الزنبقي", "حازم الطبراني", "سامر الدغموري"]


@pytest.mark.parametrize(
    "text", ["في قرية أم الزنابق شرقي البلدة", "قصف مدينة الشيخ سليمان", "على الحدود، وقال المتحدث باسم القوات"]
)
def test_places_and_prepositions_are_no_persons(text: str) -> None:
    assert persons(text) == []


def test_a_public_person_is_found_by_one_word() -> None:
    assert persons("هدد أردوغان بعملية جديدة") == ["أردوغان"]


def test_half_of_a_hyphenated_name_is_no_person() -> None:
    assert persons("ضمن منطقة بوتين-أردوغان") == []
