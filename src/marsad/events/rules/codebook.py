"""The codebook as the rules look things up in it: which act a written form names.

The YAML is for analysts; here every form of every word points at what it may mean. Proclitics are peeled when a word
is looked up, not when the table is made, and an answer is kept, because a report uses few words many times.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.actors.peeling import peel
from marsad.errors import VocabularyError
from marsad.events.rules.forms import noun_forms, people_forms, plain_forms, verb_forms
from marsad.tagger.labels import TYPES
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word of the codebook names.

    Attributes:
        type: The event type; for an act whose means other words say, the name of its entry under `open`.
        sure: Whether it names it nearly always.
        form: `verb`, `noun`, `people`, `fixed` or `phrase`.
    """

    type: str
    sure: bool
    form: str


@dataclass(frozen=True, slots=True)
class Opening:
    """An act whose type the words around it decide.

    Attributes:
        by: Types whose cues decide, the more telling first.
        otherwise: The type where no cue stands; empty when it is then no event.
    """

    by: tuple[str, ...]
    otherwise: str


Phrase = tuple[tuple[frozenset[str], ...], Sense]
"""The forms of the words after the first, and what the whole names."""


@dataclass(frozen=True, eq=False)
class Codebook:
    """All words of the codebook, folded.

    Attributes:
        words: What a single form may name, the surest first.
        phrases: Phrases by the form of their first word, the longest first.
        light: Forms of verbs and verbal nouns that only carry a noun.
        openings: Acts whose type other words decide, by name.
        cues: The type of strike that a word speaks for.
        never: Forms that only look like one of a word.
        definite: Types whose nouns name an act also when definite.
        pointing: Words that make a definite noun refer back.
        not_after: Words after which a noun of a type is no act.
    """

    words: Mapping[str, tuple[Sense, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    light: frozenset[str]
    openings: Mapping[str, Opening]
    cues: Mapping[str, str]
    not_after: Mapping[str, frozenset[str]]
    never: frozenset[str]
    definite: frozenset[str]
    pointing: frozenset[str]

    def look_up(self, folded: str) -> tuple[int, tuple[Sense, ...], str]:
        """Find what a word as written names.

        Args:
            folded: A folded word, proclitics and all.

        Returns:
            How many letters of proclitics it carries, what it may name (nothing when it is not in the codebook), and
            the form without proclitics.
        """
        if folded in self.never:
            return 0, (), folded
        for taken, form in peel(folded):
            senses = self.words.get(form)
            if senses or form in self.phrases or form in self.light:
                return taken, senses or (), form
        if folded[0] == "س" and f"ي{folded[2:]}" in self.words:
            senses = self.words.get(folded[1:])
            if senses and senses[0].form == "verb":
                return 0, senses, folded[1:]
        return 0, (), folded

    def cue(self, folded: str) -> str | None:
        """Give the type of strike that a word speaks for, if it does for one."""
        for _, form in peel(folded):
            found = self.cues.get(form) or self.cues.get(form.removeprefix("ال"))
            if found:
                return found
        return None


def _fixed_forms(word: str) -> frozenset[str]:
    return frozenset({fold_key(word)})


_FORMS: dict[str, Callable[[str], frozenset[str]]] = {
    "verbs": verb_forms,
    "plain": plain_forms,
    "nouns": noun_forms,
    "people": people_forms,
    "fixed": _fixed_forms,
}


def _token_forms(token: str) -> frozenset[str]:
    return verb_forms(token) if "/" in token else noun_forms(token) | {fold_key(token)}


def _entries(groups: Mapping[str, Sequence[str]], kind: str, sure: bool) -> Iterable[tuple[str, Sense]]:
    """Give the forms of the single words of one group of lists."""
    for name, forms_of in _FORMS.items():
        sense = Sense(kind, sure, "verb" if name == "plain" else name.rstrip("s"))
        for word in groups.get(name, ()):
            for form in forms_of(word):
                yield form, sense


def _phrases(groups: Mapping[str, Sequence[str]], kind: str, sure: bool) -> Iterable[tuple[str, Phrase]]:
    for phrase in groups.get("phrases", ()):
        first, *rest = (_token_forms(token) for token in phrase.split())
        for form in first:
            yield form, (tuple(rest), Sense(kind, sure, "phrase"))


def _gathered(data: Mapping[str, Any]) -> tuple[dict[str, list[Sense]], dict[str, list[Phrase]]]:
    """Put all words in one table, those of the openings last but before words that are merely likely."""
    words: dict[str, list[Sense]] = {}
    phrases: dict[str, list[Phrase]] = {}
    groups = [(kind, entry.get("sure", {}), True) for kind, entry in data["types"].items()]
    groups += [(kind, entry, False) for kind, entry in data["open"].items()]
    groups += [(kind, entry.get("likely", {}), False) for kind, entry in data["types"].items()]
    for kind, group, sure in groups:
        for form, sense in _entries(group, kind, sure):
            words.setdefault(form, []).append(sense)
        for form, phrase in _phrases(group, kind, sure):
            phrases.setdefault(form, []).append(phrase)
    return words, phrases


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """Load the codebook and work out all forms.

    Raises:
        VocabularyError: It does not hold the types of the reading format.
    """
    data = load_vocabulary("events")
    if set(data["types"]) != set(TYPES):
        raise VocabularyError(f"expected {sorted(TYPES)} in vocabulary/events.yml, got {sorted(data['types'])}")
    words, phrases = _gathered(data)
    light = [*map(verb_forms, data["light_verbs"]["verbs"]), *map(noun_forms, data["light_verbs"]["nouns"])]
    return Codebook(
        words={form: tuple(dict.fromkeys(senses)) for form, senses in words.items()},
        phrases={form: tuple(sorted(those, key=lambda phrase: -len(phrase[0]))) for form, those in phrases.items()},
        light=frozenset().union(*light),
        openings={name: Opening(tuple(entry["by"]), entry["otherwise"]) for name, entry in data["open"].items()},
        cues={fold_key(word): kind for kind, those in reversed(data["cues"].items()) for word in those},
        not_after={kind: frozenset(map(fold_key, those)) for kind, those in data["not_after"].items()},
        never=frozenset(map(fold_key, data["never"])),
        definite=frozenset(data["definite"]),
        pointing=frozenset(map(fold_key, data["pointing"])),
    )
