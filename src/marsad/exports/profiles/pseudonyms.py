"""Pseudonyms that stay the same within an archive and lead nowhere.

A keyed hash: with the archive's salt the same person has the same pseudonym in every release; without it nobody can check a
guess, which a plain hash of a name would let anybody do.
"""

import hmac
import re
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

from marsad.model import Name
from marsad.text.folding import fold_key, fold_text
from marsad.vocabulary import load_vocabulary

LEAST_SALT = 16
DIGITS = 12
"""Hexadecimal digits of a pseudonym that people read: 48 bits, so that two of a million persons hardly share one."""
LONG = 24
"""Of a key: as many as the archive's own."""
JOINED = frozenset(("عبد", "ابو", "ابا", "ابي", "ام", "ال"))
PATRONYMIC = frozenset(("بن", "ابن", "بنت"))
INCIDENT = re.compile(r"MRS-([A-Z]{3}|000)-[0-9a-f]{6,64}")


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Makes pseudonyms with an archive's salt.

    Attributes:
        salt: Random bytes that the archive keeps to itself, at least 16.
    """

    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.salt) < LEAST_SALT:
            raise ValueError(f"expected a salt of at least {LEAST_SALT} bytes, got {len(self.salt)}")

    def code(self, sort: str, value: str, digits: int = DIGITS) -> str:
        """Give the digits that stand for a value; sorts are kept apart, so that one's leads to no other's."""
        return hmac.new(self.salt, f"{sort}\0{value}".encode("utf-8", "surrogatepass"), sha256).hexdigest()[:digits]

    def key(self, sort: str, value: str) -> str:
        """Give the key that stands for another; none for none."""
        return self.code(sort, value, LONG) if value else ""

    def person(self, id: str | None, name: Name) -> tuple[str, Name]:
        """Give id and name of a person who is not named."""
        code = self.code("person", person_key(id, name))
        return f"person:{code}", Name(f"شخص-{code}", f"person-{code}")

    def body(self, kind: str, id: str | None, name: Name) -> tuple[str, Name]:
        """Give id and name of a body that is not named."""
        code = self.code(kind, id or fold_key(name.ar or name.en))
        return f"{kind}:{code}", Name(f"جهة-{code}", f"body-{code}")

    def outlet(self, name: str) -> str:
        """Give the name of an outlet that is not named."""
        return f"source-{self.code('outlet', fold_key(name))}"

    def reviewer(self, name: str) -> str:
        """Give the name of somebody of the desk."""
        return f"reviewer-{self.code('reviewer', name)}"

    def incident(self, id: str, country: str) -> str:
        """Give the id of an incident that must not lead to the texts it is hashed from."""
        return f"MRS-{country or '000'}-{self.code('incident', id, LONG)}"


def person_key(id: str | None, name: Name) -> str:
    """Give what tells a person from others: an id of the archive's own, or the folded name without titles and «بن».

    Two forms of one name («خليل بن أحمد», «خليل احمد») are one person's; a shorter name is not, that is for people to say.
    """
    if id and not id.startswith("person:"):
        return id
    words = fold_text((id or "").removeprefix("person:") or name.ar or name.en).replace("_", " ").split()
    while len(words) > 1 and words[0] in _titles():
        words = words[1:]
    parts, pending = [], ""
    for word in words:
        if word in JOINED:
            pending += word
        elif word not in PATRONYMIC:
            parts.append(pending + word)
            pending = ""
    return " ".join([*parts, pending] if pending else parts) or " ".join(words)


@cache
def _titles() -> frozenset[str]:
    words = load_vocabulary("actors/words")
    return frozenset(map(fold_key, f"{words['titles']} {words['ranks']}".split()))
