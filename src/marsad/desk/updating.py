"""Keep the summary in step with the log: made once, then only what the log's new entries touched."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Column, Connection, func, or_, select

from marsad.archive import Archive, custody, loading
from marsad.archive.actors import Standing, load_actors, with_actors
from marsad.archive.database import reading
from marsad.archive.schema import account, decision, log, member, report
from marsad.desk.columns import Layout
from marsad.desk.summary import Books, Summary
from marsad.link import make_incident
from marsad.model import Account, Incident, Review
from marsad.model.plain import content_hash

WHOLE = frozenset({"restore", "migrate"})
"""Entries of the log after which nothing is as it was."""
MERGED = "merge"
"""The entry after which events may belong to other incidents."""
READ = frozenset({"keep", "read", "reread"})
"""Entries that may bring outlets and ties."""
MANY = 5000
"""Events touched beyond which it is quicker to begin anew."""


def bring_up(archive: Archive, old: Summary | None) -> Summary:
    """Give the summary of an archive as it stands.

    Args:
        archive: The archive.
        old: The summary of some time ago; None to make it from nothing.
    """
    with reading(archive.engine) as connection:
        head = custody.length(connection)
        if old is None:
            return _whole(connection, head)
        if old.head == head:
            return old
        actions = set(connection.execute(select(log.c.action).where(log.c.number > old.head).distinct()).scalars())
        touched, gone = _touched(connection, old.head), set[str]()
        if MERGED in actions:
            moved, gone = _moved(connection, old)
            touched |= moved
        if actions & WHOLE or len(touched) > MANY or (MERGED in actions and old.actors != _actors_digest(connection)):
            return _whole(connection, head)
        return _partly(connection, old, head, touched, gone, bool(actions & {*READ, MERGED}))


def _whole(connection: Connection, head: int) -> Summary:
    belongs = {row.event: row.incident for row in connection.execute(select(member.c.event, member.c.incident))}
    facts = _facts(connection.execute(select(report.c.key, report.c.lineage, report.c.outlet)))
    with _uncollected():
        made = _laid_out(connection, Books(), loading.accounts(connection), belongs, facts, head)
    links, outlets = _links(connection, belongs), _outlets(connection)
    return replace(made, links=links, outlets=outlets, actors=_actors_digest(connection))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Work without the collector of garbage: it would look through a million new values again and again, and find none."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _actors_digest(connection: Connection) -> str:
    standing = load_actors(connection)
    return content_hash([[id, standing[id].id, standing[id].name.ar, standing[id].name.en] for id in sorted(standing)])


def _moved(connection: Connection, old: Summary) -> tuple[set[str], set[str]]:
    """Give the events that belong to another incident than they did, and the incidents they left."""
    now = {row.event: row.incident for row in connection.execute(select(member.c.event, member.c.incident))}
    columns, events = old.account, old.books.events.items
    stand = np.flatnonzero(old.standing)
    pairs = zip(columns["event"][stand].tolist(), columns["row"][stand].tolist(), strict=True)
    before = {events[event]: old.ids[row] if row >= 0 else None for event, row in pairs}
    moved = {event for event in before.keys() | now.keys() if before.get(event) != now.get(event)}
    return moved, {name for event in moved if (name := before.get(event))}


def _partly(connection: Connection, old: Summary, head: int, touched: set[str], gone: set[str], read: bool) -> Summary:
    """Make anew what was decided, read or merged since: the incidents concerned, with all their accounts."""
    concerned = sorted(gone | set(_members(connection, member.c.event, touched).values()))
    belongs = _members(connection, member.c.incident, concerned)
    events = sorted({*touched, *belongs})
    told = list(_told(connection, events))
    part = _laid_out(connection, old.books, told, belongs, _facts_of(connection, told), head)
    made = old.with_part(part, concerned, events)
    made = replace(made, actors=old.actors)
    if not read:
        return replace(made, links=old.links, outlets=old.outlets)
    every = {row.event: row.incident for row in connection.execute(select(member.c.event, member.c.incident))}
    return replace(made, links=_links(connection, every), outlets=_outlets(connection))


def incident_of(connection: Connection, id: str) -> Incident | None:
    """Give one incident as it stands; None when there is none.

    It asks for the rows of this incident alone: the archive's own call looks through all of them first, which a person who
    opens one would wait for.
    """
    belongs = _members(connection, member.c.incident, [id])
    told = [one for one in _told(connection, belongs) if one.review is not Review.REJECTED]
    return _joined(id, told, _facts_of(connection, told), load_actors(connection)) if told else None


def _joined(id: str, told: Sequence[Account], facts: "_Facts", standing: Mapping[str, Standing]) -> Incident:
    """Put accounts together. An id is made of the first event; when that is rejected, the incident keeps the merge's name."""
    return replace(with_actors(make_incident(told, facts.lineages), standing), id=id)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of reports: lineage and outlet, by key."""

    lineages: Mapping[str, str]
    outlets: Mapping[str, str]


def _facts(rows: Iterable[Sequence[str]]) -> _Facts:
    listed = list(rows)
    return _Facts({row[0]: row[1] for row in listed}, {row[0]: row[2] or "" for row in listed})


def _facts_of(connection: Connection, told: Iterable[Account]) -> _Facts:
    rows: list[Sequence[str]] = []
    for some in _parts({one.report for one in told}):
        chosen = select(report.c.key, report.c.lineage, report.c.outlet).where(report.c.key.in_(some))
        rows += connection.execute(chosen)
    return _facts(rows)


def _laid_out(
    connection: Connection, books: Books, told: Iterable[Account], belongs: Mapping[str, str], facts: _Facts, head: int
) -> Summary:
    """Put accounts together by the incidents they belong to, and lay both out."""
    layout, groups = Layout(books, facts.outlets), dict[str, list[Account]]()
    standing = load_actors(connection)
    for one in told:
        if one.review is Review.REJECTED:
            continue
        if one.event in belongs:
            groups.setdefault(belongs[one.event], []).append(one)
        else:
            layout.add_account(one)
    for name in sorted(groups):
        layout.add(_joined(name, groups.pop(name), facts, standing))
    return layout.done(head)


def _touched(connection: Connection, since: int) -> set[str]:
    """Give the events that something was decided or read about since an entry of the log."""
    decided = select(decision.c.subject).where(or_(decision.c.entry > since, decision.c.until > since))
    decided = decided.where(~decision.c.subject.startswith(loading.OWN, autoescape=True))
    read = select(account.c.event).where(or_(account.c.entry > since, account.c.until > since))
    return {*connection.execute(decided).scalars(), *connection.execute(read).scalars()}


def _members(connection: Connection, column: Column[str], keys: Iterable[str]) -> dict[str, str]:
    """Give the incident of events, chosen by the events or by the incidents."""
    out: dict[str, str] = {}
    for some in _parts(keys):
        rows = connection.execute(select(member.c.event, member.c.incident).where(column.in_(some)))
        out.update({row.event: row.incident for row in rows})
    return out


def _told(connection: Connection, events: Iterable[str]) -> Iterator[Account]:
    for some in _parts(events):
        yield from loading.accounts(connection, select(account.c.event).where(account.c.event.in_(some)))
        added = select(decision.c.subject).where(decision.c.subject.in_(some), decision.c.field == "added")
        if connection.execute(added.limit(1)).first():
            yield from loading.accounts(connection, added)


def _parts(items: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    listed = sorted(items)
    return (listed[i : i + size] for i in range(0, len(listed), size))


def _links(connection: Connection, belongs: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Lift the ties between events to the incidents they belong to."""
    out = set()
    for tie in loading.ties(connection):
        source, target = belongs.get(tie.source), belongs.get(tie.target)
        if source and target and source != target:
            out.add((source, tie.rel, target))
    return tuple(sorted(out))


def _outlets(connection: Connection) -> dict[str, tuple[str, int]]:
    """Give the first day and the number of reports of each outlet."""
    chosen = select(report.c.outlet, func.min(report.c.published), func.count()).group_by(report.c.outlet)
    return {row[0] or "": (row[1] or "", int(row[2])) for row in connection.execute(chosen)}
