"""Find by rule the triggers and the parts of events: tolls, weapons, topics, sources."""

from collections.abc import Sequence

from marsad.events.rules.parts import find_sources, find_weapons
from marsad.events.rules.scene import Act, Scene, make_scene
from marsad.events.rules.taught import NOTHING, TaughtActs
from marsad.events.rules.tolls import find_tolls
from marsad.events.rules.topics import find_topics
from marsad.events.rules.triggers import decide, find_acts, taken_words, told
from marsad.tagger.decode import ScoredSpan
from marsad.text.words import Word

SURE, LIKELY = 0.9, 0.6
"""What a trigger found by rule counts."""


_last: tuple[Sequence[Word], Sequence[int], TaughtActs, Scene, list[Act]] | None = None


def survey(text: str, words: Sequence[Word], starts: Sequence[int], taught: TaughtActs = NOTHING) -> tuple[Scene, list[Act]]:
    """Look over a report and give every act with its settled type, event or not.

    A report is asked about three times in a row, for spans, for sure triggers and for roles; what was made of it the
    last time is kept.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        taught: What a desk was taught of acts.
    """
    global _last
    kept = _last
    if kept is not None and kept[0] is words and kept[1] is starts and kept[2] is taught and kept[3].text is text:
        return kept[3], kept[4]
    scene = make_scene(text, words, starts)
    acts = taught.acts(scene, decide(scene, find_acts(scene)))
    _last = (words, starts, taught, scene, acts)
    return scene, acts


def trigger_of(act: Act) -> ScoredSpan:
    """Make the trigger of an act."""
    return ScoredSpan("trigger", act.first, act.last, act.span, SURE if act.sure else LIKELY)


def find_event_spans(
    text: str,
    words: Sequence[Word],
    starts: Sequence[int],
    mentions: Sequence[ScoredSpan],
    taught: TaughtActs = NOTHING,
) -> list[ScoredSpan]:
    """Find triggers, tolls, topics, weapons and sources by rule.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        mentions: Dates, places and actors found; names hold no triggers, and people named may be a toll.
        taught: What a desk was taught of acts.

    Returns:
        Spans labelled `trigger`, `topic`, `weapon`, `source`, or with the status of a toll, sorted by position.
    """
    scene, all_acts = survey(text, words, starts, taught)
    taken = taken_words(mentions)
    acts = [act for act in told(scene, all_acts) if act.first not in taken]
    spans = [trigger_of(act) for act in acts]
    spans += find_tolls(scene, mentions)
    spans += find_topics(scene, all_acts, mentions)
    spans += find_weapons(scene)
    spans += find_sources(scene, mentions)
    return sorted(spans, key=lambda s: (s.first, -s.last, s.label))


def sure_triggers(text: str, words: Sequence[Word], starts: Sequence[int]) -> list[tuple[ScoredSpan, str]]:
    """Find only the triggers whose words name their act nearly always, with the type they name.

    Reach for it to add what a learned tagger missed: it needs no mentions and is meant to be right rather than
    complete.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
    """
    scene, acts = survey(text, words, starts)
    return [(trigger_of(act), act.type) for act in told(scene, acts) if act.sure]
