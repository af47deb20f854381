"""Say when an event was: from its own date, else carried from what it continues, else not at all.

The tie of a date to an event is a probability like any other; what the interval then is follows the words: «منذ» opens
it towards the day of publication, two dates in a list or a range span both.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from marsad.events.arguments import ROLE, Thresholds, Tie
from marsad.events.evidence import Evidence
from marsad.model import DateInterval, EventDate, Mention, MentionKind

DATE = ROLE["date"]
UNDATED = EventDate(None, (), "the report ties no date to it")
SINCE = frozenset({"منذ", "ومنذ", "مذ"})
JOINS = frozenset({"و", "الي", "حتي", "-", "–"})


def event_date(evidence: Evidence, event: int, ties: Sequence[Tie], published: date | None, limits: Thresholds) -> EventDate:
    """Choose an event's date.

    Args:
        evidence: What was found.
        event: Index of its trigger.
        ties: The spans it may be tied to.
        published: Day of publication.
        limits: Thresholds.
    """
    mentions, least = evidence.mentions, limits.date
    likely = [
        (p[DATE], j)
        for j, p in ties
        if p[DATE] >= least and (mention := mentions[j]) is not None and mention.kind is MentionKind.DATE
    ]
    if not likely:
        return UNDATED
    if len(likely) > 1:
        likely.sort(key=lambda item: (-item[0], item[1]))
    return _spell_out(evidence, event, likely, published)


def _spell_out(evidence: Evidence, event: int, likely: list[tuple[float, int]], published: date | None) -> EventDate:
    """Make the interval of the chosen dates and say how."""
    best = likely[0][1]
    mention = evidence.mentions[best]
    assert mention is not None
    interval = _interval(mention)
    partner = next((j for p, j in likely[1:] if _joined(evidence, best, j)), None) if len(likely) > 1 else None
    used = [mention]
    if partner is not None:
        other = evidence.mentions[partner]
        second = _interval(other) if other else None
        if other and interval and second:
            interval = DateInterval(min(interval.first, second.first), max(interval.last, second.last))
            used = sorted([mention, other], key=lambda m: m.span.start)
    ids, words = tuple([m.id for m in used]), " + ".join([f"«{m.surface}»" for m in used])
    if interval is None:
        reason = mention.dates[0].because if mention.dates else "its words were not understood"
        return EventDate(None, ids, f"{words}: {reason}")
    if _since(evidence, best) and published and published >= interval.first:
        return EventDate(DateInterval(interval.first, published), ids, f"since {words}, to the day of publication")
    return EventDate(interval, ids, f"{_where(evidence, event, best)} {words}")


def _interval(mention: Mention) -> DateInterval | None:
    return mention.dates[0].interval if mention.dates else None


def _joined(evidence: Evidence, a: int, b: int) -> bool:
    """Say whether two dates stand in one list or range («أيار وآذار», «من 3 إلى 7»)."""
    left, right = sorted((a, b), key=lambda j: evidence.spans[j].first)
    between = evidence.between(evidence.spans[left], evidence.spans[right])
    attached = evidence.words[evidence.spans[right].first].folded.startswith("و")
    return (not between and attached) or (0 < len(between) <= 2 and between[0] in JOINS)


def _since(evidence: Evidence, j: int) -> bool:
    """Say whether «منذ» stands before the date or begins it."""
    first = evidence.spans[j].first
    return evidence.words[first].folded in SINCE or (first > 0 and evidence.words[first - 1].folded in SINCE)


def _where(evidence: Evidence, event: int, j: int) -> str:
    """Say from where the date comes."""
    own = bisect_right(evidence.starts, evidence.triggers[event].first)
    its = bisect_right(evidence.starts, evidence.spans[j].first)
    if own == its:
        return "its own sentence:"
    return "carried from the headline:" if its == 1 else f"carried from {'an earlier' if its < own else 'a later'} sentence:"
