from datetime import date

import numpy as np

from marsad.events.arguments import ROLE, actor_role
from marsad.events.assemble import Settings, assemble_events, assemble_links
from marsad.events.evidence import Evidence
from marsad.model import (
    ActorInterpretation,
    ActorKind,
    DateInterpretation,
    DateInterval,
    Mention,
    MentionKind,
    Name,
    Realis,
    Span,
)
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.labels import REALIS, RELATION_WAYS, ROLES, TYPES
from marsad.tagger.tagger import Relating
from marsad.text.sentences import sentence_starts
from marsad.text.words import split_words

TEXT = "منذ الأحد قصف الجيش القرية. وقصف الجيش الثلاثاء بلدة"
WORDS = split_words(TEXT)
PUBLISHED = date(2024, 9, 18)


def one(size: int, index: int, sure: float = 0.9) -> np.ndarray:
    out = np.full(size, (1 - sure) / (size - 1), np.float32)
    out[index] = sure
    return out


def spot(word: int, label: str) -> ScoredSpan:
    return ScoredSpan(label, word, word + 1, WORDS[word].span, 0.9)


def mention(number: int, word: int, kind: MentionKind, **parts: object) -> Mention:
    return Mention(f"m{number}", kind, WORDS[word].span, WORDS[word].span.of(TEXT), **parts)  # type: ignore[arg-type]


def evidence(roles: dict[tuple[int, int], str], links: dict[tuple[int, int], str] | None = None) -> Evidence:
    army = ActorInterpretation("army", Name("الجيش"), ActorKind.ORGANIZATION, "roster")
    sunday, tuesday = date(2024, 9, 15), date(2024, 9, 17)
    spans = [spot(1, "date"), spot(3, "organization"), spot(7, "organization"), spot(8, "date")]
    mentions = [
        mention(1, 1, MentionKind.DATE, dates=(DateInterpretation(DateInterval.day(sunday), "x"),)),
        mention(2, 3, MentionKind.ACTOR, actors=(army,), actor_kind=ActorKind.ORGANIZATION),
        mention(3, 7, MentionKind.ACTOR, actors=(army,), actor_kind=ActorKind.ORGANIZATION),
        mention(4, 8, MentionKind.DATE, dates=(DateInterpretation(DateInterval.day(tuesday), "x"),)),
    ]
    pairs = [(i, j) for i in range(2) for j in range(4)]
    probabilities = np.stack([one(len(ROLES), ROLE[roles.get(pair, "none")]) for pair in pairs])
    shelling = np.stack([one(len(TYPES), TYPES.index("shelling"))] * 2)
    actual = np.stack([one(len(REALIS), 0)] * 2)
    ways = [one(len(RELATION_WAYS), RELATION_WAYS.index((links or {}).get((0, 1), "none")))]
    relating = Relating(shelling, actual, np.array(pairs), probabilities, np.array([(0, 1)]), np.stack(ways))
    triggers = [spot(2, "trigger"), spot(6, "trigger")]
    return Evidence(TEXT, WORDS, sentence_starts(TEXT, WORDS), triggers, spans, mentions, [None] * 4, relating)


def test_one_actor_chosen_twice_for_a_role_is_told_once() -> None:
    first, _ = assemble_events(evidence({(0, 1): "actor", (0, 2): "actor"}), PUBLISHED, Settings())
    assert [a.mention for a in first.actors] == ["m2"]


def test_since_opens_an_interval_to_the_day_of_publication() -> None:
    first, _ = assemble_events(evidence({(0, 0): "date"}), PUBLISHED, Settings())
    assert first.date.interval == DateInterval(date(2024, 9, 15), PUBLISHED)
    assert first.date.because.startswith("since")


def test_an_event_without_a_date_has_none() -> None:
    first, second = assemble_events(evidence({(1, 3): "date"}), PUBLISHED, Settings())
    assert first.date.interval is None and first.date.because
    assert second.date.interval == DateInterval.day(date(2024, 9, 17))


def test_every_event_says_why_it_was_read() -> None:
    for event in assemble_events(evidence({}), PUBLISHED, Settings()):
        assert "shelling" in event.because and event.realis is Realis.ACTUAL


def test_a_tie_points_the_way_it_was_learned() -> None:
    (link,) = assemble_links(evidence({}, {(0, 1): "caused_by<"}))
    assert (link.source, link.rel, link.target) == ("e2", "caused_by", "e1")


def test_in_a_clash_whoever_acts_takes_part() -> None:
    p = one(len(ROLES), ROLE["actor"])
    assert actor_role(p, "clash")[0] == "participant"
    assert actor_role(p, "shelling")[0] == "actor"
    assert actor_role(one(len(ROLES), ROLE["participant"]), "shelling")[0] in ("actor", "recipient")


def test_confidence_is_bent_by_the_calibration() -> None:
    plain, _ = assemble_events(evidence({}), PUBLISHED, Settings())
    bent, _ = assemble_events(evidence({}), PUBLISHED, Settings(calibrate=(1.0, -2.0)))
    assert bent.confidence < plain.confidence


def test_spans_are_cut_from_the_text() -> None:
    assert Span(0, 3).of(TEXT) == "منذ"
