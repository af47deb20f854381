"""Remember what a rule makes of a single word.

Reports use few words many times, so most of the work of looking at a word is done once. What is remembered has a bound: a
text of five million words costs no more memory than one of a hundred thousand.
"""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

BOUND = 1 << 17
"""Words to remember."""


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
