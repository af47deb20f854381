import pytest

from marsad.actors.naming import find_names
from marsad.actors.roster import load_roster
from marsad.text.words import split_words

ROSTER = load_roster()


def names(text: str) -> list[str]:
    return [hit.span.of(text) for hit in find_names(text, split_words(text), ROSTER)]


def test_the_longest_name_wins() -> None:
    assert names("انسحب حزب الله العراقي من الموقع") == ["حزب الله العراقي"]


@pytest.mark.parametrize("text", ["عناصر تنظيم داعش", "ميليشيات الحوثي", "حركة حماس"])
def test_a_class_word_stays_outside(text: str) -> None:
    assert names(text) == [text.split()[-1]]


def test_a_class_word_that_is_part_of_the_name_stays_inside() -> None:
    assert names("قوات سوريا الديمقراطية") == ["قوات سوريا الديمقراطية"]


def test_quotes_inside_a_name_do_not_break_it() -> None:
    assert names("قصفت هيئة “تحرير الشام” الموقع") == ["هيئة “تحرير الشام"]


def test_what_stands_in_the_quotes_is_the_name_where_it_is_one_alone() -> None:
    assert names("نقلت وكالة “فرانس برس” عنه") == ["فرانس برس"]


def test_a_name_broken_to_pass_moderation_is_found() -> None:
    assert names("مواقع قســد") == ["قســد"]


def test_a_hashtag_is_read_by_its_words() -> None:
    assert names("#الجيش_التركي") == ["الجيش_التركي"]


def test_nothing_is_found_in_nothing() -> None:
    assert names("") == []
