"""Read the lists of places that users already have, and turn them into gazetteer rows.

Three kinds are common in the field: the administrative tables of OCHA (COD-AB), one row a unit with columns such as
`ADM3_AR`; the dumps of GeoNames, nineteen columns without a header; and tables of one's own with a name and two coordinates.
The kind is told by the header. Nothing here opens a file.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from marsad.errors import InputError
from marsad.model import Level
from marsad.places.gazetteer import COLUMNS, GazetteerRow, parse_rows
from marsad.text.folding import fold_key

GEONAMES_COLUMNS = 19
GEONAMES_LEVELS = {"PCL": Level.COUNTRY, "ADM1": Level.GOVERNORATE, "ADM": Level.DISTRICT, "PPLX": Level.NEIGHBOURHOOD}
"""Level by feature code, the longest beginning that fits; classes P and A only."""
RADIUS_KM = {
    Level.FACILITY: 1.0,
    Level.NEIGHBOURHOOD: 1.0,
    Level.SETTLEMENT: 3.0,
    Level.DISTRICT: 15.0,
    Level.GOVERNORATE: 60.0,
    Level.REGION: 60.0,
    Level.COUNTRY: 300.0,
}
"""How far a place of a level reaches when its list does not say."""
ADMIN_LEVELS = (Level.COUNTRY, Level.GOVERNORATE, Level.DISTRICT, Level.DISTRICT, Level.SETTLEMENT)
"""Level of the units of OCHA's administrative levels 0 to 4."""
ADMIN_COLUMN = re.compile(r"^adm(?:in)?(\d)[_ ]?(?:name[_ ]?)?(ar|en|pcode)?1?$", re.IGNORECASE)
ARABIC = re.compile("[\u0621-\u064a]")
OWN_COLUMNS = {
    "name_ar": ("name_ar", "arabic", "name_arabic", "الاسم", "اسم"),
    "name_en": ("name_en", "english", "name_english", "name_eng"),
    "name": ("name", "place", "location", "label"),
    "variants": ("variants", "alternatenames", "alternate_names", "aliases", "other_names"),
    "lat": ("lat", "latitude", "y", "point_y", "lat_y", "latitude_y"),
    "lon": ("lon", "lng", "long", "longitude", "x", "point_x", "long_x", "longitude_x"),
    "level": ("level", "type"),
    "radius_km": ("radius_km", "radius"),
    "parent": ("parent", "parent_id", "within"),
    "id": ("id", "code", "pcode", "geonameid"),
}
"""Names that columns of one's own tables go by, lower case."""


def read_gazetteer_rows(lines: Iterable[str], name: str) -> Iterator[GazetteerRow]:
    """Read a list of places of any of the kinds above, or in Marsad's own format.

    Args:
        lines: The lines of the file, decoded.
        name: What the list is called; it becomes the beginning of ids, the source of entries, and stands in messages.

    Returns:
        Rows in the order of the list. Rows without a name are left out; rows without coordinates stay, without a point.

    Raises:
        InputError: The list is empty, or no column holds names.
        VocabularyError: It has Marsad's own header and a line that does not fit it.
    """
    iterator = iter(lines)
    first = next(iterator, None)
    if first is None:
        raise InputError("expected a list of places, got an empty file", path=name)
    first = first.lstrip("\ufeff")
    delimiter = _delimiter(first)
    cells = next(csv.reader([first], delimiter=delimiter), [])
    every = chain([first], iterator)
    if tuple(cells) == COLUMNS:
        return parse_rows(every, name)
    if len(cells) == GEONAMES_COLUMNS and cells[0].isdigit():
        return _geonames(csv.reader(every, delimiter="\t", quoting=csv.QUOTE_NONE), name)
    table = csv.DictReader(every, delimiter=delimiter)
    admin = _admin_columns(cells)
    if admin:
        return _admin(table, admin, cells, name)
    columns = _own_columns(cells)
    if not columns.keys() & {"name_ar", "name_en", "name"}:
        raise InputError(f"expected a column of names (name_ar, name, ADM3_AR …), got {', '.join(cells)}", path=name, line=1)
    return _own(table, columns, name)


def write_gazetteer_lines(rows: Iterable[GazetteerRow]) -> Iterator[str]:
    """Write rows in Marsad's own format, header first, a line at a time, ready for `load_gazetteer(extra=…)`."""
    for row in chain([COLUMNS], rows):
        yield ",".join(_quoted(cell) for cell in row) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n\r') else cell


def _delimiter(line: str) -> str:
    return max("\t,;", key=line.count)


def _slug(name: str) -> str:
    """Make the part of an id that a list's name gives."""
    return re.sub(r"[\W_]+", "-", name.lower().rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip("-") or "list"


def _row(
    name: str, id: str, ar: str, en: str, variants: Sequence[str], level: Level, lat: str, lon: str, parent: str
) -> GazetteerRow:
    others = "|".join(dict.fromkeys(one.strip() for one in variants if one.strip() and one.strip() not in (ar, en)))
    return GazetteerRow(
        id=id,
        name_ar=ar or en,
        name_en=en,
        variants=others.replace("\n", " "),
        level=level.value,
        lat=_figure(lat, 90),
        lon=_figure(lon, 180),
        radius_km=str(RADIUS_KM[level]),
        parent=parent,
        source=name,
    )


def _figure(cell: str | None, most: float) -> str:
    """Keep a coordinate that is one; empty otherwise."""
    try:
        figure = float((cell or "").strip().replace("٫", "."))
    except ValueError:
        return ""
    return f"{figure:g}" if -most <= figure <= most and figure == figure else ""


def _geonames(table: Iterable[Sequence[str]], name: str) -> Iterator[GazetteerRow]:
    slug = _slug(name)
    for cells in table:
        if len(cells) < GEONAMES_COLUMNS or cells[6] not in ("P", "A", "S", "T", "H", "L"):
            continue
        codes = [code for code in GEONAMES_LEVELS if cells[7].startswith(code)]
        level = GEONAMES_LEVELS[max(codes, key=len)] if codes else _feature_level(cells[6])
        others = [one for one in cells[3].split(",") if one]
        arabic = [one for one in others if ARABIC.search(one)]
        if arabic or ARABIC.search(cells[1]):
            ar = cells[1] if ARABIC.search(cells[1]) else arabic[0]
            yield _row(
                name, f"{slug}.{cells[0]}", ar, cells[2] or cells[1], arabic, level, cells[4], cells[5], cells[8].lower()
            )


def _feature_level(feature: str) -> Level:
    return {"P": Level.SETTLEMENT, "A": Level.DISTRICT, "S": Level.FACILITY}.get(feature, Level.REGION)


def _admin_columns(header: Sequence[str]) -> dict[tuple[int, str], str]:
    """Give the columns of an administrative table, by level and what they hold (`ar`, `en`, `pcode`)."""
    found: dict[tuple[int, str], str] = {}
    for column in header:
        match = ADMIN_COLUMN.match(column.strip())
        if match and int(match[1]) < len(ADMIN_LEVELS):
            found.setdefault((int(match[1]), (match[2] or "en").lower()), column)
    return found if any(kind in ("ar", "en") for _, kind in found) else {}


def _admin(
    table: Iterable[dict[str, str]], columns: dict[tuple[int, str], str], header: Sequence[str], name: str
) -> Iterator[GazetteerRow]:
    own = _own_columns(header)
    slug = _slug(name)
    deepest = max(level for level, _ in columns)
    for cells in table:
        chain_ids = [_admin_id(cells, columns, level, slug) for level in range(deepest + 1)]
        ar, en = (cells.get(columns.get((deepest, kind), ""), "") or "" for kind in ("ar", "en"))
        if not (ar or en) or not chain_ids[deepest]:
            continue
        parent = next((id for id in reversed(chain_ids[:deepest]) if id), "")
        lat, lon = (cells.get(own.get(key, ""), "") for key in ("lat", "lon"))
        yield _row(name, chain_ids[deepest], ar, en, (), ADMIN_LEVELS[deepest], lat or "", lon or "", parent)


def _admin_id(cells: dict[str, str], columns: dict[tuple[int, str], str], level: int, slug: str) -> str:
    """Give the id of the unit a row lies in: its p-code, which other tables of the same set use too, else its name."""
    pcode = (cells.get(columns.get((level, "pcode"), ""), "") or "").strip()
    if pcode:
        return f"ocha.{pcode.lower()}"
    named = (cells.get(columns.get((level, kind), ""), "") or "" for kind in ("en", "ar"))
    label = next((one for one in named if one), "")
    return f"{slug}.{level}.{fold_key(label).replace(' ', '-')}" if label else ""


def _own_columns(header: Sequence[str]) -> dict[str, str]:
    lower = {column.strip().lower(): column for column in header}
    return {key: lower[one] for key, names in OWN_COLUMNS.items() for one in reversed(names) if one in lower}


def _own(table: Iterable[dict[str, str]], columns: dict[str, str], name: str) -> Iterator[GazetteerRow]:
    slug = _slug(name)
    for number, cells in enumerate(table, 2):
        held = {key: (cells.get(column) or "").strip() for key, column in columns.items()}
        plain = held.get("name", "")
        ar = held.get("name_ar", "") or (plain if ARABIC.search(plain) else "")
        en = held.get("name_en", "") or ("" if ARABIC.search(plain) else plain)
        if not (ar or en):
            continue
        level = _level(held.get("level", ""))
        variants = re.split(r"[|;،]", held.get("variants", ""))
        id = f"{slug}.{held.get('id') or number}"
        row = _row(name, id, ar, en, variants, level, held.get("lat", ""), held.get("lon", ""), held.get("parent", ""))
        radius = _figure(held.get("radius_km"), 5000)
        yield row._replace(radius_km=radius) if radius else row


def _level(cell: str) -> Level:
    return Level(cell.lower()) if cell.lower() in Level._value2member_map_ else Level.SETTLEMENT
