"""Say which acts of a report go together: told twice, caused, answered, talked about."""

from collections.abc import Iterator, Sequence

from marsad.events.rules.layout import Layout
from marsad.tagger.pairs import TIED_FIRST

STRIKES = frozenset("shelling airstrike drone_strike attack bombing clash mine".split())
TALK = frozenset({"statement", "accusation", "request", "meeting", "agreement", "threat"})
SPEAKING = STRIKES | TALK | {"raid"}
"""Types of acts that a later act of their sentence may be tied to."""
UNREAL = frozenset({"planned", "refused", "denied", "conditional"})


def ties(layout: Layout, realis: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give the pairs of acts that are tied, the earlier first; a headline's act is told again by the first of its type only.

    Args:
        layout: The report.
        realis: How each act is presented.
    """
    types = [trigger.type for trigger in layout.triggers]
    for sentence, (triggers, _) in layout.sentences.items():
        for n, a in enumerate(triggers):
            if types[a] in SPEAKING:
                for b in triggers[n + 1 : n + 1 + TIED_FIRST]:
                    way = _in_sentence(types[a], types[b], realis[b], next_to=b == a + 1)
                    if way:
                        yield a, b, way
            if sentence == 1 and types[a] != "other":
                after = triggers[-1] + 1
                again = next((b for b in range(after, min(len(types), a + 1 + TIED_FIRST)) if types[b] == types[a]), None)
                if again is not None:
                    yield a, again, "same_as"


def _in_sentence(earlier: str, later: str, realis: str, next_to: bool) -> str:
    """Give the tie of two acts of one sentence; empty when they have none."""
    if earlier in STRIKES and later == "destruction":
        return "caused_by<"
    if earlier in TALK and next_to and realis in UNREAL:
        return "topic_of<"
    if earlier == "raid" and later == "arrest":
        return "part_of<"
    return ""
