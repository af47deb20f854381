"""Tell which person mentions of a report are one person.

A report gives the full name first, later the last word of it alone, or a shorter form. Names are compared as folded words, the
parts of «عبد الله» joined, titles left out. Two names are one person's when the words of one are found in the other in their order,
first word and last word alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

JOINED = frozenset({"عبد", "ابو", "ابا", "ابي", "ام", "بن", "ابن", "ال"})
"""Words that make one name with the next («عبد الله», «أبو علي»); reports write them apart or together."""


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name as some mention gives it.

    Attributes:
        words: Its folded words, compound parts joined.
        folded: The folded name, as written.
        surface: The name as written.
        position: Index of the mention.
    """

    words: tuple[str, ...]
    folded: str
    surface: str
    position: int


def name_parts(words: Sequence[str]) -> tuple[str, ...]:
    """Join compound parts: («عبد», «الله», «صالح») is («عبدالله», «صالح»)."""
    parts: list[str] = []
    pending = ""
    for word in words:
        if word in JOINED:
            pending += word
        else:
            parts.append(pending + word)
            pending = ""
    return (*parts, pending) if pending else tuple(parts)


def same_person(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Say whether a shorter name is the longer one cut down."""
    if not shorter or len(shorter) > len(longer) or shorter[-1] != longer[-1]:
        return False
    if len(shorter) == 1:
        return True
    rest = iter(longer)
    return shorter[0] == longer[0] and all(word in rest for word in shorter)


def merge_names(names: Sequence[FullName]) -> dict[int, FullName]:
    """Give for the position of every full name the fullest form of the same person, the first of equals."""
    fullest = sorted((name for name in names if len(name.words) > 1), key=lambda name: (-len(name.words), name.position))
    persons: list[FullName] = []
    merged: dict[int, FullName] = {}
    for name in fullest:
        known = next((person for person in persons if same_person(person.words, name.words)), None)
        if known is None:
            persons.append(name)
        merged[name.position] = known or name
    return merged


def bearers(name: FullName, merged: dict[int, FullName]) -> list[FullName]:
    """Give the persons a single name may mean: those named before it, nearest first, then those named after.

    Args:
        name: A name of one word.
        merged: The report's full names.
    """
    fitting = [position for position, person in merged.items() if _bears(person.words, name.words)]
    fitting.sort(key=lambda position: (position > name.position, abs(position - name.position)))
    return list({merged[position].folded: merged[position] for position in fitting}.values())


def _bears(full: tuple[str, ...], single: tuple[str, ...]) -> bool:
    """Say whether one word is the family name of a full name, or failing that its first word."""
    return bool(single) and single[0] in (full[-1], full[0])
