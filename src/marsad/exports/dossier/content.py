"""What a dossier says, before anything is drawn.

HTML and PDF are two renderings of one value, so that they cannot say different things.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["ar", "en"]

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What no rendering can carry, and what would turn the words after it around."""


class Kind(StrEnum):
    """How a piece of a line is set."""

    TEXT = "text"
    CODE = "code"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line.

    Attributes:
        text: What it says.
        kind: Text of the dossier's own language; an id, number or hash, always left to right; or words of others, which have
            a direction of their own.
        to: Anchor of the section it leads to; empty for none.
    """

    text: str
    kind: Kind = Kind.TEXT
    to: str = ""


Line: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a report.

    Attributes:
        number: Its number in the dossier.
        line: Words, report, position and hash.
    """

    number: int
    line: Line


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement.

    Attributes:
        line: What it says.
        notes: Numbers of the notes it rests on.
    """

    line: Line
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One incident.

    Attributes:
        anchor: Where links lead.
        heading: Id, type and how it is told.
        remarks: What the dossier itself has to say: who reviewed it.
        sentences: What the reports tell.
        notes: Their words.
    """

    anchor: str
    heading: Line
    remarks: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        caption: What it holds.
        head: Names of the columns.
        rows: The cells; the first of a row is its heading.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, without colours: those are the rendering's.

    Attributes:
        width: In user units.
        height: In user units.
        body: What stands inside the SVG's root, escaped.
    """

    width: float
    height: float
    body: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Drawings under one heading.

    Attributes:
        heading: Its heading.
        alt: What a reader who cannot see it is told.
        pictures: The drawings; none when there is nothing to draw.
        caption: How to read it, or why it is empty.
        table: The same as a table; None when another table has it.
        below: What could not be drawn, one line each.
        below_heading: What these lines are.
    """

    heading: str
    alt: str
    pictures: tuple[Picture, ...]
    caption: str
    table: Table | None = None
    below: tuple[Line, ...] = ()
    below_heading: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a dossier says.

    Attributes:
        language: `ar` or `en`.
        title: Its title.
        facts: When it was made, by what, under which profile, what it holds.
        guide: How to read it.
        summary: One row per incident.
        map: Where.
        timeline: When.
        actors: Who.
        sections: One per incident.
        reports: What it rests on.
        labels: Headings of the parts, by key.
    """

    language: Language
    title: str
    facts: tuple[Line, ...]
    guide: tuple[str, ...]
    summary: Table
    map: Figure
    timeline: Figure
    actors: Table
    sections: tuple[Section, ...]
    reports: Table
    labels: dict[str, str]


def shown(text: str) -> str:
    """Make characters that cannot be carried, or that would turn other words around, visible as their numbers."""
    return UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def code(value: object, to: str = "") -> Piece:
    """Make a piece of an id, a number or a hash."""
    return Piece(shown(str(value)), Kind.CODE, to)


def words(text: str) -> Piece:
    """Make a piece of somebody else's words."""
    return Piece(shown(text), Kind.WORDS)


def plain(line: Line) -> str:
    """Give a line as text."""
    return "".join(piece.text for piece in line)


def joined(lines: tuple[Line, ...], between: str) -> Line:
    """Join lines into one."""
    return tuple(_between(lines, Piece(between)))


def _between(lines: tuple[Line, ...], mark: Piece) -> Iterator[Piece]:
    for i, line in enumerate(lines):
        if i:
            yield mark
        yield from line
