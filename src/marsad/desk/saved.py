"""Searches that people keep: a filter under a name, one's own or shared with everybody at the desk."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlalchemy import Connection, select

from marsad.archive.database import reading
from marsad.archive.schema import decision
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import MissingError, Step, take
from marsad.desk.schemas import answer
from marsad.desk.schemas_things import SearchIn, SearchList, SearchOut
from marsad.desk.state import At, Desk
from marsad.model.plain import content_hash

router = APIRouter(tags=["explore"], responses={key: RESPONSES[key] for key in (400, 404, 409)})

PREFIX = "search/"
Id = Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="The search's id.")]


@router.get("/searches")
def list_searches(desk: At) -> SearchList:
    """List the searches that this person kept, and those that others share."""
    with reading(desk.archive.engine) as connection:
        return SearchList(searches=_mine(connection, desk.archive.who))


@router.post("/searches")
def keep_search(desk: At, told: SearchIn) -> SearchOut:
    """Keep a search under a name."""
    id = content_hash(desk.archive.who, told.name, desk.archive.now(), len(_listed(desk)))[:12]
    return _written(desk, id, _value(desk, told), 0)


@router.put("/searches/{id}")
def change_search(desk: At, id: Id, told: SearchIn) -> SearchOut:
    """Give a search another name or filter, or share it. Only who kept it may."""
    _own(desk, id)
    return _written(desk, id, _value(desk, told), told.seen)


@router.delete("/searches/{id}")
def drop_search(desk: At, id: Id, seen: Annotated[int, Query(description="Its `seen`.")]) -> SearchList:
    """Take a search off the list. Only who kept it may; the log keeps what it was."""
    _own(desk, id)
    with desk.writing:
        take(desk.archive, [Step(PREFIX + id, "search", None, seen)], "")
        desk.wrote = True
    return SearchList(searches=_listed(desk))


def _value(desk: Desk, told: SearchIn) -> dict[str, Any]:
    filter = told.filter.model_dump(mode="json", exclude_defaults=True)
    return {"name": told.name, "filter": filter, "view": told.view, "shared": told.shared, "who": desk.archive.who}


def _written(desk: Desk, id: str, value: dict[str, Any], seen: int) -> SearchOut:
    with desk.writing:
        number = take(desk.archive, [Step(PREFIX + id, "search", value, seen)], "")[0]
        desk.wrote = True
    return answer(SearchOut, {"id": id, **value, "seen": number})


def _own(desk: Desk, id: str) -> None:
    if not any(one.id == id and one.who == desk.archive.who for one in _listed(desk)):
        raise MissingError(f"{id}: {desk.archive.who or 'nobody'} kept no such search")


def _listed(desk: Desk) -> list[SearchOut]:
    with reading(desk.archive.engine) as connection:
        return _mine(connection, desk.archive.who)


def _mine(connection: Connection, who: str) -> list[SearchOut]:
    chosen = select(decision).where(decision.c.until.is_(None), decision.c.field == "search")
    rows = [row for row in connection.execute(chosen) if row.value and (row.value["shared"] or row.value["who"] == who)]
    out = [answer(SearchOut, {"id": row.subject.removeprefix(PREFIX), **row.value, "seen": row.number}) for row in rows]
    return sorted(out, key=lambda one: (one.name, one.id))
