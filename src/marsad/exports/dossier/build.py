"""Make the content of a dossier out of a release."""

from collections.abc import Iterable, Mapping, Sequence

from marsad.exports.dossier.citing import Citing
from marsad.exports.dossier.content import Dossier, Figure, Language, Line, Piece, Table, code, joined, plain, shown, words
from marsad.exports.dossier.mapping import draw_map
from marsad.exports.dossier.phrasing import Phrases
from marsad.exports.dossier.telling import Teller
from marsad.exports.dossier.timeline import draw_timeline
from marsad.model import Incident, IncidentActor, IncidentPlace, Release

LABELS = ("guide", "contents", "actors", "reports", "notes", "note", "back", "skip")
EMPTY: Line = (Piece("–"),)


def build_dossier(release: Release, incidents: Sequence[Incident], language: Language) -> Dossier:
    """Say everything a dossier says.

    Args:
        release: The release.
        incidents: Those of its incidents that are told, in order.
        language: Language of the dossier; words of reports stay as they are.
    """
    phrases, anchors = Phrases(language), {incident.id: f"i{n}" for n, incident in enumerate(incidents, start=1)}
    citing = Citing(release, phrases)
    teller = Teller(phrases, citing, release.reports, anchors)
    builder = _Builder(release, incidents, phrases, teller, anchors)
    return Dossier(
        language,
        shown(release.title) or phrases.text("labels", "untitled"),
        builder.facts(),
        phrases.guide(),
        builder.summary(),
        builder.map(),
        builder.timeline(),
        builder.actors(),
        tuple(teller.section(incident) for incident in incidents),
        builder.reports(citing),
        {key: phrases.text("labels", key) for key in LABELS},
    )


class _Builder:
    """Makes the parts that speak of all incidents at once."""

    def __init__(
        self,
        release: Release,
        incidents: Sequence[Incident],
        phrases: Phrases,
        teller: Teller,
        anchors: Mapping[str, str],
    ) -> None:
        self._release, self._incidents, self._p = release, incidents, phrases
        self._teller, self._anchors = teller, anchors
        self._keys = tuple(dict.fromkeys(key for incident in incidents for key in incident.reports))

    def facts(self) -> tuple[Line, ...]:
        """Say when and how the dossier was made."""
        release, phrases = self._release, self._p
        known = release.profile in ("full", "partner", "public")
        what = phrases.text("profiles", release.profile) if known else "–"
        held = {
            "incidents": phrases.counted("incidents", len(self._incidents)),
            "reports": phrases.counted("reports", len(self._keys)),
        }
        return (
            phrases.label("made", made=code(f"{release.made:%Y-%m-%d %H:%M}")),
            phrases.label("tool", tool=code(release.tool)),
            phrases.label("profile", profile=code(release.profile), **{"is": what}),
            phrases.label("scope", **held),
        )

    def summary(self) -> Table:
        """Give a row for each incident."""
        heads = ("incident", "type", "realis", "when", "where", "toll", "basis")
        return self._table("summary", heads, (self._summary_row(incident) for incident in self._incidents))

    def _summary_row(self, incident: Incident) -> tuple[Line, ...]:
        phrases = self._p
        tolls = tuple(self._teller.toll(toll) for toll in incident.tolls)
        places = tuple((self._place_name(place),) for place in incident.places)
        basis = (phrases.counted("lineages", incident.lineages), phrases.counted("reports", len(incident.reports)))
        return (
            self._links([incident.id]),
            (Piece(phrases.type(incident.type)),),
            (Piece(phrases.named("realis", incident.realis)),),
            phrases.days(incident.date.interval),
            phrases.listed(*places) or EMPTY,
            joined(tolls, " ") or EMPTY,
            phrases.label("paren", a=basis[0], b=basis[1]),
        )

    def _place_name(self, place: IncidentPlace) -> Piece:
        return self._p.name(place.place.name)

    def _links(self, ids: Iterable[str]) -> Line:
        return self._p.listed(*((code(id, self._anchors.get(id, "")),) for id in ids))

    def map(self) -> Figure:
        """Draw where, and list the same."""
        spots: dict[object, tuple[IncidentPlace, list[str]]] = {}
        for incident in self._incidents:
            for place in incident.places:
                _, ids = spots.setdefault((place.place.id, place.place.name, place.place.point), (place, []))
                ids.append(incident.id)
        drawn = [spot for spot in spots.values() if spot[0].place.point]
        picture = draw_map([place.place for place, _ in drawn], self._p)
        rows = (self._place_row(n, place, ids) for n, (place, ids) in enumerate(drawn, start=1))
        missing = tuple(self._lacking(place, ids) for place, ids in spots.values() if not place.place.point)
        return Figure(
            self._p.text("labels", "map"),
            self._p.text("labels", "map_alt"),
            (picture,) if picture else (),
            self._p.text("labels", "map_note" if picture else "map_empty"),
            self._table("places", ("number", "place", "radius", "incidents"), rows) if drawn else None,
            missing,
            self._p.text("labels", "not_placed"),
        )

    def _place_row(self, number: int, place: IncidentPlace, ids: Sequence[str]) -> tuple[Line, ...]:
        where = place.place
        within = (Piece(self._p.named("levels", where.level)), *((words(name)) for name in where.within))
        name = self._p.label("paren", a=(self._place_name(place),), b=self._p.listed(*((piece,) for piece in within)))
        return (code(number),), name, self._p.reach(where.radius_km), self._links(dict.fromkeys(ids))

    def _lacking(self, place: IncidentPlace, ids: Sequence[str]) -> Line:
        return self._p.label("paren", a=self._p.quoted(self._place_name(place).text), b=self._links(dict.fromkeys(ids)))

    def timeline(self) -> Figure:
        """Draw when."""
        pictures = draw_timeline(self._incidents, self._p)
        undated = [incident for incident in self._incidents if incident.date.interval is None]
        below = tuple(
            self._p.label("paren", a=self._links([incident.id]), b=self._p.type(incident.type)) for incident in undated
        )
        return Figure(
            self._p.text("labels", "timeline"),
            self._p.text("labels", "timeline_alt"),
            pictures,
            self._p.text("labels", "timeline_note" if pictures else "timeline_empty"),
            None,
            below,
            self._p.text("labels", "undated"),
        )

    def actors(self) -> Table:
        """List who, with all roles in all incidents."""
        found: dict[object, tuple[IncidentActor, dict[str, list[str]]]] = {}
        for incident in self._incidents:
            for actor in incident.actors:
                # Two groups that are only described in the same words need not be the same people.
                key = actor.id or (incident.id, actor.name, actor.kind)
                found.setdefault(key, (actor, {}))[1].setdefault(actor.role, []).append(incident.id)
        rows = sorted((self._actor_row(actor, roles) for actor, roles in found.values()), key=lambda row: plain(row[0]))
        return self._table("actors_caption", ("actor", "kind", "roles"), rows)

    def _actor_row(self, actor: IncidentActor, roles: Mapping[str, Sequence[str]]) -> tuple[Line, ...]:
        parts = tuple(self._p.label("paren", a=self._p.role(role), b=self._links(ids)) for role, ids in roles.items())
        name = self._p.name(actor.name)
        line: Line = (name,) if actor.id else self._p.quoted(name.text)
        return line, (Piece(self._p.named("kinds", actor.kind)),), joined(parts, self._p.text("labels", "semicolon"))

    def reports(self, citing: Citing) -> Table:
        """List what the dossier rests on."""
        heads = ("report", "outlet", "published", "address", "original")
        return self._table("reports_caption", heads, (self._report_row(key, citing) for key in self._keys))

    def _report_row(self, key: str, citing: Citing) -> tuple[Line, ...]:
        kept = self._release.reports.get(key)
        name: Line = (code(citing.report_name(key)),)
        if kept is None:
            return name, EMPTY, EMPTY, EMPTY, EMPTY
        day = kept.report.published
        return (
            name,
            (words(kept.report.source),) if kept.report.source else EMPTY,
            (code(day.isoformat()),) if day else (Piece(self._p.text("labels", "unknown")),),
            (code(kept.address),) if kept.address else EMPTY,
            (code(kept.original),) if kept.original else EMPTY,
        )

    def _table(self, caption: str, heads: Sequence[str], rows: Iterable[tuple[Line, ...]]) -> Table:
        named = tuple(self._p.text("columns", head) for head in heads)
        return Table(self._p.text("labels", caption), named, tuple(rows))
