"""Names that a desk taught its reader. The names are invented, the places real."""

from marsad.model import Lesson, LessonKind, Level, Name, NewPlace, Point
from marsad.places.find import find_places
from marsad.places.gazetteer import load_gazetteer
from marsad.places.taught import teach_gazetteer
from marsad.text.folding import fold_key
from marsad.text.words import split_words

NEW = NewPlace("desk.kw", Name("كويرة الغرب"), Level.SETTLEMENT, Point(35.1, 40.4), 1.0, "sy.deir-ez-zor")
LESSON = Lesson(LessonKind.PLACE, "كويرة الغرب", "place", NEW.id, place=NEW)
BASE = load_gazetteer()
TAUGHT = teach_gazetteer(BASE, (LESSON,))
KEY = fold_key("كويرة الغرب")


def found(text: str) -> list[str]:
    return [span.of(text) for span in find_places(text, split_words(text), TAUGHT)]


def test_a_taught_name_is_found_and_the_others_stay() -> None:
    assert found("اشتباكات في كويرة الغرب والميادين") == ["كويرة الغرب", "الميادين"]


def test_a_taught_name_is_exact() -> None:
    assert TAUGHT.alike(fold_key("كويرةالغرب")) == BASE.alike(fold_key("كويرةالغرب"))
    assert list(TAUGHT.inside("sy.deir-ez-zor")) == list(BASE.inside("sy.deir-ez-zor"))
    assert found("اشتباكات في كويرة") == []


def test_the_gazetteer_beneath_is_not_changed() -> None:
    text = "اشتباكات في كويرة الغرب"
    assert found(text) and find_places(text, split_words(text), BASE) == ()
    assert BASE.get(NEW.id) is None and BASE.taught(KEY) is None


def test_a_name_that_others_bear_keeps_them_behind_the_taught_place() -> None:
    name = fold_key("الميادين")
    taught = teach_gazetteer(BASE, (Lesson(LessonKind.PLACE, "الميادين", "place", "sy.raqqa"),))
    first, *others = taught.named(name)
    assert first.id == "sy.raqqa" and others == list(BASE.named(name))


def test_lessons_about_other_things_leave_the_gazetteer_as_it_is() -> None:
    assert teach_gazetteer(BASE, (Lesson(LessonKind.TRIGGER, "تمشيط", "type", "raid"),)) is BASE
