"""Incidents: the list under filters, and one with all its claims, sources and ties."""

from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, Path, Query

from marsad.archive import loading
from marsad.archive.database import reading
from marsad.desk.faults import RESPONSES
from marsad.desk.fields import fields_of, lineages_of
from marsad.desk.filters import Filter, chosen
from marsad.desk.guarding import MissingError
from marsad.desk.rows import IncidentRow, row_of
from marsad.desk.schemas import AccountOut, Answer, answer
from marsad.desk.schemas_incident import FieldOut, LineageOut, TieOut
from marsad.desk.state import At
from marsad.desk.summary import Array, Summary
from marsad.desk.telling import accounts_out
from marsad.desk.updating import incident_of

router = APIRouter(tags=["incidents"], responses={400: RESPONSES[400]})

STEPS = 4
"""Ties that a chain follows from an incident on."""
LONGEST = 60
"""Incidents of a chain that are told."""


class IncidentList(Answer):
    """Incidents under filters."""

    incidents: list[IncidentRow]
    """This page of them."""
    total: int
    """How many the filters leave."""


class IncidentOut(Answer):
    """An incident with all that is told of it."""

    incident: IncidentRow
    """The incident in short."""
    fields: list[FieldOut]
    """Its values by field: who says what, what agrees, what stands against it."""
    lineages: list[LineageOut]
    """The independent sources, each with the reports that repeat it."""
    accounts: list[AccountOut]
    """All its accounts, in order of report and position."""
    chain: list[TieOut]
    """Ties to other incidents, followed on from there: topic of, decided in, retaliation for…"""
    chained: list[IncidentRow]
    """The incidents of the chain in short, but this one."""


class Listed(Filter):
    """Filters, an order and a page."""

    order: Literal["newest", "oldest", "sources", "id"] = "newest"
    """In which order; undated ones come last."""
    limit: Annotated[int, Query(ge=1, le=500)] = 50
    """How many to give at most."""
    offset: Annotated[int, Query(ge=0)] = 0
    """How many to pass over."""


@router.get("/incidents")
def list_incidents(desk: At, told: Annotated[Listed, Query()]) -> IncidentList:
    """List incidents under filters. Accounts kept since the last merge belong to none yet."""
    summary = desk.summary()
    numbers = ordered(summary, np.flatnonzero(chosen(summary, told)), told.order)
    page = numbers[told.offset : told.offset + told.limit]
    return answer(IncidentList, {"incidents": [row_of(summary, number) for number in page.tolist()], "total": len(numbers)})


@router.get("/incidents/{id}", responses={404: RESPONSES[404]})
def one_incident(desk: At, id: Annotated[str, Path(description="The incident's id.")]) -> IncidentOut:
    """Give an incident: all claims by field with who says what, conflicts, the lineages of its sources, the chain it is in."""
    summary = desk.summary()
    with reading(desk.archive.engine) as connection:
        found = incident_of(connection, id)
        if found is None or id not in summary.rows:
            raise MissingError(f"{id}: there is no such incident")
        kept = {one.key: one for one in loading.kept_reports(connection, found.reports)}
        accounts = accounts_out(connection, found.accounts, kept)
    chain = _chain(summary, id)
    beside = sorted({name for tie in chain for name in (tie["source"], tie["target"])} - {id})
    plain = {
        "incident": row_of(summary, summary.rows[id]),
        "fields": fields_of(found, kept),
        "lineages": lineages_of(found, kept),
        "accounts": [one.model_dump() for one in accounts],
        "chain": chain,
        "chained": [row_of(summary, summary.rows[name]) for name in beside],
    }
    return answer(IncidentOut, plain)


def ordered(summary: Summary, rows: Array, order: str) -> Array:
    """Put rows in an order that does not depend on when they were made."""
    first, last, tie = (summary.row[name][rows] for name in ("first", "last", "order"))
    undated = first == np.iinfo(np.int32).min
    keys = {
        "newest": (tie, -first.astype(np.int64), -last.astype(np.int64), undated),
        "oldest": (tie, last, first, undated),
        "sources": (tie, -last.astype(np.int64), undated, -summary.row["lineages"][rows]),
        "id": (tie,),
    }
    out: Array = rows[np.lexsort(keys[order])]
    return out


def _chain(summary: Summary, id: str) -> list[dict[str, str]]:
    """Follow ties from an incident on, in both directions."""
    ties: dict[str, list[tuple[str, str, str]]] = {}
    for tie in summary.links:
        for end in (tie[0], tie[2]):
            ties.setdefault(end, []).append(tie)
    seen, edge, found = {id}, [id], dict[tuple[str, str, str], None]()
    for _ in range(STEPS):
        following = []
        for name in edge:
            for tie in ties.get(name, ()):
                other = tie[2] if tie[0] == name else tie[0]
                if other not in summary.rows or not summary.alive[summary.rows[other]]:
                    continue
                if other not in seen:
                    if len(seen) >= LONGEST:
                        continue
                    seen.add(other)
                    following.append(other)
                found[tie] = None
        edge = following
    return [{"source": source, "rel": rel, "target": target} for source, rel, target in found]
