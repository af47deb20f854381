"""Reports: the list, the search, one with all that was read in it, and what is known of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from sqlalchemy import Connection, Text, and_, exists, func, not_, or_, select, type_coerce

from marsad.archive import decisions, loading, search
from marsad.archive.coding import coding, work_on
from marsad.archive.database import reading
from marsad.archive.schema import account, decision, report
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import Step, take
from marsad.desk.schemas import AccountOut, answer
from marsad.desk.schemas_reports import FactIn, FactOut, ReportList, ReportOut, ReportRow
from marsad.desk.spans import Places
from marsad.desk.state import At, Desk
from marsad.desk.telling import accounts_of_report, accounts_out, report_of
from marsad.errors import InputError
from marsad.model import KeptReport, Span
from marsad.model.plain import to_plain

SNIPPET = 180
"""Code points of the first words of a report in a list."""

router = APIRouter(tags=["reports"], responses={key: RESPONSES[key] for key in (400, 404)})

Key = Annotated[str, Path(description="The report's key.")]
Words = Annotated[str, Query(max_length=500, description='Words to look for: "…" in this order, -word without, OR, word*.')]
First = Annotated[date | None, Query(description="Published on this day or later.")]
Last = Annotated[date | None, Query(description="Published on this day or earlier.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many to give at most.")]
Offset = Annotated[int, Query(ge=0, description="How many to pass over.")]
Undated = Annotated[bool, Query(description="Only reports whose day of publication nobody knows.")]


@router.get("/reports")
def list_reports(
    desk: At,
    q: Words = "",
    first: First = None,
    last: Last = None,
    undated: Undated = False,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ReportList:
    """List reports, those added last first, or search them by their words, folded: «دير الزور» finds «بدير الزور»."""
    looked = bool(q.strip())
    hits = search(desk.archive, q, limit + 1, offset, first, last) if looked else []
    found = {hit.key: (hit.snippet, hit.found) for hit in hits}
    with reading(desk.archive.engine) as connection:
        keys = list(found) if looked else _keys(connection, first, last, undated, limit + 1, offset)
        kept = list(loading.kept_reports(connection, keys[:limit]))
        counts = _counts(connection, keys)
    rows = [_row(one, counts, found.get(one.key)) for one in kept]
    return ReportList(reports=rows, more=len(keys) > limit)


@router.get("/reports/{key}")
def one_report(desk: At, key: Key) -> ReportOut:
    """Give a report: its text, the spans of everything read in it by claim, its accounts and what people decided about them."""
    return tell_report(desk, key)


@router.put("/reports/{key}/{field}", responses={409: RESPONSES[409]})
def correct_report(
    desk: At,
    key: Key,
    field: Annotated[Literal["published", "title", "source"], Path(description="What is known.")],
    told: FactIn,
) -> FactOut:
    """Say what is known of a report. A day of publication is told once: the report is read again and all its dates follow."""
    value = _day(told.value) if field == "published" else told.value
    with desk.writing:
        with reading(desk.archive.engine) as connection:
            report_of(connection, key)
        made = take(desk.archive, [Step(key, field, value, told.seen)], told.note)
        desk.wrote = True
        changes = asdict(desk.reread(key)) if field == "published" else {}
    changes.pop("report", None)
    return FactOut(decisions=made, changed=changes, report=tell_report(desk, key))


def _day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise InputError(f"expected a day such as 2025-03-12, got {value!r:.40}") from error


def _keys(connection: Connection, first: date | None, last: date | None, undated: bool, limit: int, offset: int) -> list[str]:
    """Choose reports by their day, as people corrected it."""
    told = and_(decision.c.subject == report.c.key, decision.c.field == "published", decision.c.until.is_(None))
    value = type_coerce(decision.c.value, Text)  # canonical JSON: a day in quotation marks, or null
    chosen = select(report.c.key).order_by(report.c.number.desc()).limit(limit).offset(offset)
    if undated:
        unsaid = and_(report.c.published.is_(None), not_(exists().where(told)))
        chosen = chosen.where(or_(unsaid, exists().where(told, value == "null")))
    elif first or last:
        bounds = [report.c.published >= first.isoformat()] if first else []
        bounds += [report.c.published <= last.isoformat()] if last else []
        corrected = [value != "null"]
        corrected += [value >= f'"{first}"'] if first else []
        corrected += [value <= f'"{last}"'] if last else []
        chosen = chosen.where(or_(and_(*bounds, not_(exists().where(told))), exists().where(told, *corrected)))
    return list(connection.execute(chosen).scalars())


def _counts(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    chosen = select(account.c.report, func.count()).where(account.c.report.in_(keys), account.c.until.is_(None))
    return {row[0]: int(row[1]) for row in connection.execute(chosen.group_by(account.c.report))}


def _row(kept: KeptReport, counts: Mapping[str, int], found: tuple[str, Sequence[Span]] | None) -> ReportRow:
    told = kept.report
    snippet, spans = found or (told.text[:SNIPPET], ())
    places = Places(snippet)
    plain = {
        "key": kept.key,
        "name": told.id,
        "title": told.title,
        "published": told.published,
        "outlet": told.source,
        "events": counts.get(kept.key, 0),
        "snippet": snippet,
        "found": [places.both(span) for span in spans],
    }
    return answer(ReportRow, plain)


def tell_report(desk: Desk, key: str) -> ReportOut:
    """Tell a report with all that was read in it."""
    with reading(desk.archive.engine) as connection:
        kept = report_of(connection, key)
        coder = work_on(connection, key).coder(desk.archive.who)
        listed = coding(connection, key, coder) if coder else accounts_of_report(connection, key)
        told = accounts_out(connection, listed, {key: kept}, coder)
    made = decisions(desk.archive, key)
    plain = to_plain(kept)
    report_plain = plain.pop("report")
    more = {name: report_plain[name] for name in ("text", "title", "published", "meta")}
    more |= {"name": report_plain["id"], "outlet": report_plain["source"]}
    more |= {"seen": max((one.number for one in made), default=0), "decisions": [to_plain(one) for one in made]}
    return answer(ReportOut, {**plain, **more, "marks": _marks(told), "accounts": [one.model_dump() for one in told]})


def _marks(told: Sequence[AccountOut]) -> list[dict[str, Any]]:
    """Gather the words that carry something, in order of the text."""
    found = [mark for one in told for mark in _marks_of(one)]
    return sorted(found, key=lambda mark: (mark["start"], -mark["end"], mark["field"], mark["event"]))


def _marks_of(told: AccountOut) -> Iterator[dict[str, Any]]:
    yield {**told.trigger.model_dump(), "field": "trigger", "role": "", "claim": None, "event": told.event}
    for claim in told.claims:
        if claim.field not in ("type", "realis"):
            for span in claim.spans:
                yield {**span.model_dump(), "field": claim.field, "role": claim.role, "claim": claim.id, "event": told.event}
