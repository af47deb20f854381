"""Say which acts of a report go together: told twice, caused, answered, talked about."""

from collections.abc import Iterator, Sequence

from marsad.events.rules.layout import Layout

STRIKES = frozenset("shelling airstrike drone_strike attack bombing clash mine".split())
TALK = frozenset({"statement", "accusation", "request", "meeting", "agreement", "threat"})
UNREAL = frozenset({"planned", "refused", "denied", "conditional"})


def ties(layout: Layout, realis: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Give the tie of each pair of acts; a headline's act is told again by the first of its type only.

    Args:
        layout: The report.
        realis: How each act is presented.
        pairs: Pairs of triggers.
    """
    sentences = [layout.scene.sentence(first) for first in layout.trigger_firsts]
    types = [trigger.type for trigger in layout.triggers]
    tied: set[int] = set()
    for a, b in pairs:
        if sentences[a] == sentences[b]:
            yield _in_sentence(types[a], types[b], realis[b], next_to=b == a + 1)
        elif sentences[a] == 1 and types[a] == types[b] and a not in tied and types[a] != "other":
            tied.add(a)
            yield "same_as"
        else:
            yield "none"


def _in_sentence(earlier: str, later: str, realis: str, next_to: bool) -> str:
    """Give the tie of two acts of one sentence."""
    if earlier in STRIKES and later == "destruction":
        return "caused_by<"
    if earlier in TALK and next_to and realis in UNREAL:
        return "topic_of<"
    if earlier == "raid" and later == "arrest":
        return "part_of<"
    return "none"
