"""Describe the files of an evidence bundle as an RO-Crate.

What a report is, where it was published and which original its text was taken from are properties of the files, in words of
schema.org that any linked-data program knows.
"""

from pathlib import Path
from typing import Any

from rocrate.rocrate import ROCrate

from marsad.exports.bundle.annotations import text_path
from marsad.exports.bundle.bagit import sha256_of
from marsad.exports.summary import caution, encodable
from marsad.model import KeptReport, Release
from marsad.vocabulary import load_vocabulary

VERSION = "1.2"
METADATA = "ro-crate-metadata.json"
_FORMATS = {".jsonl": "application/jsonl", ".txt": "text/plain; charset=utf-8"}


def describe(payload: Path, release: Release) -> None:
    """Write `ro-crate-metadata.json` over all files of a payload.

    Args:
        payload: The folder; everything else in it is written already.
        release: Whose files they are.
    """
    crate = ROCrate(version=VERSION)
    crate.name = encodable(release.title) or "Marsad evidence bundle"
    crate.description = f"{caution().ar} {caution().en}"
    crate.datePublished = release.made
    crate.license = load_vocabulary("headings")["rights"]["en"]
    told = {text_path(key): _report(kept, payload) for key, kept in release.reports.items()}
    for path in sorted(path for path in payload.rglob("*") if path.is_file()):
        name = path.relative_to(payload).as_posix()
        crate.add_file(path, name, properties={**_file(path), **told.get(name, {})})
    crate.metadata.write(payload)


def _file(path: Path) -> dict[str, Any]:
    return {
        "name": path.name,
        "encodingFormat": _FORMATS.get(path.suffix, "application/octet-stream"),
        "contentSize": str(path.stat().st_size),
        "sha256": sha256_of(path),
    }


def _report(kept: KeptReport, payload: Path) -> dict[str, Any]:
    report, original = kept.report, f"originals/{kept.original}"
    how = [f"{name}: {reason}" for name, reason in sorted(kept.how.items())]
    known = {
        "identifier": kept.key,
        "headline": report.title,
        "publisher": report.source,
        "datePublished": report.published and report.published.isoformat(),
        "url": kept.address,
        "description": "; ".join((f"received: {kept.received.isoformat()}", *how)),
        "isBasedOn": {"@id": original} if kept.original and (payload / original).exists() else None,
    }
    return {name: encodable(value) for name, value in known.items() if value}
