"""Name the two sides of an incident as ACLED and UCDP name sides.

ACLED names forces and kinds of people, never a private person. A named victim is "Civilians" where civilians were hit, an
unnamed armed group is "Unidentified Armed Group"; whoever was renamed so is in the losses.
"""

from dataclasses import dataclass

from marsad.exports.crosswalk import facts_of
from marsad.exports.sides import CIVILIANS, acled_class, doers, is_armed, is_civilian, sufferers
from marsad.model import ActorKind, Incident, IncidentActor
from marsad.vocabulary import load_vocabulary

UNIDENTIFIED = "3"
PROTESTERS = "6"


@dataclass(frozen=True, slots=True)
class Party:
    """One side.

    Attributes:
        name: Its first actor; empty when nobody is named.
        code: ACLED's class of it, `1` to `8`; empty when not known.
        others: The other actors on it.
        renamed: Actors that appear under another name or not at all, with what became of them.
    """

    name: str = ""
    code: str = ""
    others: tuple[str, ...] = ()
    renamed: tuple[tuple[IncidentActor, str], ...] = ()

    @property
    def words(self) -> str:
        """ACLED's class in words."""
        return str(load_vocabulary("crosswalk")["inter"][int(self.code)]) if self.code else ""

    @property
    def civilian(self) -> bool:
        """Whether it carries no arms."""
        return self.code in (CIVILIANS, PROTESTERS)


def parties(incident: Incident, country: str) -> tuple[Party, Party]:
    """Give the sides of an incident: who did it, whom it was done to.

    Args:
        incident: The incident.
        country: The country's name as the scheme writes it, for kinds of people.
    """
    facts = facts_of(incident)
    civilians = "civilian" in facts
    first = _party(doers(incident), country, PROTESTERS if incident.type == "protest" else "")
    second = _party(sufferers(incident), country, CIVILIANS if civilians else "")
    if not second.name and civilians:
        second = Party(f"Civilians ({country})", CIVILIANS, renamed=second.renamed)
    return first, second


def interaction(first: Party, second: Party, numeric: bool) -> str:
    """Give ACLED's `interaction`; empty where a side's class is not known."""
    present = [party for party in (first, second) if party.name]
    if not present or any(not party.code for party in present):
        return ""
    codes = sorted(party.code for party in present)
    if numeric:
        return "".join(codes) if len(codes) == 2 else f"{codes[0]}0"
    names = load_vocabulary("crosswalk")["inter"]
    words = [names[int(code)] for code in sorted(codes, key=lambda code: (code == CIVILIANS, code))]
    return "-".join(words) if len(words) == 2 else f"{words[0]} only"


def _party(actors: tuple[IncidentActor, ...], country: str, otherwise: str) -> Party:
    """Make a side of its actors; persons and unnamed people get a class's name, `otherwise` where nothing better is known."""
    names: dict[str, str] = {}
    renamed: list[tuple[IncidentActor, str]] = []
    for actor in actors:
        name, code = _named(actor, country, otherwise)
        if not name:
            renamed.append((actor, "not exported: a person, not a side"))
            continue
        if name not in (actor.name.en, actor.name.ar, actor.codes.get("acled")):
            renamed.append((actor, name))
        names.setdefault(name, code)
    if not names:
        return Party(renamed=tuple(renamed))
    first, *others = sorted(names, key=lambda name: not names[name])
    return Party(first, names[first], tuple(others), tuple(renamed))


def _named(actor: IncidentActor, country: str, otherwise: str) -> tuple[str, str]:
    """Give the name and class an actor has as a side; no name for a person of whom nothing more is known."""
    code = acled_class(actor)
    if actor.kind in (ActorKind.PERSON, ActorKind.OFFICE) and not code:
        return _class_name(otherwise, country), otherwise
    if otherwise == PROTESTERS and actor.id is None and not is_armed(actor):
        return _class_name(PROTESTERS, country), PROTESTERS
    if actor.kind is ActorKind.POPULATION or (actor.id is None and is_civilian(actor)):
        return _class_name(CIVILIANS, country), CIVILIANS
    if actor.id is None and is_armed(actor):
        return f"Unidentified Armed Group ({country})", UNIDENTIFIED
    return actor.codes.get("acled") or actor.name.en or actor.name.ar, code


def _class_name(code: str, country: str) -> str:
    return f"{load_vocabulary('crosswalk')['inter'][int(code)]} ({country})" if code else ""
