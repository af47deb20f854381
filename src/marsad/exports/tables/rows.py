"""Make the rows of the tables for people: one an incident, one a claim.

The columns and their order are those of `headings.yml`. Numbers of people stay ranges and are never added up: civilians and
fighters are two numbers in one cell.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from marsad.exports.origins import outlets
from marsad.exports.phrases import days
from marsad.exports.shapes import position
from marsad.exports.summary import code_name, in_english, type_name, with_role
from marsad.model import (
    Account,
    ActorInterpretation,
    Claim,
    DateInterval,
    Incident,
    IncidentToll,
    PlaceInterpretation,
    Release,
    Toll,
)

Cell: TypeAlias = str | int | float | bool | date | None
BETWEEN = "؛ "
"""What stands between two values of a cell: a semicolon that both directions of writing keep in place."""


def incident_rows(release: Release) -> Iterator[dict[str, Cell]]:
    """Give a row for each incident, keyed by the columns of `headings.yml`."""
    for incident in release.incidents:
        yield _incident(release, incident)


def claim_rows(release: Release) -> Iterator[dict[str, Cell]]:
    """Give a row for each claim, keyed by the columns of `headings.yml`, in order of incident and account."""
    for incident in release.incidents:
        for account in incident.accounts:
            for claim in account.claims:
                yield _claim(release, incident, account, claim)


def _incident(release: Release, incident: Incident) -> dict[str, Cell]:
    interval, kind = incident.date.interval, type_name(incident.type)
    return {
        "id": incident.id,
        "type": incident.type,
        "type_ar": kind.ar,
        "type_en": kind.en,
        "realis": incident.realis.value,
        "realis_ar": code_name("realis", incident.realis.value).ar,
        "earliest": interval.first if interval else None,
        "latest": interval.last if interval else None,
        "other_dates": _joined(days(other) for other, _ in incident.date.others),
        "country": incident.country,
        **_where(incident),
        "actors_ar": _joined(with_role(actor).ar for actor in incident.actors),
        "actors_en": _joined(with_role(actor).en for actor in incident.actors),
        **{status: _tolls(incident, status) for status in ("killed", "injured", "missing", "detained", "displaced")},
        "weapons": _joined(words.text for words in incident.weapons),
        "topics": _joined(words.text for words in incident.topics),
        "sources": _joined(words.text for words in incident.sources),
        "conflicts": _joined(incident.conflicts),
        "lineages": incident.lineages,
        "reports": len(incident.reports),
        "outlets": _joined(outlets(incident, release)),
        "reviewed": incident.reviewed,
    }


def _where(incident: Incident) -> dict[str, Cell]:
    first = incident.places[0].place if incident.places else None
    lon, lat = (position(first) if first else None) or (None, None)
    return {
        "places_ar": _joined(at.place.name.ar for at in incident.places),
        "places_en": _joined(in_english(at.place.name) for at in incident.places),
        "within": _joined(first.within) if first else "",
        "latitude": lat,
        "longitude": lon,
        "radius_km": first.radius_km if first and first.point else None,
    }


def _tolls(incident: Incident, status: str) -> str:
    return _joined(_toll(toll) for toll in incident.tolls if toll.status == status)


def _toll(toll: IncidentToll | Toll) -> str:
    group = code_name("groups", toll.group)
    return f"{_range(toll.low, toll.high)} {group.ar} / {group.en}"


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return "?" if high is None else f"≤ {high}"
    if high is None:
        return f"≥ {low}"
    return str(low) if low == high else f"{low}–{high}"


def _claim(release: Release, incident: Incident, account: Account, claim: Claim) -> dict[str, Cell]:
    kept = release.reports.get(claim.report)
    first = claim.spans[0] if claim.spans else None
    return {
        "id": claim.id,
        "incident": incident.id,
        "event": claim.event,
        "report": claim.report,
        "outlet": kept.report.source if kept else None,
        "published": kept.report.published if kept else None,
        "address": kept.address if kept else None,
        "lineage": kept.lineage if kept else None,
        "field": claim.field,
        "role": claim.role,
        "value": _value(claim),
        "surface": claim.surface,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "confidence": round(claim.confidence, 4),
        "because": claim.because,
        "reader": claim.reader,
        "review": account.review.value,
    }


def _value(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, tuple):
        return _joined(_name(one) for one in value)
    if value is None or isinstance(value, DateInterval):
        return days(value)
    return _toll(value) if isinstance(value, Toll) else value


def _name(interpretation: PlaceInterpretation | ActorInterpretation) -> str:
    name = interpretation.place.name if isinstance(interpretation, PlaceInterpretation) else interpretation.name
    return f"{name.ar} / {name.en}" if name.en else name.ar


def _joined(values: Iterable[str]) -> str:
    return BETWEEN.join(value for value in values if value)
