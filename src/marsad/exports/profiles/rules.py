"""The rules of what may leave an archive, as data.

Analysts argue about such rules, and they differ from desk to desk; `vocabulary/profiles.yml` holds them, each with its reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from marsad.errors import VocabularyError
from marsad.model import Level
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

KEPT = "kept"
PUBLIC_ROLES = "public roles"
CLEAN_WORDS = "clean words"
KNOWN_WORDS = "known words"
ORDER = tuple(Level)
"""Levels from the finest to the coarsest."""

COUNTRY = re.compile(r"[A-Z]{3}")
TOOL = re.compile(r"marsad \d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Profile:
    """What may leave an archive, for one sort of reader.

    Attributes:
        name: `public`, `partner` or `full`.
        persons: Who keeps the name: all (`kept`), or only those with `public roles`; others get a pseudonym.
        descriptions: Words for groups, offices and bodies that the roster does not know: `kept`, `clean words` without any
            withheld name, or `known words` only.
        finest: The finest level of place.
        finest_with_persons: The same where private persons, detainees or minors are concerned.
        embargo_days: Incidents younger than this are held back.
        keep_texts: Whether texts and titles leave, where no withheld name stands in them.
        keep_quotes: Whether the words of claims leave, where no withheld name stands in them.
        keep_outlets: Whether outlets keep their names.
        keep_originals: Whether ids of incidents and the hashes of originals leave.
        hold_single_source_persons: Whether a claim on a named person waits for a second lineage or a second reviewer.
        reasons: Why, by the name of the rule.
    """

    name: str
    persons: str
    descriptions: str
    finest: Level
    finest_with_persons: Level
    embargo_days: int
    keep_texts: bool
    keep_quotes: bool
    keep_outlets: bool
    keep_originals: bool
    hold_single_source_persons: bool
    reasons: Mapping[str, str]

    @property
    def keeps_all(self) -> bool:
        """Whether the release leaves as it is."""
        return self.persons == KEPT


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Read the packaged profiles, by name.

    Raises:
        VocabularyError: A profile lacks a rule, has one that nobody knows, or gives no reason.
    """
    content = load_vocabulary("profiles")
    profiles = {name: _profile(name, rules, content["always"]) for name, rules in content["profiles"].items()}
    return MappingProxyType(profiles)


def _profile(name: str, rules: Mapping[str, Any], always: Mapping[str, str]) -> Profile:
    wanted = {field.name for field in fields(Profile)} - {"name", "reasons"}
    if rules.keys() != wanted:
        raise VocabularyError(f"profile {name}: expected the rules {sorted(wanted)}, got {sorted(rules)}")
    try:
        values = {rule: entry["is"] for rule, entry in rules.items()}
        reasons = {rule: str(entry["because"]) for rule, entry in rules.items()}
        levels = {rule: Level(values[rule]) for rule in ("finest", "finest_with_persons")}
    except (KeyError, TypeError, ValueError) as error:
        raise VocabularyError(f"profile {name}: expected «is» and «because» of each rule: {error}") from error
    if values["persons"] not in (KEPT, PUBLIC_ROLES) or values["descriptions"] not in (KEPT, CLEAN_WORDS, KNOWN_WORDS):
        raise VocabularyError(f"profile {name}: got persons {values['persons']!r}, descriptions {values['descriptions']!r}")
    return Profile(**{**values, **levels, "name": name, "reasons": MappingProxyType({**always, **reasons})})


@dataclass(frozen=True, slots=True)
class Codes:
    """Every code that may leave as it is, since the codebook knows it.

    Attributes:
        types: Types of events.
        roles: Roles of places and actors.
        statuses: What a toll tells of people.
        groups: Whom it tells of.
        relations: Ties between incidents.
        fields: Fields of a claim.
        kinds: Name in Arabic and English of each sort of actor.
        weapons: Folded words for means.
    """

    types: frozenset[str]
    roles: frozenset[str]
    statuses: frozenset[str]
    groups: frozenset[str]
    relations: frozenset[str]
    fields: frozenset[str]
    kinds: Mapping[str, tuple[str, str]]
    weapons: frozenset[str]

    def type(self, type: str) -> str:
        """Give a type, `other` for one that the codebook does not have."""
        return type if type in self.types else "other"

    def role(self, role: str) -> str:
        """Give a role, nothing for one that the codebook does not have."""
        return role if role in self.roles or role in self.statuses else ""


@cache
def load_codes() -> Codes:
    """Read the codes of the codebook."""
    values, weapons = load_vocabulary("values"), load_vocabulary("weapons")
    words = {word for name, list_ in weapons.items() if isinstance(list_, list) for word in list_ if isinstance(word, str)}
    return Codes(
        types=frozenset(load_vocabulary("events")["types"]),
        roles=frozenset(values["roles"]),
        statuses=frozenset(values["tolls"]),
        groups=frozenset(values["groups"]),
        relations=frozenset(values["relations"]),
        fields=frozenset(("type", "realis", "date", "place", "actor", "toll", "weapon", "topic", "source")),
        kinds={kind: (entry["ar"], entry["en"]) for kind, entry in values["kinds"].items()},
        weapons=frozenset(fold_key(part) for word in words for part in word.split()),
    )


def country_code(country: str) -> str:
    """Give a country's code, nothing for what is none."""
    return country if COUNTRY.fullmatch(country) else ""


def tool_name(tool: str) -> str:
    """Give the tool and its version, without whatever else was written there."""
    found = TOOL.match(tool)
    return found[0] if found else "marsad"
