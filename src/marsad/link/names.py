"""Say whether two names are those of one person or one organisation.

Names that look alike often are not: «حزب الله» and «حزب الله العراقي» share all but one word, brothers share all but one
name. So a likeness carries a veto beside its score: something in the names that no likeness of the rest outweighs. A veto keeps
two actors apart even where a third resembles both.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from marsad.actors.roster import Organization, load_roster
from marsad.link.name_rules import NameLikeness, compare_organizations, compare_persons, initials_of
from marsad.model import ActorInterpretation, ActorKind
from marsad.text.folding import fold_key
from marsad.text.letters import bones, is_arabic, latin_key, name_parts

__all__ = ["SAME", "Actor", "NameLikeness", "compare_names", "group_actors"]

SAME = 0.8
"""Score from which two actors are one, where nothing is vetoed."""

Actor: TypeAlias = ActorInterpretation | str


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an actor by its name: roster id, kind, and the forms of its name, the one at hand first."""

    id: str | None
    kind: ActorKind | None
    names: tuple[str, ...]

    @property
    def person(self) -> bool:
        return self.kind is ActorKind.PERSON


def compare_names(left: Actor, right: Actor) -> NameLikeness:
    """Compare two actors by name.

    Args:
        left: An actor as interpreted, or a name as written, Arabic or Latin.
        right: Another.

    Returns:
        The likeness; the same whichever comes first.
    """
    a, b = _known(left), _known(right)
    if a.id and b.id:
        same, both = a.id == b.id, ", ".join(sorted({a.id, b.id}))
        return NameLikeness(float(same), f"{'one entry' if same else 'two entries'} of the roster: {both}", not same)
    if a.kind and b.kind and a.person != b.person:
        return NameLikeness(0.0, f"a {a.kind.value} and a {b.kind.value}", veto=True)
    compare = compare_persons if a.person or b.person else compare_organizations
    first = compare(a.names[0], b.names[0])
    if first.veto and not (a.id or b.id) and is_arabic(a.names[0]) == is_arabic(b.names[0]):
        return first  # a translation is no better than what it translates
    found = [compare(x, y) for x in a.names for y in b.names]
    return max(found, key=lambda one: (one.score >= SAME and not one.veto, one.veto, one.score, one.because))


def group_actors(actors: Sequence[Actor]) -> tuple[tuple[int, ...], ...]:
    """Group actors that are one by name.

    A group never holds two that a veto keeps apart. An actor that could belong to either of two such belongs to neither:
    «سامر الحلواني» beside two of that name with different fathers stays by himself.

    Args:
        actors: Actors as interpreted, or names, of any number of reports.

    Returns:
        Groups of indices into `actors`, each in order, ordered by their first.
    """
    likeness = {(i, j): compare_names(actors[i], actors[j]) for i, j in _near(actors)}
    apart = {pair for (i, j), found in likeness.items() if found.veto for pair in ((i, j), (j, i))}
    ties: defaultdict[int, set[int]] = defaultdict(set)
    for (i, j), found in likeness.items():
        if found.score >= SAME and not found.veto:
            ties[i].add(j)
            ties[j].add(i)
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {i: [i] for i in range(len(actors))}
    for _, i, j in sorted((-found.score, *pair) for pair, found in likeness.items() if pair[1] in ties[pair[0]]):
        first, last = sorted((home.get(i, i), home.get(j, j)))
        torn = any((other, k) in apart for one, other in ((i, j), (j, i)) for k in ties[one])
        if first != last and not torn and not any((x, y) in apart for x in members[first] for y in members[last]):
            members[first] += members.pop(last)
            home.update(dict.fromkeys(members[first], first))
    return tuple(tuple(sorted(group)) for _, group in sorted(members.items()))


def _near(actors: Sequence[Actor]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth comparing: those that may score `SAME` or bear a veto that matters to one that does."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for i, actor in enumerate(actors):
        for key in _keys(_known(actor)):
            blocks[key].append(i)
    yield from sorted({(i, j) for block in blocks.values() for n, i in enumerate(block) for j in block[n + 1 :]})


def _keys(known: "_Known") -> set[str]:
    """Give the blocks of an actor: its roster entry; else whole name, initials, and words or (a person) first and last name."""
    if known.id:
        return {f"#{known.id}"} | {f"*{latin_key(name) or fold_key(name)}" for name in known.names}
    keys = set()
    for name in known.names:
        parts = [bones(part) or part for part in name_parts(name)]
        keys |= {
            f"={bones(name.replace(' ', ''))}",
            *(f"*{word}" for word in (initials_of(name), latin_key(name) or fold_key(name))),
        }
        if known.kind is not ActorKind.PERSON:
            keys |= set(parts)
        if known.kind in (None, ActorKind.PERSON) and len(parts) > 1:
            keys |= {f"{first} {parts[-1][:1]}" for first in parts[:-1]}  # each but the last: ranks may stand before the first
    return keys - {"*", "="}


def _known(actor: Actor) -> _Known:
    if isinstance(actor, str):
        return _known_by_name(actor)
    organization = load_roster().get(actor.id) if actor.id else None
    names = tuple(dict.fromkeys(filter(None, (actor.name.ar, actor.name.en))))
    if organization is None:
        return _Known(None, actor.kind, names or ("",))
    return _Known(organization.id, organization.kind, (*names, *organization.also, *organization.english))


@lru_cache(maxsize=1 << 14)
def _known_by_name(name: str) -> _Known:
    """Look a name up; it counts as a roster entry's only where it is a sure name of one alone."""
    folded = fold_key(name)
    sure = [naming.organization for naming in load_roster().namings(folded) if naming.sure]
    if not sure:
        sure = _english().get(latin_key(name), [])
    if len(sure) == 1:
        return _Known(sure[0].id, sure[0].kind, (name,))
    return _Known(None, None, (name,))


@lru_cache(maxsize=1)
def _english() -> dict[str, list[Organization]]:
    """Give the roster's entries by English name."""
    found: dict[str, list[Organization]] = {}
    for organization in load_roster().organizations.values():
        for key in {latin_key(name) for name in (organization.name.en, *organization.english)} - {""}:
            found.setdefault(key, []).append(organization)
    return found
