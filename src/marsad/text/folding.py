"""Fold Arabic text for comparison, and find the way back.

Reports write one name in many ways: with or without vowel marks, stretched with tatweel, in presentation forms, with
bidi marks between the words, with Persian letters or digits, or broken up («تعـ ـتـ ـقل») to get past moderation. Folding
takes these apart so that words can be compared; it never replaces the text, and every place of the folded text knows the
place of the surface it came from.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Span

TATWEEL = "\N{ARABIC TATWEEL}"
GAP = (
    rf"(?:(?<={TATWEEL})[ .*/_\-\u00a0]{{1,2}}(?={TATWEEL})|(?<={TATWEEL})[.*](?=\w)"
    rf"|(?<=\w)[.*](?={TATWEEL})|(?<=[^\W\d_])\*(?=[^\W\d_]))"
)
"""What is set inside a word to get it past moderation: a gap between tatweels, a dot or star beside one, a star between
letters."""

BROKEN = re.compile(GAP)
"""Only the gap: tatweels around it fold to nothing anyway, and to look over a run of them from each is quadratic."""

LETTERS = {
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
}
QUOTES = dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛′ʼ`´", "'")


def _fold_character(character: str) -> str:
    """Fold one code point; empty for marks, tatweel and invisible signs."""
    out = []
    for part in unicodedata.normalize("NFKD", character):
        category = unicodedata.category(part)
        if category in ("Mn", "Cf", "Me") or part == TATWEEL:
            continue
        if category == "Nd":
            out.append(str(unicodedata.decimal(part)))
        elif category == "Zs":
            out.append(" ")
        else:
            out.append(LETTERS.get(part) or QUOTES.get(part) or part.lower())
    return "".join(out)


class _Table(dict[int, str]):
    """A translation table that folds each code point when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = QUOTES.get(chr(code)) or _fold_character(chr(code))
        self[code] = folded
        return folded


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its code points came from.

    Attributes:
        source: The text as received.
        text: The folded text.
        origins: For each folded code point, the surface code point it came from; one more entry for the end.
    """

    source: str
    text: str
    origins: Sequence[int]

    def surface(self, start: int, end: int) -> Span:
        """Give the surface span of the folded stretch `[start, end)`.

        Marks and tatweel that follow the last letter belong to it; bidi marks do not.
        """
        first = self.origins[start]
        if start == end:
            return Span(first, first)
        last = self.origins[end - 1] + 1
        while last < self.origins[end] and _trails(self.source[last]):
            last += 1
        return Span(first, last)

    def folded(self, span: Span) -> tuple[int, int]:
        """Give the folded stretch that comes from a surface span."""
        return bisect_left(self.origins, span.start), bisect_left(self.origins, span.end)


def _trails(character: str) -> bool:
    """Say whether a code point that folds to nothing still belongs to the letter before it."""
    return character == TATWEEL or unicodedata.category(character) == "Mn"


def fold(text: str) -> Folded:
    """Fold a text and keep the way back.

    Args:
        text: Any text, as received.

    Returns:
        The folded text; as long as the surface or shorter, save where a ligature opens into its letters.
    """
    folded = text.translate(_TABLE)
    if (
        TATWEEL not in text
        and "*" not in text
        and len(folded) == len(text)
        and all(len(_TABLE[ord(c)]) == 1 for c in set(text))
    ):
        return Folded(text, folded, range(len(text) + 1))
    gaps = {i for match in BROKEN.finditer(text) for i in range(*match.span())}
    pieces: list[str] = []
    origins: list[int] = []
    for i, character in enumerate(text):
        if i in gaps:
            continue
        piece = _TABLE[ord(character)]
        pieces.append(piece)
        origins.extend([i] * len(piece))
    return Folded(text, "".join(pieces), [*origins, len(text)])


def fold_text(text: str) -> str:
    """Fold a text for comparison alone: the text of `fold`, without the way back."""
    if TATWEEL in text or "*" in text:
        return fold(text).text
    return text.translate(_TABLE)


@lru_cache(maxsize=1 << 16)
def fold_key(word: str) -> str:
    """Fold a name for comparison alone: spaces are made single, the ends trimmed."""
    return " ".join(fold_text(word).split())
