import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.body import find_body

REPORT = "أصيب مدني بقصف مدفعي على قرية كفريا غربي إدلب أمس السبت، وفق ما قاله مراسلنا في المنطقة."


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        f"شبكة السهل الإخبارية December 21, 2024 · Shared with Public\n{REPORT}",
        f"{REPORT}\n#إدلب #قصف #شبكة_السهل",
        f"{REPORT}\n#إدلب",
        f"{REPORT}\n--------------------\nحمّلوا تطبيقنا",
        f"{REPORT}\nاقرأ أيضاً: عودة الكهرباء إلى المدينة",
        f"{REPORT}\nتابعونا على قناة التلغرام",
    ],
)
def test_the_report_is_found_without_its_furniture(text: str) -> None:
    assert find_body(text).of(text) == REPORT


def test_a_hashtag_within_the_report_stays() -> None:
    text = f"أصيب مدني في #إدلب أمس.\n{REPORT}"
    assert find_body(text).of(text) == text


@given(st.text(max_size=200))
def test_any_text_has_a_body_inside_it(text: str) -> None:
    span = find_body(text)
    assert 0 <= span.start <= span.end <= len(text)


def test_strokes_between_hashtags_do_not_double_the_work() -> None:
    text = f"{REPORT}\n" + "#أ |" * 100 + "خبر"
    assert find_body(text).of(text) == text


def test_blank_lines_and_addresses_are_read_once() -> None:
    for filler in ("\n" * 200_000, " \n" * 100_000, "www." * 50_000):
        text = f"{REPORT}{filler} {REPORT}"
        assert find_body(text).of(text) == text


def test_an_address_that_closes_a_text_is_left_out() -> None:
    text = f"{REPORT}\nhttps://example.org/a?b=1 \n"
    assert find_body(text).of(text) == REPORT
