"""Join accounts into incidents: by what people decided first, then by the scores of pairs.

Groups grow from the surest pair down, and two groups join only if their accounts agree on the whole, not for the sake of one
pair that reaches across: an account that names no more than a countryside is like ten others that are not like each other.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import log2
from typing import NamedTuple, TypeAlias

import numpy as np

from marsad.link.agree import meet
from marsad.link.comparable import located
from marsad.link.pairs import BATCH, Score, load_weights
from marsad.model import Account, DateInterval, Judgement, Link, Pair, Place, Verdict

FLOOR, CEILING = -4.0, 5.0
"""Bits below and above the threshold that one pair may count for: none outweighs what several others say."""

OWN = 2.0
"""Bits of two accounts of one report that it tells of at one place and day: more likely two sides of one happening than two."""

PairKey: TypeAlias = tuple[str, str]


def join_accounts(
    accounts: Sequence[Account],
    pairs: Iterable[Pair | Score],
    judgements: Iterable[Judgement] = (),
    links: Iterable[Link] = (),
    threshold: float | None = None,
) -> list[tuple[str, ...]]:
    """Group accounts that tell of one incident.

    Args:
        accounts: All accounts; each is in one group, most of them alone.
        pairs: Scored pairs of them.
        judgements: What people decided, in any order; of two on one pair the later counts. `same` joins whatever the score,
            `different` keeps apart: where both meet, the weakest tie gives way.
        links: Ties between events of one report: `same_as` joins, `part_of` keeps apart.
        threshold: Bits that the pairs between two groups must have on average to join them; the learned ones when None.

    Returns:
        The groups, each sorted, in order of their first keys.
    """
    settled = {account.event: _Settled(account.report, located(account), account.interval) for account in accounts}
    reports = {account.event: account.report for account in accounts}
    verdicts = _latest(judgements)
    ties, apart = _ties(verdicts, links, reports)
    least = load_weights()["threshold"] if threshold is None else threshold
    events = sorted(reports)
    bits = _Bits(events, ((one.left, one.right, _bits(one.score, least)) for one in pairs))
    groups = _Groups(settled, apart)
    for left, right in sorted(ties, key=lambda tie: (-bits.of(tie), tie)):
        groups.tie(left, right)
    groups.grow(bits)
    return sorted(tuple(sorted(members)) for members in groups.members.values())


class _Bits:
    """Bits of many pairs, in three columns: as values of their own they would weigh ten times as much.

    Args:
        events: All keys, in order.
        pairs: Both keys of a pair and its bits; of two on one pair the later counts.
    """

    def __init__(self, events: Sequence[str], pairs: Iterable[tuple[str, str, float]]) -> None:
        self._events = events
        self._numbers = numbers = {event: number for number, event in enumerate(events)}
        keys, values = array("q"), array("d")
        for left, right, value in pairs:
            if left in numbers and right in numbers:
                keys.append(numbers[left] * len(events) + numbers[right])
                values.append(value)
        known = np.frombuffer(keys, np.int64) if keys else np.zeros(0, np.int64)
        order = np.argsort(known, kind="stable")
        last = np.append(known[order][1:] != known[order][:-1], True)[: len(order)]
        self._keys = known[order][last]
        self._values = (np.frombuffer(values, np.float64) if values else np.zeros(0))[order][last]

    def of(self, pair: PairKey) -> float:
        """Give the bits of a pair; none where it was not scored."""
        key = self._numbers[pair[0]] * len(self._events) + self._numbers[pair[1]]
        place = int(np.searchsorted(self._keys, key))
        return float(self._values[place]) if place < len(self._keys) and self._keys[place] == key else 0.0

    def __iter__(self) -> Iterator[tuple[PairKey, float]]:
        """Give all pairs in order of their keys."""
        for i in range(0, len(self._keys), BATCH):
            lefts, rights = np.divmod(self._keys[i : i + BATCH], len(self._events))
            for left, right, value in zip(lefts.tolist(), rights.tolist(), self._values[i : i + BATCH].tolist(), strict=True):
                yield (self._events[left], self._events[right]), value


def _bits(score: float, threshold: float) -> float:
    """Give the bits of a score above the threshold."""
    if not 0 < score < 1:
        return CEILING if score >= 1 else FLOOR
    return min(max(log2(score / (1 - score)) - threshold, FLOOR), CEILING)


def _latest(judgements: Iterable[Judgement]) -> dict[PairKey, Verdict]:
    """Give the verdict that counts for each pair."""
    ordered = sorted(judgements, key=lambda one: (one.at, one.left, one.right, one.verdict, one.who))
    return {_key(one.left, one.right): one.verdict for one in ordered}


def _key(one: str, other: str) -> PairKey:
    return (one, other) if one < other else (other, one)


def _ties(
    verdicts: Mapping[PairKey, Verdict], links: Iterable[Link], reports: Mapping[str, str]
) -> tuple[list[PairKey], set[PairKey]]:
    """Give the pairs that are one, and those that must not be."""
    linked = defaultdict(set)
    for link in links:
        if link.source != link.target:
            linked[link.rel].add(_key(link.source, link.target))
    same = {pair for pair, verdict in verdicts.items() if verdict is Verdict.SAME}
    different = {pair for pair, verdict in verdicts.items() if verdict is Verdict.DIFFERENT}
    ties = same | (linked["same_as"] - different)
    apart = different | (linked["part_of"] - ties)
    return [pair for pair in ties if pair[0] in reports and pair[1] in reports], apart


class _Settled(NamedTuple):
    """What tells two events of one report apart."""

    report: str
    places: tuple[Place, ...]
    interval: DateInterval | None

    def rivals(self, other: "_Settled") -> bool:
        """Say whether one report tells of two happenings: at other places or on other days."""
        if self.report != other.report:
            return False
        if self.interval and other.interval and not meet(self.interval, other.interval):
            return True
        places, others = {place.id for place in self.places}, {place.id for place in other.places}
        return bool(places and others) and places.isdisjoint(others)


class _Groups:
    """Groups that grow; each is named by its smallest key.

    Attributes:
        members: Keys of events by group.
    """

    def __init__(self, settled: Mapping[str, _Settled], apart: Iterable[PairKey]) -> None:
        self.members: dict[str, list[str]] = {event: [event] for event in settled}
        self._settled = settled
        self._group = {event: event for event in settled}
        self._of_report = {event: {one.report: [event]} for event, one in settled.items()}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self._between: defaultdict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def tie(self, left: str, right: str) -> None:
        """Join the groups of two events, unless that brings together what must stay apart."""
        one, other = self._group[left], self._group[right]
        if one != other and not self._vetoed(one, other):
            self._join(one, other)

    def grow(self, bits: Iterable[tuple[PairKey, float]]) -> None:
        """Join groups, those first whose pairs are the surest on average."""
        for (left, right), value in bits:
            self._count(self._group[left], self._group[right], value, 1)
        # What is below the threshold now would be taken up only after the end.
        heap = [
            (-mean, one, other)
            for one in self._between
            for other in self._between[one]
            if one < other and (mean := self._mean(one, other)) >= 0
        ]
        heapify(heap)
        while heap and heap[0][0] <= 0:
            negative, one, other = heappop(heap)
            if other not in self._between.get(one, {}) or -negative != self._mean(one, other) or not self._may(one, other):
                continue
            joined = self._join(one, other)
            for near in self._between[joined]:
                if (mean := self._mean(joined, near)) >= 0:
                    heappush(heap, (-mean, *_key(joined, near)))

    def _count(self, one: str, other: str, value: float, number: int) -> None:
        if one == other:
            return
        total, counted = self._between[one].get(other, (0.0, 0))
        self._between[one][other] = self._between[other][one] = (total + value, counted + number)

    def _mean(self, one: str, other: str) -> float:
        """Give the bits of the pairs between two groups, on average; pairs too unlike to be scored count as such."""
        total, counted = self._between[one][other]
        own = sum(len(a) * len(b) for a, b in self._shared(one, other))
        every = len(self.members[one]) * len(self.members[other])
        return (total + own * OWN + FLOOR * (every - own - counted)) / every

    def _shared(self, one: str, other: str) -> Iterator[tuple[list[str], list[str]]]:
        """Give the events of both groups, for each report that has some in both."""
        few, many = sorted((self._of_report[one], self._of_report[other]), key=len)
        return ((events, many[report]) for report, events in few.items() if report in many)

    def _may(self, one: str, other: str) -> bool:
        """Say whether two groups hold neither what a report tells apart nor what people keep apart."""
        rival = any(
            self._settled[a].rivals(self._settled[b]) for some, more in self._shared(one, other) for a in some for b in more
        )
        return not rival and not self._vetoed(one, other)

    def _vetoed(self, one: str, other: str) -> bool:
        return any(
            not self._apart[event].isdisjoint(self.members[other]) for event in self.members[one] if event in self._apart
        )

    def _join(self, one: str, other: str) -> str:
        """Put the group with the larger name into the other."""
        kept, gone = _key(one, other)
        for event in self.members[gone]:
            self._group[event] = kept
        self.members[kept] += self.members.pop(gone)
        for report, events in self._of_report.pop(gone).items():
            self._of_report[kept].setdefault(report, []).extend(events)
        near = self._between.pop(gone, {})
        self._between[kept].pop(gone, None)
        for group, (total, counted) in sorted(near.items()):
            self._between[group].pop(gone, None)
            self._count(kept, group, total, counted)
        return kept
