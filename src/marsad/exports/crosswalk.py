"""Say what an incident is in the words of PLOVER, ACLED and UCDP.

The table is `vocabulary/crosswalk.yml`. A type alone often does not decide: an attack on fighters is a battle to ACLED, the
same attack on a village is violence against civilians. So the incident's facts are gathered first, and the table's cases ask
for them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.exports.sides import doers, is_armed, is_civilian, is_state, sufferers, takes_part
from marsad.model import Incident, Realis
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

NONE = "-"
HARM = frozenset({"killed", "injured"})
MANY = 3
COMING = frozenset({Realis.PLANNED})


@dataclass(frozen=True, slots=True)
class Classes:
    """What an incident is in other schemes; empty where a scheme has no class for it.

    Attributes:
        plover_event: PLOVER's event.
        plover_mode: PLOVER's mode; empty for none.
        acled_event: ACLED's event_type.
        acled_sub: ACLED's sub_event_type.
        acled_disorder: ACLED's disorder_type.
        opt_in: Whether ACLED takes it only when asked.
        ucdp: Whether it may be organised violence to UCDP.
    """

    plover_event: str
    plover_mode: str
    acled_event: str
    acled_sub: str
    acled_disorder: str
    opt_in: bool
    ucdp: bool


def classify(incident: Incident) -> Classes:
    """Give an incident's classes.

    Args:
        incident: The incident; its type is one of the codebook's.

    Raises:
        KeyError: The table has no entry for its type.
    """
    entry = load_vocabulary("crosswalk")["types"][incident.type]
    facts = facts_of(incident)
    event, _, mode = _pick(entry, "plover", facts).partition(":")
    event, mode = _preceding(event, mode, incident.realis, facts)
    acled, _, sub = _pick(entry, "acled", facts).partition(" / ")
    disorder = load_vocabulary("crosswalk")["disorder"]
    return Classes(
        plover_event=_or_empty(event),
        plover_mode=mode,
        acled_event=_or_empty(acled),
        acled_sub=sub,
        acled_disorder=disorder.get(sub, disorder.get(acled, "")),
        opt_in=bool(entry.get("opt_in")),
        ucdp=bool(entry.get("ucdp")),
    )


def facts_of(incident: Incident) -> frozenset[str]:
    """Gather what the cases of the table may ask for; the words are those of `crosswalk.yml`."""
    return frozenset({incident.realis.value, *_of_targets(incident), *_of_doers(incident), *_of_words(incident)})


def contexts(realis: Realis) -> tuple[str, ...]:
    """Give PLOVER's `context` for how an act is presented."""
    return tuple(load_vocabulary("crosswalk")["context"][realis.value])


def _of_targets(incident: Incident) -> Iterator[str]:
    targets = sufferers(incident)
    hurt = [toll for toll in incident.tolls if toll.status in HARM and (toll.high is None or toll.high > 0)]
    groups = {toll.group for toll in hurt}
    if "combatant" in groups or any(is_armed(actor) for actor in targets):
        yield "armed"
    elif "civilian" in groups or any(is_civilian(actor) for actor in targets):
        yield "civilian"
    if hurt:
        yield "harm"


def _of_doers(incident: Incident) -> Iterator[str]:
    named = [actor for actor in doers(incident) if actor.id is not None]
    if any(is_state(actor) for actor in named):
        yield "state"
    if len(named) > 1:
        yield "joint"
    if len(incident.actors) < 2:
        yield "single"
    if sum(map(takes_part, incident.actors)) >= MANY:
        yield "many"


def _of_words(incident: Incident) -> Iterator[str]:
    """Find the cues in what names the act and its means; a sentence further on may speak of anything."""
    words = [claim.surface for account in incident.accounts for claim in account.of("type")]
    text = " ".join(fold_key(one) for one in (*words, *(wording.text for wording in incident.weapons)))
    yield from (fact for fact, cues in _cues().items() if any(cue in text for cue in cues))


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[str, ...]]:
    cues = load_vocabulary("crosswalk")["cues"]
    return {fact: tuple(fold_key(word) for word in words) for fact, words in cues.items()}


def _pick(entry: dict[str, Any], scheme: str, facts: frozenset[str]) -> str:
    """Give a scheme's class: the first case that holds, else the type's own."""
    cases: Iterable[dict[str, Any]] = entry.get("cases", ())
    fitting = (case[scheme] for case in cases if scheme in case and facts.issuperset(case["if"]))
    return str(next(fitting, entry[scheme]))


def _preceding(event: str, mode: str, realis: Realis, facts: frozenset[str]) -> tuple[str, str]:
    """Apply PLOVER's rules of precedence; a class that gives way to another loses its mode."""
    rules = load_vocabulary("crosswalk")["precedence"]
    if "joint" in facts and event in rules["joint"]:
        event, mode = rules["joint"][event], ""
    if realis in COMING and event in rules["future"]:
        event, mode = rules["future"][event], mode if rules["future"][event] == event else ""
    return event, mode


def _or_empty(name: str) -> str:
    return "" if name == NONE else name
