"""Draw in SVG: a few shapes with classes, whose colours are the rendering's business."""

from markupsafe import escape

from marsad.exports.dossier.content import Picture, shown

LETTER = 0.56
"""Width of a letter in ems, on average and rather too wide than too narrow: labels are kept apart by it."""


def number(value: float) -> str:
    """Write a coordinate: one decimal is below what anyone sees, and the same on every machine."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")


def circle(x: float, y: float, r: float, css: str) -> str:
    """Draw a circle."""
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>'


def box(x: float, y: float, width: float, height: float, css: str, round: float = 0) -> str:
    """Draw a rectangle."""
    corner = f' rx="{number(round)}"' if round else ""
    return f'<rect class="{css}" x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"{corner}/>'


def stroke(points: list[tuple[float, float]], css: str) -> str:
    """Draw a line through points."""
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polyline class="{css}" points="{path}"/>'


def text(x: float, y: float, words: str, css: str, anchor: str = "start") -> str:
    """Write words; `anchor` is `start` (left), `middle` or `end` (right)."""
    return f'<text class="{css}" x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">{escape(shown(words))}</text>'


def width_of(words: str, size: float) -> float:
    """Give about how wide words are."""
    return len(words) * size * LETTER


def svg(picture: Picture, alt: str, style: str = "") -> str:
    """Give a whole SVG.

    Args:
        picture: The drawing.
        alt: What a reader who cannot see it is told.
        style: CSS for its classes; empty where the page has it.
    """
    width, height = number(picture.width), number(picture.height)
    sheet = f"<style>{style}</style>" if style else ""
    # Directions are fixed: in a page from right to left «start» would otherwise be the right.
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'direction="ltr" role="img" aria-label="{escape(alt)}">{sheet}{picture.body}</svg>'
    )
