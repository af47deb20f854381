"""Say where an incident's accounts come from, with reposts behind what they repeat."""

from collections.abc import Iterator

from marsad.model import Incident, KeptReport, Release


def reports_of(incident: Incident, release: Release) -> tuple[KeptReport, ...]:
    """Give the reports of an incident that leave: one of each independent lineage first, then copies, reposts and edits."""
    kept = [release.reports[key] for key in incident.reports if key in release.reports]
    firsts: dict[str, KeptReport] = {}
    for one in sorted(kept, key=lambda report: report.key != report.lineage):
        firsts.setdefault(one.lineage, one)
    return (*firsts.values(), *(one for one in kept if firsts[one.lineage] is not one))


def outlets(incident: Incident, release: Release) -> tuple[str, ...]:
    """Give the outlets of an incident, each once, independent ones first."""
    named = (report.report.source for report in reports_of(incident, release))
    return tuple(dict.fromkeys(name for name in named if name))


def withheld(incident: Incident, release: Release) -> tuple[str, ...]:
    """Give the keys of the reports that an incident rests on and that do not leave."""
    return tuple(key for key in incident.reports if key not in release.reports)


def citations(incident: Incident, release: Release) -> Iterator[str]:
    """Write each report as outlet, day and headline, as far as they are known."""
    for kept in reports_of(incident, release):
        report = kept.report
        parts = (report.source, report.published and report.published.isoformat(), report.title)
        yield ", ".join(part for part in parts if part) or kept.key
