"""Turn the words of a toll into a range of numbers.

«13 مدنياً بينهم 4 أطفال» is thirteen, not seventeen; «5 نساء و4 أطفال» is nine; «عشرات» is 20 to 99; «أكثر من 10» has no
upper end; «مدني» is one and «مدنيين»
is some, nobody knows how many. A number that the words do not give is None, never a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Span, Toll
from marsad.text.folding import fold_key
from marsad.text.numerals import dual_of, find_numerals
from marsad.text.words import Word
from marsad.vocabulary import load_vocabulary

NISF = fold_key("نصف")
BEFORE = 4
"""Words before a toll in which a bound («أكثر من») may stand."""

_FEMININE = "ه"
_ENDINGS = ("ون", "ين", "ات")


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, at least and at most.

    Attributes:
        low: Smallest number the words allow; None when they give none.
        high: Largest; None when open or not given.
    """

    low: int | None
    high: int | None


Phrases = dict[str, tuple[list[str], ...]]
"""The words of phrases by their first word, the longest phrase first."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists, folded."""

    phrases: dict[str, Phrases]
    parts: Phrases
    vague: dict[str, tuple[tuple[list[str], Amount], ...]]
    words: dict[str, frozenset[str]]
    bounding: frozenset[str]


def _split(phrases: Sequence[str]) -> Phrases:
    """Fold phrases and file them by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in sorted((fold_key(phrase).split() for phrase in phrases), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(those) for first, those in found.items()}


def _vague_amounts(entries: Mapping[str, Sequence[int | None]]) -> dict[str, tuple[tuple[list[str], Amount], ...]]:
    """Fold the words for vague amounts, without articles, and file them by the first."""
    found: dict[str, list[tuple[list[str], Amount]]] = {}
    folded = {tuple(fold_key(name).split()): Amount(*ends) for name, ends in entries.items()}
    for phrase, amount in sorted(folded.items(), key=lambda item: -len(item[0])):
        bare = [_bare(word) for word in phrase]
        found.setdefault(bare[0], []).append((bare, amount))
    return {first: tuple(those) for first, those in found.items()}


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    """Load and fold the word lists once."""
    data = load_vocabulary("counts")
    phrases = {name: _split(data[name]) for name in ("more_than", "at_least", "less_than", "up_to")}
    names = ("years", "dead", "hurt", "one_of", "unknown_amount", "singular", "plural", "combatant", "civilian")
    words = {name: frozenset(map(fold_key, data[name])) for name in names}
    bounding = frozenset().union(*phrases.values())
    return _Lists(phrases, _split(data["parts"]), _vague_amounts(data["vague"]), words, bounding)


def _bare(folded: str) -> str:
    """Take the article off a word."""
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def _holds(words: list[str], phrases: Phrases) -> bool:
    """Say whether the words hold one of the phrases."""
    return not phrases.keys().isdisjoint(words) and any(
        words[i : i + len(phrase)] == phrase for i, word in enumerate(words) for phrase in phrases.get(word, ())
    )


def _start_of_parts(folded: Sequence[str]) -> int:
    """Give the index where people already counted begin («بينهم 4 أطفال»)."""
    parts = _lists().parts
    for i in range(1, len(folded)):
        stripped = folded[i].removeprefix("و") if folded[i].startswith(("وبين", "ومن")) else folded[i]
        for phrase in parts.get(stripped, ()):
            if list(folded[i + 1 : i + len(phrase)]) == phrase[1:]:
                return i
    return len(folded)


def _vague(folded: Sequence[str]) -> Amount | None:
    """Read «عشرات», «مئات الآلاف»."""
    vague = _lists().vague
    bare = [_bare(word.removeprefix("ب") if word.startswith("بال") else word) for word in folded]
    for i, word in enumerate(bare):
        for phrase, amount in vague.get(word, ()):
            if phrase == bare[i : i + len(phrase)]:
                return amount
    return None


def _named_one_by_one(words: Sequence[Word]) -> Amount:
    """Count people told without a number: «مدني», «طفل وامرأتين», «أب وطفلتاه»; None when their number is not said."""
    lists = _lists().words
    total = 0
    for i, word in enumerate(words):
        if i and not word.folded.startswith("و"):
            continue
        bare = _bare(word.folded.removeprefix("و") if i else word.folded)
        if _is_two(bare) or (i and _is_two_of(bare)):
            total += 2
        elif bare in lists["plural"] or bare in lists["unknown_amount"]:
            return Amount(None, None)
        elif i and not _is_one(bare):
            continue
        elif bare.endswith(_ENDINGS) and bare not in lists["singular"]:
            return Amount(None, None)
        else:
            total += 1
    return Amount(total, total) if total else Amount(None, None)


def _is_one(bare: str) -> bool:
    """Say whether a word stands for one person: «طفل», «مدنياً», «طفلته», «ابنه»."""
    singular = _lists().words["singular"]
    owned = _owned(bare)
    return bare in singular or _bare_tanwin(bare) in singular or (owned is not None and owned in singular)


def _owned(bare: str) -> str | None:
    """Take the owner off a relative: «طفلتها» is a طفلة, «مرافقه» a مرافق; None when nobody owns the word."""
    for owner in ("هما", "هم", "ها", "ه"):
        if bare.endswith(owner) and len(bare) - len(owner) > 2:
            stem = bare.removesuffix(owner)
            return stem[:-1] + _FEMININE if stem.endswith("ت") and stem not in _lists().words["singular"] else stem
    return None


def _is_two_of(bare: str) -> bool:
    """Say whether a word names two of somebody's: «طفليه», «ولداه», «ابنتيها»."""
    stem = _owned(bare)
    if stem is None or not stem.endswith(("ي", "ا")):
        return False
    one = stem[:-1]
    singular = _lists().words["singular"]
    return one in singular or (one.endswith("ت") and one[:-1] + _FEMININE in singular)


def _is_two(bare: str) -> bool:
    """Say whether a noun without its article can only be a dual."""
    return dual_of(bare) is not None or (bare.endswith("ان") and bare[:-2] in _lists().words["singular"])


def _bare_tanwin(folded: str) -> str:
    """Take the letter of an accusative ending off («مدنيا»)."""
    return folded[:-1] if folded.endswith("ا") else folded


def interpret_amount(words: Sequence[Word], before: Sequence[Word] = (), after: Sequence[Word] = ()) -> Amount:
    """Read how many people some words count.

    Args:
        words: The words of the toll.
        before: A few words before it, where a bound may stand.
        after: A few words after it, where «على الأقل» may stand.

    Returns:
        The range; both ends None when the words say no number.
    """
    amount, folded = _count(tuple([word.folded for word in words]))
    if not folded:
        return amount
    whole = [*[word.folded for word in before[-BEFORE:]], *folded, *[word.folded for word in after[:2]]]
    return _bounded(amount, whole)


@lru_cache(maxsize=1 << 12)
def _count(folded: tuple[str, ...]) -> tuple[Amount, tuple[str, ...]]:
    """Read the folded words of a toll by themselves; reports write few of them, over and over.

    Returns:
        The amount, and the words that were counted: a bound beside them may open or close it. No words where none can.
    """
    folded = folded[: _start_of_parts(folded)]
    words = [Word(0, 0, word) for word in folded]
    lists = _lists().words
    bare = {_bare(word.removeprefix("و")) for word in folded}
    if bare & lists["dead"] and bare & lists["hurt"]:
        return Amount(None, None), ()
    numerals = [(n.start, n.end, n.value) for n in find_numerals(words)]
    ages = [n for n in numerals if n[1] < len(folded) and folded[n[1]] in lists["years"]]
    if ages and numerals == ages:
        return Amount(len(ages), len(ages)), ()
    counted = [n for n in numerals if n not in ages]
    half = _bare(NISF) in folded[:4]
    amount = _from_numerals(words, counted) if counted and not half else _vague(folded)
    if amount is not None:
        return amount, folded
    first = _bare(folded[0].removeprefix("ل")) if folded else ""
    if first in lists["one_of"]:
        return Amount(1, 1), ()
    return _named_one_by_one(words) if first not in lists["unknown_amount"] else Amount(None, None), ()


def _from_numerals(words: Sequence[Word], numerals: Sequence[tuple[int, int, int]]) -> Amount | None:
    """Add up numbers in a list, or take two ends of a range."""
    if not numerals:
        return None
    values = [value for _, _, value in numerals]
    if len(values) >= 2:
        if values[1] == 1 and values[0] > 1:  # «5 من عائلة واحدة»
            return Amount(values[0], values[0])
        between = [word.folded for word in words[numerals[0][1] : numerals[1][0]]]
        ranged = between in (["الي"], ["-"], ["–"], ["او"]) or (words[0].folded == "بين" and values[1] > values[0])
        if ranged and values[0] < values[1]:
            return Amount(values[0], values[1])
        joined = all(words[start].folded.startswith("و") or words[start - 1].folded == "و" for start, _, _ in numerals[1:])
        total = sum(values) if joined else values[0]
        return Amount(total, total)
    start, end, value = numerals[0]
    if start and value <= 2:
        return Amount(value, value)
    if start and not any(words[i].folded.startswith("و") for i in range(1, start + 1)):
        return Amount(value, value)
    more = _named_one_by_one(words[end:])
    tail = [word for word in words[end:] if word.folded.startswith("و")]
    lead = words[:start]
    extra = _named_one_by_one(lead).low if lead else None
    known = _lists().words["singular"]
    added = more.low if tail and all(_bare(w.folded[1:]) in known or _is_two(w.folded[1:]) for w in tail) and more.low else 0
    counted = sum(2 if _is_two(w.folded[1:]) else 1 for w in tail) if added else 0
    total = value + counted + (extra or 0)
    return Amount(total, total)


def _bounded(amount: Amount, words: Sequence[str]) -> Amount:
    """Open or close the range by the bound that goes with it."""
    phrases = _lists().phrases
    stripped = [word[1:] if word.startswith("وما") else word for word in words]
    if _lists().bounding.isdisjoint(stripped):
        return amount
    if _holds(stripped, phrases["more_than"]) and amount.low is not None:
        exact = amount.low == amount.high
        return Amount(amount.low + 1 if exact else amount.low, None)
    if _holds(stripped, phrases["at_least"]):
        return Amount(amount.low, None)
    if _holds(stripped, phrases["up_to"]):
        return Amount(None, amount.high)
    if _holds(stripped, phrases["less_than"]) and amount.high is not None:
        return Amount(None, amount.high - 1)
    return amount


def interpret_group(words: Sequence[Word]) -> str:
    """Say whether the words of a toll name civilians, combatants, or do not say."""
    return _group(tuple([word.folded for word in words]))


@lru_cache(maxsize=1 << 12)
def _group(folded: tuple[str, ...]) -> str:
    bare = [_bare(word.removeprefix("و")) for word in folded]
    lists = _lists().words
    for word in bare:
        for form in (word, _bare_tanwin(word), word.removeprefix("ال")):
            if form in lists["combatant"]:
                return "combatant"
            if form in lists["civilian"]:
                return "civilian"
    return "unknown"


def interpret_toll(status: str, span: Span, words: Sequence[Word], first: int, last: int) -> Toll:
    """Make the toll that some words tell.

    Args:
        status: `killed`, `injured`, `missing`, `detained` or `displaced`.
        span: Where the words stand.
        words: Words of the report.
        first: Index of the toll's first word.
        last: One past the index of its last word.

    Returns:
        The toll with its range and group.
    """
    counted = [_without_lead(words[first], span.start), *words[first + 1 : last]]
    amount = interpret_amount(counted, words[max(0, first - BEFORE) : first], words[last : last + 2])
    return Toll(status, interpret_group(counted), amount.low, amount.high, span)


def _without_lead(word: Word, start: int) -> Word:
    """Take the proclitics before a span's start off its first word."""
    letters = start - word.start
    return Word(start, word.end, word.folded[letters:]) if 0 < letters < len(word.folded) else word
