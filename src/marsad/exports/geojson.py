"""Write a release as GeoJSON (RFC 7946): for every place of every incident a point and the circle it may lie in.

Every feature carries the whole incident in its properties, since map programs look at one feature at a time. What nobody could
place is a feature without geometry, which the standard allows and a table shows.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.exports.losses import loss
from marsad.exports.phrases import days
from marsad.exports.shapes import position, uncertainty_ring
from marsad.exports.summary import (
    actor_fields,
    caution,
    code_name,
    encodable,
    left_out,
    title,
    toll_words,
    type_name,
    undated,
    unplaced,
)
from marsad.model import Incident, IncidentPlace, IncidentToll, Loss, Release

_NOT_CARRIED = ("link", "because", "claims")


def write_geojson(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write a release as one GeoJSON file, a feature a line.

    Args:
        release: What leaves the archive.
        out: The file to write.

    Returns:
        What GeoJSON could not carry.
    """
    head = {
        "title": release.title,
        "made": release.made.isoformat(),
        "tool": release.tool,
        "profile": release.profile,
        "caution": {"ar": caution().ar, "en": caution().en},
    }
    opening = '{"type":"FeatureCollection",' + _json(head)[1:-1] + ',"features":[\n'
    features = (feature for incident in release.incidents for feature in incident_features(incident))
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write(opening)
        for number, feature in enumerate(features):
            file.write((",\n" if number else "") + _json(feature))
        file.write("\n]}\n")
    return tuple(lost for incident in release.incidents for lost in _losses(incident))


def incident_features(incident: Incident) -> Iterator[dict[str, Any]]:
    """Give the features of an incident: for each place a point and a circle, or one without geometry."""
    shared = _properties(incident)
    if not incident.places:
        yield _feature(f"{incident.id}/0/none", None, {**shared, "shape": "none"})
    for number, at in enumerate(incident.places):
        name = title(incident, at)
        properties = {**shared, "name_ar": name.ar, "name_en": name.en, **_place(at)}
        point, ring = position(at.place), uncertainty_ring(at.place)
        if point is None:
            yield _feature(f"{incident.id}/{number}/none", None, {**properties, "shape": "none"})
            continue
        geometry: dict[str, Any] = {"type": "Point", "coordinates": point}
        yield _feature(f"{incident.id}/{number}/point", geometry, {**properties, "shape": "point"})
        if ring:
            geometry = {"type": "Polygon", "coordinates": [ring]}
            yield _feature(f"{incident.id}/{number}/uncertainty", geometry, {**properties, "shape": "uncertainty"})


def _feature(key: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def _properties(incident: Incident) -> dict[str, Any]:
    interval, name, kind = incident.date.interval, title(incident), type_name(incident.type)
    return {
        "id": incident.id,
        "name_ar": name.ar,
        "name_en": name.en,
        "type": incident.type,
        "type_ar": kind.ar,
        "type_en": kind.en,
        "realis": incident.realis.value,
        "realis_ar": code_name("realis", incident.realis.value).ar,
        "earliest": str(interval.first) if interval else None,
        "latest": str(interval.last) if interval else None,
        "other_dates": [days(other) for other, _ in incident.date.others],
        "country": incident.country,
        "actors": [actor_fields(actor) for actor in incident.actors],
        "tolls": [_toll(toll) for toll in incident.tolls],
        "weapons": [words.text for words in incident.weapons],
        "topics": [words.text for words in incident.topics],
        "sources": [words.text for words in incident.sources],
        "lineages": incident.lineages,
        "conflicts": list(incident.conflicts),
        "reports": list(incident.reports),
        "reviewed": incident.reviewed,
    }


def _place(at: IncidentPlace) -> dict[str, Any]:
    return {
        "place": at.place.id or None,
        "place_ar": at.place.name.ar,
        "place_en": at.place.name.en,
        "place_role": at.role,
        "place_level": at.place.level.value,
        "place_within": list(at.place.within),
        "place_lineages": at.lineages,
        "radius_km": at.place.radius_km if at.place.point else None,
    }


def _toll(toll: IncidentToll) -> dict[str, Any]:
    words = toll_words(toll)
    return {
        "status": toll.status,
        "group": toll.group,
        "reported_at_least": toll.low,
        "reported_most_often": toll.best,
        "reported_up_to": toll.high,
        "conflict": toll.conflict,
        "words_ar": words.ar,
        "words_en": words.en,
    }


def _losses(incident: Incident) -> Iterator[Loss]:
    yield from undated(incident, "earliest and latest are null")
    yield from unplaced(incident, "a feature without geometry")
    for at in incident.places:
        if at.place.point and uncertainty_ring(at.place) is None:
            yield loss(incident, "place", f"{at.place.name.ar}, radius {at.place.radius_km:g} km", "a point without circle")
    yield from left_out(incident, _NOT_CARRIED)


def _json(value: Any) -> str:
    return json.dumps(encodable(value), ensure_ascii=False, separators=(",", ":"))
