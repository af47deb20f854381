"""Read web archives: WARC, and WACZ, which packs WARC with a list of hashes and perhaps a signature.

A package whose files are not those of its list, or whose signature does not hold, is refused whole: what was changed since
it was made is no evidence. A damaged record is passed over.
"""

import hashlib
import hmac
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from marsad.errors import InputError
from marsad.sources.intake import Fault, Intake, Known, Opened, read_kind
from marsad.sources.kinds import Kind
from marsad.sources.packages import LARGEST_EXPANDED, open_package
from marsad.sources.pages import read_html
from marsad.sources.signatures import check_signature
from marsad.text.decode import LARGEST

MOST_EXPANDING = 50
"""How many times its own size a package may unpack to; archived pages are packed already."""
LARGEST_LIST = 20_000_000
HASHES = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(opened: Opened) -> Iterator[Intake | Fault]:
    """Read the pages and PDF files of a WARC file."""
    yield from _read_records(opened, opened.stream, ())


def read_wacz(opened: Opened) -> Iterator[Intake | Fault]:
    """Read the pages of a WACZ package, once all of it is verified.

    Raises:
        InputError: A file is missing, added to or changed, or the signature does not hold.
    """
    size = opened.stream.seek(0, 2)
    opened.stream.seek(0)
    with open_package(opened.stream, max(LARGEST_EXPANDED, MOST_EXPANDING * size)) as package:
        archives, notes = _verify(package)
        for name in archives:
            within = f"{opened.within} {PurePosixPath(name).name}".strip() if len(archives) > 1 else opened.within
            with package.open(name) as stream:
                yield from _read_records(replace(opened, within=within), stream, notes)


def _verify(package: zipfile.ZipFile) -> tuple[list[str], tuple[str, ...]]:
    """Compare each file of a package with the list, and the list with its signature.

    Returns:
        The web archives on the list, and what was verified.

    Raises:
        InputError: Something does not fit.
    """
    written = _member(package, "datapackage.json")
    resources = _object(written, "datapackage.json").get("resources")
    if not isinstance(resources, list) or not resources:
        raise InputError("expected a list of resources in datapackage.json, found none")
    names = [_check_resource(package, resource) for resource in resources]
    archives = [name for name in names if name.endswith((".warc", ".warc.gz"))]
    notes = (f"all {len(names)} files of the package have the hashes its list gives", *_check_digest(package, written))
    beside = sorted(set(package.namelist()) - set(names) - {"datapackage.json", "datapackage-digest.json"})
    if any(name.endswith((".warc", ".warc.gz")) for name in beside):
        notes += (f"passed over, for the list does not name them: {', '.join(beside)[:200]}",)
    return archives, notes


def _check_resource(package: zipfile.ZipFile, resource: Any) -> str:
    """Check one file against its entry, in either of the two ways the format has written them.

    Raises:
        InputError: The file is missing or not the one that was listed.
    """
    entry = resource if isinstance(resource, dict) else {}
    stats = entry.get("stats")
    older = f"{entry.get('hashing')}:{stats.get('hash')}" if isinstance(stats, dict) else ""
    name, given = entry.get("path"), entry.get("hash") or older
    algorithm, _, value = str(given).partition(":")
    if algorithm not in HASHES or not isinstance(name, str):
        raise InputError(f"expected a path and a hash of each file, got {str(resource)[:120]}")
    try:
        with package.open(name) as member:
            found = _hash(member, algorithm)
    except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise InputError(f"expected {name} in the package as its list says, it cannot be read: {error}") from error
    if not hmac.compare_digest(found.encode(), value.lower().encode()):
        raise InputError(f"expected {name} to have the {algorithm} its list gives, it has another; it was changed since")
    return name


def _check_digest(package: zipfile.ZipFile, written: bytes) -> tuple[str, ...]:
    """Check the hash and the signature of the list itself, where they are there.

    Raises:
        InputError: Either does not hold.
    """
    if "datapackage-digest.json" not in package.namelist():
        return ("not signed",)
    digest = _object(_member(package, "datapackage-digest.json"), "datapackage-digest.json")
    own = f"sha256:{hashlib.sha256(written).hexdigest()}"
    if digest.get("hash") != own:
        raise InputError("expected datapackage.json to have the hash that datapackage-digest.json gives, it has another")
    signed = digest.get("signedData")
    return check_signature(signed, own) if isinstance(signed, dict) else ("not signed",)


def _hash(stream: IO[bytes], algorithm: str) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        with package.open(name) as member:
            data = member.read(LARGEST_LIST + 1)
    except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise InputError(f"expected {name} in the package: {error}") from error
    if len(data) > LARGEST_LIST:
        raise InputError(f"expected {name} of at most {LARGEST_LIST // 1_000_000} MB")
    return data


def _object(data: bytes, name: str) -> Mapping[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"expected JSON in {name}: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"expected an object in {name}, got {type(value).__name__}")
    return value


def _read_records(opened: Opened, stream: IO[bytes], notes: tuple[str, ...]) -> Iterator[Intake | Fault]:
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream, check_digests="check"), 1):
            yield from _read_record(opened, record, f"record {number}", notes)
    except (ArchiveLoadFailed, EOFError, zipfile.BadZipFile) as error:
        yield opened.fault(f"expected another record, got what is none: {error}", f"record {number + 1}")


def _read_record(opened: Opened, record: Any, locator: str, notes: tuple[str, ...]) -> Iterator[Intake | Fault]:
    """Read a record that holds a page or a PDF file; pictures, scripts and failed requests are no reports."""
    kind = _kind(record)
    if kind is None:
        return
    largest = LARGEST if kind is Kind.PAGE else LARGEST_EXPANDED
    data = record.content_stream().read(largest + 1)
    record.raw_stream.read()
    problem, doubts = _digest_problem(record)
    if problem or len(data) > largest:
        yield opened.fault(problem or f"expected a record of at most {largest // 1_000_000} MB", locator)
        return
    try:
        yield from _read_payload(opened, kind, data, record, locator, (*notes, *doubts))
    except InputError as error:
        yield opened.fault(str(error), locator)


def _read_payload(
    opened: Opened, kind: Kind, data: bytes, record: Any, locator: str, notes: tuple[str, ...]
) -> Iterator[Intake | Fault]:
    caught = record.rec_headers.get_header("WARC-Date")
    known = Known(
        id=(record.rec_headers.get_header("WARC-Record-ID") or "").strip("<> ") or None,
        address=(address, "the web archive's record")
        if (address := record.rec_headers.get_header("WARC-Target-URI"))
        else None,
        notes=(*notes, f"captured {caught}") if caught else notes,
    )
    if kind is Kind.PAGE:
        text, said = read_html(data, _charset(record))
        yield opened.intake(text, _joined(known, said), locator)
        return
    inner = Opened(opened.path, BytesIO(data), opened.told, kind.value, f"{opened.within} {locator}".strip())
    for found in read_kind(kind, inner):
        if isinstance(found, Fault):
            yield found
        else:
            said = Known(title=(found.report.title, found.how["title"]) if found.report.title else None, notes=found.notes)
            yield opened.intake(found.report.text, _joined(known, said), locator)


def _joined(record: Known, page: Known) -> Known:
    """Join what the record and what the page says; the address is the record's, which saw where it came from."""
    return replace(page, id=record.id, address=record.address or page.address, notes=(*record.notes, *page.notes))


def _kind(record: Any) -> Kind | None:
    """Tell what a record holds, by its own word: a capture has thousands of records, few of them pages."""
    if record.rec_type not in ("response", "resource"):
        return None
    http = record.http_headers
    if http is not None and not str(http.get_statuscode() or "").startswith("2"):
        return None
    said = _content_type(record).partition(";")[0].strip().lower()
    return Kind.PAGE if said in _PAGES else Kind.PDF if said == "application/pdf" else None


def _content_type(record: Any) -> str:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return headers.get_header("Content-Type") or ""


def _charset(record: Any) -> str | None:
    said = _content_type(record).lower().partition("charset=")[2]
    return said.partition(";")[0].strip(" \"'") or None


def _digest_problem(record: Any) -> tuple[str, tuple[str, ...]]:
    """Say whether a record is the one its hash was taken of.

    The hash of the whole block decides. Tools differ in whether that of the payload is taken before or after a transfer
    encoding is undone, so where the block's is right, or there is such an encoding, a wrong one is a doubt only.
    """
    problems = record.digest_checker.problems
    if not problems:
        return "", ()
    encoded = record.http_headers is not None and record.http_headers.get_header("Transfer-Encoding")
    sure = record.rec_headers.get_header("WARC-Block-Digest") is not None
    if any("block" in problem for problem in problems) or not (sure or encoded):
        return f"expected the record its hash was taken of: {'; '.join(problems)}", ()
    return "", ("the hash of its payload is another; tools differ in what they take it of",)
