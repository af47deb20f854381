"""Say which tolls, weapons, topics and sources go with which act.

A toll goes with the act of violence nearest before it, or the one its clause blames («مقتل مدنيين جراء قصف»); a
source with every act of its sentence; a topic with the talk before it; a weapon with the nearest act that could be
done with it.
"""

from collections.abc import Iterator

from marsad.events.rules.layout import Layout

ARMED = frozenset(
    "attack clash shelling airstrike drone_strike bombing mine assassination killing destruction weapons_transfer "
    "production".split()
)
HARM = (ARMED | {"torture", "raid"}) - {"weapons_transfer", "production", "destruction"}
TAKING = frozenset({"arrest", "abduction", "raid"})
LEAVING = frozenset({"displacement"})
TALK = frozenset("statement accusation request agreement refusal meeting threat order".split())
COUNTED = {"killed": HARM, "injured": HARM, "missing": HARM | TAKING, "detained": TAKING, "displaced": LEAVING}
BACK = 1
"""Sentences a toll may stand after its act."""


def roles_of_parts(layout: Layout) -> Iterator[tuple[int, int, str]]:
    """Give trigger, span and role of every tie between an act and a toll, weapon, topic or source."""
    for sentence, (triggers, spans) in layout.sentences.items():
        earlier = layout.sentences.get(sentence - BACK, ([], []))[0]
        for j in spans:
            label = layout.spans[j].label
            if label in COUNTED:
                i = _of_toll(layout, j, triggers, earlier, COUNTED[label])
                if i is not None:
                    yield i, j, "toll"
            elif label == "weapon":
                i = _nearest(layout, j, [i for i in triggers if layout.triggers[i].type in ARMED]) if triggers else None
                if i is not None:
                    yield i, j, "weapon"
            elif label == "topic":
                first = layout.spans[j].first
                talk = [i for i in triggers if layout.triggers[i].type in TALK and layout.triggers[i].last <= first]
                if talk:
                    yield talk[-1], j, "topic"
            elif label == "source":
                for i in triggers:
                    if not (layout.triggers[i].type == "statement" and layout.triggers[i].first < layout.spans[j].first):
                        yield i, j, "source"


def _gap(layout: Layout, i: int, j: int) -> int:
    trigger, span = layout.triggers[i], layout.spans[j]
    return span.first - trigger.last if span.first >= trigger.last else trigger.first - span.last + 1


def _nearest(layout: Layout, j: int, triggers: list[int]) -> int | None:
    return min(triggers, key=lambda i: abs(_gap(layout, i, j)), default=None)


def _of_toll(layout: Layout, j: int, triggers: list[int], earlier: list[int], fit: frozenset[str]) -> int | None:
    """Give the act a toll belongs to."""
    here = [i for i in triggers if layout.triggers[i].type in fit]
    before = [i for i in here if layout.triggers[i].first < layout.spans[j].last]
    after = [i for i in here if layout.triggers[i].first >= layout.spans[j].last]
    if before and after and layout.broken(layout.triggers[before[-1]].last, layout.spans[j].first):
        return _nearest(layout, j, [before[-1], after[0]])
    if here:
        return before[-1] if before else after[0]
    back = [i for i in earlier if layout.triggers[i].type in fit]
    return back[-1] if back else None
