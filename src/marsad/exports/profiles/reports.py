"""Make a kept report anew, as a profile allows: little of it is left but its day and its lineage."""

import re
from datetime import datetime

from marsad.exports.profiles.names import Guard
from marsad.exports.profiles.preview import Ledger
from marsad.exports.profiles.pseudonyms import Pseudonyms
from marsad.exports.profiles.rules import Profile
from marsad.model import KeptReport, Report

SHA256 = re.compile("[0-9a-f]{64}")
NOTED = {
    "key": "ids",
    "how": "collector",
    "original": "keep_originals",
    "locator": "collector",
    "address": "collector",
    "received": "collector",
    "lineage": "ids",
    "notes": "collector",
}
NOTED_INSIDE = {"id": "ids", "text": "keep_texts", "title": "keep_texts", "source": "keep_outlets", "meta": "collector"}
"""Fields of a kept report, and of the report in it, with the rule that changes them."""


def make_report(
    kept: KeptReport, profile: Profile, keys: Pseudonyms, guard: Guard, made: datetime, ledger: Ledger
) -> KeptReport:
    """Make a report anew.

    How each thing is known, notes and addresses never leave: they are the collector's words, or lead to the whole text.

    Args:
        kept: The report as the archive keeps it.
        profile: What may leave.
        keys: Makes pseudonyms.
        guard: Knows the withheld names.
        made: When the release was made; stands for when the report was received.
        ledger: Notes the changes.
    """
    key = keys.key("report", kept.key)
    anew = KeptReport(
        key=key,
        report=_report(kept.report, key, profile, keys, guard),
        how={},
        original=kept.original if profile.keep_originals and SHA256.fullmatch(kept.original) else "",
        locator="",
        address="",
        received=made,
        lineage=keys.key("report", kept.lineage),
        notes=(),
    )
    for field, rule in NOTED.items():
        ledger.swap(kept.key, (), field, getattr(kept, field), getattr(anew, field), rule)
    for field, rule in NOTED_INSIDE.items():
        ledger.swap(kept.key, (), f"report.{field}", getattr(kept.report, field), getattr(anew.report, field), rule)
    return anew


def _report(was: Report, key: str, profile: Profile, keys: Pseudonyms, guard: Guard) -> Report:
    title = was.title if profile.keep_texts and was.title and guard.clean(was.title) else None
    return Report(
        id=key,
        text=was.text if profile.keep_texts and guard.clean(was.text) else "",
        title=title,
        published=was.published,
        source=_outlet(was.source, profile, keys, guard),
        meta={},
    )


def _outlet(source: str | None, profile: Profile, keys: Pseudonyms, guard: Guard) -> str | None:
    if not source:
        return None
    return source if profile.keep_outlets and guard.clean(source) else keys.outlet(source)
