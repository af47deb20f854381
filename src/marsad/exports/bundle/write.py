"""Write an evidence bundle: originals, texts, claims and incidents in one folder that proves itself.

It is a bag (RFC 8493), so that anyone can check every byte with `sha256sum`, and an RO-Crate, so that a program can ask what
each file is and where it comes from. Nothing in it needs Marsad to be read.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from marsad.errors import ArchiveError
from marsad.exports.bundle.annotations import annotation, text_path
from marsad.exports.bundle.bagit import PAYLOAD, make_bag, zip_bag
from marsad.exports.bundle.crate import describe
from marsad.exports.lines import json_line
from marsad.exports.summary import caution, encodable
from marsad.model import KeptReport, Loss, Release
from marsad.vocabulary import load_vocabulary

Originals: TypeAlias = Callable[[str], bytes]
"""Gives the bytes of an original by its SHA-256."""
Native: TypeAlias = Callable[[Release, Path], object]
"""Writes a release without loss into a file."""


def write_bundle(
    release: Release,
    out: Path,
    original_bytes: Originals | None = None,
    custody: bytes | None = None,
    *,
    native: Native,
) -> tuple[Loss, ...]:
    """Write an evidence bundle. It appears under its name only when it is whole.

    Args:
        release: What leaves the archive.
        out: A folder that does not exist or is empty; or a file whose name ends in `.zip`.
        original_bytes: Gives the bytes of an original by its SHA-256; None when originals are withheld.
        custody: The chain of custody as the archive exports it; None when it is withheld.
        native: Writes the incidents, as `marsad.exports.native.write_native` does.

    Returns:
        What the bundle does not hold: originals and texts withheld, claims whose words are not in it.

    Raises:
        ValueError: Originals were given for a release that is not `full`: bytes cannot be rebuilt without what is withheld.
        ArchiveError: The folder is not empty, or an original is not what its hash says.
    """
    if original_bytes is not None and release.profile != "full":
        raise ValueError(f"expected no originals under the profile {release.profile!r}: what it withholds is in them")
    if out.is_dir() and any(out.iterdir()):
        raise ArchiveError(f"expected a new or empty folder for the bundle, found files in {out}")
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".bundle-", dir=out.parent) as work:
        folder = Path(work) / "bag"
        losses = _fill(folder / PAYLOAD, release, original_bytes, custody, native)
        make_bag(folder, _info(release))
        if out.suffix == ".zip":
            zip_bag(folder, Path(work) / out.name, release.made)
            folder = Path(work) / out.name
        folder.replace(out)
    return losses


def _fill(
    payload: Path, release: Release, original_bytes: Originals | None, custody: bytes | None, native: Native
) -> tuple[Loss, ...]:
    payload.mkdir(parents=True)
    native(release, payload / "incidents.jsonl")
    losses = [*_write_texts(payload, release), *_write_originals(payload, release, original_bytes)]
    losses += _write_annotations(payload / "annotations.jsonl", release)
    if custody is not None:
        (payload / "custody.jsonl").write_bytes(custody)
    else:
        losses.append(Loss("", (), "custody", "the chain of custody", "withheld"))
    (payload / "README.txt").write_text(_readme(), encoding="utf-8", newline="\n")
    describe(payload, release)
    return tuple(losses)


def _write_texts(payload: Path, release: Release) -> Iterator[Loss]:
    """Write the texts byte by byte: a changed line end would move every span behind it."""
    (payload / "texts").mkdir()
    for key, kept in sorted(release.reports.items()):
        text = kept.report.text
        if not text:
            yield _report_loss(kept, "text", "", "withheld")
            continue
        if encodable(text) != text:
            yield _report_loss(kept, "text", "half a surrogate pair", "written as U+FFFD")
        (payload / text_path(key)).write_bytes(encodable(text).encode())


def _write_originals(payload: Path, release: Release, original_bytes: Originals | None) -> Iterator[Loss]:
    if original_bytes is None:
        yield from (_report_loss(kept, "original", kept.original, "withheld") for _, kept in sorted(release.reports.items()))
        return
    (payload / "originals").mkdir()
    for digest in sorted({kept.original for kept in release.reports.values() if kept.original}):
        content = original_bytes(digest)
        found = sha256(content).hexdigest()
        if found != digest:
            raise ArchiveError(f"expected an original with SHA-256 {digest}, got bytes with {found}")
        (payload / "originals" / digest).write_bytes(content)


def _write_annotations(path: Path, release: Release) -> list[Loss]:
    losses = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for incident in release.incidents:
            for claim in (claim for account in incident.accounts for claim in account.claims):
                kept = release.reports.get(claim.report)
                found = annotation(claim, incident.id, kept.report.text if kept else "", text_path(claim.report))
                if found:
                    file.write(json_line(found) + "\n")
                else:
                    became = "no annotation: its words are not in the bundle"
                    losses.append(Loss(incident.id, (claim.event,), claim.field, claim.id, became))
    return losses


def _report_loss(kept: KeptReport, field: str, value: str, became: str) -> Loss:
    return Loss(kept.key, (), field, value, became)


def _info(release: Release) -> dict[str, str]:
    return {
        "Bagging-Date": str(release.made.date()),
        "Bag-Software-Agent": release.tool,
        "External-Description": release.title or "Marsad evidence bundle",
        "External-Identifier": f"profile {release.profile}",
        "Internal-Sender-Description": caution().en,
    }


def _readme() -> str:
    words = load_vocabulary("headings")["bundle"]
    return "\n".join((words["ar"], words["en"], caution().ar, caution().en, ""))
