"""One actor or one place: what the archive tells of it, counted from the summary."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Path
from sqlalchemy import select

from marsad.archive import loading
from marsad.archive.database import reading
from marsad.archive.schema import account
from marsad.desk.faults import RESPONSES
from marsad.desk.filters import Filter, chosen
from marsad.desk.finding import Found
from marsad.desk.guarding import MissingError
from marsad.desk.lookup import tell_actor, tell_place
from marsad.desk.months import Laid, laid, months_of
from marsad.desk.phrases import phrase
from marsad.desk.rows import day
from marsad.desk.schemas import answer
from marsad.desk.schemas_things import ActorPage, PlacePage
from marsad.desk.state import At, Desk
from marsad.desk.summary import NEVER, Array, Summary
from marsad.desk.tally import Tally, behind, tally
from marsad.desk.telling import code_label, type_label, words
from marsad.model import Account, ActorInterpretation, Claim, PlaceInterpretation

router = APIRouter(tags=["explore"], prefix="/explore", responses={404: RESPONSES[404]})

LOOKED = 300
"""Accounts that are looked at for spellings: enough for all that matter, few enough to be quick."""
ACTORS, PLACES, ROLES, TYPES = 30, 50, 10, 12
"""How many of each are told."""
MEETINGS = frozenset({"meeting", "visit"})
"""Types at which people sit together."""


@router.get("/actor/{id:path}")
def one_actor(desk: At, id: Annotated[str, Path(description="The actor's id.")]) -> ActorPage:
    """Give one actor: roster entry, spellings, roles, meetings sat in, incidents by month, and who is in the same ones."""
    summary, entry = desk.summary(), desk.roster.get(id)
    number = summary.books.actors.find(id)
    known = entry or (summary.books.actors.items[number] if number is not None else None)
    if known is None:
        raise MissingError(f"{id}: no report tells of such an actor, and the roster has none")
    rows = np.flatnonzero(chosen(summary, Filter(actors=[id])))
    months, told = laid(summary, rows), _accounts(desk, summary, rows)
    meetings = [one for name in MEETINGS if (one := summary.books.types.find(name)) is not None]
    met = rows[np.isin(summary.row["type"][rows], meetings) & summary.row["happened"][rows]]
    roles = _roles(summary, rows, -1 if number is None else number)
    plain = {
        **_common(summary, rows, months),
        "id": id,
        "name": words(known.name),
        "kind": code_label("kinds", str(known.kind)),
        "entry": tell_actor(entry, Found(id, "exact", entry.name.ar)) if entry else None,
        "roles": [_counted(_role(summary, one), one) for one in roles],
        "roles_by_month": [_by_month(_role(summary, one), one, months) for one in roles],
        "types": [_counted(_type(summary, one), one) for one in tally(summary, rows, summary.row["type"][rows], TYPES)],
        "meetings": len(met),
        "met": _actors(summary, met, number),
        "beside": _actors(summary, rows, number),
        "spellings": _spellings(claim for one in told for claim in one.of("actor") if _names_actor(claim, id)),
        "looked": len(told),
        "caution": phrase("things", "no_guilt"),
    }
    return answer(ActorPage, plain)


@router.get("/place/{id}")
def one_place(desk: At, id: Annotated[str, Path(description="The place's id.")]) -> PlacePage:
    """Give one place: gazetteer entry, what it lies in and holds, incidents by month and type, who is in them, and doubts."""
    summary, entry = desk.summary(), desk.places.get(id)
    number = summary.books.places.find(id)
    place = entry or (summary.books.places.items[number] if number is not None else None)
    if place is None:
        raise MissingError(f"{id}: no report tells of such a place, and the gazetteer has none")
    rows = np.flatnonzero(chosen(summary, Filter(place=id)))
    months, told = laid(summary, rows), _accounts(desk, summary, rows)
    claims = [claim for one in told for claim in one.of("place") if id in _place_ids(claim)]
    types = tally(summary, rows, summary.row["type"][rows], TYPES)
    plain = {
        **_common(summary, rows, months),
        "id": id,
        "name": words(place.name),
        "entry": tell_place(desk, entry, Found(id, "exact", entry.name.ar)) if entry else None,
        "types": [_counted(_type(summary, one), one) for one in types],
        "types_by_month": [_by_month(_type(summary, one), one, months) for one in types],
        "actors": _actors(summary, rows, None),
        "holds": _holds(summary, rows, id),
        "spellings": _spellings(claim for claim in claims if _place_ids(claim)[0] == id),
        "unsure": sum(len(_place_ids(claim)) > 1 for claim in claims),
        "looked": len(told),
    }
    return answer(PlacePage, plain)


def _common(summary: Summary, rows: Array, months: Laid) -> dict[str, Any]:
    first, last = summary.row["first"][rows], summary.row["last"][rows]
    dated = first != NEVER
    return {
        "incidents": len(rows),
        "sources": behind(summary, rows, np.zeros(len(rows), np.int64), 1)[0],
        "first": day(int(first[dated].min())) if dated.any() else None,
        "last": day(int(last[dated].max())) if dated.any() else None,
        "months": months_of(months, rows),
    }


def _counted(label: Mapping[str, str], one: Tally) -> dict[str, Any]:
    return {
        "id": label["code"],
        "name": {"ar": label["ar"], "en": label["en"]},
        "incidents": len(one.rows),
        "sources": one.sources,
    }


def _by_month(label: Mapping[str, str], one: Tally, months: Laid) -> dict[str, Any]:
    return _counted(label, one) | {"incidents": months.counts(one.rows), "sources": months.sources(one.rows)}


def _type(summary: Summary, one: Tally) -> dict[str, str]:
    return type_label(summary.books.types.items[one.item])


def _role(summary: Summary, one: Tally) -> dict[str, str]:
    return code_label("roles", summary.books.roles.items[one.item])


def _relation(summary: Summary, name: str, rows: Array) -> tuple[Array, Array, Array]:
    """Give rows, items and roles of a relation for some incidents."""
    columns = summary.relations[name]
    mask = np.zeros(len(summary.ids), np.bool_)
    mask[rows] = True
    meant = mask[columns["row"]]
    return columns["row"][meant], columns["item"][meant], columns["role"][meant]


def _roles(summary: Summary, rows: Array, number: int) -> list[Tally]:
    at, items, roles = _relation(summary, "actor", rows)
    return tally(summary, at[items == number], roles[items == number], ROLES)


def _actors(summary: Summary, rows: Array, but: int | None) -> list[dict[str, Any]]:
    """Give the named actors of some incidents, each counted once an incident."""
    at, items, _ = _relation(summary, "actor", rows)
    known = summary.books.actors.items
    named = np.array([one.id is not None and number != but for number, one in enumerate(known)], np.bool_)
    meant = named[items]
    found = tally(summary, at[meant], items[meant], ACTORS)
    return [_counted({"code": known[one.item].id or "", **words(known[one.item].name)}, one) for one in found]


def _holds(summary: Summary, rows: Array, id: str) -> list[dict[str, Any]]:
    at, items, _ = _relation(summary, "place", rows)
    known = summary.books.places.items
    meant = np.array([id in one.parents for one in known], np.bool_)[items]
    found = tally(summary, at[meant], items[meant], PLACES)
    return [_counted({"code": known[one.item].id, **words(known[one.item].name)}, one) for one in found]


def _accounts(desk: Desk, summary: Summary, rows: Array) -> list[Account]:
    """Give accounts of some incidents, as many as are looked at for spellings."""
    mask = np.zeros(len(summary.ids) + 1, np.bool_)  # the last stands for accounts of no incident
    mask[rows] = True
    meant = np.flatnonzero(summary.standing & mask[summary.account["row"]])[:LOOKED]
    events = [summary.books.events.items[one] for one in summary.account["event"][meant].tolist()]
    with reading(desk.archive.engine) as connection:
        return list(loading.accounts(connection, select(account.c.event).where(account.c.event.in_(events))))


def _names_actor(claim: Claim, id: str) -> bool:
    found = claim.value[0] if isinstance(claim.value, tuple) and claim.value else None
    return isinstance(found, ActorInterpretation) and found.id == id


def _place_ids(claim: Claim) -> list[str]:
    """Give the places that the words of a claim may mean, the likeliest first."""
    value = claim.value if isinstance(claim.value, tuple) else ()
    return [one.place.id for one in value if isinstance(one, PlaceInterpretation)]


def _spellings(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    counts = Counter(claim.surface for claim in claims if claim.surface)
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:40]
    return [{"words": said, "times": times} for said, times in most]
