"""Write a release in the fields of Bayanat, as JSON for its programming interface and as tables for its sheet import.

A report is a bulletin, an incident is an incident, and what a report tells of an incident is an event of its bulletin. Bayanat
knows sources, locations, types of event and actors by numbers of its own database; those are null here and the titles stand
beside them, to be matched by whoever imports. Positions need no match: they go into `geoLocations`.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.exports.cells import Cell, write_table
from marsad.exports.losses import loss
from marsad.exports.origins import withheld
from marsad.exports.phrases import reach
from marsad.exports.sides import is_civilian
from marsad.exports.tolls import in_words
from marsad.exports.where import name_of
from marsad.model import Account, ActorKind, Incident, IncidentActor, KeptReport, Loss, Place, Release
from marsad.vocabulary import load_vocabulary

BULLETIN_COLUMNS = (
    "id title title_ar origin_id source_link sjac_title sjac_title_ar description publish_date documentation_date labels "
    "verified_labels sources locations geo_locations media events related_bulletins related_actors related_incidents"
).split()
ACTOR_COLUMNS = ("originid", "name", "name_ar", "type", "civilian", "tags")
LONGEST_TITLE = 255
STATUS = "Machine Created"


def write_bayanat(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write bulletins, actors and incidents.

    Args:
        release: What leaves.
        out: The JSON file; `…-bulletins.csv` and `…-actors.csv` are written beside it.

    Returns:
        What did not fit.
    """
    told = _told(release)
    bulletins = [_bulletin(kept, told.get(key, [])) for key, kept in sorted(release.reports.items())]
    actors = [_actor(actor) for actor in _actors(release.incidents)]
    whole = {"bulletins": bulletins, "actors": actors, "incidents": [_incident(one) for one in release.incidents]}
    out.write_text(
        json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="backslashreplace", newline="\n"
    )
    write_table(out.with_name(f"{out.stem}-bulletins.csv"), BULLETIN_COLUMNS, map(_row, bulletins))
    write_table(out.with_name(f"{out.stem}-actors.csv"), ACTOR_COLUMNS, map(_actor_row, actors))
    return tuple(one for incident in release.incidents for one in _losses(incident, release))


def _told(release: Release) -> dict[str, list[tuple[Incident, Account]]]:
    """Give what each report tells, in the order it does."""
    found: dict[str, list[tuple[Incident, Account]]] = {}
    for incident in release.incidents:
        for account in incident.accounts:
            found.setdefault(account.report, []).append((incident, account))
    return {key: sorted(pairs, key=lambda pair: (pair[1].trigger, pair[1].event)) for key, pairs in found.items()}


def _bulletin(kept: KeptReport, told: list[tuple[Incident, Account]]) -> dict[str, Any]:
    report, incidents = kept.report, {incident.id: incident for incident, _ in told}
    title = (report.title or next((line.strip() for line in report.text.split("\n") if line.strip()), "") or kept.key)[
        :LONGEST_TITLE
    ]
    places = _places(incidents.values())
    return {
        "title": title,
        "title_ar": title,
        "originid": kept.key,
        "description": report.text,
        "source_link": kept.address or None,
        "source_link_type": False,
        "publish_date": report.published.isoformat() if report.published else None,
        "documentation_date": kept.received.date().isoformat(),
        "tags": ["marsad", *(["repost"] if kept.lineage != kept.key else [])],
        "comments": "; ".join(kept.notes),
        "status": STATUS,
        "sources": [{"id": None, "title": report.source}] if report.source else [],
        "labels": [],
        "verLabels": [],
        "locations": [_location(place) for place in places],
        "geoLocations": [geo for place in places if (geo := _geo(place, main=place is places[0]))],
        "events": [_event(incident, account) for incident, account in told],
        "actor_relations": [_relation(actor) for actor in _actors(incidents.values())],
        "incident_relations": [
            {"incident": {"id": None, "title": _title(one, "en")}, "comment": key} for key, one in incidents.items()
        ],
        "bulletin_relations": [],
    }


def _places(incidents: Iterable[Incident]) -> list[Place]:
    found: dict[tuple[str, str], Place] = {}
    for incident in incidents:
        for place in incident.places:
            found.setdefault((place.place.id, place.place.name.ar), place.place)
    return list(found.values())


def _location(place: Place) -> dict[str, Any]:
    full = ", ".join([name_of(place), *place.within])
    return {"id": None, "title": name_of(place), "title_ar": place.name.ar, "full_string": full}


def _geo(place: Place, *, main: bool) -> dict[str, Any] | None:
    if place.point is None:
        return None
    comment = f"{place.level.value}, {reach(place.radius_km)}; {place.source}"
    return {"title": place.name.ar, "main": main, "lat": place.point.lat, "lng": place.point.lon, "comment": comment}


def _event(incident: Incident, account: Account) -> dict[str, Any]:
    """Write what one report tells of an incident; its days are the report's own, never the merged ones."""
    days = account.interval
    ids = {claim.id for claim in account.claims}
    where = next((place.place for place in incident.places if ids.intersection(place.claims)), None)
    return {
        "title": _type(account.type, "en"),
        "title_ar": _type(account.type, "ar"),
        "comments": _comments(incident, account),
        "comments_ar": None,
        "location": _location(where) if where else None,
        "eventtype": {"id": None, "title": _type(account.type, "en")},
        "from_date": days.first.isoformat() if days else None,
        "to_date": days.last.isoformat() if days else None,
        "estimated": days is None or days.days > 1,
    }


def _comments(incident: Incident, account: Account) -> str:
    """Say what Bayanat's event has no field for; all of it is as reported."""
    parts = [f"{incident.id}: reported as {account.realis.value}"]
    parts += [
        f"{claim.role or claim.field}: {claim.surface}"
        for claim in account.claims
        if claim.field in ("toll", "weapon", "topic")
    ]
    return "; ".join(parts)


def _incident(incident: Incident) -> dict[str, Any]:
    days = incident.date.interval
    tolls = [in_words(toll) for toll in incident.tolls]
    parts = [
        f"Reported by {incident.lineages} independent source(s), as {incident.realis.value}.",
        *(["At least: " + "; ".join(tolls)] if tolls else []),
    ]
    return {
        "title": _title(incident, "en"),
        "title_ar": _title(incident, "ar"),
        "description": " ".join(parts),
        "comments": incident.id,
        "status": STATUS,
        "labels": [],
        "locations": [_location(place) for place in _places([incident])],
        "events": [
            {
                "title": _type(incident.type, "en"),
                "title_ar": _type(incident.type, "ar"),
                "eventtype": {"id": None, "title": _type(incident.type, "en")},
                "location": next((_location(place) for place in _places([incident])), None),
                "from_date": days.first.isoformat() if days else None,
                "to_date": days.last.isoformat() if days else None,
                "estimated": days is None or days.days > 1,
            }
        ],
        "actor_relations": [_relation(actor) for actor in _actors([incident])],
        "bulletin_relations": [{"bulletin": {"id": None, "originid": key}} for key in incident.reports],
    }


def _title(incident: Incident, language: str) -> str:
    """Name an incident by what, where and when; what did not happen is marked."""
    realis = load_vocabulary("values")["realis"][incident.realis.value][language]
    where = [getattr(place.place.name, language) or place.place.name.ar for place in incident.places[:1]]
    days = incident.date.interval
    when = [days.first.isoformat() if days.days == 1 else f"{days.first}–{days.last}"] if days else []
    return " – ".join([f"{_type(incident.type, language)} ({realis})", *where, *when])[:LONGEST_TITLE]


def _type(code: str, language: str) -> str:
    return str(load_vocabulary("events")["types"][code][language])


def _actors(incidents: Iterable[Incident]) -> list[IncidentActor]:
    found: dict[tuple[str, str], IncidentActor] = {}
    for incident in incidents:
        for actor in incident.actors:
            found.setdefault((actor.id or f"{incident.id}:{actor.name.ar}", actor.role), actor)
    return list(found.values())


def _actor(actor: IncidentActor) -> dict[str, Any]:
    return {
        "originid": actor.id,
        "name": actor.name.en or actor.name.ar,
        "name_ar": actor.name.ar,
        "type": "Person" if actor.kind is ActorKind.PERSON else "Entity",
        "civilian": "Civilian" if is_civilian(actor) else None,
        "tags": ["marsad", actor.kind.value],
        "status": STATUS,
    }


def _relation(actor: IncidentActor) -> dict[str, Any]:
    named = {"id": None, "name": actor.name.en or actor.name.ar, "name_ar": actor.name.ar, "originid": actor.id}
    return {"actor": named, "comment": f"role as reported: {actor.role}"}


def _row(bulletin: dict[str, Any]) -> dict[str, Cell]:
    return {
        "title": bulletin["title"],
        "title_ar": bulletin["title_ar"],
        "origin_id": bulletin["originid"],
        "source_link": bulletin["source_link"],
        "description": bulletin["description"],
        "publish_date": bulletin["publish_date"],
        "documentation_date": bulletin["documentation_date"],
        "sources": _listed(one["title"] for one in bulletin["sources"]),
        "locations": _listed(one["full_string"] for one in bulletin["locations"]),
        "geo_locations": _listed(f"{one['lat']} {one['lng']}" for one in bulletin["geoLocations"]),
        "events": _listed(f"{one['title']} {one['from_date'] or ''}".strip() for one in bulletin["events"]),
        "related_actors": _listed(one["actor"]["name"] for one in bulletin["actor_relations"]),
        "related_incidents": _listed(one["comment"] for one in bulletin["incident_relations"]),
    }


def _actor_row(actor: dict[str, Any]) -> dict[str, Cell]:
    return {**{name: actor[name] for name in ACTOR_COLUMNS}, "tags": _listed(actor["tags"])}


def _listed(values: Iterable[str]) -> str:
    """Write a list as Bayanat's sheet import reads one: commas between, each value in quotes where there is more than one."""
    cleaned = [" ".join(value.replace('"', " ").split()) for value in values]
    return cleaned[0] if len(cleaned) == 1 and "," not in cleaned[0] else ",".join(f'"{value}"' for value in cleaned)


def _losses(incident: Incident, release: Release) -> Iterator[Loss]:
    yield loss(
        incident, "claims", sum(len(account.claims) for account in incident.accounts), "not exported: Bayanat has no spans"
    )
    for key in withheld(incident, release):
        yield loss(incident, "reports", key, "not exported: the report does not leave")
    for toll in incident.tolls:
        yield loss(incident, "tolls", in_words(toll), "words of the description: Bayanat counts nobody")
    for place in incident.places[1:]:
        yield loss(
            incident, "places", f"{place.role}: {place.place.name.ar}", "a location of the bulletin; its event has one place"
        )
    for link in incident.links:
        yield loss(incident, "links", f"{link.source} {link.rel} {link.target}", "not exported")
    for field in incident.conflicts:
        yield loss(incident, "conflicts", field, "each bulletin has its own event; that they conflict is not said")
