"""Take from the words of an account those by which it is known again: names, places, odd things, whatever they are.

Two tellings of one thing share words that few reports have. Counted, they tell such pairs apart better than vectors of the same
texts did (area under the curve 0.90 against 0.72 to 0.85 for hashed ones), and a reviewer can be shown them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from marsad.model import Account
from marsad.text.words import split_words

BEFORE, AFTER = 250, 350
"""Code points before and after the trigger that are taken for the account's words: some hundred words."""

COMMON = 400
"""How many of the common words are in every report's mouth; the others on the list are uncommon, what is not on it is rare."""

LEAST = 3
"""Letters a proclitic must leave of its word."""


class Wordings:
    """Gives the telling words of accounts.

    Attributes:
        texts: Texts by report; without a text the surfaces of the claims stand for it.
        common: Common words, folded and without proclitics, the commonest first.
    """

    def __init__(self, texts: Mapping[str, str], common: Sequence[str]) -> None:
        self.texts = texts
        self._common = frozenset(common[:COMMON])
        self._known = frozenset(common)

    def of(self, account: Account) -> tuple[str, ...]:
        """Give the words of an account that are not common, sorted."""
        return self.of_text(self._window(account))

    def rare(self, words: Iterable[str]) -> tuple[str, ...]:
        """Give those of the words that are rare."""
        return tuple(word for word in words if word not in self._known)

    def of_text(self, text: str) -> tuple[str, ...]:
        """Give the words of a text that are not common, sorted."""
        return tuple(sorted(words_of(text) - self._common))

    def _window(self, account: Account) -> str:
        text = self.texts.get(account.report)
        if text is None:
            return " ".join(claim.surface for claim in account.claims)
        start, end = max(0, account.trigger.start - BEFORE), min(len(text), account.trigger.end + AFTER)
        # A word cut in half would be a rare one.
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        return text[start:end]


def words_of(text: str) -> set[str]:
    """Give the words of a text, folded and without proclitics; numbers, signs and single letters are left out."""
    return {_bare(word.folded) for word in split_words(text) if len(word.folded) > 1 and word.folded[0].isalpha()}


@lru_cache(maxsize=1 << 16)
def _bare(folded: str) -> str:
    """Take conjunction, preposition and article off a word, where enough is left of it."""
    for proclitics in (("و", "ف"), ("بال", "كال", "لل", "ال", "ب", "ل")):
        for proclitic in proclitics:
            if folded.startswith(proclitic) and len(folded) - len(proclitic) >= LEAST:
                folded = folded[len(proclitic) :]
                break
    return folded
