"""Find the names of places in the words of a report.

The longest name of the gazetteer wins. Many names are ordinary words too («القاعدة», «الوحدة»), some are surnames, and names of
states act more often than they lie somewhere; each of these needs a word beside it that proves a place. Names that no
gazetteer holds are found after class words that hardly ever lie («قرية …», «حي …»).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from marsad.model import Level, Span
from marsad.places.cues import ARTICLE, LAM_LAM, PlaceWords, peel, place_words
from marsad.places.gazetteer import Gazetteer
from marsad.places.taught import TaughtGazetteer
from marsad.text.folding import fold
from marsad.text.words import Word, folded_forms

NAME_PART = re.compile(r"[^\W_]+|[^\w\s]")
"""A word or sign of a folded name, cut as `marsad.text.words` cuts texts; a gazetteer has too many to go through that."""
TRANSPARENT = frozenset("\"'#")
"""Signs that may stand inside a name («مخيم "الأمل"», «مطار #صنعاء»)."""
FATHATAN = "\N{ARABIC FATHATAN}"
NISBA = ("ي", "يه", "ه")
"""Endings of adjectives, which do not go on with a name."""
WITH = "مع"
JOINING = frozenset("،,/-–—و")
"""Signs and words between the names of a list."""


class Strength(Enum):
    """How much a name proves by itself."""

    SURE = "sure"
    WEAK = "weak"
    ACTING = "acting"
    ORDINARY = "ordinary"
    NONE = "none"


class _Hit(NamedTuple):
    """A name in the words.

    Attributes:
        cut: Letters of the first word that are no part of it.
        length: Words it takes.
        name: Folded.
    """

    cut: int
    length: int
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What may begin in a word.

    Attributes:
        starts: First words of names it may be, each with the letters cut off before it.
        inside: Letters before an inside class word that takes unknown names; -1 where it is none.
        outside: It is an outside class word that takes unknown names.
    """

    starts: tuple[tuple[int, str], ...]
    inside: int
    outside: bool


class NameIndex:
    """The names of a gazetteer by first word, longest first.

    Args:
        gazetteer: Where the names are from.
        words: Words around place names.
    """

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self.tails: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._strengths: dict[str, Strength] = {}
        self.openings = _Openings(self)
        for name in (*gazetteer.names(), *words.not_places):
            self._add(name)
        for seconds in self.tails.values():
            for tails in seconds.values():
                tails.sort(key=len, reverse=True)

    @classmethod
    def grown(cls, base: "NameIndex", gazetteer: TaughtGazetteer) -> "NameIndex":
        """Make the index of a gazetteer over another of that other's index; only what is new is gone through.

        Args:
            base: Index of the gazetteer beneath.
            gazetteer: The gazetteer with taught names.
        """
        index = cls.__new__(cls)
        index.gazetteer, index.words, index.tails = gazetteer, base.words, dict(base.tails)
        index._strengths, index.openings = {}, _Openings(index)
        names = gazetteer.new_names()
        for first in {part for name in names for part in NAME_PART.findall(name)}:
            if first in index.tails:
                index.tails[first] = {second: list(tails) for second, tails in index.tails[first].items()}
        for name in names:
            index._add(name)
            for tails in index.tails.get(NAME_PART.findall(name)[0], {}).values():
                tails.sort(key=len, reverse=True)
        return index

    def open(self, word: str) -> Opening | None:
        """Say what may begin in a folded word; None for nearly all words, so that the search can go on to the next."""
        forms = [(0, word), *peel(word, self.words.proclitics)]
        starts = tuple([(cut, form) for cut, form in forms if form in self.tails and len(form) > 1 + bool(cut)])
        insides = [cut for cut, form in forms if form in self.words.open_inside]
        outside = not self.words.open_outside.isdisjoint([form for _, form in forms])
        return Opening(starts, insides[0] if insides else -1, outside) if starts or outside or insides else None

    def _add(self, name: str) -> None:
        parts = [part for part in NAME_PART.findall(name) if part not in TRANSPARENT]
        if any(part in self.words.never_inside or part.startswith(LAM_LAM) for part in parts[1:]):
            return
        if parts and (parts[0] in self.words.vague_starts or " ".join(parts[:2]) in self.words.vague_starts):
            return
        if parts and parts[0] not in self.words.outside and len(parts[0]) > 1 and not self._points(parts):
            second = parts[1] if len(parts) > 1 else ""
            self.tails.setdefault(parts[0], {}).setdefault(second, []).append(tuple(parts[1:]))

    def _points(self, parts: list[str]) -> bool:
        """Say whether a name is but a direction and a name («شمال غرب سوريا»), whose span leaves the direction out."""
        if parts[0] not in self.words.bearings or len(parts) < 2 or parts[1] in self.words.bearings:
            return parts[0] in self.words.bearings and len(parts) > 1
        joined = any(part.startswith("و") for part in parts[1:])
        return not joined and all(place.level is not Level.COUNTRY for place in self.gazetteer.named(" ".join(parts)))

    def strength(self, name: str) -> Strength:
        """Say how much a name proves by itself."""
        strength = self._strengths.get(name)
        if strength is None:
            strength = self._strengths[name] = self._judge(name)
        return strength

    def _judge(self, name: str) -> Strength:
        if name in self.words.not_places:
            return Strength.NONE
        if name in self.words.ordinary:
            return Strength.ORDINARY
        if name in self.words.acting_capitals:
            return Strength.ACTING
        places = self.gazetteer.named(name)
        if self.gazetteer.taught(name) is not None:
            return Strength.SURE
        if any(place.level is Level.COUNTRY and place.id not in self.words.field for place in places):
            return Strength.ACTING
        if (
            " " not in name
            and len(name.removeprefix(ARTICLE)) < 4
            and all(place.level not in LARGE and place.radius_km < CITY_KM for place in places)
        ):
            return Strength.WEAK
        return Strength.SURE


KEPT = 1 << 17
"""How many words are remembered."""


class _Openings(dict[str, Opening | None]):
    """What may begin in a word, by folded word; a word met for the first time is looked at once."""

    def __init__(self, index: NameIndex) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, word: str) -> Opening | None:
        opening = self._index.open(word)
        if len(self) < KEPT:
            self[word] = opening
        return opening


TOWN_KM = 3.0
"""Radius from which a settlement counts as a town."""
CITY_KM = 8.0
"""Radius from which even a name of three letters is known to everybody."""
LARGE = frozenset({Level.COUNTRY, Level.GOVERNORATE, Level.REGION})


@lru_cache(maxsize=4)
def name_index(gazetteer: Gazetteer) -> NameIndex:
    """Make the index of a gazetteer's names, once for each gazetteer."""
    return NameIndex(gazetteer, place_words())


@lru_cache(maxsize=16)
def _grown_index(gazetteer: TaughtGazetteer) -> NameIndex:
    return NameIndex.grown(name_index(gazetteer.base), gazetteer)


def find_places(text: str, words: Sequence[Word], gazetteer: Gazetteer, taken: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Find the names of places.

    Args:
        text: The text as received.
        words: Its words.
        gazetteer: The places to look for.
        taken: Spans where no place is wanted, such as names of actors.

    Returns:
        Spans in order, none meeting another. Class words are inside or outside as the reading format asks («حقل العمر», but
        «ذيبان» of «بلدة ذيبان»), attached proclitics outside.
    """
    index = _grown_index(gazetteer) if isinstance(gazetteer, TaughtGazetteer) else name_index(gazetteer)
    return tuple(_Search(text, words, index, taken).run())


def _after_hash(forms: Sequence[str]) -> frozenset[int]:
    """Give the indices, counted without the transparent signs, of the words that follow a hash sign."""
    signs = [i for i, folded in enumerate(forms) if folded in TRANSPARENT]
    return frozenset([i - n for n, i in enumerate(signs) if forms[i] == "#"])


class _Search:
    """One pass over the words of a text."""

    def __init__(self, text: str, words: Sequence[Word], index: NameIndex, taken: Sequence[Span]) -> None:
        self.text = text
        self.index = index
        self.known = index.words
        self.words, self.forms = words, tuple(folded_forms(words))
        self.hashed = _after_hash(self.forms)
        if not TRANSPARENT.isdisjoint(self.forms):
            self.words = [word for word in words if word.folded not in TRANSPARENT]
            self.forms = tuple([word.folded for word in self.words])
        self.adverbs = FATHATAN in text
        self.taken = sorted(taken)
        self.taken_starts = [span.start for span in self.taken]
        self.after_place = -1
        """Index of the word after the last place found."""

    def run(self) -> list[Span]:
        """Give the spans."""
        found: list[Span] = []
        openings = list(map(self.index.openings.__getitem__, self.forms))
        opened = [i for i, opening in enumerate(openings) if opening is not None]
        i, outside = 0, False
        while i < len(openings):
            if not outside:  # only a word that some list knows opens anything
                at = bisect_left(opened, i)
                if at == len(opened):
                    break
                i = opened[at]
            opening = openings[i]
            hit = self.longest(i, opening.starts) if opening is not None and opening.starts else None
            if hit is not None and hit.name in self.known.not_places:
                i, outside = i + hit.length, False
                continue
            refused = 1
            if hit is not None and not self.stands(i, hit):
                # What is refused as a whole («جنوب أفريقيا» that acts) must not be found in part.
                refused, hit = hit.length, None
            if hit is None and refused == 1:
                hit = self.unknown(i, opening, outside)
            outside = opening is not None and opening.outside
            if hit is None:
                i += refused
                continue
            span, length = self.span(i, hit)
            i, outside = i + length, False
            if not self.is_taken(span):
                found.append(span)
                self.after_place = i
        return found

    def longest(self, i: int, starts: Sequence[tuple[int, str]]) -> _Hit | None:
        """Find the longest name that begins in word `i`; with fewest letters cut off where two are as long."""
        best: _Hit | None = None
        for cut, form in starts:
            hit = self._match(i, cut, form)
            if hit is not None and (best is None or hit.length > best.length):
                best = hit
        return best

    def _match(self, i: int, cut: int, first: str) -> _Hit | None:
        seconds = self.index.tails[first]
        for tail in seconds.get(self.forms[i + 1], ()) if i + 1 < len(self.forms) else ():
            if self.forms[i + 1 : i + 1 + len(tail)] == tail:
                last = self.words[i + len(tail)]
                if "\n" not in self.text[self.words[i].start : last.start]:
                    return _Hit(cut, 1 + len(tail), " ".join((first, *tail)))
        return _Hit(cut, 1, first) if "" in seconds else None

    def stands(self, i: int, hit: _Hit) -> bool:
        """Say whether a name of the gazetteer names a place here."""
        before = self.forms[i - 1] if i else ""
        if self.adverbs and FATHATAN in self.text[self.words[i].start : self.words[i + hit.length - 1].end]:
            return False  # «سورياً» is an adverb.
        classed = self.classed(i, hit)
        if not classed and hit.length == 1 and self.is_surname(i, hit):
            return False
        if not classed and before in self.known.swallowing and not hit.cut:
            return False
        strength = self.index.strength(hit.name)
        if classed or self.continues(i, hit):
            return True
        if strength is Strength.SURE:
            return not hit.cut or hit.length > 1 or self.is_large(hit) or self.forms[i][hit.cut - 1] in "بل"
        if strength is Strength.ACTING:
            return self.grounded(i, hit)
        if strength is Strength.WEAK and hit.cut:
            return i in self.hashed
        if strength is Strength.ORDINARY and hit.name not in self.known.with_preposition:
            return False
        return self.located(i, hit)

    def is_large(self, hit: _Hit) -> bool:
        """Say whether a name is a large place's, or a town's that needs no introduction after «و»."""
        return any(place.level in LARGE or place.radius_km >= TOWN_KM for place in self.index.gazetteer.named(hit.name))

    def classed(self, i: int, hit: _Hit) -> bool:
        """Say whether a class word stands before word `i`."""
        if not i or hit.cut:
            return False
        before = self.forms[i - 1]
        if self.known.bare(before, "inside") is not None:
            return True
        return bool(self.known.outside.get(self.known.bare(before, "outside") or ""))

    def is_surname(self, i: int, hit: _Hit) -> bool:
        """Say whether a given name or title stands right before, or a kinship word right after."""
        if not i or hit.cut:
            return False
        return self.forms[i - 1] in self.known.person_words

    def continues(self, i: int, hit: _Hit) -> bool:
        """Say whether the name goes on with a list of places."""
        if self.after_place == i:
            return self.text[self.words[i].start] == "و" and hit.cut > 0
        return self.after_place == i - 1 and i > 0 and self.forms[i - 1] in JOINING

    def located(self, i: int, hit: _Hit) -> bool:
        """Say whether a locative word, «ب…», «ل…» or «#» stands before."""
        if i in self.hashed:
            return True
        if hit.cut:
            return self.forms[i][hit.cut - 1] in "بل" and self.forms[i][0] != "ك"
        return i > 0 and self.known.bare(self.forms[i - 1], "locative") is not None

    def grounded(self, i: int, hit: _Hit) -> bool:
        """Say whether a word before the name of a state means its ground: «في», «شرق», «ب…», «الحدود مع»."""
        if hit.cut:
            return self.forms[i][hit.cut - 1] == "ب"
        if i > 1 and self.forms[i - 1] == WITH:
            return self.known.bare(self.forms[i - 2], "ground") is not None
        return i > 0 and self.known.bare(self.forms[i - 1], "ground") is not None

    def unknown(self, i: int, opening: Opening | None, outside: bool) -> _Hit | None:
        """Find a name that nobody knows after a class word: «قرية …» from the word after it, «حي …» with it."""
        if opening is not None and opening.inside >= 0 and i + 1 < len(self.words) and self.is_name(i + 1):
            return _Hit(opening.inside, 2 + (self.is_compound(i + 1) or self.is_construct(i + 1)), "")
        return _Hit(0, 1 + self.is_compound(i), "") if outside and self.is_name(i) else None

    def is_name(self, i: int) -> bool:
        """Say whether word `i` can be a name after a class word: no sign, number, description or adjective."""
        word = self.forms[i]
        compound = word in self.known.compound_starts
        if not word.isalpha() or (len(word) < 3 and not compound) or word in self.known.descriptions:
            return False
        if word in self.known.outside or (word in self.known.inside and not compound):
            return False
        if self.text[self.words[i - 1].end : self.words[i].start].strip(" \"'«“#_"):
            return False
        if word.startswith((LAM_LAM, "و")) and not compound:
            return False
        return word.startswith(ARTICLE) or not word.endswith(self.known.relation_endings)

    def is_compound(self, i: int) -> bool:
        """Say whether the name that begins in word `i` takes the next word too."""
        return self.forms[i] in self.known.compound_starts and i + 1 < len(self.words) and self.is_name(i + 1)

    def is_construct(self, i: int) -> bool:
        """Say whether word `i` and the next are one name of the form «كويت الرحمة»."""
        if self.forms[i].startswith(ARTICLE) or self.forms[i] in self.index.tails or i + 1 >= len(self.words):
            return False
        following = self.forms[i + 1]
        return following.startswith(ARTICLE) and not following.endswith(NISBA) and self.is_name(i + 1)

    def span(self, i: int, hit: _Hit) -> tuple[Span, int]:
        """Give the span of a hit with the class words and adjectives that belong to the name, and its length in words."""
        last = i + hit.length
        start = self.cut(i, hit.cut)
        first = self.forms[i][hit.cut :]
        inside = i and not hit.cut and first not in self.known.inside and self.known.bare(self.forms[i - 1], "inside")
        if inside and i - 1 >= self.after_place and inside not in ("طريق", "سوق"):
            start = self.cut(i - 1, len(self.forms[i - 1]) - len(inside))
        if (inside or first in self.known.inside) and last < len(self.words) and self.forms[last] in self.known.trailing:
            last += 1
        return Span(start, self.words[last - 1].end), last - i

    def cut(self, i: int, letters: int) -> int:
        """Give the code point after so many folded letters of word `i`."""
        word = self.words[i]
        if not letters:
            return word.start
        if word.end - word.start == len(word.folded):
            return word.start + letters
        return word.start + fold(self.text[word.start : word.end]).origins[letters]

    def is_taken(self, span: Span) -> bool:
        """Say whether a span meets one that is taken."""
        k = bisect_right(self.taken_starts, span.start)
        return (k > 0 and self.taken[k - 1].end > span.start) or (k < len(self.taken) and self.taken_starts[k] < span.end)


def without_proclitic(span: Span, word: Word) -> Span:
    """Take an attached particle off a place that begins with a class word: «بحي القصور» begins at «حي».

    Args:
        span: The place as a tagger marked it.
        word: Its first word.
    """
    known, folded = place_words(), word.folded
    attached = span.start == word.start and folded[:1] in known.proclitics and folded not in known.inside
    return Span(span.start + 1, span.end) if attached and folded[1:] in known.inside and len(span) > 2 else span
