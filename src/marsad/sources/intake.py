"""Read any file that reaches a desk into reports, and say of each value how it is known.

A file gives one report (a page, a letter, a scan) or many (a table, a channel's export, a web archive). What the source
itself says of a report comes first; what the collector told fills the gaps; whatever is left stays unknown. A file, row or
record that cannot be read is a `Fault` among the rest, so that one bad file of ten thousand costs one report and not a night.

Nothing here fetches anything: an address in a file is kept as words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import IO, Any, TypeAlias

from marsad.errors import InputError, MarsadError
from marsad.model import Report
from marsad.sources.files import Told
from marsad.sources.kinds import Kind, find_kind
from marsad.text.decode import LARGEST, decode

TOLD = "told by the collector"
_HOST = re.compile(r"https?://(?:www\.)?([\w.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Intake:
    """A report as a source gave it.

    Attributes:
        report: The report; its id is the source's own, else the file's stem and the locator.
        given_id: Whether the source itself gave the id.
        how: How each of `title`, `published`, `source` and `address` is known, for those that are.
        locator: Where in the file: «row 12», «message 55», «record 3»; empty for the whole file.
        address: Where it was published; empty when unknown.
        media_type: What the file is.
        notes: What else a reviewer should know of how it came.
    """

    report: Report
    given_id: bool
    how: Mapping[str, str]
    locator: str = ""
    address: str = ""
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A file, row or record that could not be read; the rest is kept.

    Attributes:
        path: The file.
        locator: Where in the file; empty for the whole file.
        message: What was expected and what came.
    """

    path: str
    locator: str
    message: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a source says beside the text; each value comes with how it is known, and None is not knowing.

    Attributes:
        id: The source's own name for the report.
        title: Headline.
        published: Day of publication.
        source: Outlet, channel or sender.
        address: Where it was published.
        meta: Whatever else came with it.
        notes: What a reviewer should know.
    """

    id: str | None = None
    title: tuple[str, str] | None = None
    published: tuple[date, str] | None = None
    source: tuple[str, str] | None = None
    address: tuple[str, str] | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file while it is read.

    Attributes:
        path: Its name, for ids and messages.
        stream: Its bytes, from the start; can be wound back.
        told: What the collector told.
        media_type: What it is.
        within: Where in a larger file it lies, before every locator.
    """

    path: Path
    stream: IO[bytes]
    told: Told
    media_type: str
    within: str = ""

    def whole(self, largest: int = LARGEST) -> bytes:
        """Read all of it.

        Raises:
            InputError: It is larger than `largest` bytes.
        """
        data = self.stream.read(largest + 1)
        if len(data) > largest:
            raise InputError(f"expected a file of at most {largest // 1_000_000} MB")
        return data

    def intake(self, text: str, known: Known, locator: str = "") -> Intake:
        """Put a report together; what the collector told fills what the source does not say."""
        told = self.told
        title = known.title or (told.title and (told.title, TOLD)) or None
        published = known.published or (told.published and (told.published, TOLD)) or None
        source = known.source or (told.source and (told.source, TOLD)) or _host(known.address)
        all_known = {"title": title, "published": published, "source": source, "address": known.address}
        how = {name: value[1] for name, value in all_known.items() if value}
        locator = " ".join(part for part in (self.within, locator) if part)
        report = Report(
            known.id or " ".join(part for part in (self.path.stem, locator) if part),
            text,
            title[0] if title else None,
            published[0] if published else None,
            source[0] if source else None,
            dict(known.meta),
        )
        address = known.address[0] if known.address else ""
        return Intake(report, known.id is not None, how, locator, address, self.media_type, known.notes)

    def fault(self, message: str, locator: str = "") -> Fault:
        """Say that a part of it cannot be read."""
        return Fault(str(self.path), " ".join(part for part in (self.within, locator) if part), message)


def _host(address: tuple[str, str] | None) -> tuple[str, str] | None:
    """Take the name of the site for the outlet where nobody says better; reports of one site are of one source."""
    found = _HOST.match(address[0]) if address else None
    return (found[1].lower(), "the site of its address") if found else None


Read: TypeAlias = Callable[[Opened], Iterator[Intake | Fault]]

_READERS: Mapping[Kind, tuple[str, str]] = {
    Kind.PAGE: ("pages", "read_page"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.IMAGE: ("scans", "read_image"),
    Kind.DOCX: ("office", "read_docx"),
    Kind.XLSX: ("tables", "read_xlsx"),
    Kind.CSV: ("tables", "read_csv"),
    Kind.JSON_LINES: ("posts", "read_lines"),
    Kind.JSON: ("posts", "read_json"),
    Kind.FEED: ("feeds", "read_feed"),
    Kind.WARC: ("web_archives", "read_warc"),
    Kind.WACZ: ("web_archives", "read_wacz"),
    Kind.MAIL: ("mail", "read_mail"),
}
"""Where each kind is read. A reader is imported when a file of its kind comes: the libraries for PDF, tables and pages take
longer to load than a short text takes to read."""


def read_source(path: Path, told: Told, data: bytes | None = None) -> Iterator[Intake | Fault]:
    """Read the reports of one file, of whatever kind it is.

    The kind is found by the first bytes, and by the name's ending only where they do not say.

    Args:
        path: The file; its name gives the ids and is told in faults.
        told: What the collector says of the reports; used where the source itself says nothing.
        data: The file's bytes when they are at hand already; else the file is opened.

    Yields:
        Each report, and a fault for each part that could not be read, in the order of the file. A file that cannot be read
        at all is one fault.
    """
    try:
        with BytesIO(data) if data is not None else path.open("rb") as stream:
            yield from _guarded(path, stream, told)
    except OSError as error:
        yield Fault(str(path), "", f"cannot be opened: {error.strerror or error}")


def _guarded(path: Path, stream: IO[bytes], told: Told) -> Iterator[Intake | Fault]:
    """Read a file and turn whatever its parser throws into a fault.

    The parsers of foreign formats raise what they like on damaged bytes (`KeyError`, `struct.error`, `AssertionError`…);
    no list of them would be complete, and one damaged file must not end a night's work.
    """
    opened = Opened(path, stream, told, "")
    try:
        kind = find_kind(path.suffix, stream)
        found = False
        for item in read_kind(kind, Opened(path, stream, told, kind.value)):
            found = True
            yield item
        if not found:
            yield opened.fault(f"expected reports in it, found none ({kind.value})")
    except MarsadError as error:
        yield opened.fault(str(error))
    except Exception as error:
        words = " ".join(str(error).split())[:200]
        yield opened.fault(
            f"expected a file that can be read, but it is damaged or not what it seems: {words or type(error).__name__}"
        )


def read_kind(kind: Kind, opened: Opened) -> Iterator[Intake | Fault]:
    """Read a file whose kind is known.

    Args:
        kind: What it is.
        opened: The file.

    Yields:
        What `read_source` does.

    Raises:
        InputError: It cannot be read at all.
    """
    if kind is Kind.TEXT:
        yield opened.intake(decode(opened.whole()), Known())
        return
    module, name = _READERS[kind]
    read: Read = getattr(import_module(f"marsad.sources.{module}"), name)
    yield from read(opened)
