"""Tell which person mentions of a report are one person.

A report gives the full name first, later the last word of it alone, or a shorter form. Names are compared as folded words,
the parts of «عبد الله» joined, titles left out. Two names are one person's when the words of one are found in the other in
their order, first word and last word alike.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

JOINED = frozenset({"عبد", "ابو", "ابا", "ابي", "ام", "بن", "ابن", "ال"})
"""Words that make one name with the next («عبد الله», «أبو علي»); reports write them apart or together."""


NEAR = 20
"""Names to compare with, so that a text of a hundred thousand names is read in time that grows with its length."""


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


class People:
    """The persons whom a report names in full."""

    def __init__(self, names: Sequence[FullName]) -> None:
        """Merge the names that are one person's; the fullest form stands for all.

        Args:
            names: The report's person mentions, in order.
        """
        self._merged: dict[int, FullName] = {}
        self._bearing: dict[str, list[int]] = {}
        persons: dict[tuple[str, str], list[FullName]] = {}
        full = sorted((name for name in names if len(name.words) > 1), key=lambda name: (-len(name.words), name.position))
        for name in full:
            alike = persons.setdefault((name.words[0], name.words[-1]), [])
            known = next((person for person in alike[:NEAR] if same_person(person.words, name.words)), None)
            if known is None:
                alike.append(name)
            self._merged[name.position] = known or name
        for position, person in sorted(self._merged.items()):
            for word in {person.words[0], person.words[-1]}:
                self._bearing.setdefault(word, []).append(position)

    def fullest(self, name: FullName) -> FullName | None:
        """Give the fullest form of a full name; None for a name of one word."""
        return self._merged.get(name.position)

    def bearers(self, name: FullName) -> list[FullName]:
        """Give the persons a name of one word may mean: those named before it, nearest first, then those named after."""
        positions = self._bearing.get(name.words[0], []) if name.words else []
        here = bisect_left(positions, name.position)
        near = [*reversed(positions[max(0, here - NEAR) : here]), *positions[here : here + NEAR]]
        return list({person.folded: person for person in map(self._merged.__getitem__, near)}.values())
