"""Explore who is in which incidents, and who is in the same ones."""

from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query

from marsad.desk.faults import RESPONSES
from marsad.desk.filters import Filter, chosen
from marsad.desk.rows import day
from marsad.desk.schemas import answer
from marsad.desk.schemas_explore import NetworkOut
from marsad.desk.state import At
from marsad.desk.summary import Array, Who
from marsad.desk.telling import words

router = APIRouter(tags=["explore"], prefix="/explore", responses={400: RESPONSES[400]})


class Netted(Filter):
    """Filters and the size of a network."""

    top: Annotated[int, Query(ge=1, le=200)] = 40
    """How many actors to give, those with most incidents."""
    edges: Annotated[int, Query(ge=1, le=20_000)] = 3000
    """How many edges to give at most, those of the best attested incidents."""


@router.get("/network")
def show_network(desk: At, told: Annotated[Netted, Query()]) -> NetworkOut:
    """Give the actors with most incidents, the incidents they are in with their roles, and how many any two of them share."""
    summary = desk.summary()
    mask = chosen(summary, told)
    columns, who = summary.relations["actor"], summary.books.actors.items
    named = np.array([one.id is not None for one in who], np.bool_)
    meant = np.flatnonzero(mask[columns["row"]] & (named[columns["item"]] if who else np.zeros(0, np.bool_)))
    items, rows = columns["item"][meant].astype(np.int64), columns["row"][meant].astype(np.int64)
    pairs = np.unique(items * (len(mask) + 1) + rows)
    counts = np.bincount(pairs // (len(mask) + 1), minlength=len(who))
    top = sorted(np.flatnonzero(counts).tolist(), key=lambda item: (-counts[item], who[item].id or ""))[: told.top]
    place = np.full(len(who), -1, np.int64)
    place[top] = np.arange(len(top))
    kept = meant[place[items] >= 0] if len(meant) else meant
    order = np.lexsort((summary.row["order"][columns["row"][kept]], -summary.row["lineages"][columns["row"][kept]]))
    edges = kept[order][: told.edges]
    incidents, incident = np.unique(columns["row"][edges], return_inverse=True)
    left, right, shared = _shared(pairs, place, len(mask), len(top))
    plain = {
        "actors": [_node(who[item], int(counts[item])) for item in top],
        "incidents": [summary.ids[row] for row in incidents.tolist()],
        "types": [summary.books.types.items[number] for number in summary.row["type"][incidents].tolist()],
        "first": [day(number) for number in summary.row["first"][incidents].tolist()],
        "actor": place[columns["item"][edges]].tolist(),
        "incident": incident.tolist(),
        "role": [summary.books.roles.items[number] for number in columns["role"][edges].tolist()],
        "left": left,
        "right": right,
        "shared": shared,
        "left_out": len(kept) - len(edges),
    }
    return answer(NetworkOut, plain)


def _node(who: Who, incidents: int) -> dict[str, Any]:
    return {"id": who.id, "name": words(who.name), "kind": who.kind, "side": who.side, "incidents": incidents}


def _shared(pairs: Array, place: Array, size: int, top: int) -> tuple[list[int], list[int], list[int]]:
    """Count the incidents that any two of the actors share."""
    items, rows = np.divmod(pairs, size + 1)
    meant = place[items] >= 0 if len(pairs) else np.zeros(0, np.bool_)
    known, at = np.unique(rows[meant], return_inverse=True)
    table = np.zeros((top, len(known)), np.float32)
    table[place[items[meant]], at] = 1
    both = np.triu(table @ table.T, 1).astype(np.int64)
    left, right = np.nonzero(both)
    return left.tolist(), right.tolist(), both[left, right].tolist()
