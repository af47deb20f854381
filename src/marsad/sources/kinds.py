"""Tell what a file is: by its first bytes, and by its name only where those do not say.

Names lie more often than bytes do: a page saved as `.txt`, a table of a messenger's bot called `.json`.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from enum import StrEnum
from typing import IO

from marsad.errors import InputError

HEAD = 65_536
"""How many bytes are looked at."""


class Kind(StrEnum):
    """What a file is; the value is its media type."""

    TEXT = "text/plain"
    PAGE = "text/html"
    PDF = "application/pdf"
    IMAGE = "image/*"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CSV = "text/csv"
    JSON_LINES = "application/x-ndjson"
    JSON = "application/json"
    FEED = "application/xml"
    WARC = "application/warc"
    WACZ = "application/wacz"
    MAIL = "message/rfc822"


_IMAGES = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\x00|MM\x00\*|GIF8[79]a|BM.{4}\x00{4}|RIFF.{4}WEBP", re.DOTALL)
_MARKS = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|(?:atom:)?feed|rdf:RDF)[\s>]")
_HEADER = re.compile(rb"(?m)^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To):[ \t]*\S", re.IGNORECASE)
_FROM = re.compile(rb"(?m)^(?:From|Subject|Date):[ \t]*\S", re.IGNORECASE)
_FIRST_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]*\S|From \S+@?")
_BY_NAME: Mapping[str, Kind] = {
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".json": Kind.JSON,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".xml": Kind.FEED,
    ".eml": Kind.MAIL,
}


def find_kind(suffix: str, stream: IO[bytes]) -> Kind:
    """Tell what a file is.

    Args:
        suffix: The ending of its name, with the dot.
        stream: Its bytes; wound back to the start afterwards.

    Returns:
        The kind; plain text when nothing else is recognised.

    Raises:
        InputError: It is of a kind that is known and not read: an old office document, an archive of other files.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _packed(stream)
    return _binary(head) or _written(head, suffix.lower()) or _BY_NAME.get(suffix.lower(), Kind.TEXT)


def _binary(head: bytes) -> Kind | None:
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if _IMAGES.match(head):
        return Kind.IMAGE
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if head.startswith(b"\x1f\x8b"):
        return _compressed(head)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("expected a document in a current format, got one of an old office program; save it as .docx or .xlsx")
    return None


def _written(head: bytes, suffix: str) -> Kind | None:
    """Recognise what is written as text, behind any byte order mark."""
    mark = _MARKS.match(head)
    text = head[mark.end() :] if mark else head
    if text.startswith(b"<"):
        if _FEED.search(text[:4096]):
            return Kind.FEED
        return Kind.PAGE if _PAGE.search(text[:4096]) else None
    if re.match(rb'\{\s*"', text):
        return Kind.JSON_LINES if suffix in (".jsonl", ".ndjson") else Kind.JSON
    if re.match(rb'\[\s*\{\s*"', text):
        return Kind.JSON
    headers = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    if _FIRST_HEADER.match(text) and _HEADER.search(headers) and _FROM.search(headers):
        return Kind.MAIL
    return None


def _compressed(head: bytes) -> Kind:
    try:
        start = zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        start = b""
    if start.startswith(b"WARC/"):
        return Kind.WARC
    raise InputError("expected a file that is read as it is, got a compressed one; expand it first")


def _packed(stream: IO[bytes]) -> Kind:
    """Look into a ZIP file: office documents and web archives are made of one."""
    try:
        with zipfile.ZipFile(stream) as package:
            names = frozenset(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise InputError(f"expected a whole document or archive, got a damaged one: {error}") from error
    finally:
        stream.seek(0)
    for member, kind in (("word/document.xml", Kind.DOCX), ("xl/workbook.xml", Kind.XLSX), ("datapackage.json", Kind.WACZ)):
        if member in names:
            return kind
    raise InputError("expected a .docx, .xlsx or .wacz, got another archive of files; unpack it and add the folder")
