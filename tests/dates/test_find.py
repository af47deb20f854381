"""Which words of a report are a date."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.dates import find_dates
from marsad.text.words import split_words


def found(text: str) -> list[str]:
    """Give the date expressions of a text."""
    return [span.of(text) for span in find_dates(text, split_words(text))]


@pytest.mark.parametrize(
    "expression",
    [
        "أمس",
        "فجر اليوم",
        "صباح اليوم الجمعة",
        "أول أمس، الأربعاء",
        "اليوم السبت 11 كانون الأول",
        "الخميس، 25 من تشرين الثاني",
        "5 آب / أغسطس 2023",
        "نوفمبر/ تشرين الثاني",
        "مارس (آذار) 2020",
        "السابع والعشرين من نيسان/ أبريل الماضي",
        "12/5/2019",
        "2019-05-12",
        "15 رمضان 1442",
        "5 جويلية",
        "ليل السبت - الأحد",
        "بعد منتصف ليل الاثنين–الثلاثاء",
        "الليلة الماضية",
        "مطلع العام الجاري",
        "نهاية عام 2014",
        "الـ 12 من الشهر الجاري",
        "الـ 24 ساعة الماضية",
        "الأيام الخمسة الماضية",
        "الأسبوعين الماضيين",
        "قبل نحو شهرين",
        "منذ ثلاثة أعوام",
        "صيف 2019",
        "الأسبوع الأول من أيلول",
        "تسعينيات القرن الماضي",
    ],
)
def test_an_expression_is_found_whole(expression: str) -> None:
    assert found(f"قصفت الطائرات البلدة في {expression}، وفق مصادر") == [expression]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خلال شهري أيار وآذار الماضيين", ["أيار", "آذار"]),
        ("بين عامي 2014 و2016", ["2014", "2016"]),
        ("وبالأمس قصفت", ["الأمس"]),
        ("والسبت قصفت", ["السبت"]),
        ("بين الاثنين والأربعاء", ["الاثنين", "الأربعاء"]),
        ("بين 5 و8 أيلول الجاري", ["5 و8 أيلول الجاري"]),
        ("أمهلت السكان للإخلاء خلال 48 ساعة", ["خلال 48 ساعة"]),
        ("مُنحوا مهلة 10 أيام", ["10 أيام"]),
    ],
)
def test_a_mention_leaves_out_what_does_not_belong(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "لمدة يومين",
        "مؤخراً",
        "قبل ساعات",
        "منذ أيام",
        "الأشهر الماضية",
        "في الساعة الخامسة فجراً",
        "قُتلوا خلال 30 يوماً من المعارك",
        "أفادت روسيا اليوم",
        "بعد صلاة الجمعة",
        "انفجار في سوق الأحد",
        "في إب قُتل أب وابنه",
        "مارس التنظيم ضغوطاً",
        "وزعت 2000 سلة",
    ],
)
def test_what_names_no_day_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_date_does_not_cross_a_line() -> None:
    assert found("قصف يوم السبت\n12 أيلول") == ["يوم السبت", "12 أيلول"]


def test_bidi_marks_stay_outside() -> None:
    assert found("\u200fاليوم قصفت") == ["اليوم"]


WORDS = [
    "اليوم",
    "12",
    "/",
    "2019",
    "أيار",
    "كانون",
    "الأول",
    "منذ",
    "ثلاثة",
    "أعوام",
    "ليل",
    "السبت",
    "-",
    "من",
    "الشهر",
    "الماضي",
    "\n",
    "\u200f",
    "الـ",
    "3.4.2020",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join)))
def test_spans_slice_the_text_and_never_overlap(text: str) -> None:
    spans = find_dates(text, split_words(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
