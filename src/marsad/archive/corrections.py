"""Gather what people corrected: the words at which the reader said one thing and a person another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from marsad.archive import loading
from marsad.archive.schema import account, decision
from marsad.model import Account, Claim, ClaimValue, DateInterval, KeptReport, Review, Span
from marsad.model.plain import from_plain

FIELDS = ("place", "actor", "type", "realis", "date", "review", "added")
SAME_AS = "the same as "
"""How the note of a rejection begins that only puts two accounts together."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of some words.

    Attributes:
        decision: Number of the decision.
        report: Key of the report.
        lineage: Key of the oldest report it repeats, or its own.
        outlet: Its outlet; empty when unknown.
        published: Its day of publication.
        field: `place`, `actor`, `type`, `realis` or `date`; a `type` that is empty is no event.
        span: Where the words stand.
        words: The words as written.
        was: What the reader said, as id or code; empty for nothing.
        now: What the person says, likewise; the same as `was` where they agreed.
        value: The same as a value of the model; None for no event.
    """

    decision: int
    report: str
    lineage: str
    outlet: str
    published: date | None
    field: str
    span: Span
    words: str
    was: str
    now: str
    value: ClaimValue


@dataclass(frozen=True, slots=True)
class _Scene:
    """A report with what the reader made of it, before people decided."""

    kept: KeptReport
    accounts: Mapping[str, Account]

    def make(self, row: Any, field: str, span: Span, was: str, now: str, value: ClaimValue) -> Correction:
        told = self.kept.report
        words = " ".join(span.of(told.text).split())
        about = (self.kept.key, self.kept.lineage, told.source or "", told.published)
        return Correction(row.number, *about, field, span, words, was, now, value)

    def read_at(self, field: str, span: Span) -> list[str]:
        """Give what the reader said of some words: ids of the first interpretations."""
        claims = (claim for one in self.accounts.values() for claim in one.of(field))
        return [key_of(claim.value) for claim in claims if any(own.meets(span) for own in claim.spans)]


def corrections(connection: Connection, report: str | None = None) -> list[Correction]:
    """Give what people said of words that a reader has an opinion of, in order of their decisions.

    Blind codings are left out: what is not on the record yet teaches nobody.

    Args:
        connection: The database.
        report: Key of a report, for what was said of its words alone; None for all.
    """
    chosen = select(decision).where(decision.c.until.is_(None), decision.c.field.in_(FIELDS)).order_by(decision.c.number)
    if report is not None:
        mine = select(account.c.event).where(account.c.report == report)
        chosen = chosen.where(decision.c.subject.in_(mine) | (decision.c.field == "added"))
    rows = [row for row in connection.execute(chosen) if not row.subject.startswith(loading.OWN)]
    scenes = _scenes(connection, rows)
    found: list[Correction] = []
    for row in rows:
        scene = scenes.get(row.subject)
        if scene is not None and report in (None, scene.kept.key):
            found += _of(row, scene)
    return found


def _scenes(connection: Connection, rows: Sequence[Any]) -> dict[str, _Scene]:
    """Give the report of each event that was decided about, by the event's key."""
    reports = {row.subject: str(row.value["report"]) for row in rows if row.field == "added"}
    events = {row.subject for row in rows}
    standing = select(account.c.event, account.c.report).where(account.c.until.is_(None), account.c.event.in_(events))
    reports |= {row.event: row.report for row in connection.execute(standing)}
    keys = sorted(set(reports.values()))
    kept = {one.key: one for one in loading.kept_reports(connection, keys)}
    chosen = select(account.c.event).where(account.c.report.in_(keys))
    read = sorted(loading.accounts_read(connection, chosen), key=lambda one: one.report)
    accounts = {key: {one.event: one for one in some} for key, some in groupby(read, key=lambda one: one.report)}
    scenes = {key: _Scene(one, accounts.get(key, {})) for key, one in kept.items()}
    return {event: scenes[key] for event, key in reports.items() if key in scenes}


def _of(row: Any, scene: _Scene) -> Iterator[Correction]:
    if row.field == "added":
        yield from _added(row, scene)
        return
    read = scene.accounts.get(row.subject)
    if row.field == "review":
        if read is not None and not row.note.startswith(SAME_AS):
            yield from _reviewed(row, scene, read)
        return
    claims: tuple[Claim, ...] = from_plain(tuple[Claim, ...], row.value)
    mine = [claim for claim in claims if claim.reader == row.who]
    if row.field in ("place", "actor"):
        yield from _named(row, scene, row.field, mine)
    elif read is not None and mine:
        yield from _valued(row, scene, read, mine[0])


def _added(row: Any, scene: _Scene) -> Iterator[Correction]:
    """Give what a person said who added an event: the words that name it, and who and where."""
    told: Account = from_plain(Account, row.value)
    if not any(one.trigger.meets(told.trigger) for one in scene.accounts.values()):
        yield scene.make(row, "type", told.trigger, "", told.type, told.type)
    for field in ("place", "actor"):
        yield from _named(row, scene, field, [claim for claim in told.of(field) if claim.reader == row.who])


def _reviewed(row: Any, scene: _Scene, read: Account) -> Iterator[Correction]:
    verdict = Review(row.value)
    if verdict is Review.REJECTED:
        yield scene.make(row, "type", read.trigger, read.type, "", None)
    elif verdict is Review.ACCEPTED:
        yield scene.make(row, "type", read.trigger, read.type, read.type, read.type)


def _named(row: Any, scene: _Scene, field: str, claims: Iterable[Claim]) -> Iterator[Correction]:
    """Give the names that a person read otherwise than the reader did anywhere in the report."""
    for claim in claims:
        now = key_of(claim.value)
        for span in claim.spans[:1]:
            was = scene.read_at(field, span)
            if now and now not in was:
                yield scene.make(row, field, span, was[0] if was else "", now, claim.value)


def _valued(row: Any, scene: _Scene, read: Account, claim: Claim) -> Iterator[Correction]:
    """Give a type, realis or date that a person read otherwise."""
    before = next(read.of(row.field), None)
    was, now = key_of(before.value) if before else "", key_of(claim.value)
    if was == now:
        return
    if row.field == "type":
        yield scene.make(row, "type", read.trigger, was, now, claim.value)
    elif row.field == "realis" and claim.spans and not claim.spans[0].meets(read.trigger):
        yield scene.make(row, "realis", claim.spans[0], was, now, claim.value)
    elif row.field == "date" and len(claim.spans) == 1 and isinstance(claim.value, DateInterval):
        yield scene.make(row, "date", claim.spans[0], was, now, claim.value)


def key_of(value: ClaimValue) -> str:
    """Give what a claim says as one word: an id, a code, two days; empty for nothing."""
    if isinstance(value, DateInterval):
        return f"{value.first}/{value.last}"
    if isinstance(value, tuple):
        first: Any = value[0] if value else None
        return "" if first is None else str(first.place.id if hasattr(first, "place") else first.id or "")
    return value if isinstance(value, str) else ""
