"""Find the words that name acts, and say which.

One pass over the words finds what the codebook may mean; a second, over what was found, lets the words around decide:
by what means a strike was made, whether a death is the toll of another act, whether a speaker states something or
only passes on what happened.
"""

from collections.abc import Iterator, Sequence

from marsad.actors.peeling import surface_start
from marsad.events.rules.codebook import Codebook, Sense, load_codebook
from marsad.events.rules.facts import Fact
from marsad.events.rules.scene import Act, Scene, cue_near, make_act
from marsad.events.rules.words import load_words
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan

VIOLENT = frozenset("attack clash shelling airstrike drone_strike bombing mine assassination".split())
STRIKES = frozenset({"shelling", "airstrike", "drone_strike"})
FRAMED = "statement"
NEAR = 2
"""Sentences over which a strike of unsaid means takes the type of the strike before."""
INNER = frozenset({"date", "place", "person", "organization"})
"""Labels of names and dates, which name no acts."""
CUTS = frozenset("،.؛:")
SPOKEN = 6
"""Words between a relative verb of strike and the noun it belongs to («قصف مدفعي استهدف»)."""


def find_acts(scene: Scene) -> list[Act]:
    """Find every act the codebook names, before the words around have their say."""
    book = load_codebook()
    acts: list[Act] = []
    end = 0
    for i, fact in scene.known:
        if i < end or not fact.form:
            continue
        act = None
        if fact.opens:
            act = _phrase_at(scene, book, i, fact.taken, fact.form)
        if act is None and fact.light:
            act = _light_at(scene, book, i, fact.taken)
        if act is None and fact.senses:
            act = _act(scene, book, i, i + 1, fact.taken, _sense(scene, i, fact))
        if act is not None:
            acts.append(act)
            end = act.last
    return acts


def _sense(scene: Scene, i: int, fact: Fact) -> Sense:
    """Choose between verb and noun where a form is both («قصف»): before a word for the means it is the noun."""
    first = fact.senses[0]
    if first.form == "verb" and i + 1 < len(scene.facts):
        after = scene.facts[i + 1]
        described = after is not None and after.cue and not after.form and scene.folded[i + 1][0] != "ب"
        if described:
            return next((s for s in fact.senses if s.form == "noun" and s.type == first.type), first)
    return first


def _act(scene: Scene, book: Codebook, first: int, last: int, taken: int, sense: Sense) -> Act | None:
    """Make an act of some words unless the word before makes it none."""
    word = scene.folded[first]
    definite = sense.form == "noun" and (word.startswith("ال", taken) or word.startswith("لل"))
    if first:
        before = scene.folded[first - 1]
        if before in book.not_after.get(sense.type, ()) or (definite and before in book.pointing):
            return None
    sure = sense.sure and not (definite and sense.type not in book.definite)
    span = Span(surface_start(scene.text, scene.words[first], taken), scene.words[last - 1].end)
    return make_act((first, last, span, sense.type, sure, sense.form, word[:taken]))


def _phrase_at(scene: Scene, book: Codebook, i: int, taken: int, form: str) -> Act | None:
    """Find the longest phrase that begins at a word."""
    folded = scene.folded
    second = folded[i + 1] if i + 1 < len(folded) else ""
    bare = second[1:] if second[:1] in ("ب", "ل") else second
    for rest, sense in book.phrases.get(form, ()):
        if rest and second not in rest[0] and bare not in rest[0]:
            continue
        last = i + 1 + len(rest)
        if last <= len(folded) and (len(rest) < 2 or all(map(_is, folded[i + 1 : last], rest))):
            return _act(scene, book, i, last, taken, sense)
    return None


def _is(folded: str, forms: frozenset[str]) -> bool:
    return folded in forms or (folded[0] in "بل" and folded[1:] in forms)


def _light_at(scene: Scene, book: Codebook, i: int, taken: int) -> Act | None:
    """Find a light verb with the noun it carries right after it («شنت هجمات», «قام بنهب»)."""
    carried = scene.facts[i + 1] if i + 1 < len(scene.facts) else None
    if carried is None:
        return None
    phrase = _phrase_at(scene, book, i + 1, 0, carried.form) if carried.opens else None
    if phrase is not None:
        return _act(scene, book, i, phrase.last, taken, Sense(phrase.type, phrase.sure, "phrase"))
    noun = next((sense for sense in carried.senses if sense.form == "noun"), None)
    return _act(scene, book, i, i + 2, taken, Sense(noun.type, noun.sure, "phrase")) if noun else None


def decide(scene: Scene, acts: Sequence[Act]) -> list[Act]:
    """Settle the type of acts whose means other words say.

    Returns:
        The acts with a type of the reading format; what is no act without a cue is left out.
    """
    book = load_codebook()
    settled: list[Act] = []
    before: tuple[int, str] = (-NEAR - 1, "")
    for act in acts:
        opening = book.openings.get(act.type)
        kind = act.type
        sentence = scene.sentence(act.first)
        if opening is not None:
            kind = cue_near(scene, act.first, act.last, opening.by) or ""
            if not kind and act.type == "strike" and sentence - before[0] <= NEAR:
                kind = before[1]
            kind = kind or opening.otherwise
        if kind in STRIKES:
            before = sentence, kind
        if kind:
            settled.append(act._replace(type=kind) if kind != act.type else act)
    return settled


def told(scene: Scene, acts: Sequence[Act]) -> Iterator[Act]:
    """Give the acts that are events: no deaths that are a toll, no verbs that only pass on what others say."""
    by_sentence: dict[int, list[Act]] = {}
    for act in acts:
        by_sentence.setdefault(scene.sentence(act.first), []).append(act)
    for sentence, those in by_sentence.items():
        violent = not VIOLENT.isdisjoint([act.type for act in those])
        earlier = not VIOLENT.isdisjoint([act.type for act in by_sentence.get(sentence - 1, ())])
        for k, act in enumerate(those):
            if act.type == "killing" and not act.sure and (violent or (earlier and _follows(scene, act))):
                continue
            if act.type == FRAMED and not act.sure and act.form != "noun" and any(a.type != FRAMED for a in those[k + 1 :]):
                continue
            if k and act.form == "verb" and those[k - 1].type == act.type and _belongs(scene, those[k - 1], act):
                continue
            yield act


def _follows(scene: Scene, act: Act) -> bool:
    """Say whether a death is told as what came of something («أدى إلى مقتل»)."""
    low = max(scene.bounds(act.first)[0], act.first - 4)
    return not load_words().outcome.isdisjoint(scene.folded[low : act.first])


def _belongs(scene: Scene, noun: Act, verb: Act) -> bool:
    """Say whether a verb of strike only says whom the strike before it hit («قصف مدفعي استهدف القرية»)."""
    joined = verb.lead or noun.form == "verb" or verb.first - noun.last > SPOKEN
    return not joined and CUTS.isdisjoint(scene.folded[noun.last : verb.first])


def taken_words(mentions: Sequence[ScoredSpan]) -> set[int]:
    """Give the words of names and dates, which name no acts."""
    taken: set[int] = set()
    for span in mentions:
        if span.label in INNER:
            taken.update(range(span.first, span.last))
    return taken
