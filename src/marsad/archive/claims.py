"""Turn a reading into claims: every field of every event, with the words that carry it.

Ids are hashed from what is claimed, so that the same reading made again adds nothing. An event keeps its key as long as its
trigger stays where it is: a new version of the reader that types it otherwise speaks of the same event.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from marsad.model import (
    Account,
    Argument,
    Claim,
    ClaimValue,
    Event,
    Link,
    Mention,
    MentionKind,
    Reading,
    Report,
    Span,
)
from marsad.model.plain import content_hash

KEY_LENGTH = 24
"""Hexadecimal digits of a key: 96 bits, more than enough for a billion claims."""


def report_key(report: Report, given: bool, address: str = "") -> str:
    """Name a report by what it is: the same one added again, in a file of another name, is not kept twice.

    Args:
        report: The report.
        given: Whether its source itself gave it its id; one made of a file's name says nothing about the report.
        address: Where it was published.
    """
    known = (report.text, report.title, report.published, report.source, address)
    return content_hash("report", report.id if given else "", *known)[:KEY_LENGTH]


def event_key(report: str, trigger: Span) -> str:
    """Name an event by its report and the words that name the act."""
    return content_hash("event", report, trigger)[:KEY_LENGTH]


def claim_id(claim: Claim) -> str:
    """Hash everything a claim says but its id."""
    return content_hash("claim", replace(claim, id=""))[:KEY_LENGTH]


def accounts_of(reading: Reading, report: str) -> tuple[tuple[Account, ...], tuple[Link, ...]]:
    """Give the accounts of a reading.

    Args:
        reading: What was read.
        report: Key of its report.

    Returns:
        One account for each event, in order, and the ties between them by the events' keys.
    """
    mentions = {mention.id: mention for mention in reading.mentions}
    # Two events may share a trigger in a model's reading; their claims are then one event's.
    keys = {event.id: event_key(report, event.trigger) for event in reading.events}
    accounts: dict[str, Account] = {}
    for event in reading.events:
        account = _account(_Telling(reading, report, keys[event.id], event, mentions))
        accounts.setdefault(account.event, account)
    links = dict.fromkeys(Link(keys[k.source], k.rel, keys[k.target]) for k in reading.links)
    return tuple(accounts.values()), tuple(k for k in links if k.source != k.target)


@dataclass(frozen=True, slots=True)
class _Telling:
    """An event with all that is needed to say what is claimed of it."""

    reading: Reading
    report: str
    key: str
    event: Event
    mentions: Mapping[str, Mention]

    def claim(self, field: str, value: ClaimValue, *spans: Span, **more: object) -> Claim:
        surface = " … ".join(span.of(self.reading.report.text) for span in spans)
        given = {"confidence": round(self.event.confidence, 4), "reader": self.reading.reader, "surface": surface, **more}
        claim = Claim(id="", report=self.report, event=self.key, field=field, value=value, spans=spans, **given)  # type: ignore[arg-type]
        return replace(claim, id=claim_id(claim))


def _account(telling: _Telling) -> Account:
    event = telling.event
    return Account(
        event=telling.key,
        report=telling.report,
        type=event.type,
        realis=event.realis,
        trigger=event.trigger,
        interval=event.date.interval,
        claims=tuple({claim.id: claim for claim in _claims(telling)}.values()),
        confidence=round(event.confidence, 4),
    )


def _claims(telling: _Telling) -> Iterator[Claim]:
    event = telling.event
    yield telling.claim("type", event.type, event.trigger, because=event.because)
    yield telling.claim("realis", event.realis.value, event.trigger)
    dates = [telling.mentions[name].span for name in event.date.mentions if name in telling.mentions]
    yield telling.claim("date", event.date.interval, *dates, because=event.date.because)
    for argument in (*event.places, *event.actors):
        yield from _argument(telling, argument)
    for toll in event.casualties:
        yield telling.claim("toll", toll, toll.span, role=toll.status)
    for field, spans in (("weapon", event.weapons), ("topic", event.topics), ("source", (event.source,))):
        yield from (telling.claim(field, span.of(telling.reading.report.text), span) for span in spans if span)


def _argument(telling: _Telling, argument: Argument) -> Iterator[Claim]:
    mention = telling.mentions.get(argument.mention)
    if mention is None:
        return
    confidence = round(argument.confidence, 4)
    if mention.kind is MentionKind.PLACE:
        because = mention.places[0].because if mention.places else "not in the gazetteer"
        yield telling.claim("place", mention.places, mention.span, role=argument.role, confidence=confidence, because=because)
    elif mention.kind is MentionKind.ACTOR:
        because = mention.actors[0].because if mention.actors else "not in the roster"
        more = {"role": argument.role, "kind": mention.actor_kind, "confidence": confidence, "because": because}
        yield telling.claim("actor", mention.actors, mention.span, **more)
