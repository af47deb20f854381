"""Set a dossier as one self-contained page: no script, nothing fetched."""

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, select_autoescape
from markupsafe import Markup

from marsad.exports.dossier.content import Dossier, Figure
from marsad.exports.dossier.drawing import svg


def dossier_to_html(dossier: Dossier) -> str:
    """Write the page.

    Args:
        dossier: What it says.

    Returns:
        A whole HTML document; every text in it is escaped by the template.
    """
    places = _places(dossier)
    return (
        _environment()
        .get_template("dossier.html.j2")
        .render(d=dossier, direction="rtl" if dossier.language == "ar" else "ltr", drawings=_drawings, places=places)
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = files("marsad.exports").joinpath("templates")
    loader = FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8"))
    return Environment(loader=loader, autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)


def _drawings(figure: Figure) -> list[Markup]:
    """Give the drawings, whose text `drawing` has escaped."""
    return [Markup(svg(picture, figure.alt)) for picture in figure.pictures]


def _places(dossier: Dossier) -> dict[int, list[str]]:
    """Give, for each note, the anchors of the sentences it stands at, for the way back."""
    found: dict[int, list[str]] = {}
    for section in dossier.sections:
        for at, sentence in enumerate(section.sentences, start=1):
            for number in sentence.notes:
                found.setdefault(number, []).append(f"{section.anchor}-s{at}-n{number}")
    return found
