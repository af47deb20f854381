"""Write a release as Parquet: a table of claims and a table of incidents, for analysis in R, Python or SQL.

Columns are typed and the same in every release, so that tables of different years can be read as one. Rows are written a few
thousand at a time: a large archive needs no more memory than a small one.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from marsad.exports.losses import loss
from marsad.exports.summary import actor_fields, encodable, left_out
from marsad.model import Account, Claim, DateInterval, Incident, IncidentPlace, Loss, Release
from marsad.model.plain import to_plain

ROWS = 5000
"""Rows of a row group."""

_INTERVAL = {"earliest": pa.date32(), "latest": pa.date32()}
_TOLL = {
    **dict.fromkeys(("status", "group"), pa.string()),
    **dict.fromkeys(("low", "best", "high"), pa.int64()),
    "conflict": pa.bool_(),
}
_PLACE = {
    **dict.fromkeys(("id", "name_ar", "name_en", "level", "role"), pa.string()),
    **dict.fromkeys(("latitude", "longitude", "radius_km"), pa.float64()),
    "lineages": pa.int32(),
}
_ACTOR = {
    **dict.fromkeys(("id", "name_ar", "name_en", "kind", "role", "side"), pa.string()),
    "lineages": pa.int32(),
}


def _rows_of(columns: dict[str, Any]) -> Any:
    return pa.list_(pa.struct(list(columns.items())))


CLAIMS = pa.schema(
    [
        ("claim", pa.string()),
        ("incident", pa.string()),
        ("event", pa.string()),
        ("report", pa.string()),
        ("lineage", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.date32()),
        ("field", pa.string()),
        ("role", pa.string()),
        ("kind", pa.string()),
        ("value", pa.string()),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("surface", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("spans", _rows_of({"start": pa.int32(), "end": pa.int32()})),
        ("confidence", pa.float64()),
        ("because", pa.string()),
        ("reader", pa.string()),
        ("review", pa.string()),
    ]
)
"""Columns of `claims.parquet`; `value` is the value as JSON, `start` and `end` are of the first span."""

INCIDENTS = pa.schema(
    [
        ("incident", pa.string()),
        ("type", pa.string()),
        ("realis", pa.string()),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("other_dates", _rows_of(_INTERVAL)),
        ("country", pa.string()),
        ("places", _rows_of(_PLACE)),
        ("actors", _rows_of(_ACTOR)),
        ("tolls", _rows_of(_TOLL)),
        ("weapons", pa.list_(pa.string())),
        ("topics", pa.list_(pa.string())),
        ("sources", pa.list_(pa.string())),
        ("conflicts", pa.list_(pa.string())),
        ("lineages", pa.int32()),
        ("reports", pa.list_(pa.string())),
        ("reviewed", pa.bool_()),
    ]
)
"""Columns of `incidents.parquet`; tolls are reported and at least, never totals."""


def write_parquet(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write a release as `claims.parquet` and `incidents.parquet`.

    Args:
        release: What leaves the archive.
        out: The folder, which is made if need be.

    Returns:
        What the tables could not carry.
    """
    out.mkdir(parents=True, exist_ok=True)
    about = {"title": release.title, "made": release.made.isoformat(), "tool": release.tool, "profile": release.profile}
    _write(out / "claims.parquet", CLAIMS.with_metadata(encodable(about)), claim_rows(release))
    _write(out / "incidents.parquet", INCIDENTS.with_metadata(encodable(about)), map(incident_row, release.incidents))
    return tuple(lost for incident in release.incidents for lost in _losses(incident))


def claim_rows(release: Release) -> Iterator[dict[str, Any]]:
    """Give the rows of the claims, in order of incident, account and claim."""
    for incident in release.incidents:
        for account in incident.accounts:
            for claim in account.claims:
                yield _claim(release, incident, account, claim)


def incident_row(incident: Incident) -> dict[str, Any]:
    """Give the row of an incident."""
    return {
        "incident": incident.id,
        "type": incident.type,
        "realis": incident.realis.value,
        **_interval(incident.date.interval),
        "other_dates": [_interval(interval) for interval, _ in incident.date.others],
        "country": incident.country,
        "places": [_place(at) for at in incident.places],
        "actors": [actor_fields(actor) for actor in incident.actors],
        "tolls": [{name: getattr(toll, name) for name in _TOLL} for toll in incident.tolls],
        "weapons": [words.text for words in incident.weapons],
        "topics": [words.text for words in incident.topics],
        "sources": [words.text for words in incident.sources],
        "conflicts": list(incident.conflicts),
        "lineages": incident.lineages,
        "reports": list(incident.reports),
        "reviewed": incident.reviewed,
    }


def _claim(release: Release, incident: Incident, account: Account, claim: Claim) -> dict[str, Any]:
    kept = release.reports.get(claim.report)
    first = claim.spans[0] if claim.spans else None
    return {
        "claim": claim.id,
        "incident": incident.id,
        "event": claim.event,
        "report": claim.report,
        "lineage": kept.lineage if kept else None,
        "outlet": kept.report.source if kept else None,
        "published": kept.report.published if kept else None,
        "field": claim.field,
        "role": claim.role,
        "kind": claim.kind.value if claim.kind else None,
        "value": json.dumps(to_plain(claim.value), ensure_ascii=False, sort_keys=True),
        **_interval(claim.value if isinstance(claim.value, DateInterval) else None),
        "surface": claim.surface,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "spans": [{"start": span.start, "end": span.end} for span in claim.spans],
        "confidence": claim.confidence,
        "because": claim.because,
        "reader": claim.reader,
        "review": account.review.value,
    }


def _interval(interval: DateInterval | None) -> dict[str, Any]:
    return {"earliest": interval.first if interval else None, "latest": interval.last if interval else None}


def _place(at: IncidentPlace) -> dict[str, Any]:
    place = at.place
    return {
        "id": place.id or None,
        "name_ar": place.name.ar,
        "name_en": place.name.en,
        "level": place.level.value,
        "role": at.role,
        "latitude": place.point.lat if place.point else None,
        "longitude": place.point.lon if place.point else None,
        "radius_km": place.radius_km if place.point else None,
        "lineages": at.lineages,
    }


def _write(path: Path, schema: Any, rows: Iterable[dict[str, Any]]) -> None:
    rows = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(encodable(batch), schema))


def _losses(incident: Incident) -> Iterator[Loss]:
    yield from left_out(incident, ("link", "because"))
    for actor in incident.actors:
        if actor.codes:
            yield loss(incident, "actor", f"{actor.name.ar}: {dict(sorted(actor.codes.items()))}", "codes are not carried")
