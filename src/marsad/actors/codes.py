"""Give an organisation's codes in other schemes, for a day and a country."""

from collections.abc import Mapping
from datetime import date

from marsad.actors.roster import AcledName, Organization

STATE_FORCES = 1
EXTERNAL_FORCES = 8


def codes_of(organization: Organization, day: date | None, country: str) -> Mapping[str, str]:
    """Give the codes an organisation has.

    Args:
        organization: The organisation.
        day: The day of the report, for names that changed; None for any.
        country: The country the report is about: a state's forces abroad are external forces to ACLED.

    Returns:
        `acled` and `acled_inter`, `plover`; those not known are left out.
    """
    codes = {}
    acled = _acled_on(organization.acled, day)
    if acled is not None and acled.name:
        codes["acled"] = acled.name
    if acled is not None and acled.inter is not None:
        abroad = acled.inter == STATE_FORCES and country not in ("", organization.home)
        codes["acled_inter"] = str(EXTERNAL_FORCES if abroad else acled.inter)
    if organization.plover:
        codes["plover"] = organization.plover
    return codes


def _acled_on(names: tuple[AcledName, ...], day: date | None) -> AcledName | None:
    """Give the ACLED name of a day, the last one when none covers it."""
    for name in names:
        if day is None or ((name.first is None or name.first <= day) and (name.last is None or day <= name.last)):
            return name
    return names[-1] if names else None
