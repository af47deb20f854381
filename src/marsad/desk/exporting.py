"""Let incidents leave: under a profile, previewed first, in every format that Marsad writes."""

import zipfile
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from fastapi import APIRouter, Response

from marsad.archive import make_release, salt
from marsad.desk.faults import RESPONSES
from marsad.desk.filters import chosen
from marsad.desk.schemas import answer
from marsad.desk.schemas_exports import ExportIn, Leaving, Preview, Ways
from marsad.desk.state import At, Desk
from marsad.errors import InputError
from marsad.exports.formats import FORMATS
from marsad.exports.losses import write_losses
from marsad.exports.profiles import Change, apply_profile, load_profiles
from marsad.model import Release
from marsad.model.plain import to_plain
from marsad.releasing import write_release

router = APIRouter(tags=["export"], responses={400: RESPONSES[400]})

ENDINGS: Mapping[str, str] = {
    "csv": ".csv",
    "xlsx": ".xlsx",
    "acled": ".csv",
    "ucdp": ".csv",
    "ftm": ".ftm.json",
    "bayanat": ".json",
    "timemap": ".json",
    "geojson": ".geojson",
    "kml": ".kml",
    "gexf": ".gexf",
    "gexf-actors": ".gexf",
    "graphml": ".graphml",
    "graphml-actors": ".graphml",
    "dossier": ".html",
    "dossier-en": ".html",
    "bundle": ".zip",
    "parquet": "",
}
"""How the file of a format ends; `.jsonl` where nothing is said, a folder where it is empty."""

MADE = (1980, 1, 1, 0, 0, 0)
"""The day that files in the answer bear: the same release gives the same bytes."""


@router.get("/exports")
def ways() -> Ways:
    """Give the formats and profiles in which incidents can leave."""
    formats = [{"name": name, "what": form.what} for name, form in FORMATS.items()]
    known = load_profiles()
    profiles = [
        {"name": name, "keeps_all": known[name].keeps_all, "reasons": dict(known[name].reasons)}
        for name in ("public", "partner", "full")
    ]
    return answer(Ways, {"formats": formats, "profiles": profiles})


@router.post("/exports/preview")
def preview_export(desk: At, told: Leaving) -> Preview:
    """Say what an export would leave out or change, and by which rule; nothing is written."""
    release, changes = _release(desk, told)
    rules = Counter(change.rule for change in changes)
    plain = {
        "incidents": len(release.incidents),
        "reports": len(release.reports),
        "rules": dict(sorted(rules.items())),
        "changes": [to_plain(change) for change in changes[:1000]],
        "more": max(len(changes) - 1000, 0),
    }
    return answer(Preview, plain)


@router.post(
    "/exports", response_class=Response, responses={200: {"description": "A ZIP file.", "content": {"application/zip": {}}}}
)
def export(desk: At, told: ExportIn) -> Response:
    """Give a ZIP file with the release in a format, and beside it what the format could not carry."""
    if told.format not in FORMATS:
        raise InputError(f"expected one of {', '.join(FORMATS)}, got {told.format!r:.40}")
    release, _ = _release(desk, told)
    ending = ".pdf" if told.pdf and told.format.startswith("dossier") else ENDINGS.get(told.format, ".jsonl")
    with TemporaryDirectory() as folder:
        out = Path(folder) / f"marsad-{told.format}{ending}"
        losses = write_release(desk.archive, release, told.format, out)
        write_losses(losses, out.with_name(f"{out.name}-loss.csv"))
        data = _zipped(Path(folder))
    name = f"marsad-{told.format}-{told.profile}.zip"
    return Response(data, media_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _release(desk: Desk, told: Leaving) -> tuple[Release, tuple[Change, ...]]:
    """Rebuild what is to leave as its profile allows."""
    summary = desk.summary()
    ids = [summary.ids[number] for number in np.flatnonzero(chosen(summary, told.filter))]
    day = told.today or desk.archive.clock().date()
    whole = make_release(desk.archive, ids, told.title)
    return apply_profile(whole, load_profiles()[told.profile], day, salt(desk.archive), desk.places)


def _zipped(folder: Path) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as bag:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), MADE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                bag.writestr(entry, path.read_bytes())
    return stream.getvalue()
