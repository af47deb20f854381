"""The preview of a release: one line for everything that does not leave as it is.

It names what is withheld, so it is for the desk alone and never a part of the release.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from marsad.model.plain import to_plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that does not leave as it is.

    Attributes:
        incident: Id of the incident, or key of the report, in the archive.
        events: Keys of the events; empty where it is no event's.
        field: Which field.
        what: What it is in the archive.
        became: What became of it.
        rule: The rule and its reason.
    """

    incident: str
    events: tuple[str, ...]
    field: str
    what: str
    became: str
    rule: str


@dataclass(slots=True)
class Ledger:
    """Notes changes while a release is rebuilt.

    Attributes:
        reasons: Why, by the name of the rule.
        changes: What was noted, in order.
    """

    reasons: Mapping[str, str]
    changes: list[Change] = field(default_factory=list)

    def note(self, incident: str, events: Iterable[str], field: str, what: Any, became: Any, rule: str) -> None:
        """Note one change."""
        reason = f"{rule}: {self.reasons[rule]}"
        self.changes.append(Change(incident, tuple(events), field, _words(what), _words(became), reason))

    def swap(self, incident: str, events: Iterable[str], field: str, what: Any, became: T, rule: str) -> T:
        """Give what a value became, and note it where that is another."""
        if what != became:
            self.note(incident, events, field, what, became, rule)
        return became


def write_preview(changes: Iterable[Change], path: Path) -> None:
    """Write the changes as CSV, one a line.

    Args:
        changes: What `apply_profile` gave.
        path: The file to write.
    """
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in fields(Change)])
        for change in changes:
            writer.writerow([" ".join(cell) if isinstance(cell, tuple) else cell for cell in astuple(change)])


def preview_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Give the changes for the terminal: how many each rule makes, then one a line."""
    listed = tuple(changes)
    for rule, count in sorted(Counter(change.rule for change in listed).items()):
        yield f"{count} × {rule}"
    for change in listed:
        became = change.became or "left out"
        yield f"{change.incident}  {change.field}: {change.what} → {became}  ({change.rule.partition(':')[0]})"


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    plain = to_plain(value)
    if plain is None or plain in ([], {}):
        return ""
    if isinstance(plain, list) and all(isinstance(item, str) for item in plain):
        return "; ".join(plain)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)
