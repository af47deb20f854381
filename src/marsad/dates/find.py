"""Find date expressions by rule.

The words of a report are turned into signs, and the grammar is looked for among them. What the grammar cannot see is checked
after: line breaks, names made of date words («روسيا اليوم», «سوق الجمعة»), and whether «خلال 48 ساعة» is a deadline.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from marsad.dates.grammar import MENTION
from marsad.dates.signs import Sign, signs_of
from marsad.dates.tense import STOPS, looks_ahead, sets_deadline
from marsad.model import Span
from marsad.text.folding import fold, fold_key
from marsad.text.words import Word
from marsad.vocabulary import load_vocabulary

BARE_NAMES = frozenset({"E", "W", "B"})
"""Expressions of one such word may be the second half of a name."""


def find_dates(text: str, words: Sequence[Word]) -> tuple[Span, ...]:
    """Find the date expressions of a text.

    Args:
        text: The text as received.
        words: Its words.

    Returns:
        Spans in order, without attached proclitics; none overlaps another.
    """
    signs = signs_of(words)
    letters = "".join([sign.letter for sign in signs])
    return tuple(
        Span(_start(text, words[first], signs[first]), words[last - 1].end)
        for first, last in _matches(text, words, signs, letters)
        if _stands(text, words, signs, letters, first, last)
    )


def _matches(text: str, words: Sequence[Word], signs: Sequence[Sign], letters: str) -> Iterator[tuple[int, int]]:
    """Give first and one-past-last word of every match; one that crosses a line break is cut there and tried again."""
    at = 0
    while match := MENTION.search(letters, at):
        first, last = match.span()
        cut = _line_break(text, words, first, last) or _second_month(signs, letters, first, last)
        if cut is None:
            yield first, last
        elif shorter := MENTION.match(letters, first, cut):
            last = shorter.end()
            yield first, last
        else:
            last = cut
        at = max(last, first + 1)


def _line_break(text: str, words: Sequence[Word], first: int, last: int) -> int | None:
    """Give the index of the first word after a line break inside a match."""
    if "\n" not in text[words[first].start : words[last - 1].end]:
        return None
    return next(i for i in range(first + 1, last) if "\n" in text[words[i - 1].end : words[i].start])


def _second_month(signs: Sequence[Sign], letters: str, first: int, last: int) -> int | None:
    """Give the index of a month that «و» joins to another: «أيار وآذار» are two, «نيسان أبريل» is one."""
    if last - first < 2:
        return None
    joined = (i for i in range(first + 1, last) if letters[i] in "MmTR" and signs[i].lead and letters[i - 1] in "MmoK")
    return next(joined, None)


def _start(text: str, word: Word, sign: Sign) -> int:
    """Give where a word begins once its proclitics are passed over."""
    if not sign.lead and text[word.start].isalnum():
        return word.start
    return word.start + fold(text[word.start : word.end]).surface(sign.lead, sign.lead + 1).start


def _stands(text: str, words: Sequence[Word], signs: Sequence[Sign], letters: str, first: int, last: int) -> bool:
    """Say whether a match is a date and not a name or a bare duration."""
    found = letters[first:last]
    before = letters[first - 1] if first and not signs[first].lead else ""
    if before == "$" and (found in BARE_NAMES or found[0] in "do" or found in "Mm"):
        return False
    if found == "E" and last < len(words) and words[last].folded in _not_today():
        return False
    if found == "y" and (signs[first].value % 50 == 0 or signs[first].value < 1600):
        return False  # «في 1500 منزل»: a round number, or one that needs «هـ» to be a year.
    if found[0] == "r":
        return _starts_clock(words, letters, last) or looks_ahead(text, words, first, last) or sets_deadline(text, words, first)
    if "k" in found:
        return False  # «منذ أكثر من عام» has no place on the calendar: where it begins is left open.
    if found[0] == "t" and not _fronted(words, signs, first) and set(found) & set("ujGsaV"):
        return False
    if found[0] in "bit" and "u" in found:
        return _reaches_days(words, signs, first, last)
    return all(_spelled(text, words[i], found) for i in range(first, last) if signs[i].letter == "m")


def _starts_clock(words: Sequence[Word], letters: str, last: int) -> bool:
    """Say whether a stretch of time is told to run from a day: «خلال 30 يوما من توقيعه»."""
    return letters[last : last + 1] == "l" and last + 1 < len(words) and words[last + 1].folded in _deadline_starts()


@lru_cache(maxsize=1)
def _deadline_starts() -> frozenset[str]:
    return frozenset(map(fold_key, load_vocabulary("dates/cues")["deadline_starts"]))


def _fronted(words: Sequence[Word], signs: Sequence[Sign], first: int) -> bool:
    """Say whether «وبعد عام» opens its sentence: elsewhere it measures a span between two happenings."""
    return first == 0 or words[first - 1].folded in STOPS or bool(signs[first].lead)


def _reaches_days(words: Sequence[Word], signs: Sequence[Sign], first: int, last: int) -> bool:
    """Say whether an amount is a matter of days: «قبل ساعتين» is not."""
    units = [sign.value for sign in signs[first:last] if sign.letter in "uV"]
    numbers = [sign.value for sign in signs[first:last] if sign.letter in "dn" and sign.value]
    return "hour" not in units or any(number >= 12 for number in numbers)


@lru_cache(maxsize=1)
def _not_today() -> frozenset[str]:
    return frozenset(map(fold_key, load_vocabulary("dates/cues")["not_today"]))


@lru_cache(maxsize=1)
def _writings() -> dict[str, dict[str, tuple[str, ...]]]:
    months = load_vocabulary("dates/months")["written"]
    return {fold_key(month): {use: tuple(forms) for use, forms in uses.items()} for month, uses in months.items()}


def _spelled(text: str, word: Word, found: str) -> bool:
    """Say whether a month that folds like another word is written as a month («آب», not «إب»)."""
    for folded, uses in _writings().items():
        if word.folded.endswith(folded) and len(word.folded) <= len(folded) + 2:
            return text[word.start : word.end].endswith(uses["dated" if set(found) & set("doyW") else "bare"])
    return True
