"""Make FollowTheMoney entities of a release.

FollowTheMoney's events know who was involved but not as what, so every role is an `UnknownLink` of its own with the role on it.
Being at a meeting is no membership: no `Membership` is made, since neither reports nor the roster say that one belongs to
another. Every entity's id is hashed from what it stands for, so that the next release says the same of the same thing.
"""

from collections.abc import Iterator
from hashlib import sha256

from followthemoney import model
from followthemoney.proxy import EntityProxy

from marsad.exports.phrases import reach
from marsad.exports.precision import place_precision
from marsad.exports.summary import clean
from marsad.exports.tolls import in_words
from marsad.exports.where import admins, country_codes, country_name, name_of
from marsad.model import Account, ActorKind, Claim, DateInterval, Incident, IncidentActor, KeptReport, Level, Place, Release
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

ORGANIZERS = frozenset({"chair", "host"})
ALLEGED = "As reported, not a finding."
KEY_LENGTH = 40


def entity_id(kind: str, *parts: str) -> str:
    """Name an entity by what it stands for."""
    digits = sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"mrs-{kind}-{digits[:KEY_LENGTH]}"


def entities_of(release: Release) -> Iterator[EntityProxy]:
    """Make the entities of a release: reports, then each incident with its places, actors, roles and evidence.

    An actor or place of several incidents comes as often, each time with what that incident knows; the same id joins them.
    """
    for key, kept in sorted(release.reports.items()):
        yield _report(key, kept)
    for incident in release.incidents:
        yield from _of_incident(incident, release)


def actor_id(incident: Incident, actor: IncidentActor) -> str:
    """Give an actor's entity id; one that is only described is another in every incident.

    A person and a body never share one, whatever the roster calls them: no schema holds both.
    """
    kind = "person" if actor.kind is ActorKind.PERSON else "body"
    if actor.id is None:
        return entity_id(kind, incident.id, fold_key(actor.name.ar))
    return entity_id(kind, actor.id)


def is_entity(actor: IncidentActor) -> bool:
    """Say whether FollowTheMoney has a schema for an actor: people of a place are none."""
    return actor.kind is not ActorKind.POPULATION


def _make(schema: str, key: str, /, **values: object) -> EntityProxy:
    """Make an entity; empty values are left out, lists are added one by one."""
    entity = model.make_entity(schema)
    entity.id = key
    for prop, value in values.items():
        for one in value if isinstance(value, list | tuple) else (value,):
            if one not in (None, ""):
                entity.add(prop, clean(str(one)))
    return entity


def _dates(interval: DateInterval | None) -> dict[str, str]:
    """Give a day as `date`, a range as its two ends: one date property would cut a range down to its first day in silence."""
    if interval is None:
        return {}
    if interval.days == 1:
        return {"date": interval.first.isoformat()}
    return {"startDate": interval.first.isoformat(), "endDate": interval.last.isoformat()}


def _report(key: str, kept: KeptReport) -> EntityProxy:
    """Make a document; its SHA-256 is a note, for `contentHash` takes SHA-1 alone."""
    report = kept.report
    return _make(
        "Article" if kept.address or report.source else "PlainText",
        entity_id("report", key),
        fileName=report.id,
        title=report.title,
        publishedAt=report.published and report.published.isoformat(),
        language="ara",
        bodyText=report.text,
        sourceUrl=kept.address,
        publisher=report.source,
        retrievedAt=kept.received.date().isoformat(),
        notes=[*([f"SHA-256 of the original: {kept.original}"] if kept.original else []), *kept.notes],
    )


def _of_incident(incident: Incident, release: Release) -> Iterator[EntityProxy]:
    yield _event(incident, release)
    for place in incident.places:
        yield _address(place.place, incident)
    for actor in incident.actors:
        if is_entity(actor):
            yield _actor(incident, actor)
            yield _role(incident, actor, release)
    for account in incident.accounts:
        if account.report in release.reports:
            yield _documentation(incident, account)
            yield from _evidence(incident, account)


def _event(incident: Incident, release: Release) -> EntityProxy:
    entry = load_vocabulary("events")["types"][incident.type]
    realis = incident.realis.value
    where = next((name_of(place.place) for place in incident.places), "")
    involved = [(actor.role, actor_id(incident, actor)) for actor in incident.actors if is_entity(actor)]
    summary = [ALLEGED, f"{incident.lineages} independent source(s); told as {realis}.", *map(in_words, incident.tolls)]
    return _make(
        "Event",
        entity_id("event", incident.id),
        name=" – ".join(part for part in (f"{entry['en']} ({realis})", where) if part),
        alias=entry["ar"],
        **_dates(incident.date.interval),
        location=[place.place.name.ar for place in incident.places],
        country=country_codes(incident).get("alpha2"),
        addressEntity=[address_id(place.place, incident) for place in incident.places],
        involved=[name for role, name in involved if role not in ORGANIZERS],
        organizer=[name for role, name in involved if role in ORGANIZERS],
        proof=[entity_id("report", key) for key in incident.reports if key in release.reports],
        summary=" ".join(summary),
        keywords=[
            f"type:{incident.type}",
            f"realis:{realis}",
            *(wording.text for wording in (*incident.topics, *incident.weapons)),
        ],
        recordId=incident.id,
    )


def address_id(place: Place, incident: Incident) -> str:
    """Give a place's entity id; one that nobody knows is another in every incident."""
    return entity_id("place", place.id) if place.id else entity_id("place", incident.id, fold_key(place.name.ar))


def _address(place: Place, incident: Incident) -> EntityProxy:
    precision = place_precision(place)
    state, region, _ = admins(place)
    known = (
        f"{place.level.value}, precision {precision}, {reach(place.radius_km)}" if precision else "not known to the gazetteer"
    )
    return _make(
        "Address",
        address_id(place, incident),
        full=", ".join([name_of(place), *place.within]),
        name=place.name.ar,
        city=name_of(place) if place.level is Level.SETTLEMENT else None,
        region=region,
        state=state,
        country=country_codes(incident).get("alpha2") or country_name(incident, place, "acled"),
        latitude=place.point.lat if place.point else None,
        longitude=place.point.lon if place.point else None,
        remarks=known,
    )


def _schema(actor: IncidentActor) -> str:
    if actor.kind is ActorKind.PERSON:
        return "Person"
    if actor.kind is not ActorKind.ORGANIZATION:
        return "LegalEntity"
    return "PublicBody" if actor.codes.get("plover") in load_vocabulary("crosswalk")["sectors"]["public"] else "Organization"


def _actor(incident: Incident, actor: IncidentActor) -> EntityProxy:
    """Make an actor; forms of its name that reports write beside its own are weak aliases."""
    names = [actor.name.ar, actor.name.en]
    surfaces = sorted({claim.surface for claim in _claims(incident, actor)} - set(names))
    return _make(_schema(actor), actor_id(incident, actor), name=names, weakAlias=surfaces)


def _role(incident: Incident, actor: IncidentActor, release: Release) -> EntityProxy:
    reports = dict.fromkeys(claim.report for claim in _claims(incident, actor))
    return _make(
        "UnknownLink",
        entity_id("role", incident.id, actor_id(incident, actor), actor.role),
        subject=actor_id(incident, actor),
        object=entity_id("event", incident.id),
        role=actor.role,
        **_dates(incident.date.interval),
        proof=[entity_id("report", key) for key in reports if key in release.reports],
        summary=ALLEGED,
        recordId=incident.id,
    )


def _claims(incident: Incident, actor: IncidentActor) -> tuple[Claim, ...]:
    wanted = set(actor.claims)
    return tuple(claim for account in incident.accounts for claim in account.of("actor") if claim.id in wanted)


def _documentation(incident: Incident, account: Account) -> EntityProxy:
    return _make(
        "Documentation",
        entity_id("documentation", account.event),
        document=entity_id("report", account.report),
        entity=entity_id("event", incident.id),
        role="account",
        status=account.review.value,
        recordId=account.event,
    )


def _evidence(incident: Incident, account: Account) -> Iterator[EntityProxy]:
    """Make a note for the words of each claim, and a mention for each actor among them."""
    actors = {name: actor for actor in incident.actors if is_entity(actor) for name in actor.claims}
    for claim in account.claims:
        yield _quote(incident, claim)
        if claim.field == "actor" and claim.id in actors:
            actor = actors[claim.id]
            yield _make(
                "Mention",
                entity_id("mention", claim.id),
                document=entity_id("report", claim.report),
                name=claim.surface,
                resolved=actor_id(incident, actor),
                detectedSchema=_schema(actor),
            )


def _quote(incident: Incident, claim: Claim) -> EntityProxy:
    where = ", ".join(f"[{span.start},{span.end})" for span in claim.spans)
    return _make(
        "Note",
        entity_id("note", claim.id),
        name=f"{claim.field}{f' ({claim.role})' if claim.role else ''}",
        entity=entity_id("event", incident.id),
        description=claim.surface,
        summary=f"Words of report {claim.report} at {where}, in code points. {claim.because}".strip(),
        proof=entity_id("report", claim.report),
    )
