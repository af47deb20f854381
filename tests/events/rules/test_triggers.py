from collections.abc import Callable

import pytest

from marsad.events.rules import sure_triggers
from marsad.text.sentences import sentence_starts
from marsad.text.words import split_words


def types_of(told: Callable[..., list[tuple[str, ...]]], text: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت الطائرات الحربية أطراف البلدة", ("قصفت", "airstrike")),
        ("قصف مدفعي على أطراف البلدة", ("قصف", "shelling")),
        ("استهدفت طائرة مسيّرة سيارة على الطريق", ("استهدفت", "drone_strike")),
        ("استهدفت عبوة ناسفة سيارة عسكرية", ("استهدفت", "bombing")),
        ("هجوم على نقطة عسكرية", ("هجوم", "attack")),
        ("انفجار لغم من مخلفات الحرب", ("انفجار لغم", "mine")),
        ("عُقد اجتماع في المدينة", ("عُقد اجتماع", "meeting")),
        ("شنت القوات حملة مداهمات في الحي", ("حملة مداهمات", "raid")),
        ("أفرجت السلطات عن 5 محتجين", ("أفرجت", "release")),
        ("وقعت اشتباكات عنيفة بين الطرفين", ("اشتباكات", "clash")),
    ],
)
def test_words_around_an_act_say_by_what_means(told: Callable[..., list], text: str, expected: tuple[str, str]) -> None:  # type: ignore[type-arg]
    assert expected in types_of(told, text)


def test_a_trigger_leaves_proclitics_outside(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "وبمداهمة المنازل") == [("مداهمة", "raid")]


def test_a_light_verb_and_its_noun_are_one_trigger(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "شن هجوماً على الحاجز") == [("شن هجوماً", "attack")]


def test_a_death_beside_a_strike_is_a_toll(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "مقتل 3 مدنيين جراء قصف مدفعي") == [("قصف", "shelling")]


def test_a_death_told_on_its_own_is_a_killing(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "مقتل شاب في حي الزهور") == [("مقتل", "killing")]


def test_a_verb_of_saying_before_a_happening_is_no_event(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "قال المصدر إن القوات انسحبت من القرية") == [("انسحبت", "withdrawal")]


def test_a_verb_of_saying_with_no_happening_is_a_statement(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "قال الوزير إن الظروف صعبة") == [("قال", "statement")]


def test_a_relative_verb_of_strike_is_part_of_the_strike(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "قصف مدفعي استهدف القرية") == [("قصف", "shelling")]


def test_ground_that_somebody_holds_is_no_capture(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "في مناطق سيطرة الفصائل") == []


def test_what_only_points_back_is_no_event(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "هذه الغارات") == []


def test_a_name_holds_no_trigger(spans_of: Callable[..., list]) -> None:  # type: ignore[type-arg]
    text = "قوات الدعم السريع في المدينة"
    assert ("trigger", "الدعم") not in spans_of(text, [("قوات الدعم السريع", "organization")])


def test_words_broken_to_pass_moderation_are_found(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert types_of(told, "اعتـ ـقـ ـلت دورية شاباً")[0][1] == "arrest"


def test_sure_triggers_leave_out_what_may_mean_something_else() -> None:
    text = "اعتقلت الدورية شاباً. مؤتمر في المدينة"
    words = split_words(text)
    found = sure_triggers(text, words, sentence_starts(text, words))
    assert [(span.span.of(text), kind) for span, kind in found] == [("اعتقلت", "arrest")]
