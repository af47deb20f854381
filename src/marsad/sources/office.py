"""Read DOCX documents: paragraphs and tables, in the order of the page."""

from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table

from marsad.errors import InputError
from marsad.sources.intake import Fault, Intake, Known, Opened
from marsad.sources.packages import check_document


def read_docx(opened: Opened) -> Iterator[Intake | Fault]:
    """Read a document.

    When a document was made or changed is not when it was published, so those days are notes.

    Raises:
        InputError: It holds no text, or unpacks without bound.
    """
    check_document(opened.stream)
    document = docx.Document(opened.stream)
    text = "\n".join(_blocks(document))
    if not text.strip():
        raise InputError("expected a document with text, found none in it; pictures in documents are not read")
    properties = document.core_properties
    title = (properties.title or "").strip()
    made = (("made", properties.created), ("changed", properties.modified))
    notes = tuple(f"the document says it was {what} on {when.date()}" for what, when in made if when is not None)
    yield opened.intake(text, Known(title=(title, "the document's own title") if title else None, notes=notes))


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    """Write a table as lines; a merged cell counts once."""
    for row in table.rows:
        cells = list({id(cell._tc): cell.text.strip() for cell in row.cells}.values())
        line = " | ".join(cell for cell in cells if cell)
        if line:
            yield line
