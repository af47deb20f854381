"""Write a reading as `reading/1`, the JSON that `marsad read --format json` prints.

The keys are a contract with everything that reads them; `docs/data-model.md` describes each.
"""

import hashlib
import json
from typing import Any

from marsad.model import (
    ActorInterpretation,
    Argument,
    DateInterpretation,
    DateInterval,
    Event,
    Mention,
    MentionKind,
    PlaceInterpretation,
    Reading,
    Report,
    Span,
)

FORMAT = "reading/1"


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """Give a reading as plain values, in the order the contract names them.

    Args:
        reading: What was read.

    Returns:
        A value that `json.dumps` takes; spans are code points of the report's text.
    """
    text = reading.report.text
    body = reading.body
    return {
        "format": FORMAT,
        "reader": reading.reader,
        "report": _report(reading.report),
        "body_start": _span(Span(body.start, min(body.end, _word_end(text, body.start))), text),
        "body_end": _span(Span(max(body.start, _word_start(text, body.end)), body.end), text),
        "mentions": [_mention(mention) for mention in reading.mentions],
        "events": [_event(event, text) for event in reading.events],
        "links": [{"from": link.source, "rel": link.rel, "to": link.target} for link in reading.links],
        "notes": list(reading.notes),
    }


def reading_to_json(reading: Reading) -> str:
    """Give a reading as one line of JSON, Arabic as it is."""
    return json.dumps(reading_to_dict(reading), ensure_ascii=False)


def text_sha256(text: str) -> str:
    """Hash a text by its UTF-8 bytes; a lone surrogate is written as Python writes it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _word_start(text: str, end: int) -> int:
    start = end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _report(report: Report) -> dict[str, Any]:
    return {
        **dict(report.meta),
        "id": report.id,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "source": report.source,
        "text": report.text,
        "sha256": text_sha256(report.text),
    }


def _interval(interval: DateInterval | None) -> dict[str, str | None]:
    if interval is None:
        return {"earliest": None, "latest": None}
    return {"earliest": interval.first.isoformat(), "latest": interval.last.isoformat()}


def _date(interpretation: DateInterpretation) -> dict[str, Any]:
    return {**_interval(interpretation.interval), "because": interpretation.because}


def _place(interpretation: PlaceInterpretation) -> dict[str, Any]:
    place = interpretation.place
    return {
        "id": place.id,
        "name": {"ar": place.name.ar, "en": place.name.en},
        "lat": round(place.point.lat, 4) if place.point else None,
        "lon": round(place.point.lon, 4) if place.point else None,
        "radius_km": place.radius_km,
        "level": place.level.value,
        "within": list(place.within),
        "source": place.source,
        "because": interpretation.because,
        "weight": round(interpretation.weight, 4),
    }


def _actor(interpretation: ActorInterpretation) -> dict[str, Any]:
    return {
        "id": interpretation.id,
        "name": {"ar": interpretation.name.ar, "en": interpretation.name.en},
        "kind": interpretation.kind.value,
        "side": interpretation.side,
        "codes": dict(interpretation.codes),
        "because": interpretation.because,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": mention.id,
        "kind": mention.kind.value,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.surface,
        "confidence": round(mention.confidence, 4),
    }
    if mention.kind is MentionKind.DATE:
        readings = [_date(d) for d in mention.dates]
        missing: dict[str, Any] = {"earliest": None, "latest": None, "because": "its words were not understood"}
    elif mention.kind is MentionKind.PLACE:
        readings = [_place(p) for p in mention.places]
        missing = {
            "id": None,
            "name": {"ar": mention.surface, "en": ""},
            "lat": None,
            "lon": None,
            "because": "not in the gazetteer",
        }
    else:
        readings = [_actor(a) for a in mention.actors]
        kind = mention.actor_kind.value if mention.actor_kind else "organization"
        missing = {"id": None, "name": {"ar": mention.surface, "en": ""}, "kind": kind, "because": "not in the roster"}
    base[mention.kind.value] = readings[0] if readings else missing
    if mention.kind is MentionKind.ACTOR and mention.actor_kind:
        base["actor"] = {**base["actor"], "kind": mention.actor_kind.value}
    base["interpretations"] = readings[1:]
    return base


def _argument(argument: Argument) -> dict[str, Any]:
    return {"mention": argument.mention, "role": argument.role, "confidence": argument.confidence}


def _event(event: Event, text: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "realis": event.realis.value,
        "trigger": _span(event.trigger, text),
        "date": {**_interval(event.date.interval), "mentions": list(event.date.mentions), "because": event.date.because},
        "places": [_argument(a) for a in event.places],
        "actors": [_argument(a) for a in event.actors],
        "topics": [_span(s, text) for s in event.topics],
        "weapons": [_span(s, text) for s in event.weapons],
        "casualties": [
            {"status": t.status, "group": t.group, "low": t.low, "high": t.high, **_span(t.span, text)}
            for t in event.casualties
        ],
        "source": _span(event.source, text) if event.source else None,
        "confidence": event.confidence,
        "because": event.because,
    }
