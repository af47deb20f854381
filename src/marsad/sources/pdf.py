"""Read PDF files: their text where they have it, in the order it is read; recognised from the page where they do not."""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from marsad.errors import InputError
from marsad.sources.intake import Fault, Intake, Known, Opened
from marsad.sources.paragraphs import join_lines
from marsad.sources.scans import RECOGNISED, recognise
from marsad.sources.visual import ALEFS, Glyph, is_arabic, line_text, mend

LARGEST_PDF = 400_000_000
MOST_PAGES = 3000
DOTS_PER_INCH = 300
MOST_PIXELS = 6000
"""Along the longer side of a page that is sent to be recognised; a page can announce itself as large as a town."""


def read_pdf(opened: Opened) -> Iterator[Intake | Fault]:
    """Read a PDF file as one report; a page that cannot be read is a fault beside it.

    When the file was made is not when the report was published, so that day is a note.

    Raises:
        InputError: It is damaged, locked or has no text on any page.
    """
    try:
        document = pypdfium2.PdfDocument(opened.whole(LARGEST_PDF))
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise InputError(
            "expected an open PDF, got one locked by a password"
            if locked
            else f"expected a whole PDF, got a damaged one: {error}"
        ) from error
    try:
        yield from _read_pages(opened, document)
    finally:
        document.close()


def _read_pages(opened: Opened, document: Any) -> Iterator[Intake | Fault]:
    texts: list[str] = []
    notes: list[str] = []
    if len(document) > MOST_PAGES:
        notes.append(f"only the first {MOST_PAGES} of its {len(document)} pages were read")
    faults = 0
    for number in range(1, min(len(document), MOST_PAGES) + 1):
        try:
            text, recognised = _read_page(document, number - 1)
        except (InputError, pypdfium2.PdfiumError) as error:
            faults += 1
            yield opened.fault(str(error), f"page {number}")
            continue
        texts += [text] if text.strip() else []
        notes += [f"page {number}: {RECOGNISED}"] if recognised else []
    if texts:
        yield opened.intake("\n\n".join(texts), _known(document, notes))
    elif not faults:
        raise InputError("expected a PDF with text, found none on its pages")


def _known(document: Any, notes: Sequence[str]) -> Known:
    title = str(document.get_metadata_value("Title") or "").strip()
    made = str(document.get_metadata_value("CreationDate") or "").removeprefix("D:")[:8]
    day = (f"the file says it was made on {made[:4]}-{made[4:6]}-{made[6:]}",) if len(made) == 8 and made.isdigit() else ()
    return Known(title=(title, "the file's own title") if title else None, notes=(*notes, *day))


def _read_page(document: Any, index: int) -> tuple[str, bool]:
    """Give a page's text and whether it was recognised.

    Raises:
        InputError: It had to be recognised and could not be.
    """
    page = document[index]
    try:
        text = _layer(page)
        if text.strip() or not pdfium.FPDFPage_CountObjects(page):
            return text, False
        text = recognise(_picture(page))
        return text, bool(text)
    finally:
        page.close()


def _picture(page: Any) -> bytes:
    """Draw a page as a grey picture in the plainest format there is, PGM."""
    scale = min(DOTS_PER_INCH / 72, MOST_PIXELS / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    lines = (rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)


def _layer(page: Any) -> str:
    """Give the text a page carries; empty when it carries none, or signs of a font that tells no letters."""
    layer = page.get_textpage()
    try:
        if _is_turned(layer):
            lines = [_without_signs(line) for line in layer.get_text_range().splitlines()]
            return "\n".join(mend(lines)) if _is_legible("".join(lines)) else ""
        rows = _rows(layer)
    finally:
        layer.close()
    if not _is_legible("".join(glyph.text for row in rows for glyph in row)):
        return ""
    rightward = is_arabic(glyph.text for row in rows for glyph in row)
    return _paragraphs(rows, mend([line_text(row, rightward) for row in rows]))


def _without_signs(line: str) -> str:
    return "".join(letter for letter in line if unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cf"))


def _is_legible(text: str) -> bool:
    """Say whether the signs of a page are letters: a font without a table of letters gives private and broken ones."""
    signs = [letter for letter in text if not letter.isspace()]
    broken = sum(unicodedata.category(letter) in ("Co", "Cn", "Cc") or letter == "\ufffd" for letter in signs)
    return bool(signs) and broken * 3 < len(signs)


def _is_turned(layer: Any) -> bool:
    """Say whether the writing stands on its side: then its order is the library's, for lines are not level."""
    count = pdfium.FPDFText_CountChars(layer)
    seen = range(0, count, max(1, count // 50))
    turned = sum(0.1 < abs(pdfium.FPDFText_GetCharAngle(layer, i)) < 6.18 for i in seen)
    return bool(turned * 2 > len(seen))


def _rows(layer: Any) -> list[list[Glyph]]:
    """Give the lines of a page in the file's own order, which keeps columns apart, each with its glyphs."""
    rows: list[list[Glyph]] = []
    fresh = True
    for glyph in _glyphs(layer):
        if glyph is None:
            fresh = True
            continue
        last = rows[-1][-1] if rows else None
        if last is None or not _same_line(last, glyph, rows[-1], fresh):
            rows.append([])
        rows[-1].append(glyph)
        fresh = False
    return [row for row in rows if any(glyph.text.strip() for glyph in row)]


def _same_line(last: Glyph, glyph: Glyph, row: Sequence[Glyph], fresh: bool) -> bool:
    """Say whether a glyph goes on the line; the library breaks lines where a file writes word by word from the right."""
    size = max(last.size, glyph.size)
    level = abs(last.baseline - glyph.baseline) < 0.5 * size
    if not fresh or not level:
        return level
    left, right = min(one.left for one in row), max(one.right for one in row)
    return -0.2 * size <= max(left - glyph.right, glyph.left - right) < size


def _glyphs(layer: Any) -> Iterator[Glyph | None]:
    """Give the glyphs of a page in the file's own order, None where the library sees a line end."""
    for ends, letters in groupby(_letters(layer), key=lambda letter: letter is None):
        if ends:
            yield None
        else:
            yield from _together([letter for letter in letters if letter is not None])


def _letters(layer: Any) -> Iterator[tuple[float, Glyph] | None]:
    """Give each letter with where its glyph begins, None for a line end."""
    for index in range(pdfium.FPDFText_CountChars(layer)):
        code = pdfium.FPDFText_GetUnicode(layer, index)
        if code in (10, 13):
            yield None
        elif not pdfium.FPDFText_IsGenerated(layer, index) and unicodedata.category(chr(code)) not in ("Cc", "Cf", "Cs"):
            box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetLooseCharBox(layer, index, box)
            pdfium.FPDFText_GetCharOrigin(layer, index, x, y)
            yield x.value, Glyph(chr(code), min(box.left, x.value), box.right, y.value, abs(box.top - box.bottom))


def _together(letters: Sequence[tuple[float, Glyph]]) -> Iterator[Glyph]:
    """Put the letters of each ligature together: they have one origin, and the library cuts its box into parts.

    The space at the end of a line may lie upon a letter, and is none of a ligature.
    """
    places: dict[tuple[float, float, bool], list[Glyph]] = {}
    for origin, letter in letters:
        places.setdefault((round(origin, 1), round(letter.baseline, 1), letter.text.isspace()), []).append(letter)
    for parts in places.values():
        left, right = min(part.left for part in parts), max(part.right for part in parts)
        yield replace(parts[0], text=_ligature([part.text for part in parts]), left=left, right=right)


def _ligature(letters: Sequence[str]) -> str:
    """Put the letters of a ligature in order: the library turns them round with the line, and marks come before theirs."""
    text = "".join(sorted(letters, key=lambda letter: unicodedata.category(letter) == "Mn"))
    swapped = len(text) == 2 and text[0] in ALEFS and text[1] == "ل"
    return text[::-1] if swapped or "هلل" in text else text


def _paragraphs(rows: Sequence[Sequence[Glyph]], lines: Sequence[str]) -> str:
    widths = [max(glyph.right for glyph in row) - min(glyph.left for glyph in row) for row in rows]
    drops = [before[0].baseline - row[0].baseline for before, row in pairwise(rows)]
    close = [False, *(0 < drop < 2.2 * row[0].size for drop, row in zip(drops, rows[1:], strict=True))]
    return join_lines(lines, widths, close)
