"""Say when an act was: the date of its clause, else the one carried from what comes before.

A date in the same sentence counts unless another act or a comma stands closer to it. Without one, what has happened
keeps the day the report speaks of; plans, refusals and habits have no day unless the report gives one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from marsad.events.rules.layout import Layout
from marsad.events.rules.words import load_words

UNDATED = frozenset("planned generic conditional refused prohibited denied ordered negated".split())
CARRIED = frozenset(
    "shelling airstrike drone_strike bombing mine raid arrest killing assassination destruction movement torture".split()
)
"""Acts that mostly keep the day a report speaks of; talk, battles and sieges mostly are told without one."""
HAPPENING = CARRIED | frozenset("attack clash capture meeting visit withdrawal protest displacement abduction release".split())
FAR = 3
"""Sentences over which a day is carried."""


def roles_of_dates(layout: Layout, realis: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give trigger, span and role of every tie between an act and a date.

    Args:
        layout: The report.
        realis: How each act is presented.
    """
    dates = [j for j, span in enumerate(layout.spans) if span.label == "date"]
    if not dates:
        return
    firsts = [layout.spans[j].first for j in dates]
    for sentence, (triggers, spans) in layout.sentences.items():
        here = [j for j in spans if layout.spans[j].label == "date"] if triggers else []
        for i in triggers:
            if realis[i] in UNDATED:
                continue
            if here:
                j = min(here, key=lambda j: _gap(layout, i, j)) if len(here) > 1 else here[0]
                if _belongs(layout, i, j):
                    yield i, j, "date"
            elif layout.triggers[i].type in CARRIED:
                at = bisect_right(firsts, layout.triggers[i].first) - 1
                if at >= 0 and sentence - layout.scene.sentence(firsts[at]) <= FAR:
                    yield i, dates[at], "date"


def _gap(layout: Layout, i: int, j: int) -> int:
    """Count the words between an act and a date."""
    trigger, span = layout.triggers[i], layout.spans[j]
    return span.first - trigger.last if span.first >= trigger.last else trigger.first - span.last + 1


def _belongs(layout: Layout, i: int, j: int) -> bool:
    """Say whether a date is the act's: no relative clause parts them, and only a happening reaches over another act."""
    trigger, span = layout.triggers[i], layout.spans[j]
    low, high = (trigger.last, span.first) if span.first >= trigger.last else (span.last, trigger.first)
    if not load_words().relative.isdisjoint(layout.scene.folded[low:high]):
        return False
    return trigger.type in HAPPENING or not layout.between(low, high)
