"""Take the proclitics off a word.

«و», «ف», «ب», «ك» and «ل» are written onto the next word, and «ل» swallows the alef of the article: «للميليشيات» is ل +
الميليشيات. Which letters are proclitics only a known word can say, so every way to peel is given and the caller looks each
one up.
"""

from functools import lru_cache

from marsad.text.folding import fold
from marsad.text.words import Word


@lru_cache(maxsize=1 << 16)
def peel(folded: str) -> tuple[tuple[int, str], ...]:
    """Give the ways to read a word, from nothing peeled to most.

    Args:
        folded: A folded word.

    Returns:
        Pairs of how many letters were taken off and what is left; after «لل» what is left begins with «ال» again, though its
        alef stands nowhere in the text.
    """
    found = [(0, folded)]
    if len(folded) > 2 and folded[0] in "وف":
        found.append((1, folded[1:]))
    for taken, rest in tuple(found):
        if len(rest) < 3 or rest[0] not in "بكل":
            continue
        if rest.startswith("لل"):
            found += [(taken + 1, f"ا{rest[1:]}"), (taken + 1, f"ال{rest[1:]}")]
        found.append((taken + 1, rest[1:]))
    return tuple(found)


def surface_start(text: str, word: Word, taken: int) -> int:
    """Give the place in the text where a word begins once so many folded letters are taken off it."""
    if not taken:
        return word.start
    if text[word.start : word.start + taken + 1].isalpha():
        return word.start + taken
    return word.start + fold(text[word.start : word.end]).origins[taken]
