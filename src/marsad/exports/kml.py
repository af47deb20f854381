"""Write a release as KML 2.2 for the map programs of field workers.

What is planned, ordered or denied lies in a folder of its own, so that nobody takes it for something that happened. Written
with lxml: simplekml, the library for it, is under the LGPL and had its last release in 2021. Balloons are HTML in most
programs, so every word of a report is escaped twice: once for HTML, once (by lxml) for XML.
"""

import html
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from marsad.exports.losses import loss
from marsad.exports.phrases import days
from marsad.exports.shapes import Position, position, uncertainty_ring
from marsad.exports.summary import (
    HAPPENED,
    caution,
    clean,
    code_name,
    heading,
    left_out,
    title,
    toll_words,
    undated,
    unplaced,
    with_role,
)
from marsad.model import Incident, IncidentPlace, Loss, Name, Release

NAMESPACE = "http://www.opengis.net/kml/2.2"
_PREFIXES: Any = {None: NAMESPACE}
_STYLES = {"happened": ("ff2020d0", "402020d0"), "other": ("ff909090", "30909090")}
"""Colours of icon and circle, as KML has them: alpha, blue, green, red."""
_NOT_CARRIED = ("link", "because", "claims")


def write_kml(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write a release as one KML file.

    Args:
        release: What leaves the archive.
        out: The file to write.

    Returns:
        What KML could not carry.
    """
    # Written as it is made: a tree of all placemarks would need gigabytes for a large archive.
    with etree.xmlfile(str(out), encoding="UTF-8") as file:
        file.write_declaration()
        with file.element(_tag("kml"), nsmap=_PREFIXES), file.element(_tag("Document")):
            for element in _head(release):
                file.write(element, pretty_print=True)
            for key in _STYLES:
                _write_folder(file, key, [i for i in release.incidents if (i.realis in HAPPENED) == (key == "happened")])
    return tuple(lost for incident in release.incidents for lost in _losses(incident))


def _write_folder(file: Any, key: str, incidents: Iterable[Incident]) -> None:
    name = heading("folders", key)
    with file.element(_tag("Folder"), id=f"folder-{key}"):
        file.write(_new("name", f"{name.ar} – {name.en}"), pretty_print=True)
        for incident in incidents:
            for number, at in enumerate(incident.places or (None,)):
                file.write(_placemark(key, incident, at, number), pretty_print=True)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _new(tag: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.Element(_tag(tag), attributes, nsmap=_PREFIXES)
    element.text = None if text is None else clean(text)
    return element


def _add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    element = _new(tag, text, **attributes)
    parent.append(element)
    return element


def _head(release: Release) -> Iterator[Any]:
    yield _new("name", release.title or release.tool)
    yield _new("description", _paragraphs([caution().ar, caution().en, f"{release.tool}, {release.made.isoformat()}"]))
    for key, (icon, circle) in _STYLES.items():
        style = _new("Style", id=key)
        _add(_add(style, "IconStyle"), "color", icon)
        _add(_add(style, "LineStyle"), "color", icon)
        _add(_add(style, "PolyStyle"), "color", circle)
        yield style


def _placemark(style: str, incident: Incident, at: IncidentPlace | None, number: int) -> Any:
    placemark = _new("Placemark", id=clean(f"{incident.id}-{number}"))
    _add(placemark, "name", _both(title(incident, at)))
    _add(placemark, "description", _paragraphs(_description(incident)))
    interval = incident.date.interval
    if interval:
        span = _add(placemark, "TimeSpan")
        _add(span, "begin", str(interval.first))
        _add(span, "end", str(interval.last))
    _add(placemark, "styleUrl", f"#{style}")
    extended = _add(placemark, "ExtendedData")
    for key, value in _data(incident, at):
        _add(_add(extended, "Data", name=key), "value", value)
    if at:
        _geometry(placemark, position(at.place), uncertainty_ring(at.place))
    return placemark


def _geometry(placemark: Any, point: Position | None, ring: tuple[Position, ...] | None) -> None:
    if point is None:
        return
    geometry = _add(placemark, "MultiGeometry")
    _add(_add(geometry, "Point"), "coordinates", _coordinates([point]))
    if ring:
        boundary = _add(_add(geometry, "Polygon"), "outerBoundaryIs")
        _add(_add(boundary, "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(positions: Iterable[Position]) -> str:
    return " ".join(f"{lon:.5f},{lat:.5f}" for lon, lat in positions)


def _description(incident: Incident) -> Iterator[str]:
    yield days(incident.date.interval) or heading("phrases", "day_unknown").ar
    yield _both(code_name("realis", incident.realis.value))
    for actor in incident.actors:
        yield _both(with_role(actor))
    for toll in incident.tolls:
        yield _both(toll_words(toll))
    for words in (*incident.weapons, *incident.topics):
        yield words.text


def _both(name: Name) -> str:
    return name.ar if name.en in ("", name.ar) else f"{name.ar} / {name.en}"


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f'<p dir="auto">{html.escape(line)}</p>' for line in lines)


def _data(incident: Incident, at: IncidentPlace | None) -> Iterator[tuple[str, str]]:
    yield "id", incident.id
    yield "type", incident.type
    yield "realis", incident.realis.value
    yield "country", incident.country
    yield "actors", "; ".join(with_role(actor).en for actor in incident.actors)
    yield "tolls", "; ".join(toll_words(toll).en for toll in incident.tolls)
    yield "weapons", "; ".join(words.text for words in incident.weapons)
    yield "topics", "; ".join(words.text for words in incident.topics)
    yield "sources", "; ".join(words.text for words in incident.sources)
    yield "other_dates", "; ".join(days(interval) for interval, _ in incident.date.others)
    yield "lineages", str(incident.lineages)
    yield "conflicts", "; ".join(incident.conflicts)
    yield "reviewed", "yes" if incident.reviewed else "no"
    if at:
        yield "place", at.place.id
        yield "place_role", at.role
        yield "radius_km", f"{at.place.radius_km:g}" if at.place.point else ""


def _losses(incident: Incident) -> Iterator[Loss]:
    yield from undated(incident, "without TimeSpan: shown at all times")
    yield from unplaced(incident, "a placemark without geometry")
    for at in incident.places:
        if at.place.point and uncertainty_ring(at.place) is None:
            yield loss(incident, "place", f"{at.place.name.ar}, radius {at.place.radius_km:g} km", "a point without circle")
    yield from left_out(incident, _NOT_CARRIED)
