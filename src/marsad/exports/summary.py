"""Say what an incident is, the same in every map and table, and say what a format leaves out.

A number of people is never bare: it is «reported, at least». A format that cannot hold a value must not lose it in silence,
so what is not carried is named here once and each export asks for its own part of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from marsad.exports.losses import loss
from marsad.exports.phrases import days
from marsad.model import Incident, IncidentActor, IncidentPlace, IncidentToll, Loss, Name, Realis
from marsad.vocabulary import load_vocabulary

HAPPENED = frozenset({Realis.ACTUAL, Realis.FAILED})
"""Realis of what is told as having happened or been tried; all else must not look like it on a map."""

_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Give a text that XML and UTF-8 can hold: control characters and lone surrogates become U+FFFD, one for one."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def encodable(value: Any) -> Any:
    """Give a plain value whose words UTF-8 can hold: lone surrogates become U+FFFD, in lists and mappings too."""
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list | tuple):
        return [encodable(item) for item in value]
    if isinstance(value, dict):
        return {encodable(key): encodable(item) for key, item in value.items()}
    return value


def heading(group: str, key: str) -> Name:
    """Give the words of `headings.yml` for a key of a group."""
    entry = load_vocabulary("headings")[group][key]
    return Name(entry["ar"], entry["en"])


def caution() -> Name:
    """Give what every export for people must say about itself."""
    entry = load_vocabulary("headings")["caution"]
    return Name(entry["ar"], entry["en"])


def type_name(code: str) -> Name:
    """Name a type of event; a type the codebook does not know is named by its code."""
    return _named(load_vocabulary("events")["types"], code)


def code_name(group: str, code: str) -> Name:
    """Name a code of `values.yml`, such as `realis` or `roles`; an unknown code is named by itself."""
    return _named(load_vocabulary("values")[group], code)


def in_english(name: Name) -> str:
    """Give the English name, or the Arabic one where nobody has written an English one down."""
    return name.en or name.ar


def title(incident: Incident, at: IncidentPlace | None = None) -> Name:
    """Name an incident by what and where: at the place given, or at its best attested one."""
    kind = type_name(incident.type)
    at = at or (incident.places[0] if incident.places else None)
    if at is None or not at.place.name.ar:  # a withheld place may be without name
        return kind
    return Name(f"{kind.ar} – {at.place.name.ar}", f"{kind.en} – {in_english(at.place.name)}")


def with_role(actor: IncidentActor) -> Name:
    """Name an actor with its role in brackets."""
    role, english = code_name("roles", actor.role), in_english(actor.name)
    return Name(f"{actor.name.ar} ({role.ar})", f"{english} ({role.en})") if actor.role else Name(actor.name.ar, english)


def actor_fields(actor: IncidentActor) -> dict[str, Any]:
    """Give an actor as plain values, for formats that nest them."""
    return {
        "id": actor.id,
        "name_ar": actor.name.ar,
        "name_en": actor.name.en,
        "kind": actor.kind.value,
        "role": actor.role,
        "side": actor.side,
        "lineages": actor.lineages,
    }


def toll_words(toll: IncidentToll) -> Name:
    """Write a toll as a range that says it is reported and a minimum."""
    if toll.low is None:
        key = "no_number" if toll.high is None else "up_to"
    else:
        key = "exactly" if toll.high in (None, toll.low) else "between"
    words = heading("phrases", key)
    values = {"low": toll.low, "high": toll.high}
    status, group = code_name("tolls", toll.status), code_name("groups", toll.group)
    return Name(
        f"{status.ar} ({group.ar}): {words.ar.format(**values)}", f"{status.en} ({group.en}): {words.en.format(**values)}"
    )


def left_out(incident: Incident, fields: Iterable[str], became: str = "not carried") -> Iterator[Loss]:
    """Say which values of an incident a format has no room for.

    Args:
        incident: The incident.
        fields: What the format never carries: `date` (other days told), `toll`, `weapon`, `topic`,
            `source`, `link`, `because`, `claims`.
        became: What became of them.

    Yields:
        One loss for each field in which the incident has something.
    """
    for field in fields:
        value = _PARTS[field](incident)
        if value:
            yield loss(incident, field, value, became)


def undated(incident: Incident, became: str) -> Iterator[Loss]:
    """Say that an incident has no days, if it has none."""
    if incident.date.interval is None:
        yield loss(incident, "date", heading("phrases", "day_unknown").en, became)


def unplaced(incident: Incident, became: str) -> Iterator[Loss]:
    """Say which places of an incident have no point; an incident without any place is one loss."""
    if not incident.places:
        yield loss(incident, "place", "", became)
    for at in incident.places:
        if at.place.point is None:
            yield loss(incident, "place", at.place.name.ar, became)


def _named(entries: Mapping[str, Any], code: str) -> Name:
    entry = entries.get(code)
    return Name(entry["ar"], entry["en"]) if entry else Name(code, code)


def _claims(incident: Incident) -> str:
    return f"{sum(len(account.claims) for account in incident.accounts)} claims of {len(incident.accounts)} accounts"


_PARTS: Mapping[str, Callable[[Incident], str]] = {
    "date": lambda incident: "; ".join(days(interval) for interval, _ in incident.date.others),
    "toll": lambda incident: "; ".join(toll_words(toll).en for toll in incident.tolls),
    "weapon": lambda incident: "; ".join(words.text for words in incident.weapons),
    "topic": lambda incident: "; ".join(words.text for words in incident.topics),
    "source": lambda incident: "; ".join(words.text for words in incident.sources),
    "link": lambda incident: "; ".join(f"{link.source} {link.rel} {link.target}" for link in incident.links),
    "because": lambda incident: incident.date.because,
    "claims": _claims,
}
