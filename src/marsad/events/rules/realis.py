"""Say how the report presents an act: as fact, as plan, as refused and so on.

Arabic puts the word that takes an act out of what happened before it («بهدف السيطرة», «لم يصدر»), so a few words
before the trigger are read backwards until something cuts the clause off.
"""

from marsad.events.rules.codebook import load_codebook
from marsad.events.rules.scene import Scene
from marsad.events.rules.words import Words, load_words

ACTUAL, PLANNED, GENERIC, NEGATED = "actual", "planned", "generic", "negated"
FARTHEST = 7
"""The longest reach of any list."""
SPEECH = frozenset({"statement", "accusation", "request", "order", "refusal", "threat"})
"""Saying, asking and refusing are themselves facts; what they are about is not."""
FACTS = frozenset({"refused", "prohibited", "denied", "ordered"})
"""Values that speech takes only for what it is about, never for itself."""


def realis_of(scene: Scene, first: int, last: int, lead: str, kind: str, verb: bool) -> str:
    """Say how an act is presented.

    Args:
        scene: The report.
        first: First word of its trigger.
        last: One past the last.
        lead: Letters of proclitics on its first word.
        kind: Its type.
        verb: Whether the trigger is a verb.
    """
    words = load_words()
    own = scene.folded[first][len(lead) :]
    if kind == "agreement" and own in words.breach:
        return NEGATED
    window = _window(scene, words, max(scene.bounds(first)[0], first - FARTHEST), first)
    found = _cued(window, words, kind)
    if found is not None:
        return found
    if verb and ((window and window[0] == "ان" and own[0] in "يتن") or _future(scene.folded[first])):
        return PLANNED
    if lead and "ل" in lead and kind not in SPEECH and kind not in words.suffered and words.exposed.isdisjoint(window):
        return PLANNED
    if not words.habit.isdisjoint(scene.folded[last : last + words.habit_reach]):
        return GENERIC
    return ACTUAL


def _future(folded: str) -> bool:
    """Say whether a verb begins with the «س» of what is to come."""
    word = folded[1:] if folded[0] in "وف" else folded
    return len(word) > 4 and word[0] == "س" and word[1] in "يتن" and f"ي{word[2:]}" in load_codebook().words


def _window(scene: Scene, words: Words, low: int, first: int) -> list[str]:
    """Give the words before an act, the nearest first, up to what cuts the clause off."""
    out: list[str] = []
    for i in range(first - 1, low - 1, -1):
        folded = scene.folded[i]
        bare = folded[1:] if len(folded) > 3 and folded[0] in "وف" else folded
        if bare in words.stops:
            break
        out.append(bare)
    return out


def _cued(window: list[str], words: Words, kind: str) -> str | None:
    """Give the value of the first list with a word near enough."""
    best: tuple[int, str] | None = None
    if words.cue_words.isdisjoint(window):
        return None
    for distance, word in enumerate(window):
        cues = words.cues.get(word, ())
        if word in words.cue_ends and distance + 1 < len(window):
            cues = (*cues, *words.cues.get(f"{window[distance + 1]} {word}", ()))
        for rank, realis, reach in cues:
            if distance < reach and (best is None or rank < best[0]) and not (realis in FACTS and kind in SPEECH):
                best = rank, realis
    return best[1] if best else None
