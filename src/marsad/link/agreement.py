"""How far two coders agree, field by field: Krippendorff's alpha, with a tolerance for days and places.

Alpha is 1 when they agree in all, 0 when they agree no more than chance would have it. Where everybody says the same of every
unit there is nothing that chance could have brought, and alpha is not defined: then it is None, and not 1.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import krippendorff
import numpy as np

from marsad.model import (
    Account,
    ActorInterpretation,
    DateInterval,
    Place,
    PlaceInterpretation,
    Review,
    Toll,
)
from marsad.places.areas import kilometres
from marsad.text.folding import fold_key

FIELDS = ("event", "type", "realis", "date", "place", "actor", "toll")
"""What is compared: whether there is an event, and its fields."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What still counts as agreeing.

    Attributes:
        days: Days by which either end of an interval may be off.
        km: Kilometres by which places may be apart.
    """

    days: int = 0
    km: float = 0.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """What two coders say of one event; None where one of them has none.

    Attributes:
        left: The first coder's account.
        right: The second coder's.
    """

    left: Account | None
    right: Account | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that both coders said something about.

    Attributes:
        field: Which field.
        pairing: The event.
        left: What the first says, as something to compare.
        right: What the second says.
        agrees: Whether the two count as agreeing.
    """

    field: str
    pairing: Pairing
    left: Hashable
    right: Hashable
    agrees: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree about a field.

    Attributes:
        field: Which field.
        units: How many things both said something about.
        agreed: How many of them they agree about.
        alpha: Krippendorff's alpha; None where it is not defined.
    """

    field: str
    units: int
    agreed: int
    alpha: float | None


def pair_accounts(left: Iterable[Account], right: Iterable[Account]) -> list[Pairing]:
    """Lay two codings of a report side by side: by the event's key, else by words that name the act and overlap."""
    ones, others = list(left), {one.event: one for one in right}
    out: list[Pairing] = []
    for one in [one for one in ones if one.event in others]:
        out.append(Pairing(one, others.pop(one.event)))
    for one in [one for one in ones if all(pairing.left is not one for pairing in out)]:
        meeting = sorted((other for other in others.values() if other.trigger.meets(one.trigger)), key=lambda o: o.trigger)
        out.append(Pairing(one, others.pop(meeting[0].event) if meeting else None))
    out += [Pairing(None, other) for other in others.values()]
    return sorted(out, key=lambda pairing: (pairing.left or pairing.right).trigger)  # type: ignore[union-attr]


def units(pairings: Iterable[Pairing], tolerance: Tolerance) -> Iterator[Unit]:
    """Give what two codings can be compared in. An event that one of them rejected or lacks is compared as an event alone."""
    for pairing in pairings:
        there = [one is not None and one.review is not Review.REJECTED for one in (pairing.left, pairing.right)]
        yield Unit("event", pairing, there[0], there[1], there[0] == there[1])
        if not all(there) or pairing.left is None or pairing.right is None:
            continue
        for field in FIELDS[1:]:
            left, right = VALUES[field](pairing.left), VALUES[field](pairing.right)
            if left or right:
                yield Unit(field, pairing, left, right, distance(field, left, right, tolerance) == 0)


def agreement(told: Sequence[Unit], tolerance: Tolerance) -> list[Agreement]:
    """Say how far coders agree, field by field, in the order of `FIELDS`."""
    out = []
    for field in FIELDS:
        some = [unit for unit in told if unit.field == field]
        agreed = sum(unit.agrees for unit in some)
        out.append(Agreement(field, len(some), agreed, alpha([(u.left, u.right) for u in some], field, tolerance)))
    return out


def alpha(pairs: Sequence[tuple[Hashable, Hashable]], field: str, tolerance: Tolerance) -> float | None:
    """Give Krippendorff's alpha of two coders.

    Args:
        pairs: What each said of each unit.
        field: Which field; it says how far two values are apart.
        tolerance: What still counts as agreeing.

    Returns:
        Alpha, or None where it is not defined: fewer than two units, or no two values that differ.
    """
    values = list(dict.fromkeys(value for pair in pairs for value in pair))
    apart = np.array([[distance(field, one, other, tolerance) for other in values] for one in values], float)
    if len(pairs) < 2 or not apart.any():
        return None
    number = {value: place for place, value in enumerate(values)}
    data = np.array([[number[left] for left, _ in pairs], [number[right] for _, right in pairs]], float)

    def metric(v1: Any, v2: Any, i1: Any, i2: Any, n_v: Any, dtype: Any = float) -> Any:  # noqa: ARG001  # the library's
        return (apart[np.asarray(i1), np.asarray(i2)] ** 2).astype(dtype)

    domain = np.arange(len(values), dtype=float)
    return float(krippendorff.alpha(reliability_data=data, value_domain=domain, level_of_measurement=metric))


def distance(field: str, left: Hashable, right: Hashable, tolerance: Tolerance) -> float:
    """Say how far two values are apart, from 0 to 1: days and places within tolerance are not, sets as far as they differ."""
    if left == right:
        return 0.0
    if field == "date":
        return float(not _near_days(left, right, tolerance.days))
    if field in ("place", "actor", "toll"):
        return _sets(left, right, tolerance if field == "place" else Tolerance())
    return 1.0


def _near_days(left: Any, right: Any, days: int) -> bool:
    return bool(left and right) and all(abs(one - other) <= days for one, other in zip(left, right, strict=True))


def _sets(left: Any, right: Any, tolerance: Tolerance) -> float:
    """Give the share of two sets that is not in both (Jaccard's distance); places within tolerance are one."""
    same = sum(any(_one_thing(one, other, tolerance.km) for other in right) for one in left)
    also = sum(any(_one_thing(one, other, tolerance.km) for one in left) for other in right)
    both = min(same, also)
    whole = len(left) + len(right) - both
    return 1.0 - both / whole if whole else 0.0


def _one_thing(one: Any, other: Any, km: float) -> bool:
    if one == other:
        return True
    return isinstance(one, _Spot) and km > 0 and one.role == other.role and one.within(other, km)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place as it is compared."""

    id: Hashable
    role: str
    place: Place | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Spot) and (self.id, self.role) == (other.id, other.role)

    def __hash__(self) -> int:
        return hash((self.id, self.role))

    def within(self, other: "_Spot", km: float) -> bool:
        one, two = (spot.place.point if spot.place else None for spot in (self, other))
        return one is not None and two is not None and kilometres(one, two) <= km


def _date(told: Account) -> Hashable:
    value: DateInterval | None = told.interval
    return (value.first.toordinal(), value.last.toordinal()) if value else ()


def _places(told: Account) -> Hashable:
    found = ((claim.value, claim.role) for claim in told.of("place"))
    return frozenset(_spot(value[0], role) for value, role in found if isinstance(value, tuple) and value)


def _spot(found: Any, role: str) -> _Spot:
    place = found.place if isinstance(found, PlaceInterpretation) else None
    return _Spot(place.id or fold_key(place.name.ar) if place else "", role, place)


def _actors(told: Account) -> Hashable:
    out = set()
    for claim in told.of("actor"):
        found = claim.value[0] if isinstance(claim.value, tuple) and claim.value else None
        if isinstance(found, ActorInterpretation):
            out.add((found.id or fold_key(found.name.ar), claim.role))
    return frozenset(out)


def _tolls(told: Account) -> Hashable:
    values = [claim.value for claim in told.of("toll")]
    return frozenset((value.status, value.low, value.high) for value in values if isinstance(value, Toll))


VALUES: dict[str, Callable[[Account], Hashable]] = {
    "type": lambda told: told.type,
    "realis": lambda told: told.realis.value,
    "date": _date,
    "place": _places,
    "actor": _actors,
    "toll": _tolls,
}
"""What of an account is compared, by field."""
