"""Find what is talked about: what a statement says, a request asks for, a refusal turns down, a meeting is about.

It is the clause after the word of talking, opened by «أن», by a quotation mark, or by a preposition with a verbal
noun («طالبت بفتح تحقيق»).
"""

from collections.abc import Sequence

from marsad.actors.peeling import surface_start
from marsad.events.rules.scene import Act, Scene
from marsad.events.rules.words import load_words
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan

SCORE = 0.6
SAID = frozenset({"statement", "accusation", "threat"})
ASKED = frozenset({"request", "order", "accusation", "threat"})
TOLD = SAID - ASKED
"""Acts whose topic nothing but «أن» or a quotation mark opens."""
TALK = SAID | ASKED | {"agreement", "refusal", "meeting"}
LONGEST = 24
REACH = 16
"""Words after a word of talking within which what is said begins."""
OPENERS = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها", "انهم", "انهما"})
"""«أن» and «إن» are folded alike."""
CUTS = frozenset("،.؛:")
QUOTE = '"'


def find_topics(scene: Scene, acts: Sequence[Act], mentions: Sequence[ScoredSpan]) -> list[ScoredSpan]:
    """Find the topics of acts of talking.

    Args:
        scene: The report.
        acts: Its acts.
        mentions: Names and groups; a preposition before one opens no topic.
    """
    named = {span.first for span in mentions}
    found: dict[int, ScoredSpan] = {}
    for n, act in enumerate(acts):
        if act.type in TALK:
            end = scene.bounds(act.first)[1]
            talk = next((a.first for a in acts[n + 1 : n + 6] if a.type in TALK), end)
            topic = _topic(scene, act, named, min(end, max(talk, act.last)), end)
            if topic is not None:
                found.setdefault(topic.first, topic)
    return list(found.values())


def _topic(scene: Scene, act: Act, named: set[int], limit: int, end: int) -> ScoredSpan | None:
    """Find where what is talked about begins, then where it ends."""
    for k in range(act.last, min(limit, act.last + REACH)):
        folded = scene.folded[k]
        if act.type in SAID | ASKED and (folded in OPENERS or (folded == QUOTE and k > act.last)):
            return _clause(scene, k + 1, 0, end, quoted=folded == QUOTE)
        taken = _taken(scene, act, named, k) if act.type not in TOLD else None
        if taken is not None:
            return _clause(scene, k + (taken < 0), max(taken, 0), end, quoted=False)
    return None


def _taken(scene: Scene, act: Act, named: set[int], k: int) -> int | None:
    """Give the letters of a word that stand before a topic, -1 when it begins after the word, None when there is none."""
    folded, words = scene.folded[k], load_words()
    after = k + 1 < len(scene.folded) and k + 1 not in named
    if act.type == "meeting":
        return -1 if folded in words.about else None
    if act.type == "refusal":
        return 0 if k not in named and k <= act.last + 1 and folded[0].isalpha() and folded not in ("في", "من") else None
    if folded in ("علي", "الي") and after and _verbal(scene.folded[k + 1]):
        return -1
    fit = folded[0] in "بل" if act.type in ASKED else folded[0] == "ل" and act.type == "agreement"
    if fit and k not in named and _verbal(folded[1:]):
        return 1
    if act.type == "agreement" and k == act.last and folded == "وقف":
        return 0
    return None


def _verbal(folded: str) -> bool:
    """Say whether a word may be a verbal noun: no article, and no word for people or place by its ending."""
    return len(folded) > 2 and not folded.startswith(("ال", "ل")) and folded[0].isalpha() and not folded.endswith(("ون", "ين"))


def _clause(scene: Scene, first: int, taken: int, end: int, quoted: bool) -> ScoredSpan | None:
    """Take a topic up to the comma, or the closing quotation mark, that ends it."""
    while first < end and scene.folded[first] == QUOTE:
        first, quoted = first + 1, True
    last = first
    while last < min(end, first + LONGEST) and scene.folded[last] not in CUTS and not (quoted and scene.folded[last] == QUOTE):
        last += 1
    if last - first < 2:
        return None
    start = surface_start(scene.text, scene.words[first], taken)
    return ScoredSpan("topic", first, last, Span(start, scene.words[last - 1].end), SCORE)
