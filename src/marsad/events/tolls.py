"""Say whom an event killed or detained, where the report counts them or names them.

«اغتيال القيادي …» has a toll of one although no number is written: whoever a killing or an arrest was done to is its toll,
unless the report counts it in other words.
"""

from collections.abc import Sequence

from marsad.counts.interpret import interpret_toll
from marsad.events.arguments import Chosen
from marsad.events.evidence import Evidence
from marsad.model import ActorKind, Realis, Span, Toll
from marsad.text.numerals import find_numerals

STATUS = {"killing": "killed", "assassination": "killed", "arrest": "detained"}
"""Types whose recipients are their toll, and the status that gives them."""

REAL = frozenset({Realis.ACTUAL, Realis.GENERIC})
"""How what happened is presented."""

REACH = 4
"""Words before a group in which its number may stand («خمسة من المدنيين»)."""


def tolls_of(evidence: Evidence, kind: str, manner: Realis, chosen: Sequence[Chosen]) -> tuple[Toll, ...]:
    """Give the tolls of an event.

    Args:
        evidence: What was found.
        kind: The event's type.
        manner: How it is presented; only what happened has a toll of its recipients.
        chosen: Spans chosen for it.
    """
    told = tuple(
        [toll for c in chosen if c.role == "toll" and (toll := evidence.tolls[c.span]) and _happened(toll.status, manner)]
    )
    if told or kind not in STATUS or manner is not Realis.ACTUAL:
        return told
    done_to = [c.span for c in chosen if c.role == "recipient"]
    kinds = {j: mention.actor_kind for j in done_to if (mention := evidence.mentions[j])}
    people = [j for j in done_to if kinds.get(j) is ActorKind.PERSON]
    others = [j for j in done_to if kinds.get(j) in (ActorKind.GROUP, ActorKind.POPULATION)]
    if others:
        return (_counted(evidence, STATUS[kind], others[0]),)
    if people:
        spans = [evidence.spans[j].span for j in people]
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        return (Toll(STATUS[kind], "unknown", len(people), len(people), whole),)
    return ()


def _happened(status: str, manner: Realis) -> bool:
    """Say whether an event presented so can have cost that; what failed may have hurt somebody, but killed nobody."""
    return manner in REAL or (manner is Realis.FAILED and status != "killed")


def _counted(evidence: Evidence, status: str, j: int) -> Toll:
    """Count a group by its words and the number before them."""
    span = evidence.spans[j]
    low = max(0, span.first - REACH)
    before = find_numerals(evidence.words[low : span.first])
    first, start = span.first, span.span.start
    if before and before[-1].end + low == span.first:
        first = before[-1].start + low
        start = evidence.words[first].start + before[-1].lead
    return interpret_toll(status, Span(start, span.span.end), evidence.words, first, span.last)
