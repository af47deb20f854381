"""Work out which accounts are one incident.

Pairs and members are derived: they are made anew each time, from accounts and verdicts alone.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from sqlalchemy import Connection, Select, delete, distinct, func, or_, select

from marsad.archive import loading
from marsad.archive.actors import Standing, join_actors, load_actors, store_actors, with_actors
from marsad.archive.database import reading, writing
from marsad.archive.deciding import judgements
from marsad.archive.rows import PART, insert_new, unpack
from marsad.archive.schema import link, member, pair, report
from marsad.archive.store import Archive
from marsad.link import incident_id, join_accounts, make_incident, score_pairs
from marsad.model import Account, Incident, Link, Pair, Review
from marsad.model.plain import content_hash


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge came to.

    Attributes:
        accounts: Accounts compared.
        pairs: Pairs that may be one incident.
        incidents: Incidents they add up to.
        joined: Incidents of more than one account.
    """

    accounts: int
    pairs: int
    incidents: int
    joined: int


def merge(archive: Archive) -> Merged:
    """Compare all accounts and put those together that tell of one incident.

    Raises:
        ArchiveError: The archive cannot be read or written.
    """
    with reading(archive.engine) as connection:
        told = [one for one in loading.accounts(connection) if one.review is not Review.REJECTED]
        days, lineages = _reports(connection)
        texts = _texts(connection)
        verdicts, links = judgements(connection), loading.ties(connection)
    pairs = score_pairs(told, days, lineages, texts)
    del texts  # nothing below looks at them, and they weigh the most
    groups = join_accounts(told, pairs.scores(), verdicts, links)
    by_event = {one.event: one for one in told}
    names: dict[str, str] = {}
    for group in groups:
        names |= dict.fromkeys(group, incident_id([by_event[event] for event in group], lineages))
    _store(archive, pairs, names, join_actors(told, verdicts))
    return Merged(len(told), len(pairs), len(groups), sum(len(group) > 1 for group in groups))


def _reports(connection: Connection) -> tuple[dict[str, date | None], dict[str, str]]:
    facts = {row.key: row for row in connection.execute(select(report.c.key, report.c.published, report.c.lineage))}
    days = {key: date.fromisoformat(row.published) if row.published else None for key, row in facts.items()}
    return days | loading.told_days(connection), {key: row.lineage for key, row in facts.items()}


def _texts(connection: Connection) -> dict[str, str]:
    rows = connection.execution_options(yield_per=1000).execute(select(report.c.key, report.c.text))
    return {row.key: unpack(row.text) for row in rows}


def _store(archive: Archive, pairs: Iterable[Pair], names: Mapping[str, str], actors: Mapping[str, Standing]) -> None:
    members = [{"event": event, "incident": names[event]} for event in sorted(names)]
    with TemporaryFile("w+", encoding="ascii", dir=archive.folder) as spool:
        count = _spool(spool, pairs)
        with writing(archive.engine) as connection:
            connection.execute(delete(pair))
            connection.execute(delete(member))
            for line in spool:
                insert_new(connection, pair, json.loads(line))
            insert_new(connection, member, members)
            store_actors(connection, actors)
            log_members(archive, connection, count)


def _spool(spool: IO[str], pairs: Iterable[Pair]) -> int:
    """Set the rows of pairs aside, some on a line; give their number.

    All of them with their sentences would be gigabytes in memory. And others who write shall not wait while they are made.
    """
    left, count = iter(pairs), 0
    while some := list(islice(left, PART)):
        rows = [
            {"left": p.left, "right": p.right, "score": p.score, "because": p.because, "weights": dict(p.weights)} for p in some
        ]
        spool.write(json.dumps(rows) + "\n")
        count += len(some)
    spool.seek(0)
    return count


def log_members(archive: Archive, connection: Connection, pairs: int) -> None:
    """Let the log vouch for the incidents as they stand."""
    incidents = connection.execute(select(func.count(distinct(member.c.incident)))).scalar_one()
    archive.log(connection, "merge", "", {"pairs": pairs, "incidents": incidents, "digest": members_digest(connection)})


def members_digest(connection: Connection) -> str:
    """Hash which event belongs to which incident."""
    rows = connection.execute(select(member.c.event, member.c.incident).order_by(member.c.event))
    return content_hash([dict(row._mapping) for row in rows])


def incidents(connection: Connection, ids: Iterable[str] | None = None) -> list[Incident]:
    """Give incidents with all their accounts, in order of their ids; all of them when no ids are given.

    Accounts kept since the last merge belong to no incident yet, and are not given.
    """
    chosen = None if ids is None else select(member.c.event).where(member.c.incident.in_(sorted(set(ids))))
    ties = loading.ties(connection, chosen)
    belongs = _members(connection, chosen)
    groups: dict[str, list[Account]] = {}
    for one in loading.accounts(connection, chosen):
        if one.event in belongs and one.review is not Review.REJECTED:
            groups.setdefault(belongs[one.event], []).append(one)
    told = None if ids is None else sorted({one.report for some in groups.values() for one in some})
    lineages = _lineages(connection, told)
    links = _incident_links(ties, belongs)
    standing = load_actors(connection)
    made = (make_incident(groups[name], lineages, links.get(name, ())) for name in sorted(groups))
    return [with_actors(one, standing) for one in made]


def _members(connection: Connection, events: Select[Any] | None) -> dict[str, str]:
    """Give the incidents of events: of chosen ones and of those tied to them, or of all."""
    chosen = select(member.c.event, member.c.incident)
    if events is not None:
        sources = select(link.c.source).where(link.c.target.in_(events))
        targets = select(link.c.target).where(link.c.source.in_(events))
        chosen = chosen.where(or_(*(member.c.event.in_(some) for some in (events, sources, targets))))
    return {row.event: row.incident for row in connection.execute(chosen)}


def _lineages(connection: Connection, keys: Sequence[str] | None) -> dict[str, str]:
    """Give the lineages of reports: of those with the keys, or of all."""
    chosen = select(report.c.key, report.c.lineage)
    if keys is None:
        return {row.key: row.lineage for row in connection.execute(chosen)}
    parts = (keys[i : i + PART] for i in range(0, len(keys), PART))
    return {row.key: row.lineage for part in parts for row in connection.execute(chosen.where(report.c.key.in_(part)))}


def _incident_links(ties: Iterable[Link], belongs: Mapping[str, str]) -> dict[str, list[Link]]:
    """Lift the ties between events to the incidents they belong to."""
    out: dict[str, dict[Link, None]] = {}
    for tie in ties:
        source, target = belongs.get(tie.source), belongs.get(tie.target)
        if source and target and source != target:
            lifted = Link(source, tie.rel, target)
            out.setdefault(source, {})[lifted] = None
            out.setdefault(target, {})[lifted] = None
    return {name: list(some) for name, some in out.items()}


def pairs(connection: Connection) -> list[Pair]:
    """Give the scored pairs, most likely first."""
    rows = connection.execute(select(pair).order_by(pair.c.score.desc(), pair.c.left, pair.c.right))
    return [Pair(row.left, row.right, row.score, row.because, row.weights) for row in rows]
