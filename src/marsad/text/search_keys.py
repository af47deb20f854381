"""Make words findable: «أحمد» finds «احمد», «دير الزور» finds «بدير الزور».

A word's key is its folded form without the particles and the article that may stand before it, and without the alef that an
accusative («اجتماعاً») may end in. They are taken off word and query alike, again and again while three letters remain. So it
does no harm that «وادي» loses a letter that is its own: it loses it everywhere. What a key finds is then a little more than the
word, never less.
"""

import re
from functools import lru_cache

from marsad.text.words import split_words

LEAST = 3
"""Letters a key keeps."""

ALEF = "\N{ARABIC LETTER ALEF}"
HAMZAS = str.maketrans("أإآٱؤئ", "ااااوي", "ء")
BEFORE = re.compile("^(?:[وفبكلس]?ال|لل|[وفبكلس])")
ARABIC = re.compile("^[\u0621-\u064a]+$")


@lru_cache(maxsize=1 << 16)
def search_key(folded: str) -> str:
    """Give the key of a folded word; numbers and Latin words are their own."""
    key = folded.translate(HAMZAS)
    if not ARABIC.match(key):
        return key
    while match := BEFORE.match(key):
        if len(key) - match.end() < LEAST:
            break
        key = key[match.end() :]
    return key[:-1] if len(key) > LEAST and key.endswith(ALEF) else key


def search_keys(text: str) -> list[str]:
    """Give the keys of a text's words in order; signs have none.

    Args:
        text: Any text, as received.
    """
    return [search_key(word.folded) for word in split_words(text) if word.folded[0].isalnum()]
