"""Find the names of the roster in a text: the longest name at each place."""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.actors.memo import once_a_report
from marsad.actors.peeling import surface_start
from marsad.actors.roster import Naming, Node, Roster
from marsad.model import Span
from marsad.text.words import Word, folded_forms

QUOTES = frozenset("\"'")
SKIPPED = frozenset("\"'#")
"""Signs that may stand between the words of a name («هيئة "تحرير الشام"», «حكومة #دمشق»)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the roster at a place of the text.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        span: Where it stands, proclitics outside.
        namings: Whom it may name.
        taken: How many letters of proclitics were taken off the first word.
    """

    first: int
    last: int
    span: Span
    namings: tuple[Naming, ...]
    taken: int

    @property
    def sure(self) -> bool:
        """Whether somebody bears the name as a sure one."""
        return self.namings[0].sure


def find_names(text: str, words: Sequence[Word], roster: Roster) -> Sequence[Hit]:
    """Find roster names, longest first, none inside another.

    Args:
        text: The report's text.
        words: Its words.
        roster: The roster.

    Returns:
        Hits in order of their place.
    """
    return _find_names(words, text, roster)


@once_a_report
def _find_names(words: Sequence[Word], text: str, roster: Roster) -> Sequence[Hit]:
    hits: list[Hit] = []
    after = 0
    for i in [i for i, begun in enumerate(map(roster.starts.__getitem__, folded_forms(words))) if begun]:
        if i >= after:
            hit = _longest(text, words, i, roster)
            if hit is not None:
                hits.append(hit)
                after = hit.last + 1
    return tuple(hits)


def _longest(text: str, words: Sequence[Word], i: int, roster: Roster) -> Hit | None:
    """Give the longest name that begins at a word, the least peeled one of equals."""
    best: tuple[int, int, tuple[Naming, ...]] | None = None
    for taken, node in roster.starts[words[i].folded]:
        last, namings = _walk(words, i, node, roster)
        if namings and (best is None or last > best[0]):
            best = (last, taken, namings)
    if best is None:
        return None
    last, taken, namings = best
    if i + 2 <= last and words[i + 1].folded in QUOTES and words[i].folded[taken:] in roster.quoting:
        inner = _longest(text, words, i + 2, roster)
        if inner is not None and inner.last == last:  # «وكالة "فرانس برس"»: the name is what stands in the quotes
            return inner
    return Hit(i, last, Span(surface_start(text, words[i], taken), words[last].end), namings, taken)


def _walk(words: Sequence[Word], i: int, node: Node, roster: Roster) -> tuple[int, tuple[Naming, ...]]:
    """Follow the tree as far as the words go and give the last place where a name ended."""
    last, namings = i, node.get("", ())
    j = i + 1
    while j < len(words):
        word = words[j].folded
        if word in SKIPPED:
            j += 1
            continue
        following = node.get(roster.spellings.get(word, word))
        if following is None:
            break
        node = following
        if "" in node:
            last, namings = j, node[""]
        j += 1
    return last, namings
