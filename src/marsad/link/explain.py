"""Say in one sentence why two accounts have the score they have."""

from collections.abc import Mapping
from datetime import date

from marsad.link.comparable import Comparable
from marsad.model import Point
from marsad.places.areas import kilometres

WORDS = 4
"""Words in common that the sentence shows."""


def explain(left: Comparable, right: Comparable, parts: Mapping[str, float], total: float) -> str:
    """Give the sentence.

    Args:
        left: One account at its place.
        right: The other.
        parts: What each comparison added, in bits.
        total: The bits in all, with what the rarity of pairs takes away.
    """
    said = [_days(left, right), _places(left, right), _types(left, right), *_named(left, right)]
    said += [_toll(status, a, b) for status, a, b in _tolls(left, right)]
    said.append(_words(left, right))
    for_, against = sum(p for p in parts.values() if p > 0), -sum(p for p in parts.values() if p < 0)
    return "; ".join([*said, f"{for_:.0f} bits for, {against:.0f} against, {total:+.0f} in all"])


def _days(left: Comparable, right: Comparable) -> str:
    if not (left.dated and right.dated):
        which = "neither names a day" if not (left.dated or right.dated) else "one names no day"
        return f"{which}, {_told(left)} and {_told(right)}"
    if left.first == left.last == right.first == right.last:
        return "same day"
    if left.first <= right.last and right.first <= left.last:
        return f"days overlap ({_told(left)} and {_told(right)})"
    return f"days differ ({_told(left)} and {_told(right)})"


def _told(one: Comparable) -> str:
    if not one.dated:
        return f"published {date.fromordinal(one.day)}"
    first, last = date.fromordinal(one.first), date.fromordinal(one.last)
    return f"{first}" if first == last else f"{first} to {last}"


def _apart(left: Comparable, right: Comparable) -> float | None:
    """Give the great-circle distance of two centres; None where one has no place."""
    if left.lat is None or right.lat is None or left.lon is None or right.lon is None:
        return None
    return kilometres(Point(left.lat, left.lon), Point(right.lat, right.lon))


def _places(left: Comparable, right: Comparable) -> str:
    apart = _apart(left, right)
    if apart is None:
        return "place of one not known"
    by = "" if left.placed and right.placed else ", taken from the rest of a report"
    if left.place == right.place:
        return f"same place ({left.name}{by})"
    return f"{apart:.1f} km apart (radii {left.radius:.0f} and {right.radius:.0f} km{by})"


def _types(left: Comparable, right: Comparable) -> str:
    one, other = left.type.replace("_", " "), right.type.replace("_", " ")
    return f"both {one}" if one == other else f"{one} and {other}"


def _named(left: Comparable, right: Comparable) -> list[str]:
    said = []
    for many, a, b in (("actor", left.actors, right.actors), ("weapon", left.weapons, right.weapons)):
        common = sorted(set(a) & set(b))
        if common:
            said.append(f"both name {', '.join(common[:3])}")
        elif a and b:
            said.append(f"no {many} in common")
    return said


def _tolls(left: Comparable, right: Comparable) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    both = (("killed", left.killed, right.killed), ("injured", left.injured, right.injured))
    return [(status, a, b) for status, a, b in both if a and b]


def _toll(status: str, a: tuple[int, int], b: tuple[int, int]) -> str:
    return f"{status} {_range(a)} in both" if a == b else f"{status} {_range(a)} against {_range(b)}"


def _range(toll: tuple[int, int]) -> str:
    return f"{toll[0]}" if toll[0] == toll[1] else f"{toll[0]}–{toll[1]}"


def _words(left: Comparable, right: Comparable) -> str:
    common = set(left.words) & set(right.words)
    if not common:
        return "no telling word in common"
    rare = common & set(left.rare) & set(right.rare)
    shown = [*sorted(rare), *sorted(common - rare)][:WORDS]
    count = f"{len(common)} telling words" if len(common) > 1 else "1 telling word"
    return f"{count} in common («{'», «'.join(shown)}»{', …' if len(common) > WORDS else ''})"
