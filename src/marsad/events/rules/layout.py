"""What triggers and spans stand where: the shape of each sentence that the rules on roles read.

Everything is worked out once per report, so that asking how a mention stands to a trigger costs nothing.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from marsad.events.rules.scene import Act, Scene
from marsad.events.rules.words import load_words
from marsad.tagger.decode import ScoredSpan

PEOPLE = frozenset({"person", "organization", "group", "office", "population"})
BREAKS = frozenset("،؛:.؟!")


class Trigger(NamedTuple):
    """A trigger with what the codebook says of it.

    Attributes:
        first: First word.
        last: One past the last.
        type: Its type.
        verb: Whether it is a verb.
        lead: Letters of its proclitics.
        head: Its first word, folded, without proclitics.
        sure: Whether the codebook knows it.
        suffixed: Whether a pronoun hangs on it.
    """

    first: int
    last: int
    type: str
    verb: bool
    lead: str
    head: str
    sure: bool
    suffixed: bool


@dataclass(frozen=True)
class Layout:
    """A report with its triggers and spans in place.

    Attributes:
        scene: The report.
        triggers: Its triggers, in order.
        spans: Its other spans, in order.
        trigger_firsts: First words of the triggers.
        firsts: First words of the other spans.
        sentences: For each sentence, from 1, the triggers in it and the spans in it.
        before: For each span, the word before it, folded, without «و»; empty at the start of a sentence.
        letters: For each span, the letters of proclitics on its first word.
        nested: Indices of spans that lie in a wider one of their sort.
        cited: Indices of people that are only whom the report has it from.
    """

    scene: Scene
    triggers: Sequence[Trigger]
    spans: Sequence[ScoredSpan]
    trigger_firsts: Sequence[int]
    firsts: Sequence[int]
    sentences: dict[int, tuple[list[int], list[int]]]
    before: Sequence[str]
    letters: Sequence[str]
    nested: frozenset[int]
    cited: frozenset[int]

    def between(self, low: int, high: int) -> int:
        """Count the triggers that begin in a stretch of words."""
        return bisect_left(self.trigger_firsts, high) - bisect_left(self.trigger_firsts, low)

    def next_trigger(self, i: int) -> int:
        """Give the first word of the trigger after one; past the end when it is the last."""
        return self.trigger_firsts[i + 1] if i + 1 < len(self.triggers) else len(self.scene.words)

    def broken(self, low: int, high: int) -> bool:
        """Say whether a stop or comma stands in a stretch of words."""
        return low < high and not BREAKS.isdisjoint(self.scene.folded[low:high])


def lay_out(scene: Scene, triggers: Sequence[ScoredSpan], spans: Sequence[ScoredSpan], acts: Sequence[Act]) -> Layout:
    """Put triggers and spans in place.

    Args:
        scene: The report.
        triggers: Its triggers, in order, found by whomever.
        spans: The other spans, in order.
        acts: Acts the codebook names in the report.
    """
    by_word = {i: act for act in reversed(acts) for i in range(act.first, act.last)}
    ours = [_trigger(scene, t, by_word) for t in triggers]
    ahead, firsts = [t.first for t in ours], [span.first for span in spans]
    sentences: dict[int, tuple[list[int], list[int]]] = {}
    for n, begins in enumerate((ahead, firsts)):
        for i, first in enumerate(begins):
            number = scene.numbers[first]
            sentence = sentences.get(number)
            if sentence is None:
                sentence = sentences[number] = ([], [])
            sentence[n].append(i)
    before = [_before(scene, first) for first in firsts]
    letters = [_letters(scene, span) for span in spans]
    return Layout(scene, ours, spans, ahead, firsts, sentences, before, letters, _nested(spans), _cited(spans))


def _trigger(scene: Scene, span: ScoredSpan, by_word: dict[int, Act]) -> Trigger:
    """Find what the codebook says of a trigger; its last word tells most («شن هجمات»)."""
    first, last = span.first, span.last
    act = by_word.get(first)
    if act is None and last - first > 1:
        act = next((by_word[i] for i in range(last - 1, first, -1) if i in by_word), None)
    word, lead = scene.folded[first], _letters(scene, span)
    head = word[len(lead) :] or word
    kind = act.type if act else "other"
    verb = act.form == "verb" if act and act.form != "phrase" else _looks_verbal(head)
    if verb:
        verb = lead[-1:] not in ("ب", "ل") and (not first or scene.folded[first - 1] not in load_words().nominal)
    alone = last - first == 1 and len(head) > 4 and not head.startswith("ال")
    suffixed = alone and head.endswith(("ه", "ها", "هم", "هما"))
    return Trigger(first, last, kind, verb, lead, head, act is not None, suffixed)


def _looks_verbal(head: str) -> bool:
    return head[0] in "ين" or (head.endswith(("ت", "وا", "ون")) and not head.endswith("ات"))


def _before(scene: Scene, first: int) -> str:
    if first == 0 or first in scene.starts_set:
        return ""
    k = first - 1
    while k > 0 and scene.folded[k] in '"#(' and k not in scene.starts_set:
        k -= 1
    word = scene.folded[k]
    return word[1:] if len(word) > 3 and word[0] == "و" else word


def _letters(scene: Scene, span: ScoredSpan) -> str:
    start, _, folded = scene.words[span.first]
    taken = span.span.start - start
    return folded[:taken] if 0 < taken < len(folded) else ""


def _nested(spans: Sequence[ScoredSpan]) -> frozenset[int]:
    """Find the actors that lie in a wider actor."""
    out: set[int] = set()
    reach, widest = -1, -1
    for j, span in enumerate(spans):
        if span.label not in PEOPLE:
            continue
        if widest >= 0 and span.last <= reach and span.first >= spans[widest].first:
            if span.stretch != spans[widest].stretch:
                out.add(j)
        elif span.last > reach:
            if widest >= 0 and span.first == spans[widest].first:
                out.add(widest)
            reach, widest = span.last, j
    return frozenset(out)


def _cited(spans: Sequence[ScoredSpan]) -> frozenset[int]:
    """Find the people that stand in the words for a source."""
    sources = {i for span in spans if span.label == "source" for i in range(span.first, span.last)}
    return frozenset(j for j, span in enumerate(spans) if span.label in PEOPLE and span.first in sources)
