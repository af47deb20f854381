"""Choose the value of a field that most independent lineages agree with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

from marsad.link.compare import general_types
from marsad.link.witness import Witness, count_lineages
from marsad.model import DateInterval, IncidentDate, IncidentToll, Realis, Toll
from marsad.vocabulary import load_vocabulary

STATUSES = ("killed", "injured", "missing", "detained", "displaced")


@cache
def _finer() -> dict[str, int]:
    return {type_: i for i, type_ in enumerate(load_vocabulary("linking")["finer"])}


def choose_type(told: Sequence[Witness]) -> str:
    """Give the type most lineages agree with; a general one only where none says more, of several the most specific."""
    votes = _lineages_by((str(one.claim.value), one) for one in told)
    specific = {type_: some for type_, some in votes.items() if type_ not in general_types()} or votes
    last = len(_finer())
    return min(specific, key=lambda type_: (-len(specific[type_]), _finer().get(type_, last), type_))


def choose_realis(told: Sequence[Witness]) -> Realis:
    """Give what most lineages say; of several the first in the order of the model, fact before plan."""
    votes = _lineages_by((str(one.claim.value), one) for one in told)
    order = [realis.value for realis in Realis]
    return Realis(min(votes, key=lambda value: (-len(votes[value]), order.index(value))))


def _lineages_by(votes: Iterable[tuple[str, Witness]]) -> dict[str, set[str]]:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for value, one in votes:
        out[value].add(one.lineage)
    return out


def choose_date(told: Sequence[Witness]) -> IncidentDate:
    """Give the days that agree with most lineages, the narrowest of several, then the earliest."""
    dated = [(one.claim.value, one) for one in told if isinstance(one.claim.value, DateInterval)]
    if not dated:
        return IncidentDate(None, because="no account says when")
    support = {days: {one.lineage for other, one in dated if meet(days, other)} for days, _ in dated}
    best = min(support, key=lambda days: (-len(support[days]), days.days, days))
    agreeing = tuple(one.claim.id for days, one in dated if meet(best, days))
    others: defaultdict[DateInterval, list[str]] = defaultdict(list)
    for days, one in dated:
        if not meet(best, days):
            others[days].append(one.claim.id)
    every = count_lineages(one for _, one in dated)
    because = f"{len(support[best])} of {every} independent reports that give days agree"
    return IncidentDate(best, agreeing, tuple((days, tuple(others[days])) for days in sorted(others)), because)


def meet(one: DateInterval, other: DateInterval) -> bool:
    """Say whether two intervals have a day in common."""
    return one.first <= other.last and other.first <= one.last


def merge_tolls(told: Sequence[Witness]) -> tuple[IncidentToll, ...]:
    """Give one toll for each status and group of people, as a range over all that is told."""
    groups: defaultdict[tuple[str, str], list[tuple[Toll, Witness]]] = defaultdict(list)
    for one in told:
        if isinstance(one.claim.value, Toll):
            groups[one.claim.value.status, one.claim.value.group].append((one.claim.value, one))
    ranked = sorted(groups, key=lambda key: (STATUSES.index(key[0]) if key[0] in STATUSES else len(STATUSES), *key))
    return tuple(_merge_toll(status, group, groups[status, group]) for status, group in ranked)


def _merge_toll(status: str, group: str, some: Sequence[tuple[Toll, Witness]]) -> IncidentToll:
    lows = [toll.low for toll, _ in some if toll.low is not None]
    highs = [toll.high for toll, _ in some]
    known = [high for high in highs if high is not None]
    votes = _lineages_by((str(number), one) for toll, one in some if (number := _number(toll)) is not None)
    best = min(votes, key=lambda number: (-len(votes[number]), int(number)), default=None)
    return IncidentToll(
        status=status,
        group=group,
        low=min(lows, default=None),
        best=None if best is None else int(best),
        high=None if None in highs else max(known, default=None),
        claims=tuple(one.claim.id for _, one in some),
        conflict=any(a[1].lineage != b[1].lineage and not _tolls_agree(a[0], b[0]) for a, b in combinations(some, 2)),
    )


def _number(toll: Toll) -> int | None:
    return toll.low if toll.low is not None else toll.high


def _tolls_agree(one: Toll, other: Toll) -> bool:
    return _above(one.high, other.low) and _above(other.high, one.low)


def _above(high: int | None, low: int | None) -> bool:
    return high is None or low is None or high >= low
