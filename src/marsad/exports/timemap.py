"""Write a release for TimeMap, Forensic Architecture's map with a timeline.

TimeMap checks what it loads: every value is a string, unknown keys are refused, latitude and longitude go together, and an
event without a date is dropped with a notice. It has one date an event, so an interval is told in `time_display` and its
first day stands for it. A release becomes one JSON file, or a folder with a file for each part.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from marsad.exports.losses import loss
from marsad.exports.phrases import days
from marsad.exports.shapes import position, uncertainty_ring
from marsad.exports.summary import (
    HAPPENED,
    code_name,
    encodable,
    heading,
    in_english,
    left_out,
    title,
    toll_words,
    type_name,
    undated,
    with_role,
)
from marsad.model import DateInterval, Incident, IncidentPlace, KeptReport, Loss, Place, Release

Row: TypeAlias = dict[str, Any]

DATE_FORMAT = "%m/%d/%Y"
"""TimeMap's own default; whoever shows the files need not configure it."""
_STYLES = {"happened": ("CIRCLE", "#d02020"), "other": ("DIAMOND", "#909090")}
_NOT_CARRIED = ("date", "link", "because", "claims")


def write_timemap(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write a release for TimeMap.

    Args:
        release: What leaves the archive.
        out: A file whose name ends in `.json` for all in one, else a folder, which is made.

    Returns:
        What TimeMap cannot carry.
    """
    parts = timemap_parts(release)
    if out.suffix == ".json":
        _write(out, parts)
    else:
        out.mkdir(parents=True, exist_ok=True)
        for name, part in parts.items():
            _write(out / f"{name}.json", part)
    return tuple(lost for incident in release.incidents for lost in _losses(incident))


def timemap_parts(release: Release) -> dict[str, Any]:
    """Give what TimeMap loads: `events`, `associations`, `sources`, `sites`, `regions` and `shapes`."""
    reports = sorted({key for incident in release.incidents for key in incident.reports} & release.reports.keys())
    placed = [place for place in _places(release.incidents) if place.point]
    return {
        "events": [event for incident in release.incidents for event in _events(incident, release.reports)],
        "associations": _associations(release.incidents),
        "sources": {key: _source(release.reports[key]) for key in reports},
        "sites": [_site(place) for place in placed],
        "regions": [region for place in placed for region in _regions(place)],
        "shapes": [_shape(key) for key in _STYLES],
    }


def _events(incident: Incident, reports: Mapping[str, KeptReport]) -> Iterator[Row]:
    for number, at in enumerate(incident.places or (None,)):
        yield _event(incident, at, number) | {"sources": [key for key in incident.reports if key in reports]}


def _event(incident: Incident, at: IncidentPlace | None, number: int) -> Row:
    interval, style = incident.date.interval, _style(incident)
    point = position(at.place) if at else None
    return {
        "id": f"{incident.id}/{number}",
        "description": _description(incident, at),
        "date": interval.first.strftime(DATE_FORMAT) if interval else "",
        "time": "",
        "time_precision": _precision(interval),
        "time_display": days(interval) or heading("phrases", "day_unknown").en,
        "location": in_english(at.place.name) if at else "",
        "latitude": f"{point[1]:.5f}" if point else "",
        "longitude": f"{point[0]:.5f}" if point else "",
        "type": incident.type,
        "category": type_name(incident.type).en,
        "category_full": f"{type_name(incident.type).en} ({code_name('realis', incident.realis.value).en})",
        "associations": [association["id"] for association in _associations_of(incident)],
        "comments": _comments(incident),
        "shape": style,
        "colour": _STYLES[style][1],
    }


def _style(incident: Incident) -> str:
    return "happened" if incident.realis in HAPPENED else "other"


def _precision(interval: DateInterval | None) -> str:
    if interval is None:
        return ""
    return "day" if interval.days == 1 else f"{interval.days} days"


def _description(incident: Incident, at: IncidentPlace | None) -> str:
    name = title(incident, at)
    actors = ", ".join(with_role(actor).en for actor in incident.actors)
    tolls = (toll_words(toll).en for toll in incident.tolls)
    return ". ".join(part for part in (f"{name.ar} / {name.en}", actors, *tolls) if part)


def _comments(incident: Incident) -> str:
    groups = {"Means": incident.weapons, "Topics": incident.topics, "Sources named": incident.sources}
    parts = [f"{name}: {', '.join(words.text for words in group)}" for name, group in groups.items() if group]
    parts.append(f"Independent lineages: {incident.lineages}")
    if incident.conflicts:
        parts.append(f"Fields in conflict: {', '.join(incident.conflicts)}")
    return ". ".join(parts)


def _associations_of(incident: Incident) -> Iterator[Row]:
    yield _association("type", incident.type, "Type", type_name(incident.type).en)
    realis = incident.realis.value
    yield _association("realis", realis, "Told as", code_name("realis", realis).en)
    seen = set()
    for actor in incident.actors:
        if actor.id and actor.id not in seen:
            seen.add(actor.id)
            yield _association("actor", actor.id, "Actor", in_english(actor.name))


def _association(kind: str, key: str, branch: str, leaf: str) -> Row:
    return {"id": f"{kind}:{key}", "title": leaf, "desc": branch, "mode": "FILTER", "filter_paths": [branch, leaf]}


def _associations(incidents: Iterable[Incident]) -> list[Row]:
    found: dict[str, Row] = {}
    for incident in incidents:
        for association in _associations_of(incident):
            found.setdefault(association["id"], association)
    return [found[key] for key in sorted(found)]


def _source(kept: KeptReport) -> Row:
    report = kept.report
    return {
        "id": kept.key,
        "title": report.title or report.source or kept.key,
        "thumbnail": "",
        "paths": [kept.address] if kept.address else [],
        "type": "report",
        "affil_s": [report.source] if report.source else [],
        "url": kept.address,
        "description": "" if kept.lineage == kept.key else f"Copy, repost or edit of {kept.lineage}",
        "parent": "" if kept.lineage == kept.key else kept.lineage,
        "author": report.source or "",
        "date": report.published.strftime(DATE_FORMAT) if report.published else "",
        "notes": "; ".join(kept.notes),
    }


def _places(incidents: Iterable[Incident]) -> list[Place]:
    found = {at.place.id: at.place for incident in incidents for at in incident.places if at.place.id}
    return [found[key] for key in sorted(found)]


def _site(place: Place) -> Row:
    lon, lat = position(place) or (0.0, 0.0)
    return {
        "id": place.id,
        "description": ", ".join((in_english(place.name), *place.within)),
        "site": in_english(place.name),
        "latitude": f"{lat:.5f}",
        "longitude": f"{lon:.5f}",
    }


def _regions(place: Place) -> Iterator[Row]:
    ring = uncertainty_ring(place)
    if ring:
        yield {"name": f"{in_english(place.name)} ({place.id})", "items": [f"{lat:.5f},{lon:.5f}" for lon, lat in ring]}


def _shape(key: str) -> Row:
    shape, colour = _STYLES[key]
    return {"id": key, "title": heading("folders", key).en, "shape": shape, "colour": colour}


def _losses(incident: Incident) -> Iterator[Loss]:
    yield from undated(incident, "date is empty: TimeMap drops the event")
    interval = incident.date.interval
    if interval and interval.days > 1:
        yield loss(incident, "date", days(interval), f"shown at {interval.first}; the interval is in time_display")
    for at in incident.places:
        if at.place.point is None:
            yield loss(incident, "place", at.place.name.ar, "in the timeline only: latitude and longitude are empty")
        elif uncertainty_ring(at.place) is None:
            yield loss(incident, "place", f"{at.place.name.ar}, radius {at.place.radius_km:g} km", "a point without region")
    if not incident.places:
        yield loss(incident, "place", "", "in the timeline only: latitude and longitude are empty")
    for actor in incident.actors:
        if not actor.id:
            yield loss(incident, "actor", actor.name.ar, "in the description only: no association for who is only described")
    yield from left_out(incident, _NOT_CARRIED)


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(encodable(value), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
