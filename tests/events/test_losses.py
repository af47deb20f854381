from collections.abc import Sequence

import numpy as np
import pytest

from marsad.events.losses import AGREED, agreed_tolls, may_cost, settle_tolls, untold_deaths
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.labels import RELATION_WAYS, ROLES, TYPES
from marsad.tagger.tagger import Relating
from marsad.text.sentences import sentence_starts
from marsad.text.words import split_words


def span_of(text: str, part: str, label: str, score: float = 0.9) -> ScoredSpan:
    words = split_words(text)
    start = text.index(part)
    end = start + len(part)
    first = max(i for i, word in enumerate(words) if word.start <= start)
    last = max(i for i, word in enumerate(words) if word.start < end) + 1
    return ScoredSpan(label, first, last, Span(start, end), score)


def settled(text: str, part: str, label: str) -> list[tuple[str, str]]:
    words = split_words(text)
    spans = settle_tolls(text, words, sentence_starts(text, words), [span_of(text, part, label)])
    return [(text[s.span.start : s.span.end], s.label) for s in spans]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("نزح 134 ألف شخص من القرى", "ألف شخص", "134 ألف شخص"),
        ("أُعدم خمسة من متطوعيه أمس", "متطوعيه", "خمسة من متطوعيه"),
        ("قُتل 7 مدنيين في القصف", "مدنيين", "7 مدنيين"),
        ("قُتل مدنيون في القصف", "مدنيون", "مدنيون"),
    ],
)
def test_a_toll_takes_in_its_number(text: str, part: str, whole: str) -> None:
    label = "displaced" if text.startswith("نزح") else "killed"
    assert settled(text, part, label) == [(whole, label)]


@pytest.mark.parametrize(
    ("text", "part", "wrong", "right"),
    [
        ("قُتل شرطي وجُرح اثنان في التفجير", "اثنان", "killed", "injured"),
        ("إن جنديين قُتلا وأصيب خمسة مقاتلين", "خمسة مقاتلين", "killed", "injured"),
        ("أسفر اللغم عن 5 قتلى و11 مصاباً", "11 مصاباً", "killed", "injured"),
        ("أصيب ما لا يقل عن 9 مدنيين", "9 مدنيين", "killed", "injured"),
        ("إن 3 عمال قُتلوا في القصف", "3 عمال", "injured", "killed"),
    ],
)
def test_the_word_beside_a_toll_says_what_befell_them(text: str, part: str, wrong: str, right: str) -> None:
    assert settled(text, part, wrong) == [(part, right)]


def test_one_lot_that_two_things_befell_keeps_its_label() -> None:
    assert settled("قتل وجرح عدد من العناصر", "عدد من العناصر", "killed") == [("عدد من العناصر", "killed")]


def test_taken_people_stay_missing_where_the_tagger_holds_them_so() -> None:
    assert settled("خطف مسلحون اعتقال 3 عمال", "3 عمال", "missing") == [("3 عمال", "missing")]


def test_two_lots_joined_with_and_become_two_tolls() -> None:
    text = "سقط في الاشتباكات ستة عسكريين وخمسة مدنيين"
    assert settled(text, "ستة عسكريين وخمسة مدنيين", "killed") == [("ستة عسكريين", "killed"), ("خمسة مدنيين", "killed")]


def test_a_number_in_digits_is_joined_too() -> None:
    text = "مقتل ملازم أول و3 عناصر في الكمين"
    assert settled(text, "ملازم أول و3 عناصر", "killed") == [("ملازم أول", "killed"), ("3 عناصر", "killed")]


@pytest.mark.parametrize("part", ["مئة وخمسة وعشرين مدنياً", "ما بين 10 و15 شخصاً"])
def test_a_compound_number_and_a_range_stay_whole(part: str) -> None:
    assert settled(f"مقتل {part} في القصف", part, "killed") == [(part, "killed")]


def test_spans_of_other_labels_are_left_alone() -> None:
    assert settled("وجُرح اثنان في حلب", "حلب", "place") == [("حلب", "place")]


def agreed(text: str, part: str, score: float, ruled: Sequence[ScoredSpan] = ()) -> bool:
    words = split_words(text)
    unsure = [span_of(text, part, "killed", score)]
    return bool(agreed_tolls(text, words, sentence_starts(text, words), unsure, ruled))


def test_an_unsure_toll_counts_where_the_words_beside_it_tell_it() -> None:
    assert agreed("مقتل 3 مدنيين في القصف", "3 مدنيين", AGREED)
    assert not agreed("وصل 3 مدنيين إلى القرية", "3 مدنيين", AGREED)
    assert not agreed("مقتل 3 مدنيين في القصف", "3 مدنيين", AGREED - 0.1)


def test_an_unsure_toll_counts_where_rules_found_it_too() -> None:
    text = "وصل 3 مدنيين إلى القرية"
    assert agreed(text, "3 مدنيين", AGREED, [span_of(text, "3 مدنيين", "killed")])
    assert not agreed(text, "3 مدنيين", AGREED, [span_of(text, "3 مدنيين", "injured")])


def deaths(text: str, part: str, trigger: str = "", kind: str = "clash", tie: float = 0.0) -> list[str]:
    words = split_words(text)
    triggers = [span_of(text, trigger, "trigger")] if trigger else []
    types = np.zeros((len(triggers), len(TYPES)), np.float32)
    types[:, TYPES.index(kind)] = 1
    roles = np.zeros((len(triggers), len(ROLES)), np.float32)
    roles[:, ROLES.index("toll")] = tie
    pairs = np.zeros((len(triggers), 2), np.int64)
    none = np.zeros((0, 2), np.int64)
    relating = Relating(types, types, pairs, roles, none, np.zeros((0, len(RELATION_WAYS)), np.float32))
    found = untold_deaths(
        text, words, sentence_starts(text, words), triggers, [span_of(text, part, "killed")], relating, limit=0.4
    )
    return [text[s.span.start : s.span.end] for s in found]


def test_a_death_told_on_its_own_is_an_event() -> None:
    assert deaths("أعلنت الوزارة مقتل 3 مدنيين", "3 مدنيين") == ["مقتل"]
    assert deaths("وقُتل 3 مدنيين أمس", "3 مدنيين") == ["قُتل"]
    assert deaths("إن 3 مدنيين قُتلوا أمس", "3 مدنيين") == ["قُتلوا"]


def test_a_death_that_an_event_caused_is_none() -> None:
    text = "اشتباكات وقُتل 3 مدنيين أمس"
    assert deaths(text, "3 مدنيين", "اشتباكات", tie=0.9) == []
    assert deaths(text, "3 مدنيين", "اشتباكات", tie=0.1) == ["قُتل"]


def test_an_event_that_can_cost_no_lives_does_not_keep_a_death() -> None:
    assert deaths("اجتماع وقُتل 3 مدنيين أمس", "3 مدنيين", "اجتماع", "meeting", 0.9) == ["قُتل"]


def test_what_came_of_an_act_told_before_is_no_event_of_its_own() -> None:
    assert deaths("وأدى ذلك إلى مقتل 3 مدنيين", "3 مدنيين") == []


@pytest.mark.parametrize(
    ("kind", "status", "can"),
    [
        ("airstrike", "killed", True),
        ("meeting", "killed", False),
        ("arrest", "detained", True),
        ("arrest", "injured", False),
        ("movement", "displaced", True),
        ("other", "killed", True),
    ],
)
def test_a_type_says_what_it_can_cost(kind: str, status: str, can: bool) -> None:
    assert may_cost(kind, status) is can
