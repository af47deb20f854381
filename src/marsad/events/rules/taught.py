"""Triggers and cues that a desk has taught its reader.

A taught trigger names its type wherever its words stand, whatever the codebook or the tagger makes of them; words that were
taught to be no event are none. A taught cue, a few words before an act, says how the report presents it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from marsad.actors.peeling import peel, surface_start
from marsad.events.rules.scene import Act, Scene
from marsad.model import Lesson, LessonKind, Span
from marsad.tagger.decode import Floats, ScoredSpan
from marsad.tagger.labels import REALIS, TYPES
from marsad.tagger.tagger import Relating
from marsad.text.words import Word, folded_forms, split_words

ARTICLE = "ال"
REACH = 7
"""Words before an act among which a taught cue may stand."""
SCORE = 0.95
"""What a taught trigger counts, and how sure its type is."""
Forms = tuple[str, ...]


class Hit(NamedTuple):
    """Words that were taught.

    Attributes:
        first: Index of the first.
        last: One past the last.
        taken: Letters of particles on the first.
        type: The type they name; empty for no event.
    """

    first: int
    last: int
    taken: int
    type: str


@dataclass(frozen=True)
class TaughtActs:
    """What a desk was taught of acts.

    Attributes:
        triggers: Types, empty for no event, by the folded words; an article before the first is left out.
        cues: Realis by the folded words of a cue.
    """

    triggers: Mapping[Forms, str] = field(default_factory=dict)
    cues: Mapping[Forms, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lessons: Sequence[Lesson]) -> "TaughtActs":
        """Take what some lessons say of acts."""
        triggers = {_bare(_forms(one.words)): one.means for one in lessons if one.kind is LessonKind.TRIGGER}
        cues = {_forms(one.words): one.means for one in lessons if one.about == "realis"}
        return cls(triggers, cues)

    @cached_property
    def _by_first(self) -> dict[str, list[Forms]]:
        out: dict[str, list[Forms]] = {}
        for words in sorted(filter(None, self.triggers), key=lambda words: (-len(words), words)):
            out.setdefault(words[0], []).append(words)
        return out

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Find the taught words of a text, the longest at each place."""
        if not self.triggers:
            return []
        forms, found, at = folded_forms(words), list[Hit](), 0
        while at < len(forms):
            hit = next(self._at(forms, at), None)
            if hit is not None:
                found.append(hit)
            at = hit.last if hit else at + 1
        return found

    def _at(self, forms: Sequence[str], at: int) -> Iterator[Hit]:
        for taken, form in peel(forms[at]):
            for own in self._by_first.get(form.removeprefix(ARTICLE), ()):
                if tuple(forms[at + 1 : at + len(own)]) == own[1:]:
                    yield Hit(at, at + len(own), taken, self.triggers[own])

    def acts(self, scene: Scene, acts: Sequence[Act]) -> list[Act]:
        """Put the taught acts of a report in the place of those that meet them."""
        hits = self.hits(scene.words)
        if not hits:
            return list(acts)
        inside = {i for hit in hits for i in range(hit.first, hit.last)}
        kept = [act for act in acts if inside.isdisjoint(range(act.first, act.last))]
        return sorted([*kept, *(_act(scene, hit) for hit in hits if hit.type)], key=lambda act: act.first)

    def spans(self, text: str, words: Sequence[Word], spans: Sequence[ScoredSpan]) -> list[ScoredSpan]:
        """Put the taught triggers of a report in the place of those that meet them; names hold none."""
        hits = self.hits(words)
        inside = {i for hit in hits for i in range(hit.first, hit.last)}
        kept = [s for s in spans if s.label != "trigger" or inside.isdisjoint(range(s.first, s.last))]
        names = {i for s in spans if s.label in NAMES for i in range(s.first, s.last)}
        mine = [ScoredSpan("trigger", h.first, h.last, _span(text, words, h), SCORE) for h in hits if h.type]
        return [*kept, *(span for span in mine if span.first not in names)]

    def realis(self, scene: Scene, first: int) -> str | None:
        """Give the realis that a taught cue before an act speaks for; the nearest cue decides."""
        low = max(scene.bounds(first)[0], first - REACH)
        for end in range(first, low, -1):
            for cue, meant in self.cues.items():
                start = end - len(cue)
                if start >= low and cue[1:] == tuple(scene.folded[start + 1 : end]) and _begins(scene.folded[start], cue[0]):
                    return meant
        return None

    def insist(self, relating: Relating, scene: Scene, triggers: Sequence[ScoredSpan]) -> Relating:
        """Let what was taught of types and realis stand, whatever else was said of the triggers."""
        meant = {(hit.first, hit.last): hit.type for hit in self.hits(scene.words)}
        types = {i: TYPES.index(meant[t.stretch]) for i, t in enumerate(triggers) if meant.get(t.stretch) in TYPES}
        told = {i: self.realis(scene, t.first) for i, t in enumerate(triggers)} if self.cues else {}
        realis = {i: REALIS.index(one) for i, one in told.items() if one in REALIS}
        return replace(relating, types=_certain(relating.types, types), realis=_certain(relating.realis, realis))


NAMES = frozenset({"date", "place", "person", "organization"})
"""Labels of names and dates, which name no acts."""
NOTHING = TaughtActs()


def _forms(words: str) -> Forms:
    return tuple(word.folded for word in split_words(words))


def _bare(forms: Forms) -> Forms:
    return (forms[0].removeprefix(ARTICLE), *forms[1:]) if forms else ()


def _begins(folded: str, form: str) -> bool:
    return any(rest == form for _, rest in peel(folded))


def _span(text: str, words: Sequence[Word], hit: Hit) -> Span:
    return Span(surface_start(text, words[hit.first], hit.taken), words[hit.last - 1].end)


def _act(scene: Scene, hit: Hit) -> Act:
    lead = scene.folded[hit.first][: hit.taken]
    return Act(hit.first, hit.last, _span(scene.text, scene.words, hit), hit.type, True, "phrase", lead)


def _certain(table: Floats, chosen: Mapping[int, int]) -> Floats:
    """Give the chosen column of some rows nearly all of their probability."""
    if not chosen:
        return table
    out = table.copy()
    rows = list(chosen)
    out[rows] = (1 - SCORE) / (table.shape[1] - 1)
    out[rows, list(chosen.values())] = np.float32(SCORE)
    return out
