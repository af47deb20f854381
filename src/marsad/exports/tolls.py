"""Bring reported tolls down to the single figures that other schemes want.

What is reported is a minimum, of whom somebody wrote. Groups may hold one another («خمسة بينهم ثلاثة مدنيين»), so the dead "of
no group" only count where they are more than all the others together: adding them would count people twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from marsad.model import Claim, Incident, IncidentToll, Toll
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, by one way of counting.

    Attributes:
        civilian: Civilians.
        combatant: Fighters.
        unknown: Of no group, without those already counted.
    """

    civilian: int = 0
    combatant: int = 0
    unknown: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.civilian + self.combatant + self.unknown


def told(incident: Incident, status: str) -> tuple[IncidentToll, ...]:
    """Give the tolls of a status."""
    return tuple(toll for toll in incident.tolls if toll.status == status)


def at_least(incident: Incident, status: str) -> Figure:
    """Count by the smallest numbers told; a vague amount («عشرات») as ACLED counts it."""
    claims = {claim.id: claim for account in incident.accounts for claim in account.of("toll")}
    return _figure(told(incident, status), lambda toll: _smallest(toll, claims.values()))


def lowest(incident: Incident, status: str) -> Figure:
    """Count by the smallest numbers told."""
    return _figure(told(incident, status), lambda toll: toll.low)


def most_told(incident: Incident, status: str) -> Figure:
    """Count by the numbers that most independent lineages tell, or the smallest told where none stands out."""
    return _figure(told(incident, status), lambda toll: toll.low if toll.best is None else toll.best)


def highest(incident: Incident, status: str) -> Figure:
    """Count by the largest numbers told; where the words are open («أكثر من …»), by the largest number they give."""

    def largest(toll: IncidentToll) -> int:
        return toll.high if toll.high is not None else max(toll.best or 0, toll.low or 0)

    return _figure(told(incident, status), largest)


def divided(number: int, parts: int) -> tuple[int, ...]:
    """Share out a number as evenly as it goes, the rest to the first."""
    share, rest = divmod(number, parts)
    return tuple(share + (place < rest) for place in range(parts))


def dealt(numbers: Sequence[int], parts: int) -> tuple[tuple[int, ...], ...]:
    """Share out several numbers together, so that each part has its even share of their sum.

    Args:
        numbers: How many of each kind.
        parts: How many shares.

    Returns:
        For each share, how many of each kind.
    """
    ends = tuple(accumulate(numbers))
    shares = tuple(accumulate(divided(sum(numbers), parts)))
    starts, froms = (0, *ends), (0, *shares)
    return tuple(
        tuple(max(0, min(ends[kind], shares[part]) - max(starts[kind], froms[part])) for kind in range(len(numbers)))
        for part in range(parts)
    )


def in_words(toll: IncidentToll) -> str:
    """Write a toll: `killed civilian 3 (3–5)`, and whether the accounts cannot all be right."""
    low, high = ("?" if toll.low is None else toll.low), ("" if toll.high is None else toll.high)
    best = "?" if toll.best is None else toll.best
    return f"{toll.status} {toll.group} {best} ({low}–{high}){', conflicting' if toll.conflict else ''}"


def _figure(tolls: Iterable[IncidentToll], number: Callable[[IncidentToll], int | None]) -> Figure:
    found = {"civilian": 0, "combatant": 0, "unknown": 0}
    for toll in tolls:
        found[toll.group] = max(found[toll.group], number(toll) or 0)
    known = found["civilian"] + found["combatant"]
    return Figure(found["civilian"], found["combatant"], max(0, found["unknown"] - known))


def _smallest(toll: IncidentToll, claims: Iterable[Claim]) -> int | None:
    """Give the smallest number of a toll, or that of a vague amount among the claims it rests on, if that is smaller."""
    vague = [
        number
        for claim in claims
        if claim.id in toll.claims and isinstance(claim.value, Toll) and claim.value.low == toll.low
        for number in _vague(claim.surface)
    ]
    return min((number for number in (toll.low, *vague) if number is not None), default=None)


def _vague(surface: str) -> tuple[int, ...]:
    """Give the numbers that ACLED takes for vague words; none for words with a plain number, or with a thousand after them."""
    words = fold_key(surface).split()
    if any(word.isdigit() for word in words) or any("لاف" in word for word in words):
        return ()
    return tuple(_amounts()[word.removeprefix("ال")] for word in words if word.removeprefix("ال") in _amounts())


@lru_cache(maxsize=1)
def _amounts() -> dict[str, int]:
    return {fold_key(word): number for word, number in load_vocabulary("crosswalk")["vague"].items()}
