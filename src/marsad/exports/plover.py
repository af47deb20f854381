"""Write incidents as PLOVER event records, one a line.

Every incident with a PLOVER class is written, plans and refusals too: PLOVER says how an act is presented in `context`. A
meeting is one record of all who meet, never pairs of them.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.exports.crosswalk import classify, contexts
from marsad.exports.lines import write_lines
from marsad.exports.losses import loss
from marsad.exports.origins import outlets, reports_of
from marsad.exports.phrases import days
from marsad.exports.precision import place_precision, plover_resolution
from marsad.exports.sides import doers, sufferers
from marsad.exports.tolls import at_least, in_words
from marsad.exports.where import admins, country_name, name_of, places_of
from marsad.model import Incident, IncidentActor, Level, Loss, Place, Release
from marsad.vocabulary import load_vocabulary

ASSAULT, MOBILIZE = "ASSAULT", "MOBILIZE"
SIZES = {"dead": "killed", "injured": "injured", "arrested": "detained"}


def write_plover(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write PLOVER records as JSON Lines.

    Args:
        release: What leaves.
        out: The file.

    Returns:
        What did not fit.
    """
    losses: list[Loss] = []
    records: list[dict[str, Any]] = []
    assaults = [one for one in release.incidents if classify(one).plover_event == ASSAULT]
    order = _order(release.incidents)
    for incident in release.incidents:
        event = classify(incident).plover_event
        if not event:
            losses.append(loss(incident, "type", incident.type, "not exported: PLOVER has no class for it"))
        elif event == MOBILIZE and (assault := _told_with(incident, assaults)):
            became = f"not exported: the same report tells of the assault {assault}"
            losses.append(loss(incident, "type", incident.type, became))
        else:
            records.append(_record(incident, release, order))
            losses += _losses(incident)
    write_lines(out, records)
    return tuple(losses)


def _told_with(incident: Incident, assaults: Iterable[Incident]) -> str:
    """Find an assault of the same doers that every report of a mobilisation also tells of; empty when there is none.

    A round-up tells of many things: what another force does elsewhere is no part of the assault.
    """
    who, where = _ids(incident), set(incident.reports)
    return next((one.id for one in assaults if where <= set(one.reports) and (not who or who & _ids(one))), "")


def _ids(incident: Incident) -> set[str]:
    return {actor.id for actor in doers(incident) if actor.id is not None}


def _order(incidents: Iterable[Incident]) -> dict[str, int]:
    """Number the events of each report in the order it tells them, from 1."""
    accounts = sorted((account.report, account.trigger, account.event) for one in incidents for account in one.accounts)
    numbers: dict[str, int] = {}
    last: dict[str, int] = {}
    for report, _, event in accounts:
        last[report] = numbers[event] = last.get(report, 0) + 1
    return numbers


def _record(incident: Incident, release: Release, order: dict[str, int]) -> dict[str, Any]:
    classes, interval = classify(incident), incident.date.interval
    reports = reports_of(incident, release)
    return {
        "id": incident.id,
        "date": interval.first.isoformat() if interval else None,
        "enddate": interval.last.isoformat() if interval else None,
        "actor": [_actor(actor) for actor in doers(incident)],
        "recipient": [_actor(actor) for actor in sufferers(incident)],
        "event": [classes.plover_event],
        "mode": [classes.plover_mode] if classes.plover_mode else [],
        "context": list(contexts(incident.realis)),
        "event_loc": _location(incident),
        "size": _size(incident),
        "text_info": _told_at(incident, order),
        "cite_info": _cited(incident, release),
        "coder": release.tool,
        "coded_date": release.made.date().isoformat(),
        "comment": _comment(incident),
        "link": next((report.address for report in reports if report.address), None),
    }


def _told_at(incident: Incident, order: dict[str, int]) -> dict[str, int | None]:
    """Point at the words of the first account that name the act."""
    for account in incident.accounts:
        return {"sequence": order[account.event], "start": account.trigger.start, "end": account.trigger.end}
    return {"sequence": None, "start": None, "end": None}


def _actor(actor: IncidentActor) -> dict[str, Any]:
    """Write an actor; the code is PLOVER's sector alone, for whose country it is the roster does not hand on."""
    return {
        "id": actor.id,
        "name": actor.name.en or actor.name.ar,
        "name_ar": actor.name.ar,
        "code": actor.codes.get("plover"),
        "role": actor.role,
    }


def _location(incident: Incident) -> dict[str, Any] | None:
    """Give the best attested place; words that nobody knows stand as `extracted_place` alone."""
    known = places_of(incident)
    chosen = known[0] if known else next(iter(incident.places), None)
    if chosen is None:
        return None
    place, words = chosen.place, _words(incident, chosen.claims)
    precision = place_precision(place)
    return {
        "extracted_place": words or place.name.ar,
        "resolved_place": name_of(place) if precision else None,
        "geonameid": None,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        **_units(incident, place),
        **_features(place, precision),
        "resolution": plover_resolution(precision) if precision else None,
    }


def _words(incident: Incident, claims: Iterable[str]) -> str:
    wanted = set(claims)
    surfaces = (claim.surface for account in incident.accounts for claim in account.of("place") if claim.id in wanted)
    return next(surfaces, "")


def _units(incident: Incident, place: Place) -> dict[str, Any]:
    province, district, _ = admins(place)
    return {
        "city": name_of(place) if place.level is Level.SETTLEMENT else None,
        "district": district or None,
        "province": province or None,
        "country": country_name(incident, place, "acled") or None,
        "country_code": incident.country or None,
    }


def _features(place: Place, precision: int | None) -> dict[str, Any]:
    entry = load_vocabulary("crosswalk")["levels"][place.level.value]
    return {name: entry[name] if precision else None for name in ("feature_class", "feature_code")}


def _size(incident: Incident) -> dict[str, int | None]:
    """Give the least reported; None where nothing is told, which is not nobody."""
    statuses = {toll.status for toll in incident.tolls}
    return {name: at_least(incident, status).all if status in statuses else None for name, status in SIZES.items()}


def _cited(incident: Incident, release: Release) -> dict[str, Any]:
    reports = reports_of(incident, release)
    first = reports[0].report if reports else None
    return {
        "publisher": list(outlets(incident, release)),
        "pub_date": first.published.isoformat() if first and first.published else None,
        "title": first.title if first else None,
        "url": [report.address for report in reports if report.address],
        "reports": [report.report.id for report in reports],
        "independent": incident.lineages,
    }


def _comment(incident: Incident) -> str:
    """Say what stands for a finding nowhere in the record."""
    parts = [f"As reported; Marsad type {incident.type}, {incident.realis.value}."]
    if incident.date.because:
        parts.append(f"Date: {incident.date.because}.")
    if incident.tolls:
        parts.append(f"Reported, at least: {'; '.join(in_words(toll) for toll in incident.tolls)}.")
    if incident.conflicts:
        parts.append(f"Accounts conflict about: {', '.join(incident.conflicts)}.")
    return " ".join(parts)


def _losses(incident: Incident) -> Iterator[Loss]:
    written = places_of(incident)[:1] or incident.places[:1]
    for place in incident.places:
        if not any(place is one for one in written):
            yield loss(incident, "places", f"{place.role}: {place.place.name.ar}", "not exported: a record has one place")
    for interval, _ in incident.date.others:
        yield loss(incident, "date", days(interval, ""), "not exported: other accounts tell other days")
    for toll in incident.tolls:
        if toll.status not in SIZES.values():
            yield loss(incident, "tolls", in_words(toll), "named in the comment only")
        elif toll.low != toll.high:
            yield loss(incident, "tolls", in_words(toll), "the least told; the range is in the comment")
    for field in ("weapons", "topics", "sources"):
        for wording in getattr(incident, field):
            yield loss(incident, field, wording.text, "not exported")
    for link in incident.links:
        yield loss(incident, "links", f"{link.source} {link.rel} {link.target}", "not exported")
