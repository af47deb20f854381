"""Remember what a rule makes of a single word, and what one makes of the report at hand.

Reports use few words many times, so most of the work of looking at a word is done once. What is remembered has a bound: a
text of five million words costs no more memory than one of a hundred thousand.
"""

from collections.abc import Callable, Sequence
from operator import is_
from typing import TypeVar, TypeVarTuple

from marsad.text.words import Word

T = TypeVar("T")
Rest = TypeVarTuple("Rest")

BOUND = 1 << 17
"""Words to remember."""

LONGEST = 1 << 15
"""Words of the longest report of which an answer is kept: it keeps the report's words alive until the next one."""


class Memo(dict[str, T]):
    """A mapping from words to what a rule makes of them, filled as words are met."""

    def __init__(self, rule: Callable[[str], T]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, word: str) -> T:
        made = self._rule(word)
        if len(self) < BOUND:
            self[word] = made
        return made


def once_a_report(rule: Callable[[Sequence[Word], *Rest], T]) -> Callable[[Sequence[Word], *Rest], T]:
    """Let a rule over the words of a report answer the same question again from memory.

    Finding actors and interpreting them need the same names; they are asked one after the other, of one report. The words are
    the same when they are the same value, and only a tuple is: a list may have changed.

    Args:
        rule: What is made of the words; nobody may change its answer.
    """
    last: tuple[Sequence[Word], tuple[object, ...], T] | None = None

    def remembered(words: Sequence[Word], *rest: *Rest) -> T:
        nonlocal last
        held = last  # one look: another thread may put its own report there
        asked: tuple[object, ...] = rest
        if held is not None and held[0] is words and all(map(is_, held[1], asked)):
            return held[2]
        made = rule(words, *rest)
        last = (words, rest, made) if isinstance(words, tuple) and len(words) <= LONGEST else None
        return made

    return remembered
