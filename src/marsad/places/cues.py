"""The words around place names, as `vocabulary/places.yml` lists them.

A name alone says little: «دير الزور» is a governorate after «ريف» and a city after «مدينة». The words that tell are loaded once
and folded, so that the finder and the interpreter only look them up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Level
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

LAM_LAM = "لل"
"""How «ل» is written onto a word that begins with «ال»."""
ARTICLE = "ال"
CUES = ("bearings", "rural", "outside", "blurs", "centre", "between", "city_words")
"""Lists whose words, right before a name, say what it is or how near to it something lies."""


@dataclass(frozen=True, eq=False)
class PlaceWords:
    """Folded words that bear on place names; the heads of `places.yml` say what each list is for.

    Attributes:
        outside: Levels a class word outside the name speaks for; empty where it names none.
        inside: Levels a class word inside the name speaks for.
        bearings: Degrees from north, by direction word.
        centre: Words for the middle of an area.
        blurs: Kilometres that a word of nearness adds.
        nations: Country ids, by adjective.
        outlets: Pairs of a part of an outlet's name and a country id.
    """

    outside: Mapping[str, tuple[Level, ...]]
    inside: Mapping[str, tuple[Level, ...]]
    open_outside: frozenset[str]
    open_inside: frozenset[str]
    compound_starts: frozenset[str]
    descriptions: frozenset[str]
    relation_endings: tuple[str, ...]
    trailing: frozenset[str]
    locative: frozenset[str]
    ground: frozenset[str]
    never_inside: frozenset[str]
    vague_starts: frozenset[str]
    proclitics: frozenset[str]
    bearings: Mapping[str, float]
    centre: frozenset[str]
    blurs: Mapping[str, float]
    between: frozenset[str]
    rural: frozenset[str]
    city_words: frozenset[str]
    chain: frozenset[str]
    whole: frozenset[str]
    ordinary: frozenset[str]
    with_preposition: frozenset[str]
    field: frozenset[str]
    acting_capitals: frozenset[str]
    swallowing: frozenset[str]
    not_places: frozenset[str]
    person_words: frozenset[str]
    nations: Mapping[str, str]
    outlets: tuple[tuple[str, str], ...]

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - there is one value of this class, and it lives as long as the program
    def bare(self, word: str, known: str) -> str | None:
        """Give the word of one of the lists that `word` is, with or without proclitics; None when it is none of them.

        Args:
            word: Folded.
            known: The list, by attribute name.
        """
        words = getattr(self, known)
        return word if word in words else next((form for _, form in peel(word, self.proclitics) if form in words), None)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - as above
    def is_cue(self, word: str) -> bool:
        """Say whether a word before a name tells anything of it; nearly all do not, and no list need be asked for them."""
        return any(self.bare(word, known) is not None for known in CUES)


def peel(word: str, proclitics: frozenset[str]) -> list[tuple[int, str]]:
    """List what is left of a folded word when proclitics are taken off, with how many letters went.

    «لل» loses its first «ل» and gets its «ال» back: «للحديده» is «الحديده», from letter 1 on.

    Args:
        word: Folded.
        proclitics: Letters that may be written onto a word.
    """
    forms: list[tuple[int, str]] = []
    for cut in range(3):
        rest = word[cut:]
        if cut and len(rest) > 1:
            forms.append((cut, rest))
        if rest.startswith(LAM_LAM) and len(rest) > 3:
            forms.append((cut + 1, ARTICLE + rest[2:]))
        if len(rest) < 3 or rest[0] not in proclitics:
            break
    return forms


def _folded(words: Iterable[object]) -> frozenset[str]:
    return frozenset(fold_key(str(word)) for word in words)


def _levels(classes: Mapping[str, list[str]]) -> dict[str, tuple[Level, ...]]:
    levels: dict[str, tuple[Level, ...]] = {}
    for names, words in classes.items():
        here = () if names == "any" else tuple(Level(name) for name in names.split())
        for word in words:
            levels.setdefault(fold_key(word), here)
    return levels


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """Load the words around place names.

    Raises:
        VocabularyError: `places.yml` is missing or damaged.
    """
    data = load_vocabulary("places")
    return PlaceWords(
        outside=_levels(data["outside"]),
        inside=_levels(data["inside"]),
        open_outside=_folded(data["open_outside"]),
        open_inside=_folded(data["open_inside"]),
        compound_starts=_folded(data["compound_starts"]),
        descriptions=_folded(data["descriptions"]),
        relation_endings=tuple(_folded(data["relation_endings"])),
        trailing=_folded(data["trailing"]),
        locative=_folded(data["locative"]),
        ground=_folded(data["ground"]),
        never_inside=_folded(data["never_inside"]),
        vague_starts=_folded(data["vague_starts"]),
        proclitics=_folded(data["proclitics"]),
        bearings={fold_key(word): float(row["bearing"]) for row in data["directions"] for word in row["words"]},
        centre=_folded(data["centre"]["words"]),
        blurs={fold_key(word): float(row["km"]) for row in data["surroundings"] for word in row["words"]},
        between=_folded(data["between"]),
        rural=_folded(data["rural"]),
        city_words=_folded(data["city_words"]),
        chain=_folded(data["chain"]),
        whole=_folded(data["whole"]),
        ordinary=_folded(data["ordinary"]) - _folded(data["never_ordinary"]),
        with_preposition=_folded(data["ordinary_with_preposition"]),
        field=frozenset(data["field"]),
        acting_capitals=_folded(data["acting_capitals"]),
        swallowing=_folded(data["swallowing"]),
        not_places=_folded(data["not_places"]),
        person_words=_folded(data["person_words"]),
        nations={fold_key(word): country for country, words in data["nations"].items() for word in words},
        outlets=tuple((fold_key(str(part)), country) for country, parts in data["outlets"].items() for part in parts),
    )
