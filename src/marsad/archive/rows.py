"""Turn the model's values into rows, and rows into values."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from marsad.model import Account, ActorKind, Claim, ClaimValue, DateInterval, KeptReport, Realis, Report, Span
from marsad.model.plain import canonical, claim_value_from_plain, content_hash, to_plain

PART = 500
"""Rows inserted, or keys asked for, at once."""


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing()
    for i in range(0, len(rows), PART):
        connection.execute(statement, rows[i : i + PART])


def pack(text: str) -> bytes:
    """Pack a report's text, whatever code points it has."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(data: bytes) -> str:
    """Give the text that was packed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def account_id(account: Account, reader: str, turn: int = 0) -> str:
    """Name an account by what it claims, who read it, and how often the report had been read before.

    A reading may come back: a day of publication told wrongly and put right gives the first accounts again. What was closed
    stays closed, and they are new rows.
    """
    return content_hash("account", account.event, reader, turn, [claim.id for claim in account.claims])[:24]


def account_row(account: Account, position: int, reader: str, turn: int) -> dict[str, Any]:
    """Give the row of an account; its claims have rows of their own."""
    interval = account.interval
    return {
        "id": account_id(account, reader, turn),
        "event": account.event,
        "report": account.report,
        "position": position,
        "type": account.type,
        "realis": account.realis.value,
        "start": account.trigger.start,
        "end": account.trigger.end,
        "first": interval.first.isoformat() if interval else None,
        "last": interval.last.isoformat() if interval else None,
        "confidence": account.confidence,
        "reader": reader,
        "turn": turn,
    }


def claim_rows(account: Account, reader: str, turn: int) -> Iterable[dict[str, Any]]:
    """Give the rows of an account's claims."""
    name = account_id(account, reader, turn)
    for position, claim in enumerate(account.claims):
        yield {
            "account": name,
            "position": position,
            "id": claim.id,
            "field": claim.field,
            "role": claim.role,
            "kind": claim.kind.value if claim.kind else None,
            "value": canonical(to_plain(claim.value)),
            "spans": canonical([[span.start, span.end] for span in claim.spans]),
            "surface": claim.surface,
            "confidence": claim.confidence,
            "because": claim.because,
            "reader": claim.reader if claim.reader != reader else None,
        }


@lru_cache(maxsize=1 << 16)
def _value(field: str, text: str) -> ClaimValue:
    return claim_value_from_plain(field, json.loads(text))


@lru_cache(maxsize=1 << 16)
def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(text))


def claim_of(row: Row[Any], event: str, report: str, reader: str) -> Claim:
    """Make a claim of its row."""
    return Claim(
        id=row.id,
        report=report,
        event=event,
        field=row.field,
        value=_value(row.field, row.value),
        spans=_spans(row.spans),
        surface=row.surface,
        role=row.role,
        kind=ActorKind(row.kind) if row.kind else None,
        confidence=row.confidence,
        because=row.because,
        reader=row.reader or reader,
    )


def account_of(row: Row[Any], claims: Iterable[Claim]) -> Account:
    """Make an account of its row and its claims."""
    return Account(
        event=row.event,
        report=row.report,
        type=row.type,
        realis=Realis(row.realis),
        trigger=Span(row.start, row.end),
        interval=_interval(row.first, row.last),
        claims=tuple(claims),
        confidence=row.confidence,
    )


@lru_cache(maxsize=1 << 14)
def _interval(first: str | None, last: str | None) -> DateInterval | None:
    return DateInterval(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def report_of(row: Row[Any]) -> KeptReport:
    """Make a report of its row."""
    published = date.fromisoformat(row.published) if row.published else None
    return KeptReport(
        key=row.key,
        report=Report(row.name, unpack(row.text), row.title, published, row.outlet, row.extra),
        how=row.how,
        original=row.original,
        locator=row.locator,
        address=row.address,
        received=datetime.fromisoformat(row.received),
        lineage=row.lineage,
        notes=tuple(row.notes),
    )
