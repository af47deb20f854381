"""Read RSS and Atom files: one report an entry.

The file is parsed as it lies there. Nothing it points to is fetched.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from marsad.errors import InputError
from marsad.sources.days import read_day
from marsad.sources.intake import Fault, Intake, Known, Opened
from marsad.sources.pages import strip_markup

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def read_feed(opened: Opened) -> Iterator[Intake | Fault]:
    """Read the entries of a feed.

    Raises:
        InputError: It is no feed, has no entries, or declares entities of its own.
    """
    data = opened.whole()
    if _ENTITY.search(data) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("expected a feed in UTF-8 that declares no entities of its own")
    feed: Any = feedparser.parse(BytesIO(data))  # of text it would make an address to fetch
    if not feed.entries:
        raise InputError("expected a feed with entries, found none in it")
    for number, entry in enumerate(feed.entries, 1):
        yield _read_entry(opened, entry, str(feed.feed.get("title") or ""), f"entry {number}")


def _read_entry(opened: Opened, entry: Any, outlet: str, locator: str) -> Intake | Fault:
    text, notes = _text(entry)
    if not text.strip():
        return opened.fault("expected an entry with a text, found none in it", locator)
    day = next((day for key in ("published", "updated") if (day := read_day(entry.get(key)))), None)
    own, title, link = (str(entry.get(key) or "") for key in ("id", "title", "link"))
    if author := str(entry.get("author") or ""):
        notes += (f"author: {author}",)
    known = Known(
        id=own or None,
        title=(title, "the entry's own title") if title else None,
        published=(day, "the entry's own date") if day else None,
        source=(outlet, "the feed's title") if outlet else None,
        address=(link, "the entry's own address") if link else None,
        notes=notes,
    )
    return opened.intake(text, known, locator)


def _text(entry: Any) -> tuple[str, tuple[str, ...]]:
    """Give the fullest text an entry has: its content, else its summary, else its title."""
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    summary, title = str(entry.get("summary") or ""), str(entry.get("title") or "")
    for html, notes in (
        (max(contents, key=len, default=""), ()),
        (summary, ("only the feed's summary",)),
        (title, ("only the headline",)),
    ):
        text = strip_markup(html) if re.search(r"<\w|&\w", html) else html
        if text.strip():
            return text, notes
    return "", ()
