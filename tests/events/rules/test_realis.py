from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "trigger", "realis"),
    [
        ("انسحبت القوات من القرية", "انسحبت", "actual"),
        ("تخطط القوات للانسحاب من القرية", "لانسحاب", "planned"),
        ("ستنسحب القوات من القرية", "ستنسحب", "planned"),
        ("وصلت التعزيزات بهدف السيطرة على التلة", "السيطرة", "planned"),
        ("لم تنسحب القوات من القرية", "تنسحب", "negated"),
        ("أحبطت القوات محاولة تسلل على المحور", "محاولة تسلل", "failed"),
        ("رفض الأهالي تهجير السكان", "تهجير", "refused"),
        ("نفى القائد اعتقال الشبان", "اعتقال", "denied"),
        ("إذا انسحبت القوات", "انسحبت", "conditional"),
        ("قصف مدفعي متكرر على القرى", "قصف", "generic"),
        ("خرق الاتفاق", "خرق", "negated"),
        ("تعرضت القرية لقصف مدفعي", "قصف", "actual"),
    ],
)
def test_words_before_an_act_say_how_it_is_told(told: Callable[..., list], text: str, trigger: str, realis: str) -> None:  # type: ignore[type-arg]
    assert (trigger, realis) in [(row[0], row[2]) for row in told(text)]


def test_refusing_is_itself_a_fact(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert told("رفض الأهالي تهجير السكان")[0][1:3] == ("refusal", "actual")


def test_a_comma_cuts_the_cue_off(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert told("لم يتضح السبب، انسحبت القوات")[-1][2] == "actual"


def test_a_noun_joined_to_a_plan_is_planned(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert [row[2] for row in told("بهدف اعتقال المطلوبين وتفتيش المنازل")] == ["planned", "planned"]
