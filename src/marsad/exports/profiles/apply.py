"""Rebuild a release so that it harms nobody.

What leaves an archive may be read by those who look for the people in it. Masking text fails on the spelling nobody thought
of; so nothing is masked. A release is made anew of those fields that a profile allows, each looked up or checked, and what
no rule allows is not there. `vocabulary/profiles.yml` holds the rules and their reasons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from marsad.exports.profiles.incidents import make_incident
from marsad.exports.profiles.leaks import withheld_names, withheld_places
from marsad.exports.profiles.names import Guard, make_guard
from marsad.exports.profiles.persons import concerns_persons, held_claims
from marsad.exports.profiles.places import Coarsener, Places
from marsad.exports.profiles.preview import Change, Ledger
from marsad.exports.profiles.pseudonyms import INCIDENT, Pseudonyms
from marsad.exports.profiles.reports import make_report
from marsad.exports.profiles.rules import Profile, country_code, tool_name
from marsad.exports.profiles.values import Scene
from marsad.model import Incident, KeptReport, Release
from marsad.text.folding import fold_key


def apply_profile(
    release: Release, profile: Profile, today: date, salt: bytes, places: Places | None = None
) -> tuple[Release, tuple[Change, ...]]:
    """Rebuild a release as a profile allows.

    Args:
        release: What would leave, as it stands in the archive.
        profile: What may.
        today: The day that the embargo counts from.
        salt: Random bytes that the archive keeps to itself, at least 16; the same salt gives the same pseudonyms.
        places: The gazetteer, for the points of coarser places. Without one a place that must become coarser becomes its
            country, without a point.

    Returns:
        The release to write, and everything that is not in it as it was. Incidents and events are named in the changes as in
        the archive: the changes are for the desk alone.

    Raises:
        ValueError: The salt is too short.
    """
    if profile.keeps_all:
        return release, ()
    ledger, keys = Ledger(profile.reasons), Pseudonyms(salt)
    guard = make_guard(withheld_names(release), withheld_places(release, profile, places))
    lineages = {key: kept.lineage for key, kept in release.reports.items()}
    outlets = frozenset(fold_key(kept.report.source) for kept in release.reports.values() if kept.report.source)
    maker = _Maker(release, profile, keys, guard, places, lineages, outlets, ledger)
    incidents = maker.incidents(today)
    reports = maker.reports(incidents)
    tool = ledger.swap("", (), "tool", release.tool, tool_name(release.tool), "codes")
    title = ledger.swap("", (), "title", release.title, "", "codes")
    return Release(incidents, reports, release.made, tool, profile.name, title), tuple(ledger.changes)


@dataclass(frozen=True, slots=True)
class _Maker:
    """A release with all that is needed to make it anew."""

    release: Release
    profile: Profile
    keys: Pseudonyms
    guard: Guard
    gazetteer: Places | None
    lineages: Mapping[str, str]
    outlets: frozenset[str]
    ledger: Ledger

    def incidents(self, today: date) -> tuple[Incident, ...]:
        """Make those incidents that are old enough, in order of their new ids."""
        leaving = [incident for incident in self.release.incidents if not self._embargoed(incident, today)]
        ids = {incident.id: self._id(incident) for incident in leaving}
        scenes = [self._scene(incident) for incident in leaving]
        made = [incident for scene in scenes if (incident := make_incident(scene, ids)) is not None]
        left = {incident.id for incident in made}
        for i, incident in enumerate(made):
            ties = tuple(tie for tie in incident.links if {tie.source, tie.target} <= left)
            made[i] = replace(incident, links=ties)  # of a value that is already safe
        return tuple(sorted(made, key=lambda incident: incident.id))

    def reports(self, incidents: Iterable[Incident]) -> dict[str, KeptReport]:
        """Make those reports that an incident still comes from, by their new keys."""
        told = {report for incident in incidents for report in incident.reports}
        made = {}
        for kept in self.release.reports.values():
            key = self.keys.key("report", kept.key)
            if key in told:
                made[key] = make_report(kept, self.profile, self.keys, self.guard, self.release.made, self.ledger)
            else:
                self.ledger.note(kept.key, (), "report", kept.report.id, "", "empty")
        return dict(sorted(made.items()))

    def _scene(self, incident: Incident) -> Scene:
        persons = concerns_persons(incident)
        coarsener = Coarsener(self.gazetteer, self.profile.finest_with_persons if persons else self.profile.finest)
        held = held_claims(incident, self.lineages) if self.profile.hold_single_source_persons else frozenset()
        coarse = [place for one in incident.places if (place := coarsener.coarse(one.place)) is not None]
        named = frozenset(fold_key(name) for place in coarse for name in coarsener.chain(place) if name)
        return Scene(
            incident, self.profile, self.keys, self.guard, coarsener, held, named, self.outlets, self.lineages, self.ledger
        )

    def _embargoed(self, incident: Incident, today: date) -> bool:
        """Say whether an incident is too young to leave; one whose age nobody knows is as old as its latest report."""
        last = today - timedelta(self.profile.embargo_days)
        young = self.profile.embargo_days > 0 and self._latest(incident) > last
        if young:
            events = [account.event for account in incident.accounts]
            self.ledger.note(incident.id, events, "incident", incident.id, "held back", "embargo_days")
        return young

    def _latest(self, incident: Incident) -> date:
        days = [days.last for days in (incident.date.interval, *(other for other, _ in incident.date.others)) if days]
        if days:
            return max(days)
        reports = [self.release.reports[key] for key in incident.reports if key in self.release.reports]
        return max((kept.report.published or kept.received.date() for kept in reports), default=date.max)

    def _id(self, incident: Incident) -> str:
        if self.profile.keep_originals and INCIDENT.fullmatch(incident.id):
            return incident.id
        return self.keys.incident(incident.id, country_code(incident.country))
