"""Sort the actors of an incident into those who did it and those it was done to, and say which of them are armed.

Readings give roles, other schemes want two sides. Who merely takes part stands with those on his side of the conflict; a
meeting has no two sides, so all who meet are on the first.
"""

from collections.abc import Iterable
from functools import lru_cache

from marsad.model import ActorKind, Incident, IncidentActor
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

DOES = frozenset({"actor", "chair", "host", "participant"})
SUFFERS = "recipient"
FIGHTS = frozenset({"clash", "attack", "capture"})
"""Types whose participants are against each other."""
STATE, CIVILIANS = "1", "7"
UNARMED_CLASSES = frozenset({"6", CIVILIANS})


def doers(incident: Incident) -> tuple[IncidentActor, ...]:
    """Give those who did it, each once, best attested first; of fighters that take part, those of the first one's side."""
    named = _distinct(actor for actor in incident.actors if actor.role in DOES)
    return tuple(actor for actor in named if not _against(actor, named, incident))


def sufferers(incident: Incident) -> tuple[IncidentActor, ...]:
    """Give those it was done to; in a fight also those who stand against the doers."""
    named = _distinct(actor for actor in incident.actors if actor.role in DOES)
    against = (actor for actor in named if _against(actor, named, incident))
    return _distinct([*(actor for actor in incident.actors if actor.role == SUFFERS), *against])


def takes_part(actor: IncidentActor) -> bool:
    """Say whether an actor is one of several who do something together."""
    return actor.role in DOES


def acled_class(actor: IncidentActor) -> str:
    """Give ACLED's class of an actor, `1` to `8`; empty when it is not known."""
    code = actor.codes.get("acled_inter", "")
    if code:
        return code
    if actor.kind is ActorKind.POPULATION:
        return CIVILIANS
    return "3" if actor.kind is ActorKind.GROUP and is_armed(actor) else ""


def is_state(actor: IncidentActor) -> bool:
    """Say whether an actor is the force of a state on its own ground."""
    return actor.codes.get("acled_inter") == STATE


def is_armed(actor: IncidentActor) -> bool:
    """Say whether an actor carries arms, by its codes or by the words that describe it."""
    code, sector = actor.codes.get("acled_inter", ""), actor.codes.get("plover", "")
    if code in UNARMED_CLASSES:
        return False
    if sector:
        return sector in _sector("armed")
    if actor.kind is ActorKind.GROUP:
        words = fold_key(actor.name.ar)
        return any(word in words for word in _armed_words())
    return bool(code)


def is_civilian(actor: IncidentActor) -> bool:
    """Say whether an actor carries no arms, by its codes or its kind; a named person may be either."""
    if actor.kind is ActorKind.POPULATION:
        return True
    return actor.codes.get("acled_inter", "") in UNARMED_CLASSES or actor.codes.get("plover", "") in _sector("civilian")


def _against(actor: IncidentActor, named: tuple[IncidentActor, ...], incident: Incident) -> bool:
    """Say whether a participant fights the first of those named: another side, or, where no side is known, another actor."""
    if incident.type not in FIGHTS or actor.role != "participant" or actor is named[0]:
        return False
    if actor.side and named[0].side:
        return actor.side != named[0].side
    return True


def _distinct(actors: Iterable[IncidentActor]) -> tuple[IncidentActor, ...]:
    found: dict[tuple[str, str], IncidentActor] = {}
    for actor in actors:
        found.setdefault((actor.id or "", "" if actor.id else fold_key(actor.name.ar)), actor)
    return tuple(found.values())


def _sector(name: str) -> frozenset[str]:
    return frozenset(load_vocabulary("crosswalk")["sectors"][name])


@lru_cache(maxsize=1)
def _armed_words() -> tuple[str, ...]:
    return tuple(fold_key(word) for word in load_vocabulary("crosswalk")["armed_words"])
