"""How far a report has come, who works on it, and codings that two people make without seeing each other's.

All of it is decisions in the log like any others. A coding is a person's decisions about the events of one report, kept apart
from the record until both coders are done; then somebody adjudicates, and what is chosen goes on the record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from marsad.archive import loading
from marsad.archive.schema import account, decision
from marsad.model import Account

STATES = ("proposed", "coded", "reviewed", "adjudicated", "published")
"""How far a report has come; each state stands after the one before."""


def state_subject(report: str) -> str:
    """Name what decisions about a report's state are about."""
    return f"state/{report}"


def assigned_subject(report: str) -> str:
    """Name what decisions about who works on a report are about."""
    return f"assigned/{report}"


def own_subject(coder: str, key: str) -> str:
    """Name an event or report in a coder's own coding."""
    return f"{loading.OWN}{coder}/{key}"


def owner_of(subject: str) -> tuple[str, str] | None:
    """Give coder and key of something in a coding; None for what is on the record."""
    if not subject.startswith(loading.OWN):
        return None
    coder, _, key = subject[len(loading.OWN) :].rpartition("/")
    return coder, key


@dataclass(frozen=True, slots=True)
class Work:
    """Where the work on a report stands.

    Attributes:
        report: The report's key.
        state: One of `STATES`.
        first: Who codes it; empty when nobody was named.
        second: Who codes it too, without seeing the first's; empty for single coding.
        reviewer: Who reviews it; empty when nobody was named.
        done: Coders who said that they are done.
        state_seen: Number of the last decision about the state, 0 for none.
        assigned_seen: Number of the last decision about who works on it, 0 for none.
    """

    report: str
    state: str = "proposed"
    first: str = ""
    second: str = ""
    reviewer: str = ""
    done: tuple[str, ...] = ()
    state_seen: int = 0
    assigned_seen: int = 0

    @property
    def double(self) -> bool:
        """Whether two people code it."""
        return bool(self.first and self.second)

    @property
    def blind(self) -> bool:
        """Whether its coders still work without seeing each other's."""
        return self.double and not (self.first in self.done and self.second in self.done)

    def coder(self, who: str) -> str | None:
        """Give whose coding a person works in: their own while coding is blind; None for the record."""
        return who if self.blind and who in (self.first, self.second) else None


def work_on(connection: Connection, report: str) -> Work:
    """Give where the work on a report stands."""
    return next(works(connection, [report]))


def works(connection: Connection, reports: Iterable[str]) -> Iterator[Work]:
    """Give where the work on some reports stands, in their order."""
    for key in reports:
        names = [state_subject(key), assigned_subject(key)]
        told = {row.subject: row for row in _rows(connection, decision.c.subject.in_(names))}
        state, assigned = told.get(names[0]), told.get(names[1])
        people: Mapping[str, str] = assigned.value if assigned else {}
        first, second = people.get("first", ""), people.get("second", "")
        marks = [own_subject(coder, key) for coder in (first, second) if coder]
        done = tuple(row.who for row in _rows(connection, decision.c.subject.in_(marks)) if row.field == "done" and row.value)
        both = bool(first and second) and {first, second} <= set(done)
        yield Work(
            key,
            state.value if state else ("coded" if both else "proposed"),
            first,
            second,
            people.get("reviewer", ""),
            done,
            state.number if state else 0,
            assigned.number if assigned else 0,
        )


def assigned_to(connection: Connection, who: str | None) -> list[str]:
    """Give the keys of the reports that a person was named to work on; that anybody was, when None."""
    rows = _rows(connection, decision.c.field == "assigned")
    named = [row for row in rows if (who in row.value.values() if who else any(row.value.values()))]
    return sorted(row.subject.partition("/")[2] for row in named)


def double_coded(connection: Connection) -> list[Work]:
    """Give the reports that two people coded and are done with."""
    rows = [row for row in _rows(connection, decision.c.field == "assigned") if row.value.get("second")]
    found = works(connection, sorted(row.subject.partition("/")[2] for row in rows))
    return [one for one in found if one.double and not one.blind]


def states_told(connection: Connection) -> dict[str, str]:
    """Give the state of every report that is not merely proposed."""
    both = {one.report: one.state for one in double_coded(connection)}
    rows = _rows(connection, decision.c.field == "state")
    told = both | {row.subject.removeprefix(state_subject("")): row.value for row in rows}
    return {report: state for report, state in told.items() if state != STATES[0]}


def coding(connection: Connection, report: str, coder: str) -> list[Account]:
    """Give the accounts of a report as one coder sees them: what the reader proposes, with that coder's decisions alone."""
    told = own_decisions(connection, coder)
    read = loading.accounts_read(connection, select(account.c.event).where(account.c.report == report))
    out = [loading.reviewed(one, told.get(one.event, ())) for one in read]
    out += [one for one in loading.added(told) if one.report == report]
    return sorted(out, key=lambda one: (one.trigger, one.event))


def own_decisions(connection: Connection, coder: str) -> dict[str, list[Any]]:
    """Give a coder's decisions in their own coding, by the key of what they are about."""
    rows = _rows(connection, decision.c.subject.startswith(f"{loading.OWN}{coder}/", autoescape=True))
    told = [(owner[1], row) for row in rows if (owner := owner_of(row.subject)) and owner[0] == coder]
    ordered = sorted(told, key=lambda pair: (pair[0], pair[1].number))
    return {key: [row for _, row in some] for key, some in groupby(ordered, key=lambda pair: pair[0])}


def coded(connection: Connection) -> set[str]:
    """Give the keys of all that stands in anybody's own coding; what is read again leaves them as they are."""
    chosen = select(decision.c.subject).where(decision.c.until.is_(None))
    subjects = connection.execute(chosen.where(decision.c.subject.startswith(loading.OWN, autoescape=True))).scalars()
    return {owner[1] for subject in subjects if (owner := owner_of(subject))}


def _rows(connection: Connection, where: Any) -> list[Any]:
    return list(connection.execute(select(decision).where(decision.c.until.is_(None), where).order_by(decision.c.number)))
