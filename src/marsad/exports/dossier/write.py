"""Write a dossier, and say what it could not carry."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from marsad.errors import InputError
from marsad.exports.dossier.build import build_dossier
from marsad.exports.dossier.content import Language
from marsad.exports.dossier.html import dossier_to_html
from marsad.exports.dossier.pdf import dossier_to_pdf
from marsad.model import Account, ActorInterpretation, Incident, KeptReport, Loss, PlaceInterpretation, Release

LEFT_OUT = "left out of the dossier"


def write_dossier(
    release: Release, out: Path, language: Language = "ar", incidents: Sequence[str] | None = None
) -> tuple[Loss, ...]:
    """Tell incidents in a file for people to read, each sentence footnoted to the words of its sources.

    Args:
        release: The release; what its profile withheld is not looked for anywhere else.
        out: The file to write; its ending, `.html` or `.pdf`, says which format.
        language: Language of the dossier's own sentences; words of reports stay as they are.
        incidents: Ids of the incidents to tell, in this order; None for all of the release.

    Returns:
        What the dossier could not carry.

    Raises:
        InputError: The release holds no incident of a given id.
        ValueError: The file's ending or the language is another.
    """
    suffix = out.suffix.lower()
    if suffix not in (".html", ".pdf"):
        raise ValueError(f"expected a file that ends in .html or .pdf, got {out.name}")
    if language not in ("ar", "en"):
        raise ValueError(f"expected the language ar or en, got {language}")
    chosen = _chosen(release, incidents)
    dossier = build_dossier(release, chosen, language)
    out.write_bytes(dossier_to_html(dossier).encode() if suffix == ".html" else dossier_to_pdf(dossier, release.made))
    return tuple(_losses(release, chosen))


def _chosen(release: Release, ids: Sequence[str] | None) -> tuple[Incident, ...]:
    if ids is None:
        return release.incidents
    known = {incident.id: incident for incident in release.incidents}
    unknown = [id for id in ids if id not in known]
    if unknown:
        raise InputError(f"expected ids of incidents of the release, got {', '.join(unknown)}")
    return tuple(known[id] for id in dict.fromkeys(ids))


def _losses(release: Release, incidents: Sequence[Incident]) -> Iterator[Loss]:
    for incident in incidents:
        yield from _incident_losses(incident)
    keys = dict.fromkeys(key for incident in incidents for key in incident.reports)
    for key in keys:
        if kept := release.reports.get(key):
            yield from _report_losses(kept, incidents)


def _incident_losses(incident: Incident) -> Iterator[Loss]:
    events = tuple(account.event for account in incident.accounts)
    for place in incident.places:
        if place.place.point is None:
            yield Loss(incident.id, events, "place", place.place.name.ar, "told in words; not drawn on the map")
    if incident.date.interval is None:
        yield Loss(incident.id, events, "date", "", "listed below the timeline; not drawn on it")
    for interval, _ in incident.date.others:
        yield Loss(incident.id, events, "date", f"{interval.first}/{interval.last}", "told in words; not drawn on the timeline")
    for actor in incident.actors:
        if codes := "; ".join(f"{scheme}={value}" for scheme, value in sorted(actor.codes.items())):
            yield Loss(incident.id, events, "actor", f"{actor.name.ar}: {codes}", f"codes {LEFT_OUT}")
        if actor.side:
            yield Loss(incident.id, events, "actor", f"{actor.name.ar}: {actor.side}", f"side {LEFT_OUT}")
    for account in incident.accounts:
        yield from _account_losses(incident.id, account.event, account)


def _account_losses(incident: str, event: str, account: Account) -> Iterator[Loss]:
    yield Loss(incident, (event,), "confidence", f"{account.confidence:.2f}", LEFT_OUT)
    for claim in account.claims:
        if isinstance(claim.value, tuple) and len(claim.value) > 1:
            others = "; ".join(_name_of(value) for value in claim.value[1:])
            yield Loss(incident, (event,), claim.field, others, "other interpretations left out; the first is told")


def _report_losses(kept: KeptReport, incidents: Sequence[Incident]) -> Iterator[Loss]:
    events = tuple(account.event for one in incidents for account in one.accounts if account.report == kept.key)
    if kept.report.text:
        yield Loss(kept.key, events, "text", f"{len(kept.report.text)} code points", "only the words of claims are quoted")
    if kept.report.title:
        yield Loss(kept.key, events, "title", kept.report.title, LEFT_OUT)
    for note in kept.notes:
        yield Loss(kept.key, events, "notes", note, LEFT_OUT)


def _name_of(value: ActorInterpretation | PlaceInterpretation) -> str:
    return value.place.name.ar if isinstance(value, PlaceInterpretation) else value.name.ar
