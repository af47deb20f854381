"""The places Marsad knows, by folded name.

What the finder and the interpreter need of a gazetteer is little, and `Gazetteer` says it; the one that ships reads every CSV
of `vocabulary/gazetteer`, and lists a user added after them. Rows stay rows until somebody asks for the place: a report names
twenty of the thousands.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Protocol

from marsad.errors import VocabularyError
from marsad.model import Level, Name, Place, Point
from marsad.text.folding import fold, fold_key

COLUMNS = ("id", "name_ar", "name_en", "variants", "level", "lat", "lon", "radius_km", "parent", "source")
DROPS = re.compile("[ ءئؤ'\"/\\-]")
ARTICLES = re.compile("(?<![^ ])ال")
FIRST_ARTICLE = re.compile("^ال")
PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a0-9A-Za-z'-]+(?: [\u0621-\u063a\u0641-\u064a0-9A-Za-z'-]+)*")
"""A name of letters that fold one to one, with single spaces."""
DOUBLED = re.compile(r"(.)\1+")
ENDINGS = re.compile("[هاي]+$")


class GazetteerRow(NamedTuple):
    """One line of a gazetteer file, as text; `COLUMNS` in order.

    Attributes:
        id: Dotted path, unique.
        name_ar: Arabic name.
        name_en: English name.
        variants: Other spellings, `|` between them.
        level: One of `Level`.
        lat: Latitude, WGS84; empty where no point is known.
        lon: Longitude.
        radius_km: How far the place reaches.
        parent: Id of what it lies in; empty for a country.
        source: Where the entry comes from.
    """

    id: str
    name_ar: str
    name_en: str
    variants: str
    level: str
    lat: str
    lon: str
    radius_km: str
    parent: str
    source: str


class Gazetteer(Protocol):
    """What finding and interpreting places needs to know. It may be hashed, so that what is made of it is made once."""

    def __hash__(self) -> int:
        """Tell gazetteers apart."""

    def named(self, folded: str) -> Sequence[Place]:
        """Give the places of a folded name; none when nobody bears it."""

    def taught(self, folded: str) -> Place | None:
        """Give the place that the desk at work has taught its reader for a folded name; None for nearly all."""

    def get(self, id: str) -> Place | None:
        """Give the place of an id."""

    def names(self) -> Iterable[str]:
        """Go through the folded names, each once."""

    def alike(self, folded: str) -> Sequence[Place]:
        """Give the places whose names differ from a folded one in spelling habits only: spaces, articles, hamza, endings."""

    def inside(self, id: str) -> Sequence[str]:
        """Give the folded names of the settlements that lie in a place, for a last look at names that nobody knows."""


def skeletons(folded: str) -> tuple[str, ...]:
    """Reduce a folded name to what all its spellings share: once without any article, once without the first only.

    «دير الزور» keeps its inner article in one of the two, so that «ديرالزور» meets it; «تل الرفعت» meets «تل رفعت» in
    the other.
    """
    return tuple(dict.fromkeys(_bones(articles.sub("", folded)) for articles in (ARTICLES, FIRST_ARTICLE)))


def _bones(name: str) -> str:
    bare = DOUBLED.sub(r"\1", DROPS.sub("", name))
    return ENDINGS.sub("", bare) or bare


def _fold_all(names: Sequence[str]) -> list[str]:
    """Fold many names for comparison, the plain ones in one go: one at a time they take most of the time of loading."""
    together = "\n".join(name for name in names if PLAIN.fullmatch(name))
    plain = iter(fold(together).text.split("\n"))
    return [next(plain) if PLAIN.fullmatch(name) else fold_key(name) for name in names]


class PackagedGazetteer:
    """A gazetteer made of rows.

    Args:
        rows: Entries; one whose id came before replaces it, so that a user's list may correct ours.

    Raises:
        VocabularyError: A row has a level or figure that is none, or lies in itself.
    """

    def __init__(self, rows: Iterable[GazetteerRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._places: dict[str, Place] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_skeleton: dict[str, list[str]] | None = None
        self._inside: dict[str, list[str]] | None = None
        owners = [
            (name, row.id) for row in self._rows.values() for name in (row.name_ar, row.name_en, *row.variants.split("|"))
        ]
        for folded, (_, id) in zip(_fold_all([name for name, _ in owners]), owners, strict=True):
            ids = self._by_name.setdefault(folded, []) if folded else []
            if id not in ids:
                ids.append(id)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return (self._place(id) for id in self._rows)

    def named(self, folded: str) -> tuple[Place, ...]:
        """Give the places of a folded name; none when nobody bears it."""
        return tuple(self._place(id) for id in self._by_name.get(folded, ()))

    def taught(self, folded: str) -> Place | None:  # noqa: ARG002  # nobody taught it anything; `places.taught` does
        """Give None: no desk has taught it anything."""
        return None

    def get(self, id: str) -> Place | None:
        """Give the place of an id."""
        return self._place(id) if id in self._rows else None

    def names(self) -> Iterable[str]:
        """Go through the folded names, each once."""
        return self._by_name.keys()

    def alike(self, folded: str) -> tuple[Place, ...]:
        """Give the places whose names differ from a folded one in spelling habits only."""
        if self._by_skeleton is None:
            self._by_skeleton = {}
            for name, ids in self._by_name.items():
                for key in skeletons(name):
                    self._by_skeleton.setdefault(key, []).extend(ids)
        # Three letters are shared by too much: «البلدية» is not «بلد».
        keys = [key for key in skeletons(folded) if len(key) > 3]
        return tuple(self._place(id) for id in dict.fromkeys(id for key in keys for id in self._by_skeleton.get(key, ())))

    def inside(self, id: str) -> Sequence[str]:
        """Give the folded names of the settlements that lie in a place."""
        if self._inside is None:
            self._inside = {}
            for name, ids in self._by_name.items():
                for owner in {
                    above for one in ids if self._rows[one].level == Level.SETTLEMENT for above in self._parents(one)
                }:
                    self._inside.setdefault(owner, []).append(name)
        return self._inside.get(id, ())

    def _parents(self, id: str) -> tuple[str, ...]:
        parents: list[str] = []
        row = self._rows[id]
        while row.parent and row.parent in self._rows:
            if row.parent in parents or row.parent == id:
                raise VocabularyError(f"expected the parents of {id} to lead up to a country, got a ring")
            parents.append(row.parent)
            row = self._rows[row.parent]
        return tuple(parents)

    def _place(self, id: str) -> Place:
        place = self._places.get(id)
        if place is None:
            place = self._places[id] = self._make(self._rows[id])
        return place

    def _make(self, row: GazetteerRow) -> Place:
        parents = self._parents(row.id)
        try:
            point = Point(float(row.lat), float(row.lon)) if row.lat and row.lon else None
            level, radius = Level(row.level), float(row.radius_km or 0)
        except ValueError as error:
            raise VocabularyError(f"gazetteer entry {row.id}: {error}") from error
        within = tuple(self._rows[parent].name_en for parent in parents)
        return Place(row.id, Name(row.name_ar, row.name_en), level, point, radius, parents, within, row.source)


def parse_rows(lines: Iterable[str], path: str) -> Iterator[GazetteerRow]:
    """Read the lines of a gazetteer file in Marsad's own format.

    Args:
        lines: The file's lines, header first.
        path: The file, for messages.

    Raises:
        VocabularyError: The header or a line does not have the ten columns.
    """
    reader = csv.reader(lines)
    header = tuple(name.lstrip("\ufeff") for name in next(reader, ()))
    if header != COLUMNS:
        raise VocabularyError(f"{path}: expected the columns {','.join(COLUMNS)}, got {','.join(header)}")
    for cells in reader:
        if len(cells) == len(COLUMNS):
            yield GazetteerRow._make(cells)
        elif cells:
            raise VocabularyError(f"{path}:{reader.line_num}: expected {len(COLUMNS)} cells, got {len(cells)}")


def load_gazetteer(extra: Iterable[Path] = ()) -> PackagedGazetteer:
    """Load the gazetteer that ships, and lists of the user's.

    Loaded once for each set of lists; the value is shared.

    Args:
        extra: CSV files in the same format, or folders of them; an entry whose id is ours replaces it.

    Raises:
        VocabularyError: A file is missing or does not follow the format.
    """
    paths = [path for one in extra for path in (sorted(one.glob("*.csv")) if one.is_dir() else [one])]
    return _load(tuple(paths))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> PackagedGazetteer:
    packaged = [file for file in files("marsad.vocabulary").joinpath("gazetteer").iterdir() if file.name.endswith(".csv")]
    rows: list[GazetteerRow] = []
    for path in (*sorted(packaged, key=lambda file: file.name), *extra):
        try:
            rows.extend(parse_rows(path.read_text(encoding="utf-8").splitlines(), path.name))
        except (OSError, UnicodeDecodeError) as error:
            raise VocabularyError(f"expected a gazetteer in {path}: {error}") from error
    return PackagedGazetteer(rows)
