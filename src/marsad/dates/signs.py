"""Give every word of a text a sign that says what it can be in a date.

A date expression is a short sentence in a small grammar: part of day, day, weekday, number, month, year, pointer. One letter a
word turns that grammar into a regular expression, which is read at the speed of `re` and in one pass.

The signs:

    E today   B day counted from today   g tomorrow, bound   v first (as in «أول أمس»)   W weekday   j day   J days (pair)
    P part of day   I night   p this night   X portion of a period   h half
    M month   m month if its context agrees   T first word of a month, R the same or a season   K second word of a month
    G month (word)   H months (pair)   a year (word), D years (pair)   s week   S C A the week, the month, the year
    u unit, counted   V two units   L the units   Y the two units
    d number of a day   y number of a year   n another number   N number word   o ordinal   O ordinal ten   # date in digits
    b before  t after  i since  r within  l from  z to  f at  + on the date  & and  ~ about  k more, less  ! deadline
    q pointer («الماضي»)  e same  Q same, before its noun  c this  = of it
    Z season  % decade  U century  @ era  $ word that makes a name of what follows  * happening
    w pointer of two («الماضيين»)  < half or quarter of a period
    ^ article alone  / - , ( )  marks   _ another definite word   x any other word
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.text.folding import fold_key
from marsad.text.numerals import number_words, ordinal_words
from marsad.text.words import Word, folded_forms
from marsad.vocabulary import load_vocabulary

ARTICLE = "ال"
PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
MARKS = {"/": "/", "\\": "/", "-": "-", "–": "-", "—": "-", "ـ": "-", ",": ",", "،": ",", "(": "(", ")": ")"}
DIGITAL = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20|1[34])\d\d)")


@dataclass(frozen=True, slots=True)
class Sign:
    """What a word can be in a date.

    Attributes:
        letter: Its letter.
        value: What it counts as: a number, the name of a unit, portion or pointer; None where the letter says all.
        lead: Folded letters of attached proclitics before it.
    """

    letter: str
    value: Any = None
    lead: int = 0


KEPT = 1 << 17
"""How many words the index may hold."""

OTHER = Sign("x")
DEFINITE = Sign("_")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar."""

    calendar: str
    number: int


def signs_of(words: Sequence[Word]) -> list[Sign]:
    """Give the sign of every word.

    Args:
        words: Words of a text.

    Returns:
        One sign a word, `OTHER` for what has no part in dates.
    """
    return list(map(_index().__getitem__, folded_forms(words)))


def sign_of(folded: str) -> Sign:
    """Give the sign of one folded word."""
    return _index()[folded]


class _Index(dict[str, Sign]):
    """Signs by folded word; a word met for the first time is read once and, within bounds, kept."""

    def __missing__(self, folded: str) -> Sign:
        sign = _number(folded)
        if len(self) < KEPT:
            self[folded] = sign
        return sign


def _number(folded: str) -> Sign:
    """Read digits; any other unknown word is `OTHER`."""
    if not folded[:1].isdigit():
        return DEFINITE if folded.startswith(ARTICLE) else OTHER
    if match := DIGITAL.fullmatch(folded):
        return Sign("#", tuple(int(group) for group in match.groups()))
    if not (folded.isascii() and folded.isdigit() and len(folded) <= 9):
        return Sign("n")
    value = int(folded)
    if 1 <= value <= 31 and len(folded) <= 2:
        return Sign("d", value)
    return Sign("y" if len(folded) == 4 and (1900 <= value <= 2100 or 1340 <= value <= 1500) else "n", value)


@lru_cache(maxsize=1)
def _index() -> _Index:
    """Index every known word, also with attached proclitics; an unprefixed word wins over a prefixed one («فبراير»)."""
    plain: dict[str, Sign] = {}
    for word, letter, value in _entries():
        plain.setdefault(fold_key(word), Sign(letter, value))
    index = _Index(plain)
    for folded, sign in plain.items():
        for prefixed, lead in _prefixed(folded):
            index.setdefault(prefixed, Sign(sign.letter, sign.value, lead))
    return index


def _prefixed(folded: str) -> Iterator[tuple[str, int]]:
    """Write a word with each proclitic; «ل» swallows the alif of the article."""
    if len(folded) < 2 or not folded[0].isalpha():
        return
    for proclitic in PROCLITICS:
        if proclitic.endswith("ل") and folded.startswith(ARTICLE):
            yield proclitic + folded[1:], len(proclitic)
        else:
            yield proclitic + folded, len(proclitic)


def _entries() -> Iterator[tuple[str, str, Any]]:
    """Give words, letters and values in order of trust: the first entry of a word stands."""
    yield from ((mark, letter, None) for mark, letter in MARKS.items())
    yield from ((word, letter, None) for word, letter in ((ARTICLE, "^"), ("ل", "^"), ("و", "&")))
    yield from _days(load_vocabulary("dates/days"))
    yield from _months(load_vocabulary("dates/months"))
    yield from _periods(load_vocabulary("dates/periods"))
    yield from _cues(load_vocabulary("dates/cues"))
    yield from _numbers()


def _days(days: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for number, words in days["weekdays"].items():
        yield from ((word, "W", number) for word in words)
    yield from ((word, "E", 0) for word in days["today"])
    for offset, words in days["offsets"].items():
        yield from ((word, "B", offset) for word in words)
    yield from ((word, "g", 1) for word in days["tomorrow_bound"])
    yield from ((word, "v", 1) for word in days["first"])
    yield from ((word, "P", "day") for word in days["parts"])
    yield from ((word, "I", "night") for word in days["nights"])
    yield from ((word, "p", "night") for word in days["this_night"])


def _months(months: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    unsure = set(months["unsure"])
    seasons = {word for words in load_vocabulary("dates/periods")["seasons"].values() for word in words}
    for calendar in ("gregorian", "hijri"):
        for number, names in months[calendar].items():
            for name in names:
                first, _, second = name.partition(" ")
                if not second:
                    yield name, "m" if name in unsure else "M", Month(calendar, number)
                elif first not in names:
                    yield first, "R" if first in seasons else "T", first
                    yield from ((second, "K", second),) if second not in _ORDINAL_SECONDS else ()


_ORDINAL_SECONDS = frozenset({"الأول", "الثاني", "الأولى", "الثانية", "أول"})
"""Second words of months that are ordinals or «أول» too, and get those signs."""


@lru_cache(maxsize=1)
def paired_months() -> dict[tuple[str, str], Month]:
    """Index months of two words by both, folded."""
    months = load_vocabulary("dates/months")
    pairs = {}
    for calendar in ("gregorian", "hijri"):
        for number, names in months[calendar].items():
            for name in names:
                first, _, second = name.partition(" ")
                if second:
                    pairs[fold_key(first), fold_key(second)] = Month(calendar, number)
    return pairs


_DEFINITE = {"week": "S", "month": "C", "year": "A"}
_INDEFINITE = {"day": "j", "week": "s", "month": "G", "year": "a", "hour": "u"}
_PAIRED = {"day": "J", "month": "H", "year": "D"}


def _periods(periods: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for unit, forms in periods["units"].items():
        yield from ((word, _INDEFINITE[unit], unit) for word in forms["indefinite"])
        yield from ((word, _DEFINITE[unit], unit) for word in forms["definite"])
        for form, letter in (("plural", "u"), ("dual", "V"), ("definite_plural", "L"), ("definite_dual", "Y")):
            yield from ((word, letter, unit) for word in forms[form])
    for unit, words in periods["paired"].items():
        yield from ((word, _PAIRED[unit], unit) for word in words)
    for portion, words in periods["portions"].items():
        yield from ((word, "X", portion) for word in words)
    for shift, words in periods["shifts"].items():
        yield from ((word, "e" if shift == "same" else "q", shift) for word in words)
    for shift, words in periods["dual_shifts"].items():
        yield from ((word, "w", shift) for word in words)
    for share, words in periods["shares"].items():
        yield from ((word, "<", share) for word in words)
    for letter, section in (("Q", "same_before"), ("c", "this"), ("=", "of_it"), ("h", "half"), ("U", "century")):
        yield from ((word, letter, None) for word in periods[section])
    for letter, section in (("Z", "seasons"), ("%", "decades")):
        yield from ((word, letter, number) for number, words in periods[section].items() for word in words)
    for era in ("gregorian", "hijri"):
        yield from ((word, "@", era) for word in periods[f"{era}_era"])


_CUES = {
    "before": "b",
    "after": "t",
    "since": "i",
    "within": "r",
    "from": "l",
    "to": "z",
    "on_date": "+",
    "at": "f",
    "about": "~",
    "over": "k",
    "deadline": "!",
    "equals": ",",
    "names": "$",
    "happenings": "*",
}


def _cues(cues: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, Any]]:
    for section, letter in _CUES.items():
        yield from ((word, letter, None) for word in cues[section])


def _numbers() -> Iterator[tuple[str, str, Any]]:
    """Give number words and ordinals; their values are read by `marsad.text.numerals` from the words themselves."""
    for stem, value in ordinal_words().items():
        yield ARTICLE + stem, "o", value
    for stem, value in number_words().items():
        if value % 10 == 0 and 20 <= value <= 30:
            yield "و" + ARTICLE + stem, "O", value
            yield ARTICLE + stem, "o", value
        yield stem, "N", value
        if value != 2:
            yield ARTICLE + stem, "N", value
