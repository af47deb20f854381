"""Tell an incident in sentences.

A sentence says what reports say, never what is so. It rests on claims, and where these disagree it says that instead of
choosing.
"""

from collections.abc import Iterable, Iterator, Mapping

from marsad.exports.dossier.citing import Citing
from marsad.exports.dossier.content import Line, Piece, Section, Sentence, code, words
from marsad.exports.dossier.phrasing import Phrases
from marsad.model import (
    Claim,
    Incident,
    IncidentActor,
    IncidentPlace,
    IncidentToll,
    KeptReport,
    Review,
    Toll,
    Wording,
)


class Teller:
    """Tells incidents, one after the other, with notes numbered through.

    Args:
        phrases: The language.
        citing: The notes.
        reports: The reports of the release, by key.
        anchors: Anchors of the dossier's sections, by incident id.
    """

    def __init__(self, phrases: Phrases, citing: Citing, reports: Mapping[str, KeptReport], anchors: Mapping[str, str]) -> None:
        self._p, self._citing, self._reports, self._anchors = phrases, citing, reports, anchors

    def section(self, incident: Incident) -> Section:
        """Tell one incident."""
        self._citing.open(incident)
        sentences = tuple(self._sentences(incident))
        return Section(
            self._anchors[incident.id],
            self._heading(incident),
            (self._reviewed(incident),),
            sentences,
            tuple(self._citing.notes),
        )

    def _heading(self, incident: Incident) -> Line:
        kind, realis = self._p.type(incident.type), self._p.named("realis", incident.realis)
        return self._p.label("heading", id=code(incident.id), type=kind, realis=realis)

    def _sentences(self, incident: Incident) -> Iterator[Sentence]:
        yield from self._what(incident)
        yield from self._when(incident)
        yield from self._where(incident)
        yield from self._who(incident)
        for toll in incident.tolls:
            yield from self._toll(toll)
        for key, wordings in (("weapon", incident.weapons), ("topic", incident.topics), ("source", incident.sources)):
            yield from (self._say(key, wording.claims, words=self._wording(wording)) for wording in wordings)
        yield from self._agreement(incident)
        yield from self._ties(incident)

    def _say(self, key: str, claims: Iterable[str], /, **slots: str | Piece | Line) -> Sentence:
        return Sentence(self._p.line("sentences", key, **slots), self._citing.cite(claims))

    def _what(self, incident: Incident) -> Iterator[Sentence]:
        told = [claim for claim in _claims(incident, "type", "realis") if claim.value in (incident.type, incident.realis)]
        line = self._p.line("told", incident.realis, type=self._p.type(incident.type))
        yield Sentence(line, self._citing.cite(claim.id for claim in told or _claims(incident, "type")))
        for value, ids in _values(_claims(incident, "type")).items():
            if value != incident.type:
                yield self._say("also_type", ids, type=self._p.type(value))
        for value, ids in _values(_claims(incident, "realis")).items():
            if value != incident.realis:
                yield self._say("also_realis", ids, realis=self._p.named("realis", value))

    def _when(self, incident: Incident) -> Iterator[Sentence]:
        interval, claims = incident.date.interval, incident.date.claims
        if interval is None:
            yield self._say(self._lacking("undated"), claims or _ids(incident, "date", "type"))
        elif interval.days == 1:
            yield self._say("day", claims or _ids(incident, "date", "type"), day=self._p.day(interval.first))
        else:
            first, last = self._p.day(interval.first), self._p.day(interval.last)
            yield self._say("days", claims or _ids(incident, "date", "type"), first=first, last=last)
        for other, ids in incident.date.others:
            yield self._say("other_date", ids, days=self._p.days(other))

    def _where(self, incident: Incident) -> Iterator[Sentence]:
        for place in incident.places:
            role = place.role if place.role in ("origin", "destination") else "location"
            yield self._say(role, place.claims, place=self.place(place))
        if not incident.places:
            yield self._say(self._lacking("nowhere"), _ids(incident, "type"))

    def _lacking(self, key: str) -> str:
        """Choose what to say of a field without values: under a profile nobody may conclude that the reports are silent."""
        return f"{key}_here" if self._citing.withholding else key

    def place(self, place: IncidentPlace) -> Line:
        """Name a place with its sort, what it lies in, and how exactly it is known."""
        where, phrases = place.place, self._p
        if not where.id:
            return phrases.line("sentences", "unplaced", place=phrases.name(where.name))
        sort = phrases.named("levels", where.level)
        within = phrases.listed(*((words(name),) for name in where.within))
        sorts = phrases.listed((Piece(sort),), within) if within else (Piece(sort),)
        key = "placed" if where.point else "pointless"
        return phrases.line("sentences", key, place=phrases.name(where.name), sort=sorts, reach=phrases.reach(where.radius_km))

    def _who(self, incident: Incident) -> Iterator[Sentence]:
        for actor in incident.actors:
            yield self._say("actor", actor.claims, role=self._p.role(actor.role), actor=self.actor(actor))
        if not incident.actors:
            yield self._say(self._lacking("nobody"), _ids(incident, "type"))

    def actor(self, actor: IncidentActor) -> Line:
        """Name an actor with its sort; one that is only described stands in its own words."""
        name = self._p.name(actor.name)
        line = self._p.quoted(name.text) if actor.id is None and actor.name.ar else (name,)
        return self._p.label("paren", a=line, b=self._p.named("kinds", actor.kind))

    def toll(self, toll: IncidentToll) -> Line:
        """Tell a toll as reported and at least, never as a bare number."""
        low = toll.best if toll.low is None else toll.low
        best = low if toll.best is None else toll.best
        numbers = {"low": code(low or 0), "best": code(best or 0), "high": code(toll.high)}
        return self._p.line("sentences", _toll_phrase(low, toll.high), **self._of_toll(toll), **numbers)

    def _of_toll(self, toll: IncidentToll) -> dict[str, str]:
        return {"status": self._p.named("tolls", toll.status), "group": self._p.named("groups", toll.group)}

    def _toll(self, toll: IncidentToll) -> Iterator[Sentence]:
        yield Sentence(self.toll(toll), self._citing.cite(toll.claims))
        found = [claim for id in toll.claims if (claim := self._citing.claim(id)) and isinstance(claim.value, Toll)]
        amounts = _values(found)
        if toll.conflict:
            yield Sentence(self._p.line("sentences", "toll_conflict", **self._of_toll(toll)), self._citing.cite(toll.claims))
        if len(amounts) > 1:
            for amount, ids in amounts.items():
                yield self._say("toll_account", ids, amount=code(amount), **self._basis(c.report for c in found if c.id in ids))

    def _basis(self, reports: Iterable[str]) -> dict[str, str]:
        """Count reports, and the lineages among them."""
        keys = set(reports)
        lineages = {self._reports[key].lineage if key in self._reports else key for key in keys}
        return {
            "lineages": self._p.counted("lineages", len(lineages)),
            "reports": self._p.counted("reports", len(keys)),
        }

    def _wording(self, wording: Wording) -> Line:
        return self._p.quoted(wording.text) if wording.text else (Piece(self._p.text("labels", "withheld")),)

    def _agreement(self, incident: Incident) -> Iterator[Sentence]:
        lineages = self._p.counted("lineages", incident.lineages)
        reports = self._p.counted("reports", len(incident.reports))
        told = _ids(incident, "type")
        yield self._say("basis", told, lineages=lineages, reports=reports)
        if incident.conflicts:
            fields = self._p.listed(*((Piece(self._p.field(name)),) for name in incident.conflicts))
            yield self._say("disagree", _ids(incident, *incident.conflicts) or told, fields=fields)
        elif len(incident.accounts) > 1:
            yield self._say("agree", told)

    def _ties(self, incident: Incident) -> Iterator[Sentence]:
        for link in incident.links:
            ends = {end: code(id, self._anchors.get(id, "")) for end, id in (("source", link.source), ("target", link.target))}
            yield self._say("tie", _ids(incident, "type"), relation=self._p.named("relations", link.rel), **ends)

    def _reviewed(self, incident: Incident) -> Line:
        waiting = sum(account.review is Review.PROPOSED for account in incident.accounts)
        if not waiting:
            return (Piece(self._p.text("labels", "reviewed")),)
        if waiting == len(incident.accounts):
            return (Piece(self._p.text("labels", "unreviewed")),)
        return self._p.label("partly_reviewed", n=code(waiting), m=self._p.counted("accounts", len(incident.accounts)))


def _claims(incident: Incident, *fields: str) -> list[Claim]:
    return [claim for account in incident.accounts for name in fields for claim in account.of(name)]


def _ids(incident: Incident, *fields: str) -> tuple[str, ...]:
    """Give the ids of the claims about fields."""
    return tuple(claim.id for claim in _claims(incident, *fields))


def _values(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """Give the ids of claims by what they say."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(_amount(claim.value) if isinstance(claim.value, Toll) else str(claim.value), []).append(claim.id)
    return found


def _amount(toll: Toll) -> str:
    """Write how many: `3`, `20–99`, `11+`."""
    if toll.low is None and toll.high is None:
        return "?"
    if toll.high is None:
        return f"{toll.low}+"
    return str(toll.high) if toll.low == toll.high else f"{'?' if toll.low is None else toll.low}–{toll.high}"


def _toll_phrase(low: int | None, high: int | None) -> str:
    """Choose the phrase for a toll by what is known of its ends."""
    if low is None:
        return "toll_unknown" if high is None else "toll_most"
    if high is None:
        return "toll_open"
    return "toll_exact" if low == high else "toll_range"
