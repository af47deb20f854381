"""Tests for `marsad.places.find`."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Span
from marsad.places.find import find_places, without_proclitic
from marsad.places.gazetteer import PackagedGazetteer, load_gazetteer
from marsad.text.words import split_words


def found(text: str, gazetteer: PackagedGazetteer) -> list[str]:
    return [span.of(text) for span in find_places(text, split_words(text), gazetteer)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصف طال بلدة ذيبان بريف دير الزور الشرقي", ["ذيبان", "دير الزور"]),
        ("انفجار في حي الحميدية في مدينة دير الزور", ["حي الحميدية", "دير الزور"]),
        ("استهدفت طائرة مسيرة حقل العمر", ["حقل العمر"]),
        ("وصلت التعزيزات إلى البوكمال وذيبان والبصيرة", ["البوكمال", "ذيبان", "البصيرة"]),
        ("اجتماع لوجهاء #دير_الزور", ["دير_الزور"]),
        ("طريق يصل ذيبان بالبوكمال", ["ذيبان", "البوكمال"]),
    ],
)
def test_names_are_found_without_class_words_outside_and_proclitics(
    text: str, places: list[str], small: PackagedGazetteer
) -> None:
    assert found(text, small) == places


def test_lam_lam_gives_the_article_back(small: PackagedGazetteer) -> None:
    assert found("نقل جرحى للبوكمال", small) == ["لبوكمال"]


def test_an_ordinary_word_is_no_place_without_a_class_word(small: PackagedGazetteer) -> None:
    assert found("استهدفت الغارة القاعدة العسكرية", small) == []
    assert found("دخلت الدورية قرية القاعدة", small) == ["القاعدة"]


def test_a_state_that_acts_is_no_place(small: PackagedGazetteer) -> None:
    assert found("أعلنت فرنسا موقفها", small) == []
    assert found("عاد من شمال فرنسا", small) == ["فرنسا"]


def test_a_name_inside_somebodys_name_is_no_place(small: PackagedGazetteer) -> None:
    text = "أصدر مجلس دير الزور العسكري بياناً"
    assert found(text, small) == []
    text = "عناصر فصيل ذيبان انسحبوا"
    assert find_places(text, split_words(text), small, taken=[Span(6, 16)]) == ()


def test_a_name_nobody_knows_is_found_after_a_class_word(small: PackagedGazetteer) -> None:
    assert found("مداهمة في حي الجميعات في مدينة البوكمال", small) == ["حي الجميعات", "البوكمال"]
    assert found("قصف قرية أم العطيش ليلاً", small) == ["أم العطيش"]
    assert found("قصف قرية صغيرة ليلاً", small) == []


def test_marks_and_tatweel_do_not_hide_a_name(small: PackagedGazetteer) -> None:
    assert found("في ذِيبَـان", small) == ["ذِيبَـان"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from('وفبلكالمدينةريف حيدرزوبكم،.\n#"ـ\u064b\u200fab1 '), max_size=200))
def test_any_text_gives_spans_in_order_that_do_not_meet(text: str) -> None:
    spans = find_places(text, split_words(text), load_gazetteer())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_a_particle_is_taken_off_a_class_word() -> None:
    text = "بحي القصور"
    word = split_words(text)[0]
    assert without_proclitic(Span(0, len(text)), word).of(text) == "حي القصور"


def test_a_name_that_begins_with_the_letter_of_a_particle_stays() -> None:
    text = "بلدة كفريا"
    word = split_words(text)[0]
    assert without_proclitic(Span(0, len(text)), word).of(text) == text
