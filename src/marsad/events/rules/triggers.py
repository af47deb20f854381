"""Find the words that name acts, and say which.

One pass over the words finds what the codebook may mean; a second, over what was found, lets the words around decide: by what means a strike was
made, whether a death is the toll of another act, whether a speaker states something or only passes on what happened.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.actors.peeling import surface_start
from marsad.events.rules.codebook import Codebook, Sense, load_codebook
from marsad.model import Span
from marsad.text.words import Word


@dataclass(frozen=True, slots=True)
class Act:
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


@dataclass(frozen=True)
class Scene:
    """A report as the rules see it.

    Attributes:
        text: Its text.
        words: Its words.
        folded: Their folded forms.
        starts: Indices of the words that begin a sentence.
        cues: Words that speak for a means of strike: their indices, and the type each speaks for.
    """

    text: str
    words: Sequence[Word]
    folded: Sequence[str]
    starts: Sequence[int]
    cue_at: list[int] = field(default_factory=list)
    cue_type: list[str] = field(default_factory=list)

    def sentence(self, word: int) -> int:
        """Give the number of the sentence a word stands in, from 1."""
        return bisect_right(self.starts, word)

    def bounds(self, word: int) -> tuple[int, int]:
        """Give the first word of a word's sentence and one past its last."""
        number = self.sentence(word)
        return self.starts[number - 1], self.starts[number] if number < len(self.starts) else len(self.words)


def make_scene(text: str, words: Sequence[Word], starts: Sequence[int]) -> Scene:
    """Look over a report once.

    Args:
        text: Its text.
        words: Its words.
        starts: Indices of the words that begin a sentence.
    """
    book = load_codebook()
    scene = Scene(text, words, [word.folded for word in words], starts)
    for i, folded in enumerate(scene.folded):
        kind = book.cue(folded)
        if kind is not None:
            scene.cue_at.append(i)
            scene.cue_type.append(kind)
    return scene


def find_acts(scene: Scene) -> list[Act]:
    """Find every act the codebook names, before the words around have their say."""
    book = load_codebook()
    acts: list[Act] = []
    i, end = 0, len(scene.words)
    while i < end:
        taken, senses, form = book.look_up(scene.folded[i])
        act = _phrase_at(scene, book, i, taken, form) or _light_at(scene, book, i, taken, form)
        if act is None and senses:
            act = _act(scene, book, i, i + 1, taken, senses[0])
        if act is not None:
            acts.append(act)
        i = act.last if act is not None else i + 1
    return acts


def _act(scene: Scene, book: Codebook, first: int, last: int, taken: int, sense: Sense) -> Act | None:
    """Make an act of some words unless the word before makes it none."""
    start = surface_start(scene.text, scene.words[first], taken)
    kind = sense.type
    if first and scene.folded[first - 1] in book.not_after.get(kind, ()):
        return None
    return Act(first, last, Span(start, scene.words[last - 1].end), kind, sense.sure, sense.form, scene.folded[first][:taken])


def _phrase_at(scene: Scene, book: Codebook, i: int, taken: int, form: str) -> Act | None:
    """Find the longest phrase that begins at a word."""
    for rest, sense in book.phrases.get(form, ()):
        last = i + 1 + len(rest)
        if last <= len(scene.folded) and all(_is(scene.folded[i + 1 + k], forms) for k, forms in enumerate(rest)):
            return _act(scene, book, i, last, taken, sense)
    return None


def _is(folded: str, forms: frozenset[str]) -> bool:
    return folded in forms or (folded[0] in "بل" and folded[1:] in forms)


def _light_at(scene: Scene, book: Codebook, i: int, taken: int, form: str) -> Act | None:
    """Find a light verb with the noun it carries right after it («شنت هجمات», «قام بنهب»)."""
    if form not in book.light or i + 1 >= len(scene.folded):
        return None
    _, senses, carried = book.look_up(scene.folded[i + 1])
    nouns = [sense for sense in senses if sense.form == "noun"]
    if not nouns or (phrase := _phrase_at(scene, book, i + 1, 0, carried)):
        phrase = _phrase_at(scene, book, i + 1, 0, carried)
        return _act(scene, book, i, phrase.last, taken, Sense(phrase.type, phrase.sure, "phrase")) if phrase else None
    return _act(scene, book, i, i + 2, taken, Sense(nouns[0].type, nouns[0].sure, "phrase"))
