"""What is the same in two names, and what tells them apart.

Persons are compared part by part: a given name, fathers, a family. Organisations are compared by their words, those that only
say what it is («تنظيم») left out, and those that set a branch apart («العراقي», «فرع الساحل») weighed first.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.distance import Levenshtein

from marsad.text.folding import fold_key
from marsad.text.letters import bones, is_arabic, latin_key, name_parts, spelled_alike
from marsad.vocabulary import load_vocabulary

ALIKE = 0.85
"""Likeness of two parts from which they are taken for spellings of one."""

SLIP = 6
"""Letters a part must have for one letter to be a slip of the pen. In short ones it is another name: «سالم», «سليم»."""


VOWELS = re.compile(r"(?<!^)[aeiouyw]+(?:h$)?|^[aeiou]+")


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How alike two names are.

    Attributes:
        score: How likely they name one actor, from 0 to 1.
        because: Why, in words a reviewer can check.
        veto: Whether something in them rules it out, whatever the rest says.
    """

    score: float
    because: str
    veto: bool = False


# --- parts of names


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """Give the words that say something about names, as `name_parts` writes them."""
    table = load_vocabulary("names")
    found = {
        key: frozenset(" ".join(name_parts(word)) for word in table[key].split())
        for key in ("honorifics", "numbers", "classes")
    }
    states = load_vocabulary("actors/states")["states"]
    of_states = {form for state in states for form in _state_forms(state["ar"], state["adj"], state["en"], state["adj_en"])}
    found["qualifiers"] = frozenset(name_parts(table["qualifiers"])) | frozenset(filter(None, of_states))
    found["unsaid"] = frozenset(table["unsaid"])
    given = load_vocabulary("actors/names")["given"].split()
    found["given"] = frozenset(part for word in given for part in name_parts(word))
    return found


def _state_forms(name: str, adjective: str, english: str, english_adjective: str) -> Iterator[str]:
    """Give the words by which a state stands in a name: itself, its adjective with and without article and feminine ending."""
    last = adjective.split()[-1]
    for form in (last, f"{last}ة"):
        yield from (_bare(form), _bare(f"ال{form}"))
    yield from name_parts(name) if " " not in name else ()
    yield from (english.lower(), english_adjective.lower())


def _bare(part: str) -> str:
    """Give a part as it is compared: folded, without the article."""
    [plain] = name_parts(part) or ("",)
    return plain.removeprefix("ال") if len(plain) > 4 else plain


@lru_cache(maxsize=1 << 16)
def _alike(left: str, right: str) -> float:
    """Say how alike two parts of names are, each in either script."""
    if is_arabic(left) != is_arabic(right):
        arabic, latin = (left, right) if is_arabic(left) else (right, left)
        return 0.95 if spelled_alike(arabic, latin) else 0.0
    a, b = (_bare(left), _bare(right)) if is_arabic(left) else (latin_key(left), latin_key(right))
    if a == b:
        return 1.0
    if not is_arabic(left):
        return 0.9 * (_vowels_agree(left, right) if bones(left) == bones(right) else _one_slip(a, b))
    return 0.9 * (not {a, b} <= _words()["given"] and _one_slip(a, b))


def _perhaps(left: str, right: str) -> bool:
    """Say whether two parts, one of them Latin, may be one name oddly spelled: too little to join them, too much for a veto."""
    return not (is_arabic(left) and is_arabic(right)) and bones(left) == bones(right)


def _one_slip(a: str, b: str) -> bool:
    """Say whether two words differ by one letter and are long enough for that to be a slip."""
    return min(len(a), len(b)) >= SLIP and a[0] == b[0] and Levenshtein.distance(a, b, score_cutoff=1) == 1


def _vowels_agree(a: str, b: str) -> bool:
    """Say whether two Latin words differ only in how vowels are written, as «Ahmad», «Ahmed» do and «Salim», «Salam» do not."""
    for spellings in load_vocabulary("names")["known_latin"].values():
        if {latin_key(a), latin_key(b)} <= set(map(latin_key, spellings)):
            return True
    here, there = (VOWELS.split(word) for word in (a, b))
    if len(here) != len(there):
        return False
    pairs = list(zip(VOWELS.findall(a), VOWELS.findall(b), strict=True))
    starts = bool(here[0]) == bool(there[0])
    return starts and all(_sound(x) & _sound(y) for x, y in pairs)


def _sound(vowels: str) -> frozenset[str]:
    """Give the Arabic vowels that Latin ones may stand for."""
    if set(vowels) & set("uow"):
        return frozenset("u")
    return frozenset("ai" if vowels == "e" else "i" if set(vowels) & set("iy") or "ee" in vowels else "a")


# --- persons


def _person_parts(name: str) -> tuple[str, ...]:
    parts = name_parts(name)
    while len(parts) > 1 and parts[0] in _words()["honorifics"]:
        parts = parts[1:]
    return parts


def compare_persons(left: str, right: str) -> NameLikeness:
    """Compare two persons' names: given name first, then family, then the fathers between.

    Args:
        left: A name as written.
        right: Another.
    """
    short, long = sorted((_person_parts(left), _person_parts(right)), key=lambda parts: (len(parts), parts))
    if not short:
        return NameLikeness(0.0, "a name is missing")
    if "".join(short) == "".join(long):  # «هاشمكامل»: a space was lost
        return NameLikeness(1.0, f"the same name: {_both(left, right)}")
    if len(short) == 1:
        return _compare_single(short[0], long)
    if _alike(short[0], long[0]) < ALIKE:
        return NameLikeness(0.05, f"different given names: {_both(short[0], long[0])}", not _perhaps(short[0], long[0]))
    if _alike(short[-1], long[-1]) < ALIKE:
        return _compare_without_family(short, long)
    if not _within(short[1:-1], long[1:-1]):
        fathers = _both(" ".join(short[1:-1]), " ".join(long[1:-1]))
        return NameLikeness(0.1, f"different father's names: {fathers}", veto=True)
    worst = min([_alike(short[0], long[0]), _alike(short[-1], long[-1])])
    if len(short) == len(long):
        return NameLikeness(worst, f"the same name: {_both(left, right)}")
    return NameLikeness(
        round(worst * 0.9, 3), f"given and family name agree; one leaves out names between: {_both(left, right)}"
    )


def _compare_single(part: str, long: Sequence[str]) -> NameLikeness:
    """Compare a name of one part: it can be whole only against itself."""
    if len(long) == 1:
        alike = _alike(part, long[0])
        return NameLikeness(alike if alike >= ALIKE else 0.0, f"{'the same' if alike >= ALIKE else 'different'} single name")
    if _alike(part, long[-1]) >= ALIKE:
        return NameLikeness(0.5, f"only the family name agrees: {_both(part, ' '.join(long))}")
    return NameLikeness(
        0.3 if _alike(part, long[0]) >= ALIKE else 0.0, f"one part against a whole name: {_both(part, ' '.join(long))}"
    )


def _compare_without_family(short: Sequence[str], long: Sequence[str]) -> NameLikeness:
    """Compare names whose last parts differ: one may stop at the father's name."""
    both = _both(" ".join(short), " ".join(long))
    if len(short) < len(long) and _within(short, long):
        return NameLikeness(0.7, f"one name goes on where the other stops: {both}")
    return NameLikeness(0.05, f"different family names: {both}", not _perhaps(short[-1], long[-1]))


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether parts occur among others in the same order."""
    rest = iter(long)
    return all(any(_alike(part, other) >= ALIKE for other in rest) for part in short)


# --- organisations


def compare_organizations(left: str, right: str) -> NameLikeness:
    """Compare two organisations' names: what tells them apart first, then what they share.

    Args:
        left: A name as written.
        right: Another.
    """
    short, long = sorted((_core(left), _core(right)), key=lambda parts: (len(parts), parts))
    both = _both(left, right)
    if not short:
        return NameLikeness(0.0, f"nothing to compare: {both}")
    for rule in _RULES:
        found = rule(short, long, both)
        if found is not None:
            return found
    if _is_acronym(left, right) or _is_acronym(right, left):
        return NameLikeness(0.9, f"one is made of the other's initials: {both}")
    common = sum(any(_alike(part, other) >= ALIKE for other in long) for part in short)
    return NameLikeness(round(0.6 * common / len(long), 3), f"{common} of {len(long)} words agree: {both}")


_Rule: TypeAlias = Callable[[Sequence[str], Sequence[str], str], NameLikeness | None]


def _by_number(short: Sequence[str], long: Sequence[str], both: str) -> NameLikeness | None:
    one, other = _numbers(short), _numbers(long)
    differ = one != other and one and other
    return NameLikeness(0.05, f"different numbers: {both}", veto=True) if differ else None


def _by_all_words(short: Sequence[str], long: Sequence[str], both: str) -> NameLikeness | None:
    if len(short) != len(long) or not (_within(short, long) or _within(sorted(short), sorted(long))):
        return None
    worst = min(max(_alike(part, other) for other in long) for part in short)
    return NameLikeness(worst, f"the same words: {both}")


def _by_qualifier(short: Sequence[str], long: Sequence[str], both: str) -> NameLikeness | None:
    here, there = _qualifiers(short, long), _qualifiers(long, short)
    if here and there:
        return NameLikeness(0.1, f"different qualifiers, {_both(' '.join(here), ' '.join(there))}: {both}", veto=True)
    if there and _within(short, long):
        return NameLikeness(0.2, f"one is the other with a qualifier, «{' '.join(there)}»: {both}", veto=True)
    return None


_RULES: tuple[_Rule, ...] = (_by_number, _by_all_words, _by_qualifier)


def _core(name: str) -> tuple[str, ...]:
    """Give the words of an organisation's name that tell it from others."""
    parts = name_parts(name)
    rest = tuple(part for part in parts if part not in _words()["unsaid"])
    while len(rest) > 1 and rest[0] in _words()["classes"]:
        rest = rest[1:]
    return rest


def _qualifiers(parts: Sequence[str], others: Sequence[str]) -> list[str]:
    """Give the words of one name that qualify it and that the other has not."""
    known = _words()["qualifiers"]
    return [p for p in parts if (p in known or _bare(p) in known) and not any(_alike(p, other) >= ALIKE for other in others)]


def _numbers(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if part.isdigit() or part in _words()["numbers"]]


def _is_acronym(short: str, long: str) -> bool:
    word = latin_key(short) if not is_arabic(short) else fold_key(short)
    return " " not in short.strip() and len(word) >= 3 and word == initials_of(long)


def initials_of(name: str) -> str:
    """Give the first letters of a name's words, the article and small words left out; empty for fewer than three."""
    words = [word for word in fold_key(name).replace("-", " ").split() if word not in _words()["unsaid"]]
    letters = [word.removeprefix("وال").removeprefix("ال")[:1] for word in words]
    return "".join(letters) if len(letters) >= 3 else ""


def _both(left: str, right: str) -> str:
    """Write two names so that either order gives the same words."""
    first, second = sorted((left, right))
    return f"«{first}»" if first == second else f"«{first}», «{second}»"
