"""A report as the rules see it: its words, its sentences, and the words that say by what means a strike was made."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from marsad.events.rules.facts import FACTS, Fact
from marsad.model import Span
from marsad.text.words import Word, folded_forms

DRONE = "drone_strike"
LONGEST = 250
"""Words of the longest sentence; lists of villages come near it, run-on text does not end."""


class Act(NamedTuple):
    """Words that may name an act.

    Attributes:
        first: Index of its first word.
        last: One past its last word.
        span: Where they stand, without proclitics.
        type: The type they name.
        sure: Whether they name it nearly always.
        form: `verb`, `noun`, `people`, `fixed` or `phrase`.
        lead: The letters of its proclitics.
    """

    first: int
    last: int
    span: Span
    type: str
    sure: bool
    form: str
    lead: str


make_act = partial(tuple.__new__, Act)
"""Make an act of its fields in a tuple; `Act(…)` takes twice as long."""


@dataclass(frozen=True)
class Scene:
    """A report as the rules see it.

    Attributes:
        text: Its text.
        words: Its words.
        folded: Their folded forms.
        facts: What the lists say of each; None where they say nothing.
        known: The words of which they say something, by index; most are not among them.
        starts: Indices of the words that begin a sentence.
        starts_set: The same, to look one up.
        numbers: For each word the number of its sentence, from 1.
        cue_at: Indices of the words that speak for a means of strike.
        cue_type: The type each of them speaks for.
    """

    text: str
    words: Sequence[Word]
    folded: Sequence[str]
    facts: Sequence[Fact | None]
    known: Sequence[tuple[int, Fact]]
    starts: Sequence[int]
    starts_set: frozenset[int]
    numbers: Sequence[int]
    cue_at: Sequence[int]
    cue_type: Sequence[str]

    def sentence(self, word: int) -> int:
        """Give the number of the sentence a word stands in, from 1."""
        return self.numbers[word]

    def bounds(self, word: int) -> tuple[int, int]:
        """Give the first word of a word's sentence and one past its last."""
        number = self.numbers[word]
        return self.starts[number - 1] if number else 0, self.starts[number] if number < len(self.starts) else len(self.words)


def _shortened(starts: Sequence[int], count: int) -> Sequence[int]:
    """Cut sentences that run on without end, so that a text without a full stop takes no more time than another."""
    if all(b - a <= LONGEST for a, b in pairwise((*starts, count))):
        return starts
    return [cut for a, b in pairwise((*starts, count)) for cut in range(a, b, LONGEST)]


def make_scene(text: str, words: Sequence[Word], starts: Sequence[int]) -> Scene:
    """Look over a report once.

    Args:
        text: Its text.
        words: Its words.
        starts: Indices of the words that begin a sentence.
    """
    starts = _shortened(starts, len(words))
    folded = folded_forms(words)
    facts = list(map(FACTS.__getitem__, folded))
    known = [(i, fact) for i, fact in enumerate(facts) if fact is not None]
    cues = [(i, fact.cue) for i, fact in known if fact.cue]
    for k in range(len(cues) - 1):  # «طائرة مسيّرة» is one word for the means, and the second half tells
        if cues[k + 1] == (cues[k][0] + 1, DRONE):
            cues[k] = cues[k][0], DRONE
    at, kinds = [i for i, _ in cues], [kind for _, kind in cues]
    return Scene(text, words, folded, facts, known, starts, frozenset(starts), _numbers(starts, len(words)), at, kinds)


def _numbers(starts: Sequence[int], count: int) -> Sequence[int]:
    """Give the number of each word's sentence."""
    numbers: list[int] = []
    for number, (first, last) in enumerate(pairwise((0, *starts, count))):
        numbers += [number] * (last - first)
    return numbers


def cue_near(scene: Scene, first: int, last: int, kinds: Sequence[str]) -> str | None:
    """Give the type whose cue stands nearest in the sentence; a word after the act counts as nearer than one before it.

    Args:
        scene: The report.
        first: First word of the act.
        last: One past its last word.
        kinds: Types whose cues count.
    """
    low, high = scene.bounds(first)
    best: tuple[int, str] | None = None
    for k in range(bisect_left(scene.cue_at, low), bisect_left(scene.cue_at, high)):
        at, kind = scene.cue_at[k], scene.cue_type[k]
        if kind not in kinds:
            continue
        gap = at - last if at >= last else 2 * (first - at) + 1
        if best is None or gap < best[0]:
            best = gap, kind
    return best[1] if best else None
