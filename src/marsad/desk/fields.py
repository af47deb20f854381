"""Tell what is said of an incident, field by field: the value that is shown, the others, and who says each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.desk.telling import claim_words, words
from marsad.exports.phrases import days
from marsad.exports.summary import code_name, toll_words, type_name
from marsad.model import Claim, Incident, KeptReport, Name
from marsad.model.plain import to_plain


def fields_of(incident: Incident, kept: Mapping[str, KeptReport]) -> list[dict[str, Any]]:
    """Tell the values of an incident."""
    return list(_Told(incident, kept, {c.id: c for one in incident.accounts for c in one.claims}).fields())


@dataclass(frozen=True, slots=True)
class _Told:
    incident: Incident
    kept: Mapping[str, KeptReport]
    claims: Mapping[str, Claim]

    def fields(self) -> Iterator[dict[str, Any]]:
        one = self.incident
        yield from self._codes("type", one.type)
        yield from self._codes("realis", one.realis.value)
        yield from self._dates()
        for at in one.places:
            value = to_plain(at.place)
            yield self._field("place", at.role, value, at.place.name, at.claims, lineages=at.lineages)
        for who in one.actors:
            plain = to_plain(who)
            value = {name: plain[name] for name in ("id", "name", "kind", "side", "codes")}
            yield self._field("actor", who.role, value, who.name, who.claims, lineages=who.lineages)
        for toll in one.tolls:
            plain = to_plain(toll)
            value = {name: plain[name] for name in ("status", "group", "low", "best", "high")}
            yield self._field("toll", toll.status, value, toll_words(toll), toll.claims, conflict=toll.conflict)
        for field, some in (("weapon", one.weapons), ("topic", one.topics), ("source", one.sources)):
            for wording in some:
                yield self._field(field, "", wording.text, Name(wording.text), wording.claims)

    def _codes(self, field: str, shown: str) -> Iterator[dict[str, Any]]:
        """Tell the codes of a field, the one that is shown first."""
        groups: dict[str, list[str]] = {shown: []}
        for claim in self.claims.values():
            if claim.field == field:
                groups.setdefault(str(claim.value), []).append(claim.id)
        for code, ids in groups.items():
            name = type_name(code) if field == "type" else code_name("realis", code)
            yield self._field(field, "", code, name, ids, chosen=code == shown)

    def _dates(self) -> Iterator[dict[str, Any]]:
        """Tell the days: those agreed on, the others, and who does not say."""
        when = self.incident.date
        name = Name(days(when.interval))
        yield self._field("date", "", to_plain(when.interval), name, when.claims, because=when.because)
        for interval, ids in when.others:
            yield self._field("date", "", to_plain(interval), Name(days(interval)), ids, chosen=False)
        told = {*when.claims, *(id for _, ids in when.others for id in ids)}
        rest = [c.id for c in self.claims.values() if c.field == "date" and c.id not in told]
        if rest:
            yield self._field("date", "", None, Name(""), rest, chosen=False)

    def _field(self, field: str, role: str, value: Any, name: Name, ids: Iterable[str], **more: Any) -> dict[str, Any]:
        sayings = [self._saying(self.claims[id]) for id in ids if id in self.claims]
        given: dict[str, Any] = {
            "chosen": True,
            "conflict": field in self.incident.conflicts,
            "lineages": len({one["lineage"] for one in sayings}),
            "because": "",
        }
        return {"field": field, "role": role, "value": value, "label": words(name), "sayings": sayings, **given, **more}

    def _saying(self, claim: Claim) -> dict[str, Any]:
        kept = self.kept[claim.report]
        return {
            "claim": claim.id,
            "event": claim.event,
            "report": claim.report,
            "outlet": kept.report.source,
            "published": kept.report.published,
            "lineage": kept.lineage,
            "surface": claim.surface,
            "label": words(claim_words(claim)),
            "reader": claim.reader,
            "because": claim.because,
            "confidence": claim.confidence,
        }


def lineages_of(incident: Incident, kept: Mapping[str, KeptReport]) -> list[dict[str, Any]]:
    """Tell the independent sources of an incident, the one with most reports first."""
    groups: dict[str, list[KeptReport]] = {}
    for key in incident.reports:
        groups.setdefault(kept[key].lineage, []).append(kept[key])
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [{"key": key, "reports": [_report(one) for one in sorted(some, key=_age)]} for key, some in ordered]


def _age(kept: KeptReport) -> tuple[bool, str, str]:
    published = kept.report.published
    return kept.lineage != kept.key, published.isoformat() if published else "", kept.key


def _report(kept: KeptReport) -> dict[str, Any]:
    told = kept.report
    more = {"address": kept.address, "repeats": kept.lineage != kept.key}
    return {"key": kept.key, "title": told.title, "outlet": told.source, "published": told.published, **more}
