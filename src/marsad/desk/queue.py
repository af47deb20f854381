"""What to look at next: accounts that nobody has looked at, ordered by what a look is worth."""

from collections.abc import Collection, Sequence
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query

from marsad.archive.coding import STATES, assigned_to, states_told
from marsad.archive.database import reading
from marsad.desk.phrases import phrase, weight
from marsad.desk.schemas import AccountOut, Answer, Words, answer
from marsad.desk.schemas_coding import State
from marsad.desk.state import At, Desk, tell_accounts
from marsad.desk.summary import FIELDS, REVIEWS, Array, Summary

router = APIRouter(tags=["queue"])

UNSURE = 0.3
"""From how much uncertainty (1 at even odds, 0 when sure) it is a reason to look."""


class Waiting(Answer):
    """An account that waits for a look."""

    worth: float
    """What a look is worth; the queue is ordered by it."""
    because: Words
    """The reasons, as a sentence."""
    account: AccountOut
    """The account."""


class QueueOut(Answer):
    """The review queue."""

    waiting: list[Waiting]
    """This page of it, the worthiest first."""
    total: int
    """How many accounts wait in all."""


Limit = Annotated[int, Query(ge=1, le=100, description="How many to give at most.")]
Offset = Annotated[int, Query(ge=0, description="How many to pass over.")]
Report = Annotated[str | None, Query(description="Only accounts of this report, by its key.")]
Mine = Annotated[bool, Query(description="Only accounts of reports that the person of the request was named to work on.")]
InState = Annotated[State | None, Query(description="Only accounts of reports that have come so far.")]


@router.get("/queue")
def queue(
    desk: At, limit: Limit = 20, offset: Offset = 0, report: Report = None, mine: Mine = False, state: InState = None
) -> QueueOut:
    """Give the accounts to look at next, and why: uncertain or deadly ones, those in conflict or told by one source alone."""
    summary = desk.summary()
    numbers, worth = order(summary, _reports(desk, summary, report, mine, state))
    page = numbers[offset : offset + limit]
    events = [summary.books.events.items[summary.account["event"][number]] for number in page]
    with reading(desk.archive.engine) as connection:
        told = {one.event: one for one in tell_accounts(connection, events)} if events else {}
    rows = [
        {"worth": round(float(worth[number]), 4), "because": because(summary, number), "account": told[event]}
        for number, event in zip(page, events, strict=True)
    ]
    return answer(QueueOut, {"waiting": rows, "total": len(numbers)})


def _reports(desk: Desk, summary: Summary, report: str | None, mine: bool, state: str | None) -> set[str] | None:
    """Give the keys of the reports that are asked for; None for all."""
    asked: list[set[str]] = [] if report is None else [{report}]
    with reading(desk.archive.engine) as connection:
        if mine:
            asked.append(set(assigned_to(connection, desk.archive.who)))
        if state is not None:
            told = states_told(connection)
            keys = set(summary.books.reports.items)
            asked.append({key for key in keys if told.get(key, STATES[0]) == state})
    return set.intersection(*asked) if asked else None


def order(summary: Summary, reports: Collection[str] | None = None) -> tuple[list[int], Array]:
    """Order the accounts that wait.

    Returns:
        Their numbers in the summary, the worthiest first, and the worth of every account.
    """
    columns = summary.account
    waiting = summary.standing & (columns["review"] == REVIEWS.index("proposed"))
    if reports is not None:
        numbers = [number for key in reports if (number := summary.books.reports.find(key)) is not None]
        waiting = waiting & np.isin(columns["report"], numbers)
    worth = sum((weight(name) * held for name, held in _reasons(summary).items()), np.zeros(len(waiting)))
    found = np.flatnonzero(waiting)
    # The event's number breaks ties: accounts of one report came together and stay so.
    return found[np.lexsort((columns["event"][found], -worth[found]))].tolist(), worth


def _reasons(summary: Summary) -> dict[str, Array]:
    """Say how much each reason holds, from 0 to 1, for every account."""
    columns, row = summary.account, summary.row
    merged = columns["row"] >= 0
    at = np.where(merged, columns["row"], 0)
    has = merged & (len(summary.ids) > 0)
    conflicts = np.zeros(len(at), np.uint8) if not summary.ids else row["conflicts"][at]
    lineages = np.ones(len(at), np.int32) if not summary.ids else row["lineages"][at]
    doubt = 1 - 2 * np.abs(columns["confidence"] - 0.5)
    return {
        # Ten dead weigh more than one, and a hundred not ten times as much as ten.
        "deadly": np.where(columns["killed"] >= 0, np.clip((1 + np.log10(1 + np.maximum(columns["killed"], 0))) / 3, 0, 1), 0),
        "conflict": (has & (conflicts > 0)).astype(float),
        "unsure": np.where(doubt >= UNSURE, doubt, 0),
        "single": (has & (lineages <= 1)).astype(float),
        "unmerged": (~merged).astype(float),
    }


def because(summary: Summary, number: int) -> dict[str, str]:
    """Say why an account is worth a look."""
    columns = summary.account
    row, killed, confidence = (columns[name][number].item() for name in ("row", "killed", "confidence"))
    parts: list[dict[str, str]] = []
    if killed >= 0:
        parts.append(phrase("worth", "deadly", number=killed) if killed else phrase("worth", "deadly_unknown"))
    if row >= 0 and summary.row["conflicts"][row]:
        parts.append(_conflict(int(summary.row["conflicts"][row])))
    if 1 - 2 * abs(confidence - 0.5) >= UNSURE:
        parts.append(phrase("worth", "unsure", percent=round(100 * confidence)))
    if row >= 0 and summary.row["lineages"][row] <= 1:
        parts.append(phrase("worth", "single"))
    if row < 0:
        parts.append(phrase("worth", "unmerged"))
    return _sentence(parts or [phrase("worth", "routine")])


def _conflict(bits: int) -> dict[str, str]:
    names = [phrase("fields", name) for bit, name in enumerate(FIELDS) if bits >> bit & 1]
    entry: dict[str, Any] = {language: ", ".join(name[language] for name in names) for language in ("ar", "en")}
    entry["ar"] = entry["ar"].replace(", ", "، ")
    return {language: phrase("worth", "conflict", fields=entry[language])[language] for language in ("ar", "en")}


def _sentence(parts: Sequence[dict[str, str]]) -> dict[str, str]:
    english = "; ".join(part["en"] for part in parts)
    return {"ar": "؛ ".join(part["ar"] for part in parts) + ".", "en": english[:1].upper() + english[1:] + "."}
