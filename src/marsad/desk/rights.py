"""Who may do what: the roles, and the right that each endpoint asks for, from `rights.yml`.

Checked in one place, before any endpoint runs. At a desk that serves several people an endpoint that nobody gave a right is
for nobody; a test sees to it that there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from fastapi import HTTPException, Request

from marsad.errors import VocabularyError
from marsad.model import Name

OPEN = "open"
"""What endpoints ask for that are there before anybody is known."""
OWNER = "owner"
API = "/api/1"


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is at a desk.

    Attributes:
        code: Its code.
        name: Its name.
        rights: What it may do, in the order of the list.
    """

    code: str
    name: Name
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rights:
    """The list.

    Attributes:
        roles: Roles that somebody may be given, by code.
        owner: The role of whoever opened a desk on their own machine.
        names: Names of the rights, by code.
        endpoints: The right that an endpoint asks for, by method and path below the API's.
    """

    roles: Mapping[str, Role]
    owner: Role
    names: Mapping[str, Name]
    endpoints: Mapping[str, str]

    def role(self, code: str) -> Role:
        """Give a role; the owner's too. One that is no more on the list may do nothing."""
        return self.owner if code == OWNER else self.roles.get(code) or Role(code, Name(code, code), ())

    @property
    def open(self) -> frozenset[str]:
        """Paths that are there before anybody is known."""
        return frozenset(API + one.split(" ")[1] for one, right in self.endpoints.items() if right == OPEN)


@lru_cache(maxsize=1)
def load_rights() -> Rights:
    """Load the list that ships.

    Raises:
        VocabularyError: It does not follow its own rules.
    """
    plain = yaml.safe_load(files("marsad.desk").joinpath("rights.yml").read_text(encoding="utf-8"))
    names = {code: Name(one["ar"], one["en"]) for code, one in plain["rights"].items()}
    roles = {code: Role(code, Name(one["ar"], one["en"]), tuple(one["rights"])) for code, one in plain["roles"].items()}
    endpoints: dict[str, str] = {}
    for right, some in plain["endpoints"].items():
        for one in some:
            if endpoints.get(one, right) != right:
                raise VocabularyError(f"rights.yml: expected one right of {one}, got {endpoints[one]} and {right}")
            endpoints[one] = right
    strange = {*endpoints.values(), *(right for role in roles.values() for right in role.rights)} - {*names, OPEN}
    if strange:
        raise VocabularyError(f"rights.yml: expected known rights, got {', '.join(sorted(strange))}")
    return Rights({code: role for code, role in roles.items() if code != OWNER}, roles[OWNER], names, endpoints)


def allowed(request: Request) -> None:
    """Refuse a request that its person has no right to.

    Raises:
        HTTPException: With 403.
    """
    person: Any = request.state.person
    needed = load_rights().endpoints.get(f"{request.method} {request.scope['route'].path}")
    if needed == OPEN or (person is not None and person.may(needed)):
        return
    raise HTTPException(403, f"this needs the right to {needed or 'do what nobody may'}; ask an admin of the desk")
