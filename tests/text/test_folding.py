import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Span
from marsad.text.folding import fold, fold_key

ARABIC = st.text(
    alphabet=st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآٱؤئءً ٌَُِّْـ\u200f\u200e ﻻﷲ«»“”٠١٢۳۴ .,!؟\nabc"), max_size=200
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("قُوّاتٌ", "قوات"),
        ("قـــوات", "قوات"),
        ("إدلب أبو آذار", "ادلب ابو اذار"),
        ("القاعدة", "القاعده"),
        ("موسى", "موسي"),
        ("علی کردی", "علي كردي"),
        ("٢٠١٨ ۲۰۱۸", "2018 2018"),
        ("ﻣﺮﺻﺪ", "مرصد"),
        ("“حزب الله”", '"حزب الله"'),
        ("\u200fدير\u200e الزور", "دير الزور"),
        ("تعـ ـتـ ـقل", "تعتقل"),
        ("القـ.ـصف", "القصف"),
        ("الاحتــ*لال", "الاحتلال"),
        ("ق*صف", "قصف"),
        ("القـ.صف", "القصف"),
        ("أمس.وقال", "امس.وقال"),
    ],
)
def test_spellings_of_one_word_fold_alike(written: str, folded: str) -> None:
    assert fold(written).text == folded


def test_decomposed_hamza_folds_like_the_composed_one() -> None:
    assert fold_key(unicodedata.normalize("NFD", "أمس")) == fold_key("أمس")


def test_a_hijri_sign_keeps_its_space() -> None:
    assert fold("1445 هـ في").text == "1445 ه في"


def test_a_folded_place_finds_its_words_with_marks_and_tatweel() -> None:
    text = "في قُـرىً قريبة"
    folded = fold(text)
    start = folded.text.index("قري")
    assert folded.surface(start, start + 3).of(text) == "قُـرىً"


def test_bidi_marks_after_a_word_stay_outside_it() -> None:
    text = "دير الزور\u200f."
    assert fold(text).surface(0, 9).of(text) == "دير الزور"


@given(ARABIC | st.text(max_size=200))
def test_every_folded_character_comes_from_the_place_it_names(text: str) -> None:
    folded = fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert list(folded.origins) == sorted(folded.origins)
    for i in range(len(folded.text)):
        assert fold(text[folded.origins[i]]).text.count(folded.text[i])


@given(ARABIC)
def test_a_surface_span_folds_back_to_its_own_characters(text: str) -> None:
    folded = fold(text)
    for i in range(len(folded.text)):
        span = folded.surface(i, i + 1)
        assert 0 <= span.start < span.end <= len(text)
        first, last = folded.folded(span)
        assert first <= i < last


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_key(fold_key(text)) == fold_key(text)


def test_an_empty_stretch_is_an_empty_span() -> None:
    assert fold("سلام").surface(2, 2) == Span(2, 2)


def test_a_long_run_of_tatweels_is_folded_in_time_that_grows_with_it() -> None:
    assert fold("ـ" * 200_000).text == ""
