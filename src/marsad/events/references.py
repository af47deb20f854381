"""Take back into its event what is told of it through another word.

«عُقد اجتماع في … . تناول الاجتماع …، وضم الاجتماع …» tells of one meeting: «الاجتماع» points back at it, «تناول» says
what it was about. And in «عقدت الفصائل سلسلة
اجتماعات» the verb means nothing without the noun. Such words are no events of their own; who, when and about what belong
to the event they stand for.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from marsad.events.evidence import Evidence
from marsad.model import Argument, Event, Link
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

REACH = 90
"""Words back in which the meeting meant may stand."""

NEAR = 9
"""Words ahead in which the noun of a light verb may stand."""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """Load and fold the lists once."""
    return {name: frozenset(map(fold_key, words)) for name, words in load_vocabulary("references").items()}


def resolve_references(
    evidence: Evidence, events: Sequence[Event], links: Sequence[Link]
) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    """Join words that stand for another event with it.

    Args:
        evidence: What was found.
        events: Events, one for each trigger, in order.
        links: Their ties.

    Returns:
        The events that remain, and the ties between them.
    """
    kept: dict[str, Event] = {event.id: event for event in events}
    meant = _light_verbs(evidence, events, kept)
    latest: tuple[int, str] | None = None
    for trigger, event in zip(evidence.triggers, events, strict=True):
        if event.id not in kept or event.type != "meeting":
            continue
        if latest and trigger.first - latest[0] <= REACH and _refers(evidence, kept[event.id]):
            meant[event.id] = latest[1]
            kept[latest[1]] = _joined(kept[latest[1]], kept.pop(event.id))
        else:
            latest = (trigger.first, event.id)
    return tuple(kept.values()), _tied(links, meant)


def _light_verbs(evidence: Evidence, events: Sequence[Event], kept: dict[str, Event]) -> dict[str, str]:
    """Join each light verb with the noun it carries."""
    meant = {}
    known = _words()["light"]
    for i in range(len(events) - 1):
        if events[i].type != events[i + 1].type or _folded(evidence, events[i]) not in known:
            continue
        verb, noun = evidence.triggers[i], evidence.triggers[i + 1]
        if noun.first - verb.last <= NEAR and not any(verb.last < start <= noun.first for start in evidence.starts):
            meant[events[i].id] = events[i + 1].id
            kept[events[i + 1].id] = _joined(kept[events[i + 1].id], kept.pop(events[i].id))
    return meant


def _folded(evidence: Evidence, event: Event) -> str:
    return fold_key(event.trigger.of(evidence.text))


def _refers(evidence: Evidence, event: Event) -> bool:
    """Say whether an event's trigger stands for a meeting told before."""
    word = _folded(evidence, event)
    return word in _words()["back"] or (word in _words()["agenda"] and not event.actors)


def _tied(links: Sequence[Link], meant: dict[str, str]) -> tuple[Link, ...]:
    """Lead ties to the events that remain."""

    def follow(name: str) -> str:
        while name in meant:
            name = meant[name]
        return name

    led = (Link(follow(link.source), link.rel, follow(link.target)) for link in links)
    return tuple(dict.fromkeys(link for link in led if link.source != link.target))


def _joined(event: Event, reference: Event) -> Event:
    """Give an event what its reference tells besides."""
    known = {argument.mention for argument in event.actors}
    actors: list[Argument] = [*event.actors, *(a for a in reference.actors if a.mention not in known)]
    topics = [t for t in reference.topics if not any(t.meets(own) for own in event.topics)]
    return replace(
        event,
        actors=tuple(actors),
        places=event.places or reference.places,
        topics=tuple(sorted((*event.topics, *topics))),
        date=event.date if event.date.interval else reference.date,
        source=event.source or reference.source,
    )
