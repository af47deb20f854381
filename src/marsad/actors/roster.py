"""The organisations of the field, and how they are found by name.

A report writes one organisation in many ways: in full, in short, with contempt, in Latin letters. The roster knows these names
and keeps two kinds apart: *sure* names mean the organisation wherever they stand («هيئة تحرير الشام»), *short* ones only where
the report has said so before, or where the country makes it plain («الهيئة», «الجيش»).

Names are kept as a tree of folded words, so that the longest name at a place is found in one walk. Spellings that differ in one
word («سورية», «سوريا») are one word to the tree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from marsad.actors.memo import Memo
from marsad.actors.peeling import peel
from marsad.actors.states import make_states
from marsad.model import ActorKind, Name
from marsad.text.folding import fold_key
from marsad.text.words import split_words
from marsad.vocabulary import load_vocabulary

FILES = ("syria", "iraq", "lebanon", "yemen", "libya", "sudan", "palestine_israel", "international")
"""Country files of `vocabulary/actors`, in the order in which a name that two share is tried."""

Node: TypeAlias = dict[str, Any]
"""A node of the name tree: next words by their folded form, and under `""` the names that end here."""


@dataclass(frozen=True, slots=True)
class AcledName:
    """What ACLED calls an organisation, for some days.

    Attributes:
        name: Name in its actor list.
        inter: Interaction class, 1 to 8; None where not known.
        first: First day; None when open.
        last: Last day; None when open.
    """

    name: str
    inter: int | None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation, a state as an actor, or a public person: whatever the roster knows by name.

    Attributes:
        id: Names it for good.
        name: Its name.
        also: Other Arabic or Latin names that mean it wherever they stand.
        short: Names that mean it only where report or country say so.
        known: Names that are looked up only, never searched for: too common for a rule.
        english: Other English names.
        side: The side it stands on; empty when none is known.
        acled: What ACLED calls it, by time.
        plover: PLOVER sector code; empty when none is known.
        first: First day under this name; None when open.
        last: Last day under this name; None when open.
        home: The country it belongs to.
        source: Where the entry comes from.
        state: Whether it is a state: `often` or `seldom` an actor under its bare name; empty for no state.
        kind: Organization, or person for public persons.
    """

    id: str
    name: Name
    also: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    side: str = ""
    acled: tuple[AcledName, ...] = ()
    plover: str = ""
    first: date | None = None
    last: date | None = None
    home: str = ""
    source: str = ""
    state: str = ""
    kind: ActorKind = ActorKind.ORGANIZATION

    def existed(self, day: date | None) -> bool:
        """Say whether it bore this name on a day; an unknown day counts as yes."""
        return day is None or ((self.first is None or self.first <= day) and (self.last is None or day <= self.last))


@dataclass(frozen=True, slots=True)
class Naming:
    """An organisation under one of its names.

    Attributes:
        organization: The organisation.
        sure: Whether the name means it wherever it stands.
        taught: Whether the desk at work says so, and not the roster.
    """

    organization: Organization
    sure: bool
    taught: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """All organisations, by id and by name.

    Attributes:
        organizations: By id.
        names: Namings by folded name, words joined by single spaces.
        tree: The same, as a tree of words.
        cues: The country that a folded word speaks for.
        spellings: One folded spelling for words that are spelled in several ways.
        quoting: Class words that stay outside a name in quotation marks.
        starts: The nodes at which a name may begin in a word, by how many letters of proclitics are taken off.
        speaks_for: The country that a word speaks for, proclitics taken off; None for nearly all.
        found: The namings behind a folded name as somebody wrote it, signs and all.
    """

    organizations: Mapping[str, Organization]
    names: Mapping[str, tuple[Naming, ...]]
    tree: Node
    cues: Mapping[str, str]
    spellings: Mapping[str, str]
    quoting: frozenset[str]
    starts: Memo[tuple[tuple[int, Node], ...]] = field(init=False, repr=False, compare=False)
    speaks_for: Memo[str | None] = field(init=False, repr=False, compare=False)
    found: Memo[tuple[Naming, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", Memo(self._starts))
        object.__setattr__(self, "speaks_for", Memo(self._speaks_for))
        object.__setattr__(self, "found", Memo(lambda folded: self.names.get(self.key(folded), ())))

    def _starts(self, folded: str) -> tuple[tuple[int, Node], ...]:
        tree, spellings = self.tree, self.spellings
        return tuple([(taken, tree[name]) for taken, stem in peel(folded) if (name := spellings.get(stem, stem)) in tree])

    def _speaks_for(self, folded: str) -> str | None:
        for _, stem in peel(folded):
            if stem in self.cues:
                return self.cues[stem]
        return None

    def get(self, id: str) -> Organization | None:
        """Give the organisation with an id, None when there is none."""
        return self.organizations.get(id)

    def named(self, folded: str) -> Sequence[Organization]:
        """Give the organisations that bear a name, those sure of it first.

        Args:
            folded: A folded name; quotes and other signs in it do not count.
        """
        return [naming.organization for naming in self.namings(folded)]

    def namings(self, folded: str) -> tuple[Naming, ...]:
        """Give the namings behind a folded name, the sure ones first."""
        return self.found[folded]

    def key(self, text: str) -> str:
        """Fold a name to the form in which the roster keeps it."""
        return " ".join(name_words(text, self.spellings))


def name_words(text: str, spellings: Mapping[str, str]) -> list[str]:
    """Cut a name into folded words, signs left out."""
    parts = text.split()
    if "".join(parts).isalpha():  # nearly all names are; cutting them at spaces halves the time to load the roster
        folded = [fold_key(part) for part in parts]
        return [spellings.get(word, word) for word in folded]
    return [spellings.get(word.folded, word.folded) for word in split_words(text) if word.folded[0].isalnum()]


@lru_cache(maxsize=1)
def load_roster() -> Roster:
    """Read the packaged roster; parsed once, then shared.

    Raises:
        VocabularyError: A roster file is missing or no YAML.
    """
    spellings = {fold_key(v): fold_key(first) for first, *rest in load_vocabulary("actors/spellings")["words"] for v in rest}
    states = make_states(load_vocabulary("actors/states"))
    merged: dict[str, dict[str, Any]] = dict(states.entries)
    for name in FILES:
        content = load_vocabulary(f"actors/{name}")
        for entry in content["organizations"]:
            merged[entry["id"]] = _merge(merged.get(entry["id"]), {**content["defaults"], **entry})
    organizations = {id: _organization(entry) for id, entry in merged.items()}
    for entry in load_vocabulary("actors/figures")["persons"]:
        figure = _figure(entry)
        organizations[figure.id] = figure
    return _index(organizations, states.cues, spellings)


def _merge(made: dict[str, Any] | None, entry: dict[str, Any]) -> dict[str, Any]:
    """Lay a written entry over one made from its state: its values win, the names add up."""
    if made is None:
        return entry
    also = [made["ar"], made.get("also", ""), entry.get("also", "")]
    return {**made, **entry, "also": " | ".join(name for name in also if name)}


def _organization(entry: Mapping[str, Any]) -> Organization:
    """Make an organisation of a roster line."""
    return Organization(
        id=entry["id"],
        name=Name(entry["ar"], entry["en"]),
        also=_names(entry.get("also")),
        short=_names(entry.get("short")),
        known=_names(entry.get("known")),
        english=_names(entry.get("en2")),
        side=entry.get("side", ""),
        acled=_acled(entry),
        plover=entry.get("plover", ""),
        first=entry.get("from"),
        last=entry.get("to"),
        home=entry.get("home", ""),
        source=entry.get("source", ""),
        state=entry.get("acts", ""),
    )


def _figure(entry: Mapping[str, Any]) -> Organization:
    """Make a public person of a line of the figures file."""
    return Organization(
        id=f"person:{fold_key(entry['ar'])}",
        name=Name(entry["ar"], entry["en"]),
        also=_names(entry.get("also")),
        short=_names(entry.get("short")),
        source="wikipedia",
        kind=ActorKind.PERSON,
    )


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(" | ")) if text else ()


def _acled(entry: Mapping[str, Any]) -> tuple[AcledName, ...]:
    """Read the ACLED names of a line: none, one for all days, or a list by time."""
    acled, inter = entry.get("acled"), entry.get("inter")
    if isinstance(acled, list):
        return tuple(AcledName(a["name"], a.get("inter", inter), a.get("from"), a.get("to")) for a in acled)
    return (AcledName(acled or "", inter),) if acled or inter else ()


def _index(organizations: Mapping[str, Organization], cues: Mapping[str, str], spellings: Mapping[str, str]) -> Roster:
    """Build the name tree; among those who share a name the sure come first, then the order of the files."""
    found: dict[tuple[str, ...], list[Naming]] = {}
    for organization in organizations.values():
        own: dict[tuple[str, ...], bool] = {}
        for text, sure in _all_names(organization):
            own.setdefault(tuple(name_words(text, spellings)), sure)
        for words, sure in own.items():
            found.setdefault(words, []).append(Naming(organization, sure))
    names = {words: tuple(sorted(namings, key=lambda naming: not naming.sure)) for words, namings in found.items()}
    tree = _tree(names)
    by_key = {" ".join(words): namings for words, namings in names.items()}
    for organization in organizations.values():
        for text in organization.known:
            key = " ".join(name_words(text, spellings))
            by_key[key] = (*by_key.get(key, ()), Naming(organization, False))
    quoting = _class_words("outer_class_words") | _class_words("media_words")
    return Roster(organizations, by_key, tree, cues, spellings, quoting)


def _class_words(name: str) -> frozenset[str]:
    """Give a list of class words, folded."""
    return frozenset(map(fold_key, load_vocabulary("actors/words")[name].split()))


def _tree(names: Mapping[tuple[str, ...], tuple[Naming, ...]]) -> Node:
    """Build the tree of names to be found in texts.

    A name that is only a class word before another name of the same organisation is no name to find: the class word stays
    outside («تنظيم» in «تنظيم داعش»). It can still be looked up.
    """
    outer = _class_words("outer_class_words")
    tree: Node = {}
    for words, namings in names.items():
        rest = names.get(words[1:], ()) if words[0] in outer else ()
        if any(naming.organization is namings[0].organization for naming in rest):
            continue
        node = tree
        for word in words:
            node = node.setdefault(word, {})
        node[""] = namings
    return tree


def _all_names(organization: Organization) -> Iterator[tuple[str, bool]]:
    """Give every name that may be found in a text, with whether it is sure."""
    if organization.name.ar not in organization.known:
        yield organization.name.ar, True
    for name in organization.also:
        yield name, True
    for name in organization.short:
        yield name, False
