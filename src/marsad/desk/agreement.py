"""How far coders agree who coded the same reports without seeing each other's work."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from marsad.archive.coding import Work, coding, double_coded
from marsad.archive.database import reading
from marsad.desk.adjudicating import Days, Km
from marsad.desk.phrases import phrase
from marsad.desk.schemas import answer
from marsad.desk.schemas_coding import AgreementOut
from marsad.desk.state import At
from marsad.desk.telling import claim_words, report_of, words
from marsad.link.agreement import Agreement, Tolerance, Unit, agreement, pair_accounts, units
from marsad.model import Account, KeptReport

router = APIRouter(tags=["work"])

Who = Annotated[list[str], Query(description="Only reports coded by these people; by anybody when none is named.")]


@router.get("/agreement")
def coders_agree(desk: At, days: Days = 1, km: Km = 5, who: Who = []) -> AgreementOut:  # noqa: B006  # never changed
    """Give Krippendorff's alpha field by field, with a tolerance for days and places, and list where coders differ."""
    tolerance = Tolerance(days, km)
    told: list[tuple[Work, KeptReport, Unit]] = []
    with reading(desk.archive.engine) as connection:
        works = [one for one in double_coded(connection) if set(who) <= {one.first, one.second}]
        for work in works:
            told += _units(connection, work, tolerance)
    numbers = agreement([unit for _, _, unit in told], tolerance)
    plain = {
        "reports": len(works),
        "fields": [_field(one) for one in numbers],
        "disagreements": [_differs(*one) for one in told if not one[2].agrees],
    }
    return answer(AgreementOut, plain)


def _units(connection: Connection, work: Work, tolerance: Tolerance) -> Iterator[tuple[Work, KeptReport, Unit]]:
    kept = report_of(connection, work.report)
    pairings = pair_accounts(*(coding(connection, work.report, coder) for coder in (work.first, work.second)))
    return ((work, kept, unit) for unit in units(pairings, tolerance))


def _field(one: Agreement) -> dict[str, Any]:
    why = None if one.alpha is not None else phrase("alpha", "few" if one.units < 2 else "no_variation")
    return {"field": one.field, "alpha": one.alpha, "why": why, "units": one.units, "agreed": one.agreed}


def _differs(work: Work, kept: KeptReport, unit: Unit) -> dict[str, Any]:
    one = unit.pairing.left or unit.pairing.right
    assert one is not None
    return {
        "report": work.report,
        "title": kept.report.title or kept.report.id,
        "field": unit.field,
        "event": one.event,
        "surface": one.trigger.of(kept.report.text),
        "coders": [work.first, work.second],
        "left": _says(unit.pairing.left, unit.field, bool(unit.left)),
        "right": _says(unit.pairing.right, unit.field, bool(unit.right)),
    }


def _says(told: Account | None, field: str, there: bool) -> dict[str, str]:
    """Put what a coder says of a field into words."""
    if field == "event" or told is None:
        return phrase("alpha", "event" if there else "no_event")
    names = [words(claim_words(claim)) for claim in told.of(field)]
    if not any(name["ar"] for name in names):
        return phrase("alpha", "unknown")
    return {"ar": "، ".join(name["ar"] for name in names), "en": ", ".join(name["en"] for name in names)}
