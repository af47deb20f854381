"""Which days a date expression is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.dates import date_notes, find_dates, interpret_dates
from marsad.model import DateInterpretation, Report, Span
from marsad.text.words import split_words

MONDAY = date(2024, 9, 16)


def interpret(text: str, published: date | None = MONDAY) -> list[tuple[DateInterpretation, ...]]:
    """Give the interpretations of the date expressions found in a text."""
    words = split_words(text)
    return list(interpret_dates(Report("r", text, published=published), find_dates(text, words), words))


def days(text: str, published: date | None = MONDAY) -> list[str]:
    """Give the most trusted interval of each date expression, as `first` or `first..last`; `open` where there is none."""
    return [_written(answers[0]) for answers in interpret(text, published)]


def _written(answer: DateInterpretation) -> str:
    if answer.interval is None:
        return "open"
    first, last = answer.interval.first, answer.interval.last
    return str(first) if first == last else f"{first}..{last}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت أمس", "2024-09-15"),
        ("قصفت أول من أمس", "2024-09-14"),
        ("قصفت يوم أمس الأول", "2024-09-14"),
        ("بعد غد", "2024-09-18"),
        ("قُتل الأحد", "2024-09-15"),
        ("قُتل الاثنين", "2024-09-16"),
        ("قُتل الاثنين الماضي", "2024-09-09"),
        ("قُتل الثلاثاء", "2024-09-10"),
        ("سيعقد الأحد", "2024-09-22"),
        ("الثلاثاء المقبل", "2024-09-17"),
        ("ليل السبت - الأحد قصفت", "2024-09-14..2024-09-15"),
        ("بعد منتصف ليل السبت - الأحد قصفت", "2024-09-15"),
        ("الليلة الماضية", "2024-09-15..2024-09-16"),
        ("الأسبوع الماضي", "2024-09-07..2024-09-13"),
        ("مطلع الأسبوع", "2024-09-14..2024-09-16"),
        ("نهاية الأسبوع الماضي", "2024-09-13..2024-09-15"),
        ("الشهر الجاري", "2024-09-01..2024-09-30"),
        ("أواخر الشهر الماضي", "2024-08-21..2024-08-31"),
        ("العام المقبل", "2025-01-01..2025-12-31"),
        ("منذ مطلع العام الجاري", "2024-01-01..2024-01-31"),
        ("منتصف أيلول الجاري", "2024-09-11..2024-09-20"),
        ("في 10 من الشهر الجاري", "2024-09-10"),
        ("في أيلول الماضي", "2023-09-01..2023-09-30"),
        ("في آذار", "2024-03-01..2024-03-31"),
        ("في أكتوبر", "2023-10-01..2023-10-31"),
        ("من المقرر أن تبدأ في 5 تشرين الأول", "2024-10-05"),
        ("في 5 تشرين الأول", "2023-10-05"),
        ("مطلع نيسان من العام الماضي", "2023-04-01..2023-04-10"),
        ("قبل يومين", "2024-09-14"),
        ("قبل أسبوع", "2024-09-09"),
        ("قبل ثلاثة أشهر", "2024-06-01..2024-06-30"),
        ("منذ ثلاثة أعوام", "2021-01-01..2021-12-31"),
        ("منذ عام ونصف", "2023-03-01..2023-03-31"),
        ("الأيام الخمسة الماضية", "2024-09-11..2024-09-15"),
        ("الأسبوعين الماضيين", "2024-08-31..2024-09-13"),
        ("الأشهر الثلاثة الماضية", "2024-06-01..2024-08-31"),
        ("الـ 24 ساعة الماضية", "2024-09-15..2024-09-16"),
        ("يجب تسليم السلاح خلال 15 يوماً", "2024-09-16..2024-10-01"),
        ("مهلة أسبوع", "2024-09-16..2024-09-23"),
        ("الأسبوع الأول من أيلول", "2024-09-01..2024-09-07"),
        ("صيف العام الماضي", "2023-06-01..2023-08-31"),
        ("الاثنين 16/9", "2024-09-16"),
    ],
)
def test_an_expression_counts_from_the_publication_day(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/5/2019", "2019-05-12"),
        ("2019-05-12", "2019-05-12"),
        ("١٢ تشرين الثاني ٢٠٢٣", "2023-11-12"),
        ("في 10 آب/أغسطس 2018", "2018-08-10"),
        ("5 جويلية 2019", "2019-07-05"),
        ("من 3 إلى 7 أيار 2020", "2020-05-03..2020-05-07"),
        ("نهاية آب 2021", "2021-08-21..2021-08-31"),
        ("عام 2014", "2014-01-01..2014-12-31"),
        ("منتصف العام 2015", "2015-06-01..2015-07-31"),
        ("نهاية 2017", "2017-12-01..2017-12-31"),
        ("ربيع 2015", "2015-03-01..2015-05-31"),
        ("تسعينيات القرن الماضي", "1990-01-01..1999-12-31"),
    ],
)
@pytest.mark.parametrize("published", [None, MONDAY])
def test_a_date_with_its_year_needs_no_publication_day(text: str, expected: str, published: date | None) -> None:
    assert days(text, published) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Month starts of the Umm al-Qura calendar's website, as hijridate keeps them in
        # tests/integration/fixtures/ummalqura_calendar_website.json: 1442-09-01 is 2021-04-13, 1445-12-01 is 2024-06-07,
        # 1446-01-01 is 2024-07-07.
        ("15 رمضان 1442", "2021-04-27"),
        ("10 ذي الحجة 1445 هـ", "2024-06-16"),
        ("في الأول من محرم", "2024-07-07"),
    ],
)
def test_a_hijri_date_follows_the_umm_al_qura_calendar(text: str, expected: str) -> None:
    assert days(text) == [expected]


def test_yesterday_crosses_a_leap_day() -> None:
    assert days("قصفت أمس", date(2024, 3, 1)) == ["2024-02-29"]


def test_the_same_month_is_that_of_the_date_before() -> None:
    assert days("قُتل في 10 آب الماضي. وفي مطلع الشهر ذاته عُقد اجتماع") == ["2024-08-10", "2024-08-01..2024-08-10"]


def test_the_following_day_counts_from_the_date_before() -> None:
    assert days("قُتل في 3 أيلول. وفي اليوم التالي قصفت البلدة") == ["2024-09-03", "2024-09-04"]


def test_a_pointer_to_nothing_stays_open_and_says_so() -> None:
    ((answer,),) = interpret("وفي اليوم التالي قصفت البلدة")
    assert answer.interval is None
    assert "earlier date" in answer.because


def test_what_an_earlier_report_counts_is_counted_from_it() -> None:
    first, second = interpret("في آب الماضي أفادت مصادر أن اجتماعاً عُقد قبل يومين")
    assert [_written(first[0]), _written(second[0])] == ["2024-08-01..2024-08-31", "2024-07-30..2024-08-29"]
    assert _written(second[1]) == "2024-09-14"


def test_two_months_share_the_pointer_after_them() -> None:
    assert days("خلال شهري أيلول وآذار الماضيين") == ["2023-09-01..2023-09-30", "2024-03-01..2024-03-31"]


def test_a_headline_takes_the_year_the_body_tells() -> None:
    assert days("ذكرى مجزرة 3 شباط\nقُتل العشرات في 3 شباط 2012") == ["2012-02-03", "2012-02-03"]


def test_a_weekday_beside_today_corrects_the_publication_day() -> None:
    assert days("فتح المعبر اليوم الأربعاء ويُغلق غداً الخميس", MONDAY) == ["2024-09-11", "2024-09-12"]


def test_one_agreeing_day_keeps_the_publication_day() -> None:
    assert days("قصفت اليوم الأحد، وجُرح أمس الأحد آخرون") == ["2024-09-16", "2024-09-15"]


def test_a_slip_in_the_day_of_the_month_does_not_move_today() -> None:
    assert days("قصفت اليوم الاثنين 15 أيلول") == ["2024-09-16"]


def test_today_written_out_dates_a_report_without_publication_day() -> None:
    assert days("أُغلق المعبر اليوم الأربعاء 7 شباط 2024، وكان مفتوحاً أمس", None) == ["2024-02-07", "2024-02-06"]


def test_without_publication_day_the_reason_names_it() -> None:
    ((answer,),) = interpret("قصفت أمس", None)
    assert answer.interval is None
    assert "publication date" in answer.because
    assert date_notes(Report("r", "قصفت أمس"), (Span(5, 8),))
    assert not date_notes(Report("r", "قصفت أمس", published=MONDAY), (Span(5, 8),))


def test_a_day_the_calendar_lacks_stays_open() -> None:
    assert days("في 31 نيسان") == ["open"]


def test_the_name_of_a_happening_has_no_year() -> None:
    assert days("هجمات 11 سبتمبر") == ["open"]


def test_the_reason_names_the_anchor() -> None:
    ((answer,),) = interpret("قصفت أمس")
    assert answer.because == "one day before publication, 2024-09-16"


def test_spans_may_come_in_any_order_and_hold_other_words() -> None:
    text = "قُتل مساء أمس الأحد ثلاثة في 2020"
    spans = (Span(text.index("في 2020"), len(text)), Span(5, text.index("ثلاثة")), Span(0, 4))
    answers = interpret_dates(Report("r", text, published=MONDAY), spans, split_words(text))
    assert [_written(answer[0]) for answer in answers] == ["2020-01-01..2020-12-31", "2024-09-15", "open"]


WORDS = [
    "اليوم",
    "12",
    "/",
    "2019",
    "أيار",
    "رمضان",
    "1442",
    "كانون",
    "الأول",
    "منذ",
    "999999",
    "أعوام",
    "ليل",
    "السبت",
    "من",
    "الشهر",
    "الماضي",
]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join)),
    st.one_of(st.none(), st.dates()),
    st.data(),
)
def test_any_span_of_any_text_is_answered(text: str, published: date | None, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    spans = (*find_dates(text, split_words(text)), Span(start, data.draw(st.integers(start, len(text)))))
    answers = interpret_dates(Report("r", text, published=published), spans, split_words(text))
    assert len(answers) == len(spans)
    assert all(answer and all(one.because for one in answer) for answer in answers)
