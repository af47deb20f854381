"""Say which actors of different reports are one: a person spelt in two ways, an organisation and its acronym.

Worked out at each merge from names alone, with the vetoes of `marsad.link.names`, and from people's verdicts: `judge` takes the
ids of two actors as it takes two events. The claims keep the names they came with; only what incidents show is brought
together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, select

from marsad.archive.rows import insert_new
from marsad.archive.schema import stands_for
from marsad.link.names import group_actors
from marsad.model import Account, ActorInterpretation, ActorKind, Incident, IncidentActor, Judgement, Name, Verdict
from marsad.text.letters import is_arabic

NAMED = (ActorKind.PERSON, ActorKind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Standing:
    """The actor that another one is shown as.

    Attributes:
        id: Its id.
        name: Its name.
    """

    id: str
    name: Name


def join_actors(accounts: Iterable[Account], verdicts: Iterable[Judgement]) -> dict[str, Standing]:
    """Find the actors that are one under several names.

    Args:
        accounts: All accounts.
        verdicts: People's verdicts, on actors among others.

    Returns:
        For each id that is shown as another, that other: of one person's spellings, the one that most claims have.
    """
    told = Counter[str]()
    known: dict[str, ActorInterpretation] = {}
    for one in accounts:
        for claim in one.of("actor"):
            found = claim.value[0] if isinstance(claim.value, tuple) and claim.value else None
            if isinstance(found, ActorInterpretation) and found.id and _comparable(found):
                told[found.id] += 1
                known.setdefault(found.id, found)
    ids = sorted(known)
    groups = [[ids[i] for i in group] for group in group_actors([known[id] for id in ids])]
    out: dict[str, Standing] = {}
    for group in _judged(groups, verdicts):
        first = min(group, key=lambda id: (-told[id], -len(known[id].name.ar), id))
        out |= {id: Standing(first, known[first].name) for id in group if id != first}
    return out


def _comparable(found: ActorInterpretation) -> bool:
    """Say whether a name says enough: a single Latin word («Emma») is like too many Arabic ones; an acronym is not."""
    name = found.name.ar
    return found.kind in NAMED and (" " in name or is_arabic(name) or name.isupper())


def _judged(groups: Sequence[Sequence[str]], verdicts: Iterable[Judgement]) -> list[list[str]]:
    """Let people's verdicts rule: «same» joins two groups, «different» parts the two from their group."""
    home = {name: group for group in map(set, groups) for name in group}
    for one in verdicts:
        left, right = home.get(one.left), home.get(one.right)
        if left is None or right is None:
            continue
        if one.verdict is Verdict.SAME and left is not right:
            left |= right
            home.update(dict.fromkeys(right, left))
        elif one.verdict is Verdict.DIFFERENT and left is right:
            left -= {one.left, one.right}
            home[one.left], home[one.right] = {one.left}, {one.right}
    return [sorted(group) for group in {id(group): group for group in home.values()}.values()]


def store_actors(connection: Connection, standing: Mapping[str, Standing]) -> None:
    """Put what was found in the place of what was found before."""
    connection.execute(delete(stands_for))
    rows = [{"id": id, "other": one.id, "name_ar": one.name.ar, "name_en": one.name.en} for id, one in sorted(standing.items())]
    insert_new(connection, stands_for, rows)


def load_actors(connection: Connection) -> dict[str, Standing]:
    """Give what the last merge found."""
    rows = connection.execute(select(stands_for))
    return {row.id: Standing(row.other, Name(row.name_ar, row.name_en)) for row in rows}


def with_actors(incident: Incident, standing: Mapping[str, Standing]) -> Incident:
    """Show an incident's actors under one name each."""
    if not any(actor.id in standing for actor in incident.actors):
        return incident
    groups: defaultdict[tuple[object, str], list[IncidentActor]] = defaultdict(list)
    for number, actor in enumerate(incident.actors):
        found = standing.get(actor.id or "")
        groups[found.id if found else actor.id or number, actor.role].append(actor)
    return replace(incident, actors=tuple(_shown(group, standing) for group in groups.values()))


def _shown(group: Sequence[IncidentActor], standing: Mapping[str, Standing]) -> IncidentActor:
    best = next((one for one in group if one.id not in standing), group[0])
    claims = tuple(dict.fromkeys(claim for one in group for claim in one.claims))
    # Lineages of several spellings may overlap; the larger number is what is sure.
    merged = replace(best, claims=claims, lineages=max(one.lineages for one in group))
    found = standing.get(best.id or "")
    return replace(merged, id=found.id, name=found.name) if found else merged
