"""Open files that are made of other files, and open no more than they may hold.

A few kilobytes can be made to unpack into terabytes, and a few lines of XML into as much text. Office documents hold no
document type declarations, so one that does is refused before any parser sees it.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from marsad.errors import InputError

MOST_MEMBERS = 20_000
LARGEST_EXPANDED = 400_000_000
"""Bytes of all members of an office document together, unpacked."""


@contextmanager
def open_package(stream: IO[bytes], largest: int = LARGEST_EXPANDED) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file whose members are within bounds.

    `zipfile` reads no more of a member than its entry announces, so the sum of what is announced is a true bound.

    Args:
        stream: The file.
        largest: Bytes of all members together, unpacked.

    Raises:
        InputError: It is no whole ZIP file, or holds more than it may.
    """
    try:
        package = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise InputError(f"expected a whole document or archive, got a damaged one: {error}") from error
    with package:
        members = package.infolist()
        if len(members) > MOST_MEMBERS:
            raise InputError(f"expected at most {MOST_MEMBERS} files in it, got {len(members)}")
        size = sum(member.file_size for member in members)
        if size > largest:
            raise InputError(f"expected at most {largest // 1_000_000} MB unpacked, got {size // 1_000_000} MB")
        yield package


def check_document(stream: IO[bytes]) -> None:
    """Refuse an office document that would unpack without bound or declares entities.

    Args:
        stream: The file; wound back to the start afterwards.

    Raises:
        InputError: It does.
    """
    with open_package(stream) as package:
        for member in package.infolist():
            if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                with package.open(member) as part:
                    _check_xml(part, member.filename)
    stream.seek(0)


def _check_xml(part: IO[bytes], name: str) -> None:
    before = b""
    while block := part.read(1 << 20):
        if not before and block.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")):
            raise InputError(f"expected UTF-8 in {name}, got another encoding")
        window = before + block
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise InputError(f"expected a document without declarations of its own, found one in {name}")
        before = block[-16:]
