"""The words around actors, loaded once and folded."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from marsad.actors.memo import Memo
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

Words = frozenset[str]
T = TypeVar("T")


class Lexicon(dict[str, Words]):
    """Word lists of `vocabulary/actors/words.yml`, by name, those of `names.yml`, and what follows from them.

    Attributes:
        given: Given names that start a person's name by themselves.
        family: Other words of persons' names.
        nationalities: Folded adjectives of states, with and without article, in all forms.
        tables: What rules have made of single words and of lists so far.
    """

    def __init__(self, lists: Mapping[str, Words], given: Words, family: Words, nationalities: Words) -> None:
        super().__init__(lists)
        self.given = given
        self.family = family
        self.nationalities = nationalities
        self.tables: dict[object, Any] = {}

    def table(self, name: str, rule: Callable[[str, "Lexicon"], T]) -> Memo[T]:
        """Give the table of what a rule makes of single words, one for each name of a rule."""
        if name not in self.tables:
            self.tables[name] = Memo(lambda word: rule(word, self))
        memo: Memo[T] = self.tables[name]
        return memo

    def union(self, names: tuple[str, ...]) -> Words:
        """Put some lists together; made once for each choice of lists."""
        together: Words | None = self.tables.get(names)
        if together is None:
            together = self.tables[names] = frozenset().union(*(self[name] for name in names))
        return together


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the packaged lists."""
    lists = {name: _folded(words) for name, words in load_vocabulary("actors/words").items()}
    names = load_vocabulary("actors/names")
    weak = lists["weak_given"]
    return Lexicon(
        lists=lists,
        given=frozenset(names["given"].split()) - weak,
        family=frozenset(names["family"].split()) | weak,
        nationalities=frozenset(_nationalities()),
    )


def _folded(words: str) -> Words:
    return frozenset(map(fold_key, words.split()))


def _nationalities() -> set[str]:
    """Give every form of every state's adjective."""
    adjectives = {a for state in load_vocabulary("actors/states")["states"] for a in state["adj"].split()}
    ends = ("", "ة", "ين", "ون", "ان", "ا")
    return {fold_key(f"{article}{a}{end}") for a in adjectives for article in ("", "ال") for end in ends}
