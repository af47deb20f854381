"""The other word lists of the rules, folded once.

`events.yml` names the acts; here are the words around them: what came of something, who did it to whom, who says so,
who was hurt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from marsad.events.rules.forms import noun_forms, people_forms, verb_forms
from marsad.tagger.labels import REALIS
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

Cue = tuple[int, str, int]
"""Which list a word is of, the first deciding; the value it speaks for; how many words before the act it may stand."""


@dataclass(frozen=True, eq=False)
class Words:
    """Folded word lists; the YAML they come from says above each what it is for."""

    cues: dict[str, tuple[Cue, ...]]
    cue_ends: frozenset[str]
    cue_words: frozenset[str]
    stops: frozenset[str]
    exposed: frozenset[str]
    suffered: frozenset[str]
    habit: frozenset[str]
    habit_reach: int
    breach: frozenset[str]
    outcome: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    alongside: frozenset[str]
    relative: frozenset[str]
    origin: frozenset[str]
    destination: frozenset[str]
    outer: frozenset[str]
    patients: frozenset[str]
    patient_nouns: frozenset[str]
    nominal: frozenset[str]
    joints: frozenset[str]
    toll_acts: dict[str, tuple[str, bool]]
    toll_people: dict[str, str]
    amounts: frozenset[str]
    bounds: frozenset[str]
    persons: frozenset[str]
    others: frozenset[str]
    skipped: frozenset[str]
    barring: frozenset[str]
    many: frozenset[str]
    classes: frozenset[str]
    said: frozenset[str]
    according: frozenset[str]
    source_heads: frozenset[str]
    that: frozenset[str]
    weapon_heads: frozenset[str]
    weapon_parts: frozenset[str]
    about: frozenset[str]


def folded(words: Iterable[object]) -> frozenset[str]:
    """Fold a list of words."""
    return frozenset(fold_key(str(word)) for word in words)


def _cues() -> dict[str, tuple[Cue, ...]]:
    """Give the values each word, or pair of words, speaks for."""
    found: dict[str, tuple[Cue, ...]] = {}
    for rank, (name, entry) in enumerate(load_vocabulary("realis").items()):
        if isinstance(entry, dict) and name in REALIS:
            for word in folded((*entry["words"], *entry.get("phrases", ()))):
                found[word] = (*found.get(word, ()), (rank, name, entry["reach"]))
    return found


def _toll_acts() -> dict[str, tuple[str, bool]]:
    """Give the status each act word tells, and whether it is a verb."""
    acts: dict[str, tuple[str, bool]] = {}
    for status, entry in load_vocabulary("tolls")["acts"].items():
        for verb in entry.get("verbs", ()):
            acts |= dict.fromkeys(verb_forms(verb), (status, True))
        for noun in entry.get("nouns", ()):
            acts |= dict.fromkeys(noun_forms(noun), (status, False))
    return acts


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Load the word lists.

    Raises:
        VocabularyError: One of the files is missing or damaged.
    """
    realis, tolls, counts = load_vocabulary("realis"), load_vocabulary("tolls"), load_vocabulary("counts")
    sources, weapons, arguments = load_vocabulary("sources"), load_vocabulary("weapons"), load_vocabulary("arguments")
    people = {form: status for status, those in tolls["people"].items() for word in those for form in people_forms(word)}
    cues = _cues()
    return Words(
        cues=cues,
        cue_ends=frozenset(word.split()[-1] for word in cues if " " in word),
        cue_words=frozenset(word.split()[-1] for word in cues),
        stops=folded(realis["stops"]),
        exposed=folded(realis["exposed"]),
        suffered=frozenset(realis["suffered"]),
        habit=folded(realis["habit"]["words"]),
        habit_reach=realis["habit"]["reach"],
        breach=folded(realis["breach"]),
        outcome=folded(tolls["outcome"]),
        by=folded(arguments["by"]),
        against=folded(arguments["against"]),
        alongside=folded(arguments["alongside"]),
        relative=folded(arguments["relative"]),
        origin=folded(arguments["origin"]),
        destination=folded(arguments["destination"]),
        outer=folded(arguments["outer"]),
        patients=frozenset(arguments["patients"]),
        patient_nouns=frozenset().union(*(noun_forms(word) for word in arguments["patient_nouns"])),
        nominal=folded(arguments["nominal"]),
        joints=folded(arguments["joints"]),
        toll_acts=_toll_acts(),
        toll_people=people,
        amounts=folded(tolls["amounts"]),
        bounds=folded(tolls["bounds"]),
        persons=folded((*counts["singular"], *counts["plural"], *tolls["persons"])),
        others=folded(tolls["others"]),
        skipped=folded(tolls["skipped"]),
        barring=folded(tolls["barring"]),
        many=folded(tolls["many"]),
        classes=folded(tolls["class"]),
        said=frozenset().union(*map(verb_forms, sources["verbs"])) | folded(sources["forms"]),
        according=folded(sources["according"]),
        source_heads=folded(sources["heads"]),
        that=folded(sources["that"]),
        weapon_heads=folded(weapons["heads"]),
        weapon_parts=folded(weapons["parts"]),
        about=folded(arguments["about"]),
    )
