"""Read saved pages: the main text without menus and advertisements, and what the page says of itself.

A page's date is taken from its markup only. A date guessed from its words is more often that of the event, or of another
story beside it, and a wrong day of publication moves every «أمس» of the report.
"""

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from marsad.errors import InputError
from marsad.sources.days import read_day
from marsad.sources.intake import Fault, Intake, Known, Opened
from marsad.text.decode import LARGEST, decode

MOST_TAGS = 200_000
"""In a larger page the main text is not looked for; it would take minutes."""
LAST_DAY = "2100-01-01"
"""Days after this are no days of publication. The library would take today instead, and read an old page otherwise tomorrow."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,40})""", re.IGNORECASE)
_BLOCKS = tuple("p div br li tr h1 h2 h3 h4 h5 h6 blockquote section article header footer table ul ol pre td th".split())
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # what it has to say becomes a fault here


def read_page(opened: Opened) -> Iterator[Intake | Fault]:
    """Read a page.

    Raises:
        InputError: It is too large or holds no text.
    """
    text, known = read_html(opened.whole(LARGEST))
    yield opened.intake(text, known)


def read_html(data: bytes, charset: str | None = None) -> tuple[str, Known]:
    """Read the bytes of a page.

    Args:
        data: The page.
        charset: Its encoding as the server told it, if it did.

    Returns:
        The main text, and what the page says of itself.

    Raises:
        InputError: It holds no text.
    """
    html = _decoded(data, charset)
    page = _extract(html) if html.count("<") <= MOST_TAGS else None
    notes: tuple[str, ...] = ()
    text = (page.text if page is not None else None) or ""
    if not text.strip():
        text, notes = strip_markup(html), ("the main text was not found; this is all text of the page",)
    if not text.strip():
        raise InputError("expected a page with text, found none in it")
    return text, _known(page, html, notes)


def _extract(html: str) -> Any:
    return trafilatura.bare_extraction(
        _tree(html),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": LAST_DAY},
    )


def strip_markup(html: str) -> str:
    """Give all text of a page or a piece of one, a line for each block."""
    tree = _tree(html)
    etree.strip_elements(tree, "script", "style", "noscript", "template", "title", with_tail=False)
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "") if element.tag != "br" else None
    lines = (" ".join(line.split()) for line in "".join(tree.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)


def _tree(html: str) -> Any:
    """Parse a page.

    It is parsed here and not by the library, which refuses what does not begin as a page should.

    Raises:
        InputError: There is nothing to parse.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("expected a page with text, found none in it") from error


def _known(page: Any, html: str, notes: tuple[str, ...]) -> Known:
    title, day, site, url = ((getattr(page, name, None) or None) for name in ("title", "date", "sitename", "url"))
    published = read_day(day)
    saved = _SAVED_FROM.search(html[:4096])
    address = (
        (str(url), "the page's own address") if url else (saved[1], "noted by the browser that saved it") if saved else None
    )
    return Known(
        title=(str(title), "the page's own title") if title else None,
        published=(published, "the page's own date") if published else None,
        source=(str(site), "the page's own name of its site") if site else None,
        address=address,
        notes=notes,
    )


def _decoded(data: bytes, charset: str | None) -> str:
    """Decode a page: by UTF-8 where it fits, then by what server and page say, which is wrong too often to come first."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    for name in (charset, declared[1].decode("ascii") if declared else None):
        codec = _text_codec(name) if name else None
        if codec is not None:
            return data.decode(codec, "replace")
    return decode(data)


def _text_codec(name: str) -> str | None:
    """Look an encoding up; «hex» and the like are codecs too, but of no text."""
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name).decode(codec.name)
    except (LookupError, ValueError, TypeError, AttributeError):
        return None
    return codec.name
