"""Read numbers, in digits or in words.

Reports write «1,500», «٢٠», «ثلاثة عشر», «مئة وخمس وعشرين», «3 آلاف». A numeral here is the longest run of words that names one
whole number. Two numbers in a list («ثلاثة وأربعة») stay two, because Arabic joins the parts of one number in a fixed order:
hundreds, unit, ten.

Number words are folded before they are compared, so «مئة» and «مِائَة» are one word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from marsad.text.folding import fold_key
from marsad.text.words import Word
from marsad.vocabulary import load_vocabulary

DIGITS = re.compile(r"\d{1,3}(?:[,٬]\d{3})+|\d+(?:[.٫]\d+)?")
PROCLITICS = ("و", "ف", "ب", "ل", "ك")
ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of the text.

    Attributes:
        start: Index of its first word.
        end: One past the index of its last word.
        value: The number.
        lead: How many folded letters of the first word are attached proclitics («وثلاثة» has one) and no part of it.
    """

    start: int
    end: int
    value: int
    lead: int = 0


class _Kind(Enum):
    """What place a number word takes in a compound."""

    UNIT = "unit"
    BOUND = "bound unit"
    TEN = "ten"
    TENS = "tens"
    HUNDREDS = "hundreds"
    SCALE = "scale"
    PLURAL_SCALE = "plural scale"
    DUAL_SCALE = "dual scale"


@dataclass(frozen=True, slots=True)
class _Term:
    """One word of a number.

    Attributes:
        kind: Its place.
        value: Its value.
        lead: Letters of proclitics before it.
        joined: Whether «و» ties it to the word before.
    """

    kind: _Kind
    value: int
    lead: int
    joined: bool


_SECTIONS = {
    "bound_units": _Kind.BOUND,
    "units": _Kind.UNIT,
    "tens": _Kind.TENS,
    "hundreds": _Kind.HUNDREDS,
    "dual_scales": _Kind.DUAL_SCALE,
    "plural_scales": _Kind.PLURAL_SCALE,
    "scales": _Kind.SCALE,
}
"""Later sections win where two share a spelling («ألفا» is one thousand before it is two)."""

_FOLLOWERS = {
    _Kind.UNIT: frozenset({_Kind.TENS}),
    _Kind.BOUND: frozenset({_Kind.TENS}),
    _Kind.HUNDREDS: frozenset({_Kind.UNIT, _Kind.BOUND, _Kind.TEN, _Kind.TENS}),
}
"""What «و» may add to a word of each kind within the hundreds."""


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[_Kind, int]]:
    """Index the number words by folded form."""
    vocabulary: dict[str, Any] = load_vocabulary("numerals")
    terms = {fold_key(word): (_Kind.TEN, 10) for word in vocabulary["ten"]}
    for section, kind in _SECTIONS.items():
        for value, words in vocabulary[section].items():
            terms |= {fold_key(word): (kind, int(value)) for word in words}
    return terms


@lru_cache(maxsize=1 << 14)
def _term(folded: str) -> _Term | None:
    """Read one word as a part of a number, past its proclitics and article."""
    for lead in range(3):
        rest = folded[lead:]
        for article in ("", ARTICLE):
            found = _terms().get(rest.removeprefix(article)) if rest.startswith(article) else None
            # «الاثنين» is a Monday far more often than a number.
            if found and not (article and found[1] == 2):
                return _Term(*found, lead=lead, joined=folded.startswith("و") and lead > 0)
        if not rest.startswith(PROCLITICS):
            break
    return None


def numeral_at(words: Sequence[Word], start: int) -> Numeral | None:
    """Read the number that begins at a word.

    Args:
        words: Words of a text.
        start: Index of the word it should begin with.

    Returns:
        The longest number that begins there; None when the word begins none. A decimal («3.5») counts only before a
        scale that makes it whole («3.5 مليون»).
    """
    if start >= len(words):
        return None
    if words[start].folded[:1].isdigit():
        return _from_digits(words, start)
    first = _term(words[start].folded)
    if first is None or first.kind is _Kind.PLURAL_SCALE:
        return None
    total, at = _scaled(words, start, first)
    while at is not None:
        joined = _joined_at(words, at)
        smallest = _scale_of(total)
        if joined is None or smallest < 1000:
            break
        more, after = _scaled(words, *joined)
        if after is None or not 0 < more < smallest:
            break
        total, at = total + more, after
    return None if at is None else Numeral(start, at, total, first.lead)


def _scale_of(total: int) -> int:
    """Give the largest power of a thousand that divides the number."""
    return next((scale for scale in (10**9, 10**6, 1000) if total % scale == 0 and total), 1)


def _joined_at(words: Sequence[Word], at: int) -> tuple[int, _Term] | None:
    """Give the number word that «و» ties to the word before, attached or apart, with its index."""
    if at < len(words):
        if words[at].folded == "و" and at + 1 < len(words):
            term = _term(words[at + 1].folded) or _digit_term(words[at + 1].folded)
            return (at + 1, term) if term and not term.lead else None
        term = _term(words[at].folded)
        if term and term.joined:
            return at, term
    return None


def _digit_term(folded: str) -> _Term | None:
    """Read digits below a thousand as an addition to a scale («3 آلاف و500»)."""
    return _Term(_Kind.HUNDREDS, int(folded), 0, True) if folded.isascii() and folded.isdigit() and len(folded) <= 3 else None


def _scaled(words: Sequence[Word], at: int, first: _Term) -> tuple[int, int | None]:
    """Read a number below a thousand and what multiplies it; the index is None where no number stands."""
    if first.kind in (_Kind.SCALE, _Kind.DUAL_SCALE):
        return first.value, at + 1
    value, after = _below_thousand(words, at, first)
    if after is None:
        return 0, None
    scale = _multiplier(words, after)
    return (value * scale, after + 1) if scale else (value, after)


def _multiplier(words: Sequence[Word], at: int) -> int | None:
    """Give the scale that follows a number without «و»."""
    term = _term(words[at].folded) if at < len(words) else None
    return term.value if term and not term.lead and term.kind in (_Kind.SCALE, _Kind.PLURAL_SCALE) else None


def _below_thousand(words: Sequence[Word], at: int, first: _Term) -> tuple[int, int | None]:
    """Add up hundreds, unit and ten in the order Arabic gives them."""
    value, kind, at = first.value, first.kind, at + 1
    following = _term(words[at].folded) if at < len(words) else None
    if kind in (_Kind.UNIT, _Kind.BOUND) and following and not following.lead:
        if following.kind is _Kind.TEN:
            return value + 10, at + 1
        if following.value == 100 and value > 2:
            value, kind, at = value * 100, _Kind.HUNDREDS, at + 1
    while (joined := _joined_at(words, at)) and joined[1].kind in _FOLLOWERS.get(kind, ()):
        value, kind, at = value + joined[1].value, joined[1].kind, joined[0] + 1
        following = _term(words[at].folded) if at < len(words) else None
        if kind in (_Kind.UNIT, _Kind.BOUND) and following and following.kind is _Kind.TEN and not following.lead:
            return value + 10, at + 1
    return value, (None if kind is _Kind.BOUND else at)


def _from_digits(words: Sequence[Word], start: int) -> Numeral | None:
    """Read digits, with a scale after them where there is one."""
    folded = words[start].folded
    if not DIGITS.fullmatch(folded) or len(folded) > 18:
        return None
    plain = folded.replace(",", "").replace("٬", "").replace("٫", ".")
    scale = _multiplier(words, start + 1)
    end = start + 2 if scale else start + 1
    whole, _, fraction = plain.partition(".")
    if fraction and (scale is None or 10 ** len(fraction) > scale):
        return None
    value = int(whole + fraction) * (scale or 1) // 10 ** len(fraction)
    joined = _joined_at(words, end) if scale else None
    if scale and joined and (joined[1].value < scale):
        more, after = _scaled(words, *joined)
        if after is not None and 0 < more < scale:
            return Numeral(start, after, value + more)
    return Numeral(start, end, value)


def find_numerals(words: Sequence[Word]) -> tuple[Numeral, ...]:
    """Find the numbers of a text.

    Args:
        words: Words of a text, in order.

    Returns:
        Numbers in order; none overlaps another.
    """
    return tuple(_numerals(words))


def _numerals(words: Sequence[Word]) -> Iterator[Numeral]:
    at = 0
    while at < len(words):
        numeral = numeral_at(words, at)
        if numeral:
            yield numeral
        at = numeral.end if numeral else at + 1


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    """Index the ordinals by folded form."""
    vocabulary = load_vocabulary("numerals")
    return {fold_key(word): int(value) for value, words in vocabulary["ordinals"].items() for word in words}


def ordinal_at(words: Sequence[Word], start: int) -> Numeral | None:
    """Read the definite ordinal that begins at a word: «الثالث», «الحادي عشر», «السابع والعشرين», «العشرين».

    Args:
        words: Words of a text.
        start: Index of the word it should begin with.

    Returns:
        The longest ordinal that begins there; None when the word begins none.
    """
    folded = words[start].folded if start < len(words) else ""
    lead = 0 if folded.startswith(ARTICLE) else 1
    if not folded.startswith(ARTICLE, lead) or (lead and folded[0] not in PROCLITICS):
        return None
    stem = folded[lead + len(ARTICLE) :]
    value = _ordinals().get(stem)
    if value is None:
        kind, tens = _terms().get(stem, (None, 0))
        return Numeral(start, start + 1, tens, lead) if kind is _Kind.TENS else None
    after = words[start + 1].folded if start + 1 < len(words) else ""
    if after in ("عشر", "عشره") and value < 10:
        return Numeral(start, start + 2, value + 10, lead)
    kind, tens = _terms().get(after.removeprefix("و" + ARTICLE), (None, 0))
    if kind is _Kind.TENS and after.startswith("و") and value < 10:
        return Numeral(start, start + 2, value + tens, lead)
    return Numeral(start, start + 1, value, lead)


def number_words() -> dict[str, int]:
    """Give every word of the cardinals, folded and without article, with its own value."""
    return {word: value for word, (_, value) in _terms().items()}


def ordinal_words() -> dict[str, int]:
    """Give the ordinals below eleven, folded and without article, with their values."""
    return dict(_ordinals())


@lru_cache(maxsize=1)
def _dual_nouns() -> frozenset[str]:
    """Give the folded nouns whose «ين» can only be a dual."""
    return frozenset(fold_key(word) for word in load_vocabulary("numerals")["dual_nouns"])


def dual_of(folded: str) -> str | None:
    """Give the folded noun of which a word names two, when its form can only be a dual.

    «طفلتين» and «شخصان» are two; «مدنيين» may be any number, so it is not answered.

    Args:
        folded: A folded word without proclitics; an article is passed over.

    Returns:
        The singular, folded; None when the word is no sure dual.
    """
    stem = folded.removeprefix(ARTICLE)
    if stem.endswith(("تين", "تان")) and len(stem) > 5:
        return stem[:-3] + "ه"
    singular = stem[:-2] if stem.endswith(("ين", "ان")) else ""
    return singular if singular in _dual_nouns() else None
