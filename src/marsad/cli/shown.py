"""What `marsad show` shows of a report or an incident, as values and as lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from marsad.archive import Archive, loading, merging
from marsad.archive.database import reading
from marsad.archive.schema import account
from marsad.errors import ArchiveError
from marsad.model import Account, Claim, DateInterval, Incident, KeptReport
from marsad.model.plain import to_plain


@dataclass(frozen=True, slots=True)
class Shown:
    """Something to show.

    Attributes:
        plain: As plain values.
        lines: As lines for a terminal.
    """

    plain: Any
    lines: tuple[str, ...]


def report_key_of(archive: Archive, name: str) -> str:
    """Give the key of the report with this key, the beginning of a key, or this name.

    Raises:
        ArchiveError: There is none, or there are several.
    """
    with reading(archive.engine) as connection:
        return loading.kept_report(connection, name).key


def show_report(archive: Archive, name: str) -> Shown:
    """Show a report with its events.

    Raises:
        ArchiveError: There is no such report.
    """
    with reading(archive.engine) as connection:
        kept = loading.kept_report(connection, name)
        chosen = select(account.c.event).where(account.c.report == kept.key)
        told = list(loading.accounts(connection, chosen))
    lines = (*_report_lines(kept), "", *(line for one in told for line in _account_lines(one, kept)))
    return Shown({"report": to_plain(kept), "accounts": to_plain(told)}, lines)


def show_incident(archive: Archive, name: str) -> Shown:
    """Show an incident with all its accounts.

    Raises:
        ArchiveError: There is no such incident.
    """
    with reading(archive.engine) as connection:
        found = merging.incidents(connection, [name])
        if not found:
            raise ArchiveError(f"{name}: there is no such incident; was `marsad merge` run?")
        kept = {one.key: one for one in loading.kept_reports(connection, found[0].reports)}
    return Shown(to_plain(found[0]), tuple(_incident_lines(found[0], kept)))


def _report_lines(kept: KeptReport) -> Iterator[str]:
    yield f"{kept.key}  {kept.report.title or kept.report.id}"
    day = kept.report.published.isoformat() if kept.report.published else "unknown"
    yield f"  published  {day} ({kept.how.get('published', 'nobody says')})"
    yield f"  outlet     {kept.report.source or 'unknown'} ({kept.how.get('source', 'nobody says')})"
    if kept.address:
        yield f"  address    {kept.address} ({kept.how.get('address', '')})"
    yield f"  original   {kept.original} {kept.locator}".rstrip()
    if kept.lineage != kept.key:
        yield f"  repeats    {kept.lineage}"


def days(interval: DateInterval | None) -> str:
    """Write days for a terminal."""
    if interval is None:
        return "no day"
    return str(interval.first) if interval.first == interval.last else f"{interval.first} – {interval.last}"


def _account_lines(told: Account, kept: KeptReport) -> Iterator[str]:
    when, words = days(told.interval), told.trigger.of(kept.report.text)
    yield f"{told.event}  {told.type}, {told.realis.value}, {when}  [{told.review.value}]  «{words}»"
    for claim in told.claims:
        if claim.field not in ("type", "realis", "date"):
            yield f"    {claim.field:7} {claim.role:12} {_value(claim)}"


def _value(claim: Claim) -> str:
    if isinstance(claim.value, tuple) and claim.value:
        first = claim.value[0]
        name = first.place.name if hasattr(first, "place") else first.name
        return f"«{claim.surface}» {name.en or name.ar}"
    return f"«{claim.surface}»"


def _incident_lines(incident: Incident, kept: dict[str, KeptReport]) -> Iterator[str]:
    yield f"{incident.id}  {incident.type}, {incident.realis.value}, {days(incident.date.interval)}"
    yield f"  {len(incident.reports)} reports of {incident.lineages} independent lineages"
    if incident.conflicts:
        yield f"  they disagree on: {', '.join(incident.conflicts)}"
    for place in incident.places:
        yield f"  place    {place.role:12} {place.place.name.en or place.place.name.ar}"
    for actor in incident.actors:
        yield f"  actor    {actor.role:12} {actor.name.en or actor.name.ar}"
    for toll in incident.tolls:
        high = "or more" if toll.high is None else f"to {toll.high}"
        yield f"  {toll.status:8} {toll.group:12} reported, at least {toll.low} ({high})"
    for one in incident.accounts:
        yield ""
        yield from _report_lines(kept[one.report])
        yield from _account_lines(one, kept[one.report])
