"""Write lethal incidents in the columns of UCDP GED, for tools that read those.

The ids of UCDP's conflicts, dyads and actors stay empty: they are UCDP's to give. `relid` holds Marsad's own id. A row counts
who was killed at one place; whether it is part of a conflict with 25 dead in a year is not asked here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from pathlib import Path

from marsad.exports.cells import Cell, write_table
from marsad.exports.crosswalk import classify, facts_of
from marsad.exports.losses import loss
from marsad.exports.origins import citations, outlets, reports_of
from marsad.exports.parties import Party, parties
from marsad.exports.phrases import days
from marsad.exports.precision import COUNTRY, place_precision, time_precision, ucdp_place, ucdp_time
from marsad.exports.sides import CIVILIANS, STATE
from marsad.exports.tolls import dealt, divided, highest, in_words, lowest, most_told
from marsad.exports.where import admins, country_codes, country_name, name_of, places_of
from marsad.model import DateInterval, Incident, IncidentPlace, Loss, Point, Realis, Release

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec "
    "date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
JOIN = "; "
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
STATES = frozenset({STATE, "8"})
"""Classes of sides that are states, at home or abroad."""
VAGUE_DATE = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """One incident at one place, ready to be written.

    Attributes:
        incident: The incident.
        place: Where; None for somewhere in the country.
        interval: Its days.
        number: Which of its rows this is, from 1.
        of: How many there are.
    """

    incident: Incident
    place: IncidentPlace | None
    interval: DateInterval
    number: int
    of: int


def write_ucdp(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write the 49 columns, one row for each place of each lethal incident that is told as fact.

    Args:
        release: What leaves.
        out: The CSV file.

    Returns:
        What did not fit.
    """
    losses: list[Loss] = []
    rows: list[dict[str, Cell]] = []
    for incident in release.incidents:
        reason = _left_out(incident)
        if reason:
            losses.append(loss(incident, *reason))
            continue
        made = list(_rows(incident))
        losses += _losses(incident, made)
        rows += [_cells(row, release) for row in made]
    write_table(out, COLUMNS, rows)
    return tuple(losses)


def _left_out(incident: Incident) -> tuple[str, str, str] | None:
    """Say why an incident makes no row: field, value and what became of it; None when it makes one."""
    if incident.realis is not Realis.ACTUAL:
        return "realis", incident.realis.value, "not exported: it is not told as done"
    if not classify(incident).ucdp:
        return "type", incident.type, "not exported: no organised violence to UCDP"
    if not highest(incident, "killed").all:
        return "tolls", JOIN.join(in_words(toll) for toll in incident.tolls), "not exported: nobody is reported killed"
    if incident.date.interval is None:
        return "date", "unknown", "not exported: no day is known"
    if not places_of(incident) and not country_codes(incident):
        return "place", JOIN.join(one.place.name.ar for one in incident.places), "not exported: no place is known"
    return None


def _rows(incident: Incident) -> Iterator[_Row]:
    places: tuple[IncidentPlace | None, ...] = places_of(incident) or (None,)
    interval = incident.date.interval
    assert interval is not None  # an undated one is left out before
    for number, place in enumerate(places, 1):
        yield _Row(incident, place, interval, number, len(places))


def _cells(row: _Row, release: Release) -> dict[str, Cell]:
    incident = row.incident
    return {
        "relid": incident.id if row.of == 1 else f"{incident.id}-{row.number}",
        "year": row.interval.first.year,
        **_who(row),
        **_sources(incident, release),
        **_where(row),
        "event_clarity": 2 if row.of > 1 or time_precision(row.interval) >= VAGUE_DATE else 1,
        "date_prec": ucdp_time(time_precision(row.interval)),
        "date_start": row.interval.first.isoformat(),
        "date_end": row.interval.last.isoformat(),
        **_deaths(row),
    }


def _sides(row: _Row) -> tuple[Party, Party]:
    place = row.place.place if row.place else None
    return parties(row.incident, country_name(row.incident, place, "ucdp"))


def _who(row: _Row) -> dict[str, Cell]:
    first, second = _sides(row)
    dyad = " - ".join(party.name for party in (first, second) if party.name)
    return {
        "type_of_violence": _violence(first, second, row.incident),
        "dyad_name": dyad,
        "side_a": first.name,
        "side_b": second.name,
    }


def _violence(first: Party, second: Party, incident: Incident) -> int | None:
    """Tell the three kinds apart; None where a side's class is not known and either kind would be a guess."""
    if second.code == CIVILIANS or (not second.name and "civilian" in facts_of(incident)):
        return ONE_SIDED
    if first.code in STATES or second.code in STATES:
        return STATE_BASED
    return NON_STATE if first.code and second.code else None


def _sources(incident: Incident, release: Release) -> dict[str, Cell]:
    kept = reports_of(incident, release)
    dates = (one.report.published.isoformat() for one in kept if one.report.published)
    return {
        "number_of_sources": incident.lineages,
        "source_article": JOIN.join(f'"{one}"' for one in citations(incident, release)),
        "source_office": JOIN.join(outlets(incident, release)),
        "source_date": JOIN.join(dict.fromkeys(dates)),
        "source_headline": JOIN.join(one.report.title for one in kept if one.report.title),
        "source_original": JOIN.join(wording.text for wording in incident.sources),
    }


def _where(row: _Row) -> dict[str, Cell]:
    place, codes = (row.place.place if row.place else None), country_codes(row.incident)
    cells: dict[str, Cell] = {
        "where_prec": ucdp_place((place and place_precision(place)) or COUNTRY),
        "country": country_name(row.incident, place, "ucdp"),
        "country_id": codes.get("gw"),
        "region": codes.get("ucdp_region"),
    }
    if place is None:
        return cells
    adm_1, adm_2, _ = admins(place)
    cells |= {"where_coordinates": name_of(place), "where_description": place.name.ar, "adm_1": adm_1, "adm_2": adm_2}
    return cells | _position(place.point)


def _position(point: Point | None) -> dict[str, Cell]:
    if point is None:
        return {}
    return {
        "latitude": point.lat,
        "longitude": point.lon,
        "geom_wkt": f"POINT ({point.lon} {point.lat})",
        "priogrid_gid": _prio_grid(point),
    }


def _prio_grid(point: Point) -> int:
    """Give the cell of the PRIO-GRID: half degrees, counted from the south-west, 720 to a row."""
    row, column = floor((point.lat + 90) * 2), floor((point.lon + 180) * 2)
    return min(row, 359) * 720 + min(column, 719) + 1


def _deaths(row: _Row) -> dict[str, Cell]:
    """Share the dead out; `best` is always the sum of its four parts, and never below `low` or above `high`."""
    best = most_told(row.incident, "killed")
    low, high = min(lowest(row.incident, "killed").all, best.all), max(highest(row.incident, "killed").all, best.all)
    side_b = "armed" in facts_of(row.incident) and bool(_sides(row)[1].name) and not _both_sides(row.incident)
    parts = {
        "deaths_a": 0,
        "deaths_b": best.combatant if side_b else 0,
        "deaths_civilians": best.civilian,
        "deaths_unknown": best.unknown + (0 if side_b else best.combatant),
    }
    share = dealt(tuple(parts.values()), row.of)[row.number - 1]
    cells: dict[str, Cell] = dict(zip(parts, share, strict=True))
    cells["best"] = sum(share)
    cells["low"], cells["high"] = (divided(number, row.of)[row.number - 1] for number in (low, high))
    return cells


def _both_sides(incident: Incident) -> bool:
    """Say whether the dead fighters may be of either side: in a fight nobody says whose they are."""
    return incident.type in ("clash", "attack", "capture", "raid")


def _losses(incident: Incident, rows: list[_Row]) -> Iterator[Loss]:
    if len(rows) > 1:
        names = JOIN.join(name_of(row.place.place) for row in rows if row.place)
        yield loss(incident, "places", names, f"split into {len(rows)} rows; the dead are divided among them")
    exported = {id(row.place) for row in rows}
    for place in incident.places:
        if id(place) not in exported:
            yield loss(incident, "places", f"{place.role}: {place.place.name.ar}", "not exported")
    for toll in incident.tolls:
        if toll.status != "killed":
            yield loss(incident, "tolls", in_words(toll), "not exported")
        elif toll.high is None:
            yield loss(incident, "tolls", in_words(toll), "high is the largest number told: the words give no end")
        if toll.status == "killed" and toll.group == "combatant" and _both_sides(incident):
            yield loss(incident, "tolls", in_words(toll), "counted as unknown: whose fighters is not told")
    yield from _losses_of_sides(incident, rows[0])
    for field in ("weapons", "topics"):
        for wording in getattr(incident, field):
            yield loss(incident, field, wording.text, "not exported")
    for link in incident.links:
        yield loss(incident, "links", f"{link.source} {link.rel} {link.target}", "not exported")


def _losses_of_sides(incident: Incident, row: _Row) -> Iterator[Loss]:
    first, second = _sides(row)
    for party in (first, second):
        for actor, became in party.renamed:
            yield loss(incident, "actors", f"{actor.role}: {actor.name.ar}", became)
        for name in party.others:
            yield loss(incident, "actors", name, "not exported: UCDP has one actor a side")
    if _violence(first, second, incident) is None:
        yield loss(incident, "type", incident.type, "type_of_violence stays empty: a side's class is not known")
    for days_told, _ in incident.date.others:
        yield loss(incident, "date", days(days_told, ""), "not exported: other accounts tell other days")
