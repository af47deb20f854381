"""Find the words for the means, and for who says so."""

from collections.abc import Sequence

from marsad.actors.peeling import peel, surface_start
from marsad.events.rules.scene import Scene
from marsad.events.rules.words import Words, load_words
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan

SCORE = 0.6
LONGEST_SOURCE = 7


def find_weapons(scene: Scene) -> list[ScoredSpan]:
    """Find the words for weapons: a head and what follows of its description."""
    words = load_words()
    found = []
    end = 0
    for i, fact in scene.known:
        if fact.weapon < 0 or i < end:
            continue
        end = i + 1
        while end < len(scene.folded) and end - i < 4 and scene.folded[end].removeprefix("ال") in words.weapon_parts:
            end += 1
        start = surface_start(scene.text, scene.words[i], fact.weapon)
        found.append(ScoredSpan("weapon", i, end, Span(start, scene.words[end - 1].end), SCORE))
    return found


def _known(folded: str, known: frozenset[str]) -> int | None:
    """Give how many letters of proclitics stand before a word of a list, with or without article."""
    for taken, form in peel(folded):
        if form in known or (form.startswith("ال") and form[2:] in known):
            return taken
    return None


def find_sources(scene: Scene, mentions: Sequence[ScoredSpan]) -> list[ScoredSpan]:
    """Find whom the report has it from: after a verb of reporting, after «بحسب», or a source named first."""
    words = load_words()
    outer = {span.first: span for span in sorted(mentions, key=lambda s: s.last) if span.label not in ("date", "place")}
    found: dict[int, ScoredSpan] = {}
    for i, fact in scene.known:
        if not fact.says:
            continue
        source = _source(scene, words, outer, i)
        if source is not None:
            found.setdefault(source.first, source)
    return list(found.values())


def _source(scene: Scene, words: Words, outer: dict[int, ScoredSpan], i: int) -> ScoredSpan | None:
    """Read the source that begins after a word of reporting."""
    high = scene.bounds(i)[1]
    for k in range(i + 1, min(high, i + 5)):
        folded = scene.folded[k]
        taken = _known(folded, words.source_heads)
        if taken is not None:
            return _run(scene, words, outer, k, taken)
        if k in outer:
            span = outer[k]
            return ScoredSpan("source", span.first, span.last, span.span, SCORE)
        if folded in words.that and folded != '"':
            return None
    return None


def _run(scene: Scene, words: Words, outer: dict[int, ScoredSpan], k: int, taken: int) -> ScoredSpan:
    """Take a source from its head to where what is said begins."""
    last = k + 1
    while last < min(len(scene.folded), k + LONGEST_SOURCE) and last not in scene.starts_set:
        if last in outer:
            last = outer[last].last
            continue
        if scene.folded[last] in words.that or not scene.folded[last][0].isalpha():
            break
        last += 1
    return ScoredSpan(
        "source", k, last, Span(surface_start(scene.text, scene.words[k], taken), scene.words[last - 1].end), SCORE
    )
