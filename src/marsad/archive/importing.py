"""Bring a release of another archive into this one: reports, accounts and reviews as they were there."""

from collections.abc import Iterable
from io import BytesIO

from sqlalchemy import Connection

from marsad.archive import loading
from marsad.archive.actors import join_actors, store_actors
from marsad.archive.database import writing
from marsad.archive.deciding import judgements
from marsad.archive.keeping import Received, keep, keep_reading
from marsad.archive.merging import log_members
from marsad.archive.rows import insert_new
from marsad.archive.schema import decision, member
from marsad.archive.store import Archive
from marsad.model import Account, Incident, KeptReport, Link, Release, Review
from marsad.model.plain import canonical, to_plain


def import_release(archive: Archive, release: Release) -> int:
    """Keep a release's reports and accounts, and who reviewed them; what is there already stays as it is.

    Args:
        archive: Where to.
        release: A release, full: what a profile rebuilt is no report.

    Returns:
        The number of reports that are new.

    Raises:
        ArchiveError: The archive cannot be written.
    """
    told: dict[str, list[Account]] = {}
    for incident in release.incidents:
        for one in incident.accounts:
            told.setdefault(one.report, []).append(one)
    links = _event_links(release.incidents)
    new = 0
    for kept in sorted(release.reports.values(), key=lambda kept: (kept.received, kept.key)):
        item = _received(archive, kept)
        if keep(archive, [item])[0].new:
            new += 1
            _keep_accounts(archive, kept.key, told.get(kept.key, []), links.get(kept.key, []))
    _keep_members(archive, release.incidents)
    return new


def _event_links(incidents: Iterable[Incident]) -> dict[str, list[Link]]:
    """Give the ties between incidents as ties between their first events, by the report of the first of the two."""
    first = {incident.id: incident.accounts[0] for incident in incidents}
    out: dict[str, list[Link]] = {}
    for tie in dict.fromkeys(tie for incident in incidents for tie in incident.links):
        source, target = first.get(tie.source), first.get(tie.target)
        if source and target:
            out.setdefault(source.report, []).append(Link(source.event, tie.rel, target.event))
    return out


def _received(archive: Archive, kept: KeptReport) -> Received:
    """Make a kept report ready to be kept here. Its original stayed there; what came is the record, and that is kept."""
    record = canonical(to_plain(kept)).encode("ascii")
    digest, size = archive.originals.put(BytesIO(record))
    notes = (*kept.notes, f"original {kept.original} {kept.locator}".rstrip() + " is kept in another archive")
    notes = tuple(dict.fromkeys(notes))
    name = f"{kept.key}.json"
    return Received(kept.report, True, digest, size, name, None, kept.how, "", kept.address, notes, kept.key)


def _keep_accounts(archive: Archive, key: str, told: list[Account], links: list[Link]) -> None:
    with writing(archive.engine) as connection:
        readers: dict[str, list[Account]] = {}
        for one in told:
            readers.setdefault(next((c.reader for c in one.of("type")), ""), []).append(one)
        for turn, (reader, some) in enumerate(sorted(readers.items())):
            keep_reading(archive, connection, key, reader, some, () if turn else links, "read", turn)
        for one in told:
            _keep_review(archive, connection, one)


def _keep_review(archive: Archive, connection: Connection, told: Account) -> None:
    for who in told.reviewers if told.review is not Review.PROPOSED else ():
        row = {"subject": told.event, "field": "review", "value": told.review.value, "who": who, "at": archive.now()}
        row["note"] = "decided in another archive"
        entry = archive.log(connection, "decide", told.event, {**row, "closed": []})
        connection.execute(decision.insert().values(**row, entry=entry))


def _keep_members(archive: Archive, incidents: Iterable[Incident]) -> None:
    with writing(archive.engine) as connection:
        rows = [{"event": one.event, "incident": incident.id} for incident in incidents for one in incident.accounts]
        insert_new(connection, member, rows)
        store_actors(connection, join_actors(loading.accounts(connection), judgements(connection)))
        log_members(archive, connection, pairs=0)
