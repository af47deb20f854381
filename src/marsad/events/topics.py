"""Carry a topic to the end of its clause.

The tagger finds where a topic begins better than where it ends: it stops after the first noun of «استخدام الأسلحة
الكيميائية في دوما». What a meeting or a
statement is about runs, as annotators mark it, to the end of the clause or to where the next topic begins.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from marsad.model import Span
from marsad.tagger.decode import ScoredSpan
from marsad.text.folding import fold_key
from marsad.text.words import Word
from marsad.vocabulary import load_vocabulary

LONGEST = 22
"""Words of the longest topic."""

STOPS = frozenset('،,.؟!?؛;:"()[]…|#')


@lru_cache(maxsize=1)
def _breaks() -> frozenset[str]:
    """Give the folded words that begin another clause."""
    return frozenset(map(fold_key, load_vocabulary("topics")["breaks"]))


def complete_topics(words: Sequence[Word], spans: Sequence[ScoredSpan], starts: Sequence[int]) -> list[ScoredSpan]:
    """Carry topics to the end of their clauses; join fragments that then meet.

    Args:
        words: Words of the report.
        spans: All spans found, in order; only topics change.
        starts: Indices of the words that begin a sentence.
    """
    topics = sorted((s for s in spans if s.label == "topic"), key=lambda s: s.first)
    triggers = {s.first for s in spans if s.label == "trigger"}
    ends = frozenset(starts)
    done: list[ScoredSpan] = []
    for i, topic in enumerate(topics):
        if done and topic.first < done[-1].last:
            continue
        limit = topics[i + 1].first if i + 1 < len(topics) and words[topics[i + 1].first].folded.startswith("و") else len(words)
        last = _clause_end(words, topic, min(limit, topic.first + LONGEST, len(words)), ends, triggers)
        done.append(replace(topic, last=last, span=Span(topic.span.start, words[last - 1].end)))
    return [*(s for s in spans if s.label != "topic"), *done]


def _clause_end(words: Sequence[Word], topic: ScoredSpan, limit: int, ends: frozenset[int], triggers: set[int]) -> int:
    """Find one past the last word of the clause a topic begins."""
    at = topic.last
    while at < limit and at not in ends:
        folded = words[at].folded
        if folded in STOPS or folded in _breaks():
            break
        if at in triggers and folded.startswith("و"):
            break
        at += 1
    return at
