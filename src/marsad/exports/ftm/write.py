"""Write a release for FollowTheMoney: entities, one JSON a line, and the statements they are made of.

Statements keep what entities cannot: that a value is Arabic, and the words of a report behind a name. They are written by the
library's own writer and read by machines, so nothing in them is guarded against spreadsheets: a guard would change the value
and with it its id.

`followthemoney` is imported with this module and by nothing else; whoever does not export to it need not have it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from followthemoney.proxy import EntityProxy
from followthemoney.statement import Statement
from followthemoney.statement.serialize import CSVStatementWriter

from marsad.exports.ftm.entities import actor_id, address_id, entities_of, entity_id, is_entity
from marsad.exports.lines import write_lines
from marsad.exports.losses import loss
from marsad.exports.origins import withheld
from marsad.exports.phrases import days
from marsad.exports.summary import clean
from marsad.exports.tolls import in_words
from marsad.model import Incident, Loss, Release

DATASET = "marsad"
ARABIC = "ara"
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]")


def write_ftm(release: Release, out: Path) -> tuple[Loss, ...]:
    """Write entities and statements.

    Args:
        release: What leaves.
        out: The file of entities, `….ftm.json` by custom; the statements go beside it, into `…-statements.csv`.

    Returns:
        What did not fit.
    """
    entities = _joined(entities_of(release))
    write_lines(out, (entity.to_dict() for entity in entities))
    with out.with_name(f"{out.name.partition('.')[0]}-statements.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = CSVStatementWriter(stream)
        for statement in _statements(entities, release):
            writer.write(statement)
        writer.close()
    of_incidents = (one for incident in release.incidents for one in _losses(incident, release))
    return (*_losses_of_reports(entities, release), *of_incidents)


def _joined(entities: Iterable[EntityProxy]) -> list[EntityProxy]:
    """Join entities of one id, in the order of their ids."""
    found: dict[str, EntityProxy] = {}
    for entity in entities:
        assert entity.id is not None  # each is given one when it is made
        found[entity.id] = found[entity.id].merge(entity) if entity.id in found else entity
    return [found[name] for name in sorted(found)]


def _statements(entities: Iterable[EntityProxy], release: Release) -> Iterator[Statement]:
    words = _words(release)
    made = release.made.isoformat()
    for entity in entities:
        assert entity.id is not None
        yield _statement(entity, "id", entity.id, None, made, release.tool)
        for prop, value in sorted((prop.name, value) for prop, value in entity.itervalues()):
            original = words.get((entity.id, value)) if prop == "name" else None
            yield _statement(entity, prop, value, original, made, release.tool)


def _statement(entity: EntityProxy, prop: str, value: str, original: str | None, made: str, tool: str) -> Statement:
    return Statement(
        entity_id=str(entity.id),
        prop=prop,
        schema=entity.schema.name,
        value=value,
        dataset=DATASET,
        lang=ARABIC if prop != "id" and _is_arabic(value) else None,
        original_value=original and clean(original),
        first_seen=made,
        last_seen=made,
        origin=clean(tool),
    )


def _words(release: Release) -> dict[tuple[str, str], str]:
    """Give the words of the reports behind the names of actors and places: those of the first claim that has other words."""
    found: dict[tuple[str, str], str] = {}
    for incident in release.incidents:
        surfaces = {claim.id: claim.surface for account in incident.accounts for claim in account.claims}
        named = [(actor_id(incident, actor), actor.name.ar, actor.claims) for actor in incident.actors]
        named += [(address_id(place.place, incident), place.place.name.ar, place.claims) for place in incident.places]
        for entity, name, claims in named:
            for claim in claims:
                if surfaces.get(claim, name) != name:
                    found.setdefault((entity, name), surfaces[claim])
    return found


def _is_arabic(value: str) -> bool:
    return _ARABIC_LETTER.search(value) is not None


def _losses_of_reports(entities: Iterable[EntityProxy], release: Release) -> Iterator[Loss]:
    """Find what the library would not take: it drops an address that is no URL without a word."""
    taken = {entity.id: entity for entity in entities}
    for key, kept in sorted(release.reports.items()):
        if kept.address and not taken[entity_id("report", key)].has("sourceUrl"):
            yield Loss(key, (), "address", kept.address, "not exported: FollowTheMoney does not take it for a URL")
        if kept.report.meta:
            yield Loss(key, (), "meta", ", ".join(sorted(kept.report.meta)), "not exported")


def _losses(incident: Incident, release: Release) -> Iterator[Loss]:
    for actor in incident.actors:
        if not is_entity(actor):
            yield loss(incident, "actors", f"{actor.role}: {actor.name.ar}", "not exported: no schema for people of a place")
    for toll in incident.tolls:
        yield loss(incident, "tolls", in_words(toll), "words of the event's summary: FollowTheMoney counts nobody")
    for interval, _ in incident.date.others:
        yield loss(incident, "date", days(interval, ""), "not exported: other accounts tell other days")
    for place in incident.places:
        if place.role != "location":
            yield loss(incident, "places", f"{place.role}: {place.place.name.ar}", "an address of the event, without its role")
    for key in withheld(incident, release):
        yield loss(incident, "reports", key, "not exported: the report does not leave")
    for link in incident.links:
        yield loss(incident, "links", f"{link.source} {link.rel} {link.target}", "not exported")
