"""Bring reports in: words that were pasted, or a file of any kind that the collector knows."""

import base64
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from fastapi import APIRouter
from pydantic import Field

from marsad.collect import Outcome, add
from marsad.desk.faults import RESPONSES
from marsad.desk.schemas import Answer, answer
from marsad.desk.state import At
from marsad.errors import InputError
from marsad.sources.files import Told

router = APIRouter(tags=["reports"], responses={400: RESPONSES[400]})

PASTED = "pasted.txt"


class ReportsIn(Answer):
    """What is brought in: `text`, or `data` with the `name` of its file."""

    text: str | None = None
    """The words of one report."""
    data: str | None = None
    """The bytes of a file, in base64."""
    name: str = Field(default="", max_length=255)
    """The file's name; its ending says what it is."""
    title: str | None = Field(default=None, max_length=1000)
    """Its headline, where the source does not say."""
    published: date | None = None
    """Its day of publication, where the source does not say; null for not knowing."""
    outlet: str | None = Field(default=None, max_length=300)
    """Its outlet, where the source does not say."""


class AddedOut(Answer):
    """What became of a report, or of a part that could not be read."""

    locator: str
    """Where in the file; empty for the whole."""
    report: str | None
    """The report's key; null for what could not be read."""
    new: bool
    """Whether it was not in the archive before."""
    repeats: str | None
    """Key of the report that it is a copy of; null when it is none."""
    events: int | None
    """Events read in it; null when it was there already."""
    fault: str | None
    """Why it could not be read; null when it was kept."""


class AddedList(Answer):
    """What became of all that was brought in."""

    added: list[AddedOut]
    """In the order of the file."""


@router.post("/reports")
def add_reports(desk: At, told: ReportsIn) -> AddedList:
    """Keep reports and read them. The bytes are kept as they came; a copy of what is there is noted as seen again."""
    data, name = _sent(told)
    with desk.writing, TemporaryDirectory(prefix="marsad-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        known = Told(told.published, told.outlet or None, told.title or None)
        outcomes = list(add(desk.archive, [str(path)], known, desk.taught))
    desk.wrote = True
    return answer(AddedList, {"added": [_told(one, str(path), name) for one in outcomes]})


def _sent(told: ReportsIn) -> tuple[bytes, str]:
    if (told.text is None) == (told.data is None):
        raise InputError("expected `text` or `data`, one of the two")
    if told.text is not None:
        if not told.text.strip():
            raise InputError("expected the words of a report, got none")
        return told.text.encode("utf-8", "surrogatepass"), PASTED
    name = PurePosixPath(told.name.replace("\\", "/")).name.replace("\x00", "")
    if name in ("", ".", ".."):
        raise InputError("expected the name of the file, for its ending says what it is")
    try:
        return base64.b64decode(told.data or "", validate=True), name
    except ValueError as error:
        raise InputError(f"expected bytes in base64: {error}") from error


def _told(one: Outcome, path: str, name: str) -> dict[str, object]:
    repeats = one.lineage if one.key and one.lineage != one.key else None
    fault = one.fault.replace(path, name) if one.fault else None
    return {
        "locator": one.locator,
        "report": one.key,
        "new": one.new,
        "repeats": repeats,
        "events": one.accounts,
        "fault": fault,
    }
