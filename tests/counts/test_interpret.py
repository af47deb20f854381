import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.counts.interpret import interpret_amount, interpret_group, interpret_toll
from marsad.model import Span
from marsad.text.words import split_words


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("3 مدنيين", 3, 3),
        ("ثلاثة عشر مدنياً بينهم 4 أطفال", 13, 13),
        ("5 نساء و4 أطفال", 9, 9),
        ("طفل وامرأتين", 3, 3),
        ("امرأة وطفلتها", 2, 2),
        ("القيادي ومرافقه", 2, 2),
        ("سيدة وطفليها", 3, 3),
        ("أب وابنتاه", 3, 3),
        ("مدني", 1, 1),
        ("أحد المدنيين", 1, 1),
        ("شخص واحد", 1, 1),
        ("امرأتان", 2, 2),
        ("مدنيين", None, None),
        ("شهداء", None, None),
        ("عدد من الجرحى", None, None),
        ("عشرات القتلى", 20, 99),
        ("المئات من العائلات", 200, 999),
        ("آلاف النازحين", 2000, None),
        ("أكثر من 10 جرحى", 11, None),
        ("أكتر من 30 جريح", 31, None),
        ("ما لا يقل عن 7 عناصر", 7, None),
        ("12 مقاتلاً على الأقل", 12, None),
        ("نحو 15 شخصاً", 15, 15),
        ("ما يصل إلى 75 شخصاً", None, 75),
        ("بين 10 و 15 قتيلاً", 10, 15),
        ("111 قتيلاً وجريحاً", None, None),
        ("نصف مليون شخص", 500_000, 500_000),
        ("5 مدنيين من عائلة واحدة", 5, 5),
        ("مليوني مدني", 2_000_000, 2_000_000),
    ],
)
def test_words_say_how_many(words: str, low: int | None, high: int | None) -> None:
    amount = interpret_amount(split_words(words))
    assert (amount.low, amount.high) == (low, high)


def test_a_bound_before_the_toll_opens_it() -> None:
    text = "مقتل أكثر من 20 مدنياً"
    words = split_words(text)
    toll = interpret_toll("killed", Span(13, len(text)), words, 3, 5)
    assert (toll.low, toll.high, toll.group) == (21, None, "civilian")


def test_a_proclitic_on_the_first_word_does_not_count() -> None:
    text = "قتلى وجرحى"
    toll = interpret_toll("injured", Span(6, 10), split_words(text), 1, 2)
    assert (toll.low, toll.high) == (None, None)


@pytest.mark.parametrize(
    ("words", "group"), [("4 أطفال", "civilian"), ("عنصرين من قوات النظام", "combatant"), ("3 أشخاص", "unknown")]
)
def test_words_tell_civilians_from_combatants(words: str, group: str) -> None:
    assert interpret_group(split_words(words)) == group


@given(st.text(alphabet=st.sampled_from("0123456789 وبينأحدعشراتقتلىجرحمدنيطفل,.-"), max_size=60))
def test_a_range_never_ends_before_it_begins(text: str) -> None:
    amount = interpret_amount(split_words(text))
    if amount.low is not None and amount.high is not None:
        assert amount.low <= amount.high
