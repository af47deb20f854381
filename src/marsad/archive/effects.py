"""Tell how two readings of a report differ, in what they claim and not in who claims it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.model import Account, Claim, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """What one reading says of an event and the other does not.

    Attributes:
        event: Key of the event.
        trigger: The words that name it.
        type: Its type: as it is now, or was where the event is gone.
        how: `added`, `gone` or `changed`.
        field: Which field; empty for an event that is new or gone.
        before: What was claimed.
        after: What is claimed now.
    """

    event: str
    trigger: Span
    type: str
    how: str
    field: str = ""
    before: tuple[Claim, ...] = ()
    after: tuple[Claim, ...] = ()


def differences(before: Iterable[Account], after: Iterable[Account]) -> list[Difference]:
    """Compare two readings of one report, event by event.

    How sure a reading is, why, and who made it do not count.

    Args:
        before: Accounts of the one.
        after: Accounts of the other.
    """
    old, new = ({one.event: one for one in some} for some in (before, after))
    found: list[Difference] = []
    for event in sorted(old.keys() | new.keys(), key=lambda event: ((new.get(event) or old[event]).trigger, event)):
        if event not in old:
            found.append(Difference(event, new[event].trigger, new[event].type, "added", after=new[event].claims))
        elif event not in new:
            found.append(Difference(event, old[event].trigger, old[event].type, "gone", before=old[event].claims))
        else:
            found += _changed(old[event], new[event])
    return found


def _changed(old: Account, new: Account) -> Iterable[Difference]:
    for field in dict.fromkeys(claim.field for claim in (*old.claims, *new.claims)):
        before, after = tuple(old.of(field)), tuple(new.of(field))
        if sorted(map(_said, before)) != sorted(map(_said, after)):
            yield Difference(new.event, new.trigger, new.type, "changed", field, before, after)


def _said(claim: Claim) -> str:
    """Give what a claim says; of several interpretations the first."""
    value: Any = claim.value
    first = value[0] if isinstance(value, tuple) and value else value
    meant = getattr(getattr(first, "place", first), "id", None) if isinstance(value, tuple) and value else repr(value)
    return repr((meant, claim.spans, claim.role, claim.kind))
