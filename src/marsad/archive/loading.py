"""Give what the archive holds as the model's values: reports, accounts with what people decided about them, ties."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, select

from marsad.archive.claims import claim_id
from marsad.archive.rows import PART, account_of, claim_of, report_of
from marsad.archive.schema import account, claim, decision, link, report
from marsad.errors import ArchiveError
from marsad.model import Account, Claim, ClaimValue, DateInterval, KeptReport, Link, Realis, Review
from marsad.model.plain import from_plain

OWN = "coding/"
"""Begins the names of what stands in a coder's own coding, and not on the record; see `coding`."""


def kept_reports(connection: Connection, keys: Sequence[str] | None = None) -> Iterator[KeptReport]:
    """Give reports, as people corrected what is known about them; all of them when no keys are given."""
    if keys is None:
        facts = _decisions(connection)
        rows: Iterable[Any] = connection.execution_options(yield_per=500).execute(select(report).order_by(report.c.number))
        yield from (_corrected(report_of(row), facts.get(row.key, ())) for row in rows)
        return
    for i in range(0, len(keys), PART):
        some = keys[i : i + PART]
        found = {r.key: r for r in connection.execute(select(report).where(report.c.key.in_(some)))}
        facts = _decisions(connection, some)
        for key in some:
            if key in found:
                yield _corrected(report_of(found[key]), facts.get(key, ()))


def kept_report(connection: Connection, name: str) -> KeptReport:
    """Give the report with this key, the beginning of a key, or this name.

    Raises:
        ArchiveError: There is none, or there are several.
    """
    key = report.c.key
    rows = connection.execute(select(key).where((key == name) | (report.c.name == name))).scalars().all()
    if not rows and len(name) >= 6:
        rows = connection.execute(select(key).where(key.startswith(name, autoescape=True)).limit(2)).scalars().all()
    if len(rows) != 1:
        raise ArchiveError(f"{name}: " + ("no report of this name or key" if not rows else "more than one report is meant"))
    return next(kept_reports(connection, rows))


def _corrected(kept: KeptReport, facts: Iterable[Any]) -> KeptReport:
    """Put what people said of a report in the place of what its source said."""
    told, how = kept.report, dict(kept.how)
    for row in facts:
        if row.field == "published":
            told = replace(told, published=_day(row.value))
        elif row.field in ("title", "source"):
            told = replace(told, **{row.field: row.value})
        how[row.field] = f"told by {row.who or 'a person'}"
    return replace(kept, report=told, how=how)


def accounts(connection: Connection, where: Select[Any] | None = None) -> Iterator[Account]:
    """Give the accounts that stand, as people reviewed them, in order of report and position.

    Args:
        connection: The database.
        where: A selection of event keys; all when None.
    """
    decided = _decisions(connection, where)
    for one in accounts_read(connection, where):
        yield reviewed(one, decided.get(one.event, ()))
    yield from added(decided)


def accounts_read(connection: Connection, where: Select[Any] | None = None) -> Iterator[Account]:
    """Give the accounts that stand as they were read, whatever people decided; see `accounts`."""
    chosen = select(account, report.c.number).join(report, report.c.key == account.c.report).where(account.c.until.is_(None))
    claims = select(claim).join(account, account.c.id == claim.c.account).where(account.c.until.is_(None))
    if where is not None:
        chosen, claims = chosen.where(account.c.event.in_(where)), claims.where(account.c.event.in_(where))
    rows = {row.id: row for row in connection.execute(chosen.order_by(report.c.number, account.c.position))}
    told: dict[str, list[Claim]] = {}
    for row in connection.execution_options(yield_per=5000).execute(claims.order_by(claim.c.account, claim.c.position)):
        owner = rows[row.account]
        told.setdefault(row.account, []).append(claim_of(row, owner.event, owner.report, owner.reader))
    for name, row in rows.items():
        yield account_of(row, told.get(name, ()))


def added(decided: Mapping[str, Sequence[Any]]) -> Iterator[Account]:
    """Give the accounts that people added of themselves."""
    for subject in sorted(decided):
        rows = decided[subject]
        if rows[0].field == "added":
            first: Account = from_plain(Account, rows[0].value)
            yield reviewed(replace(first, review=Review.ADDED, reviewers=(rows[0].who,)), rows[1:])


def reviewed(told: Account, rows: Iterable[Any]) -> Account:
    """Put people's decisions in the place of what the reader claimed."""
    for row in rows:
        reviewers = tuple(dict.fromkeys((*told.reviewers, row.who)))
        if row.field == "review":
            told = replace(told, review=Review(row.value), reviewers=reviewers)
        elif row.field != "added":
            kept = tuple(c for c in told.claims if c.field != row.field)
            new = tuple(from_plain(Claim, plain) for plain in row.value)
            review = told.review if told.review is Review.ADDED else Review.EDITED
            told = replace(told, claims=(*kept, *new), review=review, reviewers=reviewers)
            told = _with_field(told, row.field, new)
    return told


def _with_field(told: Account, field: str, new: Sequence[Claim]) -> Account:
    """Keep what an account says of itself in step with its claims."""
    value = new[0].value if new else None
    if field == "type" and isinstance(value, str):
        return replace(told, type=value)
    if field == "realis" and isinstance(value, str):
        return replace(told, realis=Realis(value))
    if field == "date":
        return replace(told, interval=value if isinstance(value, DateInterval) else None)
    return told


def person_claim(told: Account, field: str, value: ClaimValue, who: str, **more: Any) -> Claim:
    """Make the claim of a person about a field of an account."""
    spans = more.pop("spans", (told.trigger,))
    given: dict[str, Any] = {"surface": "", "because": f"decided by {who}", **more}
    made = Claim("", told.report, told.event, field, value, spans, reader=who, **given)
    return replace(made, id=claim_id(made))


def _decisions(connection: Connection, about: Select[Any] | Sequence[str] | None = None) -> dict[str, list[Any]]:
    """Give the decisions that stand, by what they are about, in order; those about all things when none are named."""
    chosen = select(decision).where(decision.c.until.is_(None)).order_by(decision.c.subject, decision.c.number)
    if about is None:
        chosen = chosen.where(~decision.c.subject.startswith(OWN, autoescape=True))
    else:
        chosen = chosen.where(decision.c.subject.in_(about))
    rows = connection.execute(chosen)
    return {subject: list(some) for subject, some in groupby(rows, key=lambda row: row.subject)}


def told_days(connection: Connection) -> dict[str, date | None]:
    """Give the days of publication that people told, by the reports' keys."""
    chosen = select(decision.c.subject, decision.c.value).where(decision.c.until.is_(None), decision.c.field == "published")
    return {row.subject: _day(row.value) for row in connection.execute(chosen.order_by(decision.c.number))}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def ties(connection: Connection, where: Select[Any] | None = None) -> list[Link]:
    """Give the ties between events; those of chosen events to any others when a selection of event keys is given."""
    chosen = select(link.c.source, link.c.rel, link.c.target).order_by(*link.primary_key.columns)
    if where is not None:
        chosen = chosen.where(link.c.source.in_(where) | link.c.target.in_(where))
    rows = connection.execute(chosen)
    return [Link(row.source, row.rel, row.target) for row in rows]


__all__ = [
    "OWN",
    "accounts",
    "accounts_read",
    "added",
    "kept_report",
    "kept_reports",
    "person_claim",
    "reviewed",
    "ties",
    "told_days",
]
