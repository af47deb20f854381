"""Put Arabic text right that a file keeps in the order of the eye.

A PDF says where each glyph stands, not in which order it is read. Programs write the glyphs from left to right, or word by
word, or in presentation forms; libraries guess. The place on the page is the one thing all of them must get right, so a
line is put together from places: the glyphs from left to right, then read as Arabic is, from the right, with numbers and
Latin words in their own direction.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALEFS = "اأإآ"
_FORMS = re.compile("[\ufb50-\ufbff\ufc00-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc]+")
_LEFT_TO_RIGHT = re.compile("L(?:[^RA]*[LN])?|[NA]+(?:S[NA]+)*")
"""Stretches that are read from the left in an Arabic line, by class: from a Latin letter to the last one or to a number
before the next Arabic one, and a number with the separators inside it."""
_RIGHT_TO_LEFT = re.compile("R(?:[^L]*R)?")
_SWAPPED_LIGATURE = re.compile(rf"(?<![\w])([وفبك]?)ا([{ALEFS}])ل(?=\w)")
_LONE_SWAPPED = re.compile(r"(?<!\w)(و?)ال(?!\w)")
_BRACKETS = str.maketrans("()[]{}«»", ")(][}{»«")
_CLASSES = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "A", "CS": "S"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """What stands at one place of a page.

    Attributes:
        text: Its letters; several for a ligature.
        left: Where it begins, from the left of the page.
        right: Where it ends.
        baseline: The height of its line, from the bottom of the page.
        size: How tall its font is, in the same unit.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float


def line_text(glyphs: Sequence[Glyph], rightward: bool | None = None) -> str:
    """Give the text of one line in the order it is read.

    Spaces are taken from the gaps between glyphs: where a file writes them, the last of a line may lie upon a letter.

    Args:
        glyphs: The glyphs of the line in any order.
        rightward: As for `to_reading_order`.
    """
    bases = _once([glyph for glyph in glyphs if glyph.text.strip() and not _is_mark(glyph.text)])
    texts = [glyph.text for glyph in bases]
    for mark in (glyph for glyph in glyphs if bases and glyph.text.strip() and _is_mark(glyph.text)):
        nearest = min(range(len(bases)), key=lambda i: abs(_middle(bases[i]) - _middle(mark)))
        texts[nearest] += "" if mark.text in texts[nearest] else mark.text
    spaces = [_middle(glyph) for glyph in glyphs if not glyph.text.strip()]
    pieces: list[str] = []
    for i, text in enumerate(texts):
        if i and _apart(bases[i - 1], bases[i], spaces):
            pieces.append(" ")
        pieces.append(text)
    return to_reading_order(pieces, rightward)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Sort glyphs from the left, and leave out those drawn twice, as some programs do for bold type."""
    kept: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.left):
        if not any(glyph.text in one.text and _overlap(one, glyph) > 0.5 for one in kept[-3:]):
            kept.append(glyph)
    return kept


def _overlap(one: Glyph, other: Glyph) -> float:
    width = min(one.right - one.left, other.right - other.left)
    return (min(one.right, other.right) - max(one.left, other.left)) / width if width > 0 else 0.0


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _apart(before: Glyph, after: Glyph, spaces: Sequence[float]) -> bool:
    """Say whether there is a space between two glyphs: a wide gap, or a narrow one where the file writes a space."""
    gap, slack = after.left - before.right, 0.05 * after.size
    written = any(before.right - slack <= space <= after.left + slack for space in spaces)
    return gap > 0.25 * after.size or (gap > slack and written)


def to_reading_order(pieces: Sequence[str], rightward: bool | None = None) -> str:
    """Turn the pieces of a line from the order of the eye, left to right, into the order of reading.

    Args:
        pieces: Letters or ligatures from left to right; the letters inside a piece are in order.
        rightward: Whether the line is part of an Arabic text, and so read from the right even where most of it is a Latin
            name; by its own letters when None.
    """
    classes = "".join(_class(piece) for piece in pieces)
    if is_arabic(pieces) if rightward is None else rightward:
        return "".join(reversed(_grouped(pieces, classes, _LEFT_TO_RIGHT)))
    parts: list[str] = []
    end = 0
    for found in _RIGHT_TO_LEFT.finditer(classes):
        inner = pieces[found.start() : found.end()]
        parts += [*pieces[end : found.start()], *reversed(_grouped(inner, found[0], _LEFT_TO_RIGHT))]
        end = found.end()
    return "".join([*parts, *pieces[end:]])


def mend(lines: Sequence[str]) -> list[str]:
    """Put right what is wrong with the lines of a page, whatever wrote it.

    Lines that run backwards are turned, presentation forms become letters, brackets open before they close, and the letters
    of a ligature «لا» that were taken apart the wrong way round («االجتماع») are put back.

    Args:
        lines: The lines of one page, in order.
    """
    if runs_backwards(lines):
        rightward = is_arabic("".join(lines))
        lines = [to_reading_order(_clusters(line), rightward) for line in lines]
    return _mend_ligatures(_mend_brackets([plain_letters(line) for line in lines]))


def plain_letters(text: str) -> str:
    """Replace presentation forms by the letters they show; everything else stays as it is."""
    return _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def runs_backwards(lines: Iterable[str]) -> bool:
    """Say whether Arabic lines run backwards, by the shapes of their words.

    No word begins with «ة» or «ى», and none begins with a final form or ends with an initial one; the article stands at
    the front of many. What most words say counts, for a single one may be a slip.

    Args:
        lines: Lines of one page.
    """
    forward = backward = 0
    for word in (word for line in lines for word in re.findall(r"[^\W\d_]{3,}", line)):
        first, last = word[0], word[-1]
        forward += _form(first) == "initial" or _form(last) == "final" or last in "ةى" or word.startswith("ال")
        backward += _form(first) == "final" or _form(last) == "initial" or first in "ةى" or word.endswith("لا")
    return backward > forward


def _form(letter: str) -> str:
    decomposed = unicodedata.decomposition(letter)
    return decomposed[1 : decomposed.index(">")] if decomposed.startswith("<") else ""


def _class(piece: str) -> str:
    return _CLASSES.get(unicodedata.bidirectional(piece[0]), "O")


def _grouped(pieces: Sequence[str], classes: str, pattern: re.Pattern[str]) -> list[str]:
    """Join the pieces of each stretch the pattern finds, and leave the others apart."""
    groups: list[str] = []
    end = 0
    for found in pattern.finditer(classes):
        groups += [*pieces[end : found.start()], "".join(pieces[found.start() : found.end()])]
        end = found.end()
    return [*groups, *pieces[end:]]


def _is_mark(text: str) -> bool:
    return all(unicodedata.category(letter) == "Mn" for letter in text)


def _clusters(line: str) -> list[str]:
    """Split a line into letters; marks stay with theirs unless they stand before it, as when each was turned alone."""
    marks = "\u0610-\u061a\u064b-\u065f\u0670"
    if re.search(rf"(?:^|\s)[{marks}]+\w", line):
        return [found[::-1] for found in re.findall(rf"[{marks}]*[^{marks}]|[{marks}]+", line)]
    return re.findall(rf"[^{marks}][{marks}]*|[{marks}]+", line)


def _mend_brackets(lines: Sequence[str]) -> list[str]:
    """Turn brackets that close before they open; a line with half a pair follows the others of its page."""
    votes = [_bracket_vote(line) for line in lines]
    page = sum(votes)
    return [
        line.translate(_BRACKETS) if is_arabic(line) and (vote or page) < 0 else line
        for line, vote in zip(lines, votes, strict=True)
    ]


def _bracket_vote(line: str) -> int:
    if not is_arabic(line):
        return 0
    signs = re.sub(r"[^()\[\]{}«»]", "", line)
    right = sum(signs.count(pair) for pair in ("()", "[]", "{}", "«»"))
    return right - sum(signs.count(pair) for pair in (")(", "][", "}{", "»«"))


def is_arabic(pieces: Iterable[str]) -> bool:
    """Say whether a text is read from the right: it has at least as many Arabic letters as Latin ones."""
    classes = [_class(piece) for piece in pieces]
    return "R" in classes and classes.count("R") >= classes.count("L")


def _mend_ligatures(lines: Sequence[str]) -> list[str]:
    """Put «االجتماع» and «األمس» back; where a page has such words, its «ال» that stands alone is «لا»."""
    if not any(_SWAPPED_LIGATURE.search(line) for line in lines):
        return list(lines)
    return [_LONE_SWAPPED.sub(r"\1لا", _SWAPPED_LIGATURE.sub(r"\1ال\2", line)) for line in lines]
