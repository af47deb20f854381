"""Say which lessons bear on a report: those whose words it has.

Words are compared by their search keys, so that the archive finds the same reports by its index: particles and articles do not
count, and spellings that the roster holds for one word are one word here too.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from marsad.model import Lesson, Report
from marsad.text.folding import fold_key
from marsad.text.search_keys import search_key, search_keys
from marsad.vocabulary import load_vocabulary

MOST = 32
"""Spellings of one phrase that are looked for."""


@lru_cache(maxsize=1)
def _spellings() -> dict[str, tuple[str, ...]]:
    """Give the keys of all spellings of a word, by each of them."""
    out: dict[str, tuple[str, ...]] = {}
    for group in load_vocabulary("actors/spellings")["words"]:
        keys = {search_key(fold_key(word)) for word in group}
        for key in [*keys]:
            keys |= set(out.get(key, ()))
        out |= dict.fromkeys(keys, tuple(sorted(keys)))
    return out


@lru_cache(maxsize=1 << 12)
def phrases(words: str) -> tuple[str, ...]:
    """Give the keys of some words in a row, in every spelling, joined by spaces; nothing where there are no words.

    Args:
        words: Words as written.
    """
    keys = search_keys(words)
    ways = product(*(_spellings().get(key, (key,)) for key in keys)) if keys else ()
    return tuple(" ".join(way) for way, _ in zip(ways, range(MOST), strict=False))


def bearing(lessons: Iterable[Lesson], report: Report) -> tuple[Lesson, ...]:
    """Give the lessons that bear on a report: its outlet is theirs, and it has their words.

    Args:
        lessons: The lessons, in any order.
        report: The report; its title counts.
    """
    outlet = fold_key(report.source or "")
    here = [lesson for lesson in lessons if not lesson.outlet or fold_key(lesson.outlet) == outlet]
    if not here:
        return ()
    keys = search_keys("\n".join((report.title or "", report.text)))
    line = " ".join(("", *keys, ""))
    return tuple(lesson for lesson in here if _has(line, phrases(lesson.words)))


def _has(line: str, some: Sequence[str]) -> bool:
    return any(f" {one} " in line for one in some)
