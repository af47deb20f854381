"""What the stages before found in a report, as the assembly of events takes it.

A span is known by its index; every choice below is made over these, so that each field of an event leads back to words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model import Mention, Toll
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.tagger import Relating
from marsad.text.words import Word


@dataclass(frozen=True)
class Evidence:
    """Everything events are made from.

    Attributes:
        text: The report's text.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        triggers: Triggers, in order.
        spans: The other spans, in order.
        mentions: For a span that is a date, place or actor, its mention; else None.
        tolls: For a span that counts people, its toll; else None.
        relating: What triggers mean and which spans go with them.
    """

    text: str
    words: Sequence[Word]
    starts: Sequence[int]
    triggers: Sequence[ScoredSpan]
    spans: Sequence[ScoredSpan]
    mentions: Sequence[Mention | None]
    tolls: Sequence[Toll | None]
    relating: Relating

    def between(self, left: ScoredSpan, right: ScoredSpan) -> list[str]:
        """Give the folded words that stand between two spans."""
        return [word.folded for word in self.words[left.last : right.first]]
