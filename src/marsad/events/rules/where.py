"""Say where an act was: the places of its own stretch of the sentence, else those of the act it goes with.

Of a chain («بلدة البصيرة بريف دير الزور») the first name is the place and the rest say where that is; of a list every
name is a place.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from marsad.events.rules.layout import Layout, Trigger
from marsad.events.rules.words import load_words

MOVING = frozenset({"movement", "withdrawal", "displacement", "weapons_transfer", "visit", "release"})
SAYING = frozenset("statement accusation request refusal threat order sanction agreement appointment".split())
CHAIN = 5
NEAR = 14


def roles_of_places(layout: Layout) -> Iterator[tuple[int, int, str]]:
    """Give trigger, span and role of every tie between an act and a place of its sentence."""
    for triggers, spans in layout.sentences.values():
        places = _specific(layout, [j for j in spans if layout.spans[j].label == "place"])
        if not places or not triggers:
            continue
        found = _own(layout, triggers, places)
        for n, i in enumerate(triggers):
            chosen = found[i] or _borrowed(layout, n, triggers, found)
            for j in chosen:
                role = _role(layout, layout.triggers[i], j)
                if role:
                    yield i, j, role


def _specific(layout: Layout, places: list[int]) -> list[int]:
    """Leave out the places that only say where the one before lies."""
    if len(places) < 2:
        return places
    outer = load_words().outer
    kept = places[:1]
    for before, j in pairwise(places):
        low, high, lead = layout.spans[before].last, layout.firsts[j], layout.letters[j]
        if high - low <= CHAIN and lead[:1] != "و":
            between = layout.scene.folded[low:high]
            if (between or lead) and all(_outer(word, outer) for word in between):
                continue
        kept.append(j)
    return kept


def _outer(word: str, outer: frozenset[str]) -> bool:
    return word in outer or word.removeprefix("ال") in outer or (word[0] in "بل" and word[1:] in outer)


def _own(layout: Layout, triggers: list[int], places: list[int]) -> dict[int, list[int]]:
    """Give the places between each trigger and the next."""
    firsts = [layout.firsts[j] for j in places]
    cuts = [bisect_left(firsts, layout.trigger_firsts[i]) for i in triggers]
    return {i: places[low:high] for i, low, high in zip(triggers, cuts, [*cuts[1:], len(places)], strict=True)}


def _borrowed(layout: Layout, n: int, triggers: list[int], found: dict[int, list[int]]) -> list[int]:
    """Give the places of the trigger before or after, when a trigger has none of its own."""
    trigger = layout.triggers[triggers[n]]
    if trigger.type in SAYING:
        return []
    after = next((i for i in triggers[n + 1 :] if found[i]), None)
    before = next((i for i in reversed(triggers[:n]) if found[i]), None)
    if after is not None and layout.triggers[after].first - trigger.last <= NEAR // 2:
        return found[after]
    if before is not None:
        return found[before]
    return found[after] if after is not None else []


def _role(layout: Layout, trigger: Trigger, j: int) -> str:
    """Give the role of a place in an act."""
    if trigger.type in SAYING and layout.firsts[j] - trigger.last > NEAR:
        return ""
    if trigger.type not in MOVING:
        return "location"
    words = load_words()
    k = layout.spans[j].first - 1
    steps = [layout.letters[j]] + [layout.scene.folded[m] for m in range(k, max(trigger.first, k - 3), -1)]
    for word in steps:
        if word in words.destination or word == "ل":
            return "destination"
        if word in words.origin:
            return "origin"
        if word in ("في", "ب"):
            return "location"
    return "location" if trigger.type in ("displacement", "withdrawal", "release") else "destination"
