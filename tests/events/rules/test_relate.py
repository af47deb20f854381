from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from marsad.events.rules import find_event_spans, relate_by_rule, sure_triggers
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.labels import REALIS, RELATION_WAYS, ROLES, SPANS, TYPES
from marsad.tagger.pairs import link_features, pair_features
from marsad.tagger.tagger import KIND
from marsad.text.sentences import sentence_starts
from marsad.text.words import split_words


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        (
            "اعتقلت قوات الأمن مدنيين في بلدة الحقل",
            [("قوات الأمن", "organization"), ("مدنيين", "population"), ("الحقل", "place")],
            {("actor", "قوات الأمن"), ("recipient", "مدنيين"), ("location", "الحقل")},
        ),
        (
            "اعتقال مدنيين من قبل قوات الأمن",
            [("مدنيين", "population"), ("قوات الأمن", "organization")],
            {("actor", "قوات الأمن"), ("recipient", "مدنيين")},
        ),
        (
            "قوات الأمن تقصف بالمدفعية بلدة الحقل",
            [("قوات الأمن", "organization"), ("الحقل", "place")],
            {("actor", "قوات الأمن"), ("location", "الحقل")},
        ),
        (
            "اشتباكات بين قوات الأمن وفصائل محلية",
            [("قوات الأمن", "organization"), ("فصائل محلية", "group")],
            {("participant", "قوات الأمن"), ("participant", "فصائل محلية")},
        ),
        (
            "مقتل 3 مدنيين جراء قصف مدفعي لقوات الأمن",
            [("مدنيين", "population"), ("قوات الأمن", "organization")],
            {("recipient", "مدنيين"), ("actor", "قوات الأمن"), ("toll", "3 مدنيين")},
        ),
    ],
)
def test_where_people_and_places_stand_gives_their_role(
    told: Callable[..., list],  # type: ignore[type-arg]
    text: str,
    named: list[tuple[str, str]],
    expected: set[tuple[str, str]],
) -> None:
    assert expected <= told(text, named)[0][3]


def test_of_a_chain_of_places_the_first_is_the_place(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    ties = told("قصف مدفعي على بلدة الحقل بريف المرج الشرقي", [("الحقل", "place"), ("المرج", "place")])[0][3]
    assert ("location", "الحقل") in ties
    assert ("location", "المرج") not in ties


def test_every_place_of_a_list_is_a_place(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    ties = told("قصف مدفعي على الحقل والمرج والسهل", [("الحقل", "place"), ("المرج", "place"), ("السهل", "place")])[0][3]
    assert {("location", "الحقل"), ("location", "المرج"), ("location", "السهل")} <= ties


def test_movement_has_an_origin_and_a_destination(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    ties = told("انتقلت القوة من الحقل إلى المرج", [("الحقل", "place"), ("المرج", "place")])[0][3]
    assert {("origin", "الحقل"), ("destination", "المرج")} <= ties


def test_the_date_of_the_sentence_is_the_act_s(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert ("date", "أمس") in told("داهمت القوات المنازل أمس", [("أمس", "date")])[0][3]


def test_a_strike_keeps_the_day_of_the_sentence_before(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    rows = told("قصفت المدفعية القرية أمس. وقصفت المدفعية الحقول", [("أمس", "date")])
    assert ("date", "أمس") in rows[1][3]


def test_a_plan_takes_no_day(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert not told("أمس بهدف السيطرة على التلة", [("أمس", "date")])[0][3]


def test_a_source_speaks_for_the_acts_of_its_sentence(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert ("source", "مصادر محلية") in told("أفادت مصادر محلية أن القوات انسحبت من القرية")[0][3]


def test_a_demand_has_its_topic(told: Callable[..., list]) -> None:  # type: ignore[type-arg]
    assert ("topic", "فتح تحقيق مستقل") in told("طالب الأهالي بفتح تحقيق مستقل.")[0][3]


def test_a_trigger_the_codebook_does_not_know_is_guessed() -> None:
    text = "تبخرت القوة"
    words = split_words(text)
    trigger = ScoredSpan("trigger", 0, 1, words[0].span, 0.9)
    relating = relate_by_rule(text, words, [0], [trigger], [])
    assert TYPES[int(relating.types[0].argmax())] == "other"
    assert relating.types[0].max() < 0.5


def test_nothing_at_all_has_the_form_of_a_relating() -> None:
    relating = relate_by_rule("", (), [], [], [])
    assert relating.pairs.shape == relating.link_pairs.shape == (0, 2)


spans_in_text = st.lists(
    st.tuples(st.integers(0, 700), st.integers(1, 9), st.sampled_from([label for _, label in SPANS])), max_size=60
)


@given(spans_in_text, st.lists(st.integers(1, 120), max_size=10))
def test_pairs_are_those_the_learned_tagger_looks_at(rows: list[tuple[int, int, str]], sentences: list[int]) -> None:
    spans = sorted(
        (ScoredSpan(label, a, a + n, Span(a, a + n), 1.0) for a, n, label in rows), key=lambda s: (s.first, s.last, s.label)
    )
    triggers = [s for s in spans if s.label == "trigger"]
    others = [s for s in spans if s.label != "trigger"]
    starts = [0, *np.cumsum(sentences).tolist()]
    stretches = [t.stretch for t in triggers]
    words = split_words("قصف " * 720)
    ours = relate_by_rule("قصف " * 720, words, starts, triggers, others)
    pairs = pair_features(stretches, [(s.first, s.last, KIND[s.label]) for s in others], starts, KIND["date"])[0]
    assert ours.pairs.tolist() == pairs.tolist()
    assert ours.link_pairs.tolist() == link_features(stretches, starts)[0].tolist()


def listed(pairs: NDArray[np.int64], table: NDArray[np.float32]) -> list[tuple[int, ...]]:
    """Give each pair with the likeliest column of its row."""
    ways = table.argmax(-1).tolist() if table.size else []
    return sorted((*pair, way) for pair, way in zip(pairs.tolist(), ways, strict=False))


@given(spans_in_text, st.lists(st.integers(1, 120), max_size=10))
def test_rules_alone_list_only_the_pairs_that_have_a_role(rows: list[tuple[int, int, str]], sentences: list[int]) -> None:
    spans = sorted(
        (ScoredSpan(label, a, a + n, Span(a, a + n), 1.0) for a, n, label in rows), key=lambda s: (s.first, s.last, s.label)
    )
    triggers = [s for s in spans if s.label == "trigger"]
    others = [s for s in spans if s.label != "trigger"]
    text = "قصف " * 720
    asked = text, split_words(text), [0, *np.cumsum(sentences).tolist()], triggers, others
    every, some = relate_by_rule(*asked), relate_by_rule(*asked, every=False)
    for all_pairs, table, pairs, part in (
        (every.pairs, every.roles, some.pairs, some.roles),
        (every.link_pairs, every.links, some.link_pairs, some.links),
    ):
        assert [row for row in listed(all_pairs, table) if row[-1]] == listed(pairs, part)


letters = st.text(alphabet=st.sampled_from('ابتسقصفلمنهويةءئؤى ،."«»:\n123ـ*'), max_size=200)


@given(st.one_of(st.text(max_size=200), letters))
def test_no_text_makes_the_rules_fail(text: str) -> None:
    words = split_words(text)
    starts = sentence_starts(text, words)
    spans = find_event_spans(text, words, starts, [])
    sure_triggers(text, words, starts)
    triggers = [s for s in spans if s.label == "trigger"]
    others = [s for s in spans if s.label != "trigger"]
    relating = relate_by_rule(text, words, starts, triggers, others)
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in spans)
    if triggers:
        for table, names in (
            (relating.types, TYPES),
            (relating.realis, REALIS),
            (relating.roles, ROLES),
            (relating.links, RELATION_WAYS),
        ):
            assert table.shape[1] == len(names)
            assert np.allclose(table.sum(-1), 1, atol=1e-4)
