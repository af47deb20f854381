"""Write incidents in the columns of ACLED, for tools that read those.

The rows are Marsad's, not ACLED's, and their ids say so. ACLED knows what happened, or was tried and failed, at one place on
one day; a plan, a ban or a refusal is none of these, and neither is an act without a place or within more than a month. What is
left out is in the losses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.exports.cells import Cell, write_table
from marsad.exports.crosswalk import Classes, classify
from marsad.exports.losses import loss
from marsad.exports.origins import outlets
from marsad.exports.parties import Party, interaction, parties
from marsad.exports.precision import COUNTRY, GOVERNORATE, acled_place, acled_time, midpoint, place_precision, time_precision
from marsad.exports.tolls import at_least, divided, in_words, told
from marsad.exports.where import admins, country_codes, country_name, name_of, places_of
from marsad.model import DateInterval, Incident, IncidentPlace, Loss, Realis, Release

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude "
    "longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
HAPPENED = frozenset({Realis.ACTUAL, Realis.FAILED})
JOIN = "; "


@dataclass(frozen=True, slots=True)
class _Row:
    """One incident at one place, ready to be written.

    Attributes:
        incident: The incident.
        classes: What it is to ACLED.
        interval: Its days.
        place: Where.
        number: Which of its rows this is, from 1.
        of: How many there are.
        fatalities: The dead that this row counts.
    """

    incident: Incident
    classes: Classes
    interval: DateInterval
    place: IncidentPlace
    number: int
    of: int
    fatalities: int


def write_acled(release: Release, out: Path, *, numeric: bool = False, meetings: bool = False) -> tuple[Loss, ...]:
    """Write the 31 columns, one row for each place of each incident.

    Args:
        release: What leaves.
        out: The CSV file.
        numeric: Write the classes of actors as ACLED's numbers instead of its words.
        meetings: Write meetings too, which ACLED takes only as strategic developments of weight.

    Returns:
        What did not fit.
    """
    losses: list[Loss] = []
    rows: list[dict[str, Cell]] = []
    series = _series(release)
    for incident in release.incidents:
        reason = _left_out(incident, meetings, series)
        if reason:
            losses.append(loss(incident, *reason))
            continue
        made = list(_rows(incident))
        losses += _losses(incident, made)
        rows += [_cells(row, release, numeric, series.get(incident.id, ())) for row in made]
    write_table(out, COLUMNS, rows)
    return tuple(losses)


def _left_out(incident: Incident, meetings: bool, series: dict[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """Say why an incident makes no row: field, value and what became of it; None when it makes one."""
    if incident.realis is Realis.GENERIC:
        parents = [parent for parent, notes in series.items() if any(incident.id in note for note in notes)]
        return "realis", "generic", f"a series, kept as a note of {', '.join(parents)}" if parents else "a series, not exported"
    if incident.realis not in HAPPENED:
        return "realis", incident.realis.value, "not exported: it is not told as done or tried"
    classes = classify(incident)
    if not classes.acled_event:
        return "type", incident.type, "not exported: ACLED has no class for it"
    if classes.opt_in and not meetings:
        return "type", incident.type, "not exported: ACLED takes it only when asked"
    if acled_time(time_precision(incident.date.interval)) is None:
        return "date", _days(incident.date.interval), "not exported: withheld, the day is not known to a month"
    if not _rows_at(incident):
        names = JOIN.join(one.place.name.ar for one in incident.places)
        return "place", names, "not exported: no place below a country is known"
    return None


def _rows_at(incident: Incident) -> tuple[IncidentPlace, ...]:
    """Give the places that make rows: a whole country makes none."""
    return tuple(place for place in places_of(incident) if acled_place(place_precision(place.place) or COUNTRY) is not None)


def _rows(incident: Incident) -> Iterator[_Row]:
    places = _rows_at(incident)
    deaths = divided(at_least(incident, "killed").all, len(places))
    interval = incident.date.interval
    assert interval is not None  # an undated one is left out before
    classes = classify(incident)
    for number, (place, dead) in enumerate(zip(places, deaths, strict=True), 1):
        yield _Row(incident, classes, interval, place, number, len(places), dead)


def _cells(row: _Row, release: Release, numeric: bool, series: tuple[str, ...]) -> dict[str, Cell]:
    incident, classes = row.incident, row.classes
    day = midpoint(row.interval)
    return {
        "event_id_cnty": incident.id if row.of == 1 else f"{incident.id}-{row.number}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": acled_time(time_precision(row.interval)),
        "disorder_type": classes.acled_disorder,
        "event_type": classes.acled_event,
        "sub_event_type": classes.acled_sub,
        **_who(row, numeric),
        **_where(row),
        "source": JOIN.join(outlets(incident, release)),
        "source_scale": "",
        "notes": _notes(row, series),
        "fatalities": row.fatalities,
        "tags": _tags(incident),
        "timestamp": int(release.made.timestamp()),
    }


def _who(row: _Row, numeric: bool) -> dict[str, Cell]:
    country = country_name(row.incident, row.place.place, "acled")
    first, second = parties(row.incident, country)
    cells: dict[str, Cell] = {}
    for number, party in (("1", first), ("2", second)):
        cells[f"actor{number}"] = party.name
        cells[f"assoc_actor_{number}"] = JOIN.join(party.others)
        cells[f"inter{number}"] = party.code if numeric else party.words
    cells["interaction"] = interaction(first, second, numeric)
    cells["civilian_targeting"] = "Civilian targeting" if _targets_civilians(row, second) else ""
    return cells


def _targets_civilians(row: _Row, second: Party) -> bool:
    return second.civilian and row.classes.acled_disorder.startswith("Political violence")


def _where(row: _Row) -> dict[str, Cell]:
    place, codes = row.place.place, country_codes(row.incident)
    admin1, admin2, admin3 = admins(place)
    return {
        "iso": codes.get("iso"),
        "region": codes.get("region"),
        "country": country_name(row.incident, place, "acled"),
        "admin1": admin1,
        "admin2": admin2,
        "admin3": admin3,
        "location": name_of(place),
        "latitude": place.point.lat if place.point else None,
        "longitude": place.point.lon if place.point else None,
        "geo_precision": acled_place(place_precision(place) or COUNTRY),
    }


def _notes(row: _Row, series: tuple[str, ...]) -> str:
    """Write what a reader of the row alone must know; every claim in it is somebody's, none is a finding."""
    incident = row.incident
    parts = [f"As reported by {incident.lineages} independent source(s): {incident.type.replace('_', ' ')}."]
    if incident.realis is Realis.FAILED:
        parts.append("Reported as tried and not carried out.")
    if row.interval.days > 1:
        parts.append(f"Told of {_days(row.interval)}; the date is the middle of it.")
    if tolls := told(incident, "killed"):
        figures = JOIN.join(in_words(toll) for toll in tolls)
        parts.append(f"Fatalities: reported, at least {at_least(incident, 'killed').all} ({figures}).")
    if row.of > 1:
        parts.append(f"Place {row.number} of {row.of} told together; numbers are divided among them.")
    if incident.conflicts:
        parts.append(f"Accounts conflict about: {', '.join(incident.conflicts)}.")
    return " ".join([*parts, *series])


def _tags(incident: Incident) -> str:
    review = "reviewed" if incident.reviewed else "not reviewed"
    return JOIN.join(["marsad", review, *(f"conflict={field}" for field in incident.conflicts)])


def _series(release: Release) -> dict[str, tuple[str, ...]]:
    """Give notes about series to the incidents they are tied to."""
    ids = {incident.id for incident in release.incidents if incident.realis in HAPPENED}
    notes: dict[str, list[str]] = {}
    for incident in release.incidents:
        if incident.realis is not Realis.GENERIC:
            continue
        for other in sorted({end for link in incident.links for end in (link.source, link.target)} & ids):
            days = _days(incident.date.interval)
            notes.setdefault(other, []).append(
                f"Series told with it: {incident.type.replace('_', ' ')}, {days} ({incident.id})."
            )
    return {parent: tuple(texts) for parent, texts in notes.items()}


def _losses(incident: Incident, rows: list[_Row]) -> Iterator[Loss]:
    """Note what the rows of an incident do not carry."""
    if len(rows) > 1:
        names = JOIN.join(name_of(row.place.place) for row in rows)
        yield loss(incident, "places", names, f"split into {len(rows)} rows; the dead are divided among them")
    if rows[0].interval.days > 1:
        yield loss(incident, "date", _days(rows[0].interval), f"its middle, {midpoint(rows[0].interval)}")
    exported = {id(row.place) for row in rows}
    for place in incident.places:
        if id(place) not in exported:
            yield loss(incident, "places", f"{place.role}: {place.place.name.ar}", "not exported")
        elif place_precision(place.place) == GOVERNORATE:
            yield loss(incident, "places", place.place.name.ar, "the middle of the governorate, not its capital")
    yield from _losses_of_actors(incident, rows[0])
    for toll in incident.tolls:
        if toll.status != "killed":
            yield loss(incident, "tolls", in_words(toll), "not exported")
        elif toll.low != toll.high:
            yield loss(incident, "tolls", in_words(toll), f"at least {at_least(incident, 'killed').all} dead in all")
    for field in ("weapons", "topics", "sources"):
        for wording in getattr(incident, field):
            yield loss(incident, field, wording.text, "not exported")
    for link in incident.links:
        yield loss(incident, "links", f"{link.source} {link.rel} {link.target}", "not exported")


def _losses_of_actors(incident: Incident, row: _Row) -> Iterator[Loss]:
    country = country_name(incident, row.place.place, "acled")
    for number, party in zip("12", parties(incident, country), strict=True):
        for actor, became in party.renamed:
            yield loss(incident, "actors", f"{actor.role}: {actor.name.ar}", became)
        if party.name and not party.code:
            yield loss(incident, "actors", party.name, f"inter{number} stays empty: its class is not known")


def _days(interval: DateInterval | None) -> str:
    if interval is None:
        return "unknown"
    return interval.first.isoformat() if interval.days == 1 else f"{interval.first} to {interval.last}"
