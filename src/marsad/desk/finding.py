"""Find places and actors by the beginning, the whole or the misspelling of any of their names."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from marsad.text.folding import fold_key
from marsad.text.search_keys import search_keys

ALIKE = 82.0
"""Likeness of spelling, of 100, from which a name is offered."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something found by one of its names.

    Attributes:
        id: Its id.
        how: `exact`, `begins`, `holds` or `alike`.
        name: The name it was found by.
    """

    id: str
    how: str
    name: str


class Finder:
    """Finds things by their names.

    Args:
        names: Names as written and the id of who bears them; a name may come more than once.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, list[str]] = {}
        self._written: dict[str, str] = {}
        for name, id in names:
            key = _key(name)
            self._written.setdefault(key, name)
            if key and id not in self._ids.setdefault(key, []):
                self._ids[key].append(id)
        self._names = sorted(self._ids)

    def find(self, query: str, limit: int) -> list[Found]:
        """Find things, the best first: by the whole name, its beginning, a word in it, its likeness.

        Args:
            query: What was typed.
            limit: How many to give.
        """
        key = _key(query)
        if not key:
            return []
        out: dict[str, Found] = {}
        for how, names in (
            ("exact", [key] if key in self._ids else []),
            ("begins", self._short([name for name in self._names if name.startswith(key)])),
            ("holds", self._short([name for name in self._names if f" {key}" in name])),
        ):
            for name in names:
                for id in self._ids[name]:
                    out.setdefault(id, Found(id, how, self._written[name]))
        if len(out) < limit:
            for name, _, _ in process.extract(key, self._names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=limit):
                for id in self._ids[name]:
                    out.setdefault(id, Found(id, "alike", self._written[name]))
        return list(out.values())[:limit]

    @staticmethod
    def _short(names: list[str]) -> list[str]:
        """Order names that fit alike: the shorter is the likelier to be meant."""
        return sorted(names, key=lambda name: (len(name), name))


def _key(name: str) -> str:
    """Fold a name; without particles and article where it has words, so that «الشحيل» and «شحيل» are one."""
    return " ".join(search_keys(name)) or fold_key(name)
