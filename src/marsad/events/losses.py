"""Set right the words that count people, and find the deaths that no other event caused.

A network sees that «611» in «وجرح 611» counts people and may still mix up what befell them, leave a part of their number
outside or run two lots together. The words beside it say: the number whole, «أصيب» or «قُتل», «و» before the next number.
And where a report tells a death on its own, the word for it is the event, which a network trained on deaths as the toll
of other events passes over.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from marsad.actors.peeling import peel, surface_start
from marsad.events.rules.scene import Scene
from marsad.events.rules.spans import LIKELY, survey
from marsad.events.rules.what import COUNTED
from marsad.events.rules.words import load_words
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.labels import ROLES, TOLL, TYPES
from marsad.tagger.tagger import Relating
from marsad.text.numerals import Numeral, numeral_at
from marsad.text.words import Word

AGREED = 0.5
"""Least score of a toll of the tagger's that rules find too; without them it takes more."""
BOUNDED = 4
"""Words of a bound («ما لا يقل عن») that may stand between what befell people and their number."""
BEFORE, AFTER = 6, 4
"""Words around the dead in which the word for their death may stand."""
OUTCOME = 4
"""Words before a death in which what it came of is told."""
OF, BETWEEN, AND = "من", "بين", "و"
TAKEN = frozenset({"detained", "missing"})
"""Statuses of people taken away; the same words tell both, so they do not settle which."""
PLURAL = ("وا", "ا", "تا", "ن")
"""Endings of a verb whose people stand before it («جنديان قُتلا وأصيب 5»)."""
ROLE = ROLES.index("toll")


def may_cost(kind: str, status: str) -> bool:
    """Say whether an event of a type can have a toll of a status; what `other` is, nobody knows."""
    return kind == "other" or kind in COUNTED[status] or (status == "displaced" and kind == "movement")


def settle_tolls(text: str, words: Sequence[Word], starts: Sequence[int], spans: Sequence[ScoredSpan]) -> list[ScoredSpan]:
    """Give each toll the whole of its number, and the status that the words beside it tell; part those run together.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        spans: Spans of all labels.
    """
    if not any(span.label in TOLL for span in spans):
        return list(spans)
    scene, _ = survey(text, words, starts)
    settled: list[ScoredSpan] = []
    for span in spans:
        if span.label in TOLL:
            whole = _widened(words, span)
            status = _status(scene, whole)
            keeps = not status or (status in TAKEN and span.label in TAKEN)
            settled += _lots(words, whole if keeps else replace(whole, label=status))
        else:
            settled.append(span)
    return settled


def agreed_tolls(
    text: str, words: Sequence[Word], starts: Sequence[int], unsure: Sequence[ScoredSpan], ruled: Sequence[ScoredSpan]
) -> list[ScoredSpan]:
    """Give the tolls that the tagger alone is not sure enough of, but that rules find too or the words beside them tell.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        unsure: Spans of all labels that the tagger is not sure of.
        ruled: Spans that rules found.
    """
    likely = [span for span in unsure if span.label in TOLL and span.score >= AGREED]
    if not likely:
        return []
    scene, _ = survey(text, words, starts)
    tolls = [span for span in ruled if span.label in TOLL]
    settled = settle_tolls(text, words, starts, likely)
    return [s for s in settled if _status(scene, s) == s.label or any(s.label == t.label and _meet(s, t) for t in tolls)]


def _meet(a: ScoredSpan, b: ScoredSpan) -> bool:
    """Say whether two spans share a word."""
    return a.first < b.last and b.first < a.last


def _number_around(words: Sequence[Word], at: int) -> Numeral | None:
    """Give the number that begins before a word and reaches it, or ends right before it."""
    for start in range(max(0, at - BOUNDED), at):
        number = numeral_at(words, start)
        if number is not None and number.end >= at:
            return number
    return None


def _widened(words: Sequence[Word], span: ScoredSpan) -> ScoredSpan:
    """Take in the number before a toll, or the first half of it («134» before «ألف شخص», «خمسة من» before «متطوعيه»)."""
    first = span.first
    number = _number_around(words, first)
    if number is None and first and words[first - 1].folded == OF:
        number = _number_around(words, first - 1)
    if number is None or number.end > span.last:
        return span
    return replace(span, first=number.start, span=Span(words[number.start].start + number.lead, span.span.end))


def _lots(words: Sequence[Word], span: ScoredSpan) -> Iterator[ScoredSpan]:
    """Part a toll before each number joined with «و» («ستة عسكريين وخمسة مدنيين»)."""
    first, start = span.first, span.span.start
    ranged = BETWEEN in [word.folded for word in words[max(0, first - 1) : first + 2]]
    k = _past_number(words, first)
    while k < span.last and not ranged:
        number = _joined_number(words, k)
        if number is not None and number.end <= span.last:
            yield replace(span, first=first, last=k, span=Span(start, words[k - 1].end))
            first, start, k = number.start, words[number.start].start + number.lead, number.end
        else:
            k = _past_number(words, k)
    yield replace(span, first=first, span=Span(start, span.span.end))


def _joined_number(words: Sequence[Word], k: int) -> Numeral | None:
    """Give the number that «و» joins here; before digits it is a word of its own («و3 عناصر»)."""
    if words[k].folded == AND:
        return numeral_at(words, k + 1) if k + 1 < len(words) else None
    number = numeral_at(words, k) if words[k].folded[0] == AND else None
    return number if number is not None and number.lead else None


def _past_number(words: Sequence[Word], k: int) -> int:
    """Give the word after a number that begins here, so that its own «و» parts nothing; else the next word."""
    number = numeral_at(words, k)
    return number.end if number is not None else k + 1


def _status(scene: Scene, span: ScoredSpan) -> str:
    """Say what befell the people of a toll by the words in it or right beside it; empty when they do not say."""
    named = {fact.people for k in range(span.first, span.last) if (fact := scene.facts[k]) is not None and fact.people}
    if named:
        return named.pop() if len(named) == 1 else ""
    words = load_words()
    low, high = scene.bounds(span.first)
    k, stop = span.first - 1, max(low, span.first - 1 - BOUNDED)
    while k >= stop and (scene.folded[k] in words.bounds or scene.folded[k] in words.amounts):
        k -= 1
    told = _befell(scene, k) if k >= stop else ""
    if told:
        other = _befell(scene, k - 1) if k > low else ""
        return told if other in ("", told) or scene.folded[k - 1].endswith(PLURAL) else ""
    after = scene.facts[span.last] if span.last < high else None
    return after.befell if after is not None and after.befell_verb and scene.folded[span.last][0] != AND else ""


def _befell(scene: Scene, k: int) -> str:
    """Give the status that a word for what befell people tells."""
    fact = scene.facts[k]
    return fact.befell if fact is not None else ""


def untold_deaths(
    text: str,
    words: Sequence[Word],
    starts: Sequence[int],
    triggers: Sequence[ScoredSpan],
    others: Sequence[ScoredSpan],
    relating: Relating,
    limit: float,
) -> list[ScoredSpan]:
    """Give the words for deaths that belong to no event found, each to be an event of its own.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        triggers: Triggers found.
        others: The other spans.
        relating: What is said of them.
        limit: How likely a tie must be for the toll to belong to the event.
    """
    dead = [j for j, span in enumerate(others) if span.label == "killed"]
    if not dead:
        return []
    scene, _ = survey(text, words, starts)
    tied = _tied(others, relating, limit)
    taken = {k for trigger in triggers for k in range(trigger.first, trigger.last)}
    found: dict[int, ScoredSpan] = {}
    for j in dead:
        k = _death(scene, others[j]) if j not in tied else None
        if k is not None and k not in taken and not _came_of(scene, k):
            found.setdefault(k, _trigger(scene, k))
    return list(found.values())


def _tied(others: Sequence[ScoredSpan], relating: Relating, limit: float) -> set[int]:
    """Give the tolls that an event of a fitting type has."""
    if not len(relating.pairs):
        return set()
    kinds = relating.types.argmax(-1).tolist()
    likely = relating.pairs[relating.roles[:, ROLE] >= limit].tolist()
    return {j for i, j in likely if others[j].label in TOLL and may_cost(TYPES[kinds[i]], others[j].label)}


def _death(scene: Scene, span: ScoredSpan) -> int | None:
    """Find the word for the death of some dead, the nearest; one before them counts as nearer."""
    low, high = scene.bounds(span.first)
    around = [k for k in range(max(low, span.first - BEFORE), span.first) if _befell(scene, k) == span.label]
    if around:
        return around[-1]
    after = [k for k in range(span.last, min(high, span.last + AFTER)) if _befell(scene, k) == span.label]
    if after:
        return after[0]
    named = (k for k in range(span.first, span.last) if (fact := scene.facts[k]) is not None and fact.people == span.label)
    return next(named, None)


def _came_of(scene: Scene, k: int) -> bool:
    """Say whether a death is told as what came of something («أدى إلى مقتل»); it is no event of its own then."""
    low = max(scene.bounds(k)[0], k - OUTCOME)
    return not load_words().outcome.isdisjoint([word.removeprefix(AND) for word in scene.folded[low:k]])


def _trigger(scene: Scene, k: int) -> ScoredSpan:
    """Make a trigger of a word for a death."""
    words = load_words()
    known: Collection[str] = words.toll_acts if _befell(scene, k) else words.toll_people
    lead = next((taken for taken, form in peel(scene.folded[k]) if form in known), 0)
    span = Span(surface_start(scene.text, scene.words[k], lead), scene.words[k].end)
    return ScoredSpan("trigger", k, k + 1, span, LIKELY)
