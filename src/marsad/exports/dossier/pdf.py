"""Set a dossier as PDF by Typst.

The content goes to Typst as data, never as markup: nothing that a report says can be read as an instruction.
"""

import json
from collections.abc import Set
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from marsad.errors import MarsadError
from marsad.exports.dossier.content import Dossier, Figure
from marsad.exports.dossier.drawing import svg

TEMPLATE = "dossier.typ"
STYLE = "dossier.css"
FONT = "fontpkg_amiri"
"""The package that carries Amiri (OFL-1.1), which has Arabic and Latin letters."""
LEFTWARDS, RIGHTWARDS = b"/ViewerPreferences<</Direction/R2L>>", b"/ViewerPreferences<</Direction/L2R>>"
"""The order of facing pages. PDFium, and so Chrome, takes the first to mean that all text was drawn backwards, and gives hashes
and ids that are copied or searched for with their parts reversed. Both are equally long: nothing else in the file moves."""


def dossier_to_pdf(dossier: Dossier, made: datetime) -> bytes:
    """Write the PDF.

    Args:
        dossier: What it says.
        made: The moment the file says it was made; no clock is looked at.

    Returns:
        The file; the same dossier gives the same bytes.

    Raises:
        MarsadError: Typst or the font is not installed, or Typst cannot set the dossier.
    """
    try:
        import typst

        folder = Path(str(files(FONT).joinpath("files")))
        letters = _letters(folder)
    except ImportError as error:
        raise MarsadError(f"expected typst, uharfbuzz and fontpkg-amiri, the packages PDF needs: {error}") from error
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    template = files("marsad.exports").joinpath("templates", TEMPLATE).read_bytes()
    inputs = {"dossier": legible(json.dumps(_plain(dossier), ensure_ascii=False), letters)}
    try:
        # PDF/A-2a: for archives, and tagged for those who have it read to them.
        file = typst.compile(
            template,
            font_paths=fonts,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards="a-2a",
            timestamp=int(made.timestamp()),
        )
    except typst.TypstError as error:
        raise MarsadError(f"expected Typst to set the dossier, got: {error}") from error
    return file.replace(LEFTWARDS, RIGHTWARDS)


def legible(text: str, letters: Set[int]) -> str:
    """Make characters the font has no shape for visible as their numbers; a box in their place would lose what was written.

    Args:
        text: Any text.
        letters: Code points the font has.
    """
    lacking = {ord(letter) for letter in set(text)} - letters
    return text.translate({number: f"[U+{number:04X}]" for number in lacking})


@cache
def _letters(folder: Path) -> frozenset[int]:
    """Give the code points that the font has in every weight used, its private ones left out: nobody could copy them."""
    from uharfbuzz import Blob, Face

    paths = [str(folder / f"Amiri-{weight}.ttf") for weight in ("Regular", "Bold")]
    weights = [set(Face(Blob.from_file_path(path)).unicodes) for path in paths]
    return frozenset(set.intersection(*weights) - set(range(0xE000, 0xF900)))


def _plain(dossier: Dossier) -> dict[str, Any]:
    """Give a dossier as plain values, its drawings as whole SVGs."""
    style = files("marsad.exports").joinpath("templates", STYLE).read_text(encoding="utf-8")
    value = asdict(dossier)
    for key, figure in (("map", dossier.map), ("timeline", dossier.timeline)):
        value[key]["pictures"] = _drawings(figure, style)
    return value


def _drawings(figure: Figure, style: str) -> list[str]:
    return [svg(picture, figure.alt, style) for picture in figure.pictures]
