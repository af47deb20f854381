"""Tell words that may leave from words that may hold a withheld name.

Two ways, for two sorts of reader. For the public only words that Marsad itself knows are kept, so that a name nobody has found
yet stays inside too. For a partner words are kept unless a withheld name is met in them, in whatever spelling.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from marsad.actors.peeling import peel
from marsad.actors.roster import load_roster
from marsad.exports.profiles.pseudonyms import JOINED, PATRONYMIC
from marsad.model import ActorKind
from marsad.text.folding import fold_key, fold_text
from marsad.text.spellings import latin_key, latin_spellings, name_parts
from marsad.text.words import Word, split_words
from marsad.vocabulary import load_vocabulary

LONGEST = 6
"""Words of the longest name of a body that is looked for in a description."""
LEAST_LATIN = 3
"""Letters of a Latin spelling that points to a name; shorter ones are words of any language."""
LEAST_RUN = 5
ARTICLES = frozenset(("al", "el", "ul", "ad", "ar", "as", "at", "az", "an", "ash"))
INNER_ARTICLE = re.compile("(?<=عبد|ابو)ال")
NO_NAMES = JOINED | PATRONYMIC | {"الله", "اله", "al", "el", "bin", "ibn", "abu", "abd"}
LATIN = re.compile("[a-z]")
LATIN_ARTICLE = re.compile("^(?:al|el|ul|ad|ar|as|at|az|an)(?=[a-z]{3})")


@cache
def public_roles() -> frozenset[str]:
    """Give the ids of persons with a public role."""
    rule = load_vocabulary("profiles")["public_roles"]
    persons = load_vocabulary(rule["list"])["persons"]
    return frozenset(f"person:{fold_key(person['ar'])}" for person in persons) - frozenset(rule["except"])


@cache
def _lists(name: str) -> frozenset[str]:
    """Give the folded words of the lists that a key of profiles.yml names, given names left out."""
    words = load_vocabulary("actors/words")
    found = {fold_key(word) for one in load_vocabulary("profiles")[name] for word in words[one].split()}
    given = load_vocabulary("actors/names")["given"].split()
    return frozenset(found - set(map(fold_key, given)))


@cache
def _description_words() -> frozenset[str]:
    more = load_vocabulary("profiles")["description_words"]
    return _lists("description_lists") | _lists("head_lists") | frozenset(map(fold_key, more))


def known_words(text: str, places: frozenset[str] = frozenset()) -> str:
    """Cut a description down to its first words, as far as Marsad knows them.

    Args:
        text: The description: «وجهاء عشيرة …», «قائد ميليشيا …».
        places: Folded names of places that may leave with it.

    Returns:
        The words, joined by single spaces; empty when the first of them is not known to head a description.
    """
    words = split_words(text)
    taken = _head(words)
    while taken and taken < len(words):
        step = _phrase(words, taken, places) or _single(words[taken], _description_words())
        if not step:
            break
        taken += step
    while taken and words[taken - 1].folded in _dangling():
        taken -= 1
    return " ".join(text[word.start : word.end] for word in words[:taken])


def _head(words: tuple[Word, ...]) -> int:
    if not words:
        return 0
    return _body(words, 0) or _single(words[0], _lists("head_lists"))


def _single(word: Word, among: frozenset[str]) -> int:
    return int(word.folded.isdigit() or any(stem in among for _, stem in peel(word.folded)))


def _phrase(words: tuple[Word, ...], start: int, places: frozenset[str]) -> int:
    """Give how many words from `start` on name a body of the roster or one of the places; 0 for none."""
    for count in range(min(LONGEST, len(words) - start), 0, -1):
        if any(form in places for form in _forms(words[start : start + count])):
            return count
    return _body(words, start)


def _body(words: tuple[Word, ...], start: int) -> int:
    roster = load_roster()
    for count in range(min(LONGEST, len(words) - start), 0, -1):
        for form in _forms(words[start : start + count]):
            namings = roster.names.get(" ".join(roster.spellings.get(word, word) for word in form.split()), ())
            if namings and all(naming.organization.kind is ActorKind.ORGANIZATION for naming in namings):
                return count
    return 0


def _forms(words: tuple[Word, ...]) -> Iterator[str]:
    for _, stem in peel(words[0].folded):
        yield " ".join([stem, *(word.folded for word in words[1:])])


@cache
def _dangling() -> frozenset[str]:
    words = load_vocabulary("actors/words")
    return frozenset(map(fold_key, f"{words['prepositions']} {words['ties']} {words['construct_heads']}".split())) - _lists(
        "head_lists"
    )


@dataclass(frozen=True, slots=True)
class Guard:
    """Knows the withheld names and says whether words are free of them.

    Attributes:
        words: Stems of the names' words.
        sounds: How their words sound, for Latin letters.
        whole: Finds whole names without anything between their letters; None when there is none.
    """

    words: frozenset[str]
    sounds: frozenset[str]
    whole: AhoCorasick | None

    def clean(self, text: str) -> bool:
        """Say whether no withheld name is met in words, in any spelling; in doubt it is."""
        if self.whole is None or not text:
            return True
        if self.whole.find_matches_as_indexes(_squeeze(text)):
            return False
        words = [word.folded for word in split_words(text.replace("_", " "))]
        return not any(map(self._meets, words)) and not any(self._sounds_like(run) for run in _latin_runs(words))

    def _meets(self, folded: str) -> bool:
        stems = {_stem(stem) for _, stem in peel(folded)}
        if any(stem in self.words or (len(stem) > 4 and stem[:-2] in self.words) for stem in stems):
            return True
        if not LATIN.search(folded):
            return False
        keys = {latin_key(folded), latin_key(LATIN_ARTICLE.sub("", folded))}
        return self._sounds_like(folded) or not _latin_keys(self.words).isdisjoint(keys)

    def _sounds_like(self, latin: str) -> bool:
        return not self.sounds.isdisjoint(_sounds(latin))


def make_guard(names: Iterable[str], phrases: Iterable[str] = ()) -> Guard:
    """Make a guard.

    Args:
        names: Names of persons: each word of them counts alone.
        phrases: Names of places and the like, which count as a whole only.
    """
    listed = tuple(dict.fromkeys(names))
    words = {word for name in listed for word in _telling_words(name)}
    whole = sorted({_squeeze(name) for name in (*listed, *phrases)} - {""})
    stems, sounds = frozenset(map(_stem, words)), frozenset(sound for word in words for sound in _sounds(word))
    long = [name for name in whole if len(name) > 3]  # shorter ones stand inside other words
    return Guard(stems, sounds, AhoCorasick(long) if whole else None)


def _telling_words(name: str) -> list[str]:
    """Give the words of a name that point to its bearer, each alone.

    Given names that are common words too («على» is folded as «علي») do so only where the name has no other word.
    """
    words = [*dict.fromkeys([*(word.folded for word in split_words(name.replace("_", " "))), *name_parts(name)])]
    words = [word for word in words if len(word) > 1 and word not in NO_NAMES and any(map(str.isalpha, word))]
    return [word for word in words if word not in _weak()] or words


@cache
def _weak() -> frozenset[str]:
    words = load_vocabulary("actors/words")
    return frozenset(map(fold_key, f"{words['weak_given']} {words['not_names']}".split()))


def _squeeze(text: str) -> str:
    return "".join(c for c in fold_text(text) if c.isalnum() and c != "ء")


def _stem(word: str) -> str:
    bare = word.replace("ء", "")
    return bare[2:] if bare.startswith("ال") and len(bare) > 4 else bare


@lru_cache(maxsize=1 << 14)
def _sounds(word: str) -> frozenset[str]:
    """Give how a word may sound: the classes of its consonants, doubled letters once. A single class says too little."""
    table = _sound_table()
    found = set()
    for spelling in {_stem(word), LATIN_ARTICLE.sub("", word), INNER_ARTICLE.sub("", word)}:
        for form in {spelling.replace("dj", "j"), spelling.replace("ch", "s")}:
            single = re.sub(r"(.)\1+", r"\1", form)
            found.add("".join(table.get(c, "") for c in single))
    return frozenset(sound for sound in found if len(sound) > 1)


def _latin_runs(words: Sequence[str]) -> Iterator[str]:
    """Give Latin words that stand together as one: «Abd al-Bari» is one Arabic name. Short ones would sound like anything."""
    latin = [word if LATIN.search(word) else "" for word in words if word not in ARTICLES and word[0].isalnum()]
    for i in range(len(latin)):
        for run in (latin[i : i + 2], latin[i : i + 3]):
            joined = "".join(run)
            if len(run) > 1 and all(run) and len(joined) >= LEAST_RUN:
                yield joined


@lru_cache(maxsize=4)
def _latin_keys(words: frozenset[str]) -> frozenset[str]:
    """Give the usual Latin spellings of words, as keys; made only when a text has Latin letters at all."""
    keys = {latin_key(spelling) for word in words for spelling in latin_spellings(word)}
    return frozenset(key for key in keys if len(key) >= LEAST_LATIN)


@cache
def _sound_table() -> dict[str, str]:
    return {letter: str(i) for i, line in enumerate(load_vocabulary("profiles")["sounds"]) for letter in map(fold_key, line)}
