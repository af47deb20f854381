"""Two ways into a desk: its owner's, on the owner's own machine, and that of the people it is served to."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from marsad.desk.people import People, Person
from marsad.desk.people_limits import Guesses, Pace, network
from marsad.desk.people_sessions import Sessions
from marsad.desk.rights import OWNER
from marsad.errors import InputError

COOKIE = "marsad_token"
TOKEN_HEADER = "X-Marsad-Token"  # the header's name
Refusal = tuple[int, str]


class Door(Protocol):
    """How a desk tells who asks."""

    unknown: str
    """What is said to somebody who is not known."""

    def stranger(self, address: str, headers: Headers) -> Refusal | None:
        """Refuse what does not come to this desk at all, or too often."""
        ...

    def own(self, headers: Headers) -> bool:
        """Say whether what a browser says of the origin is that of the desk's own pages."""
        ...

    def person(self, headers: Headers) -> Person | None:
        """Say who asks."""
        ...


@dataclass
class OwnDoor:
    """The owner's, on the owner's own machine: no log-in, but loopback only, and the token of this start.

    Attributes:
        who: The person at work.
        token: What a client must bring; None to ask for none, in tests only.
    """

    who: str
    token: str | None
    unknown: str = "the token of this start is missing; open the desk by the address it printed"

    def stranger(self, address: str, headers: Headers) -> Refusal | None:
        """Refuse other machines, and names that a foreign site made to point here (DNS rebinding)."""
        if not is_loopback(address):
            return 403, "the desk answers on its own machine only"
        if not is_loopback(_name(headers.get("host", ""))):
            return 403, "expected a request to localhost or 127.0.0.1"
        return None

    def own(self, headers: Headers) -> bool:
        """Say whether a page was asked for by the same name and port."""
        return headers.get("origin", "").partition("://")[2] == headers.get("host")

    def person(self, headers: Headers) -> Person | None:
        """Give the owner, when the token is there."""
        brought = (headers.get(TOKEN_HEADER), cookie_of(headers, cookie_name(headers.get("host", ""), False)))
        known = self.token is None or any(same(one, self.token) for one in brought if one)
        return Person(self.who, OWNER) if known else None


@dataclass
class TeamDoor:
    """That of the people a desk is served to: name and password, then a session.

    Attributes:
        people: The people.
        origins: The addresses at which browsers know the desk, as `https://desk.example:8443`.
    """

    people: People
    origins: Sequence[str]
    unknown: str = "nobody is logged in, or the session is over; log in"
    sessions: Sessions = field(init=False)
    guesses: Guesses = field(init=False)
    pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self.origins = tuple(origin_of(one) for one in self.origins)
        self._hosts = {host for one in self.origins for host in _hosts(one)}
        self.sessions, self.guesses = Sessions(self.people), Guesses(self.people.clock)
        self.pace = Pace(self.people.clock)
        self.people.passwords.prepare()

    @property
    def tls(self) -> bool:
        """Whether browsers speak to the desk by TLS only."""
        return all(one.startswith("https://") for one in self.origins)

    def stranger(self, address: str, headers: Headers) -> Refusal | None:
        """Refuse names that are not the desk's, and whoever asks without end."""
        if headers.get("host", "").lower() not in self._hosts:
            return 403, "this desk has another address"
        # By address: a session's token is not known to be one before it was looked up.
        wait = self.pace.wait(network(address))
        return (429, f"too many requests; wait {wait} seconds") if wait else None

    def own(self, headers: Headers) -> bool:
        """Say whether an origin is one of the desk's addresses."""
        return headers.get("origin") in self.origins

    def person(self, headers: Headers) -> Person | None:
        """Give the person of the session."""
        token = self.token(headers)
        return self.sessions.person_of(token) if token else None

    def token(self, headers: Headers) -> str | None:
        """Give the token of the session that a browser brings."""
        return cookie_of(headers, self.cookie(headers))

    def cookie(self, headers: Headers) -> str:
        """Name the cookie of the session."""
        return cookie_name(headers.get("host", ""), self.tls)


def origin_of(told: str) -> str:
    """Understand the address of a desk.

    Raises:
        InputError: It is none.
    """
    try:
        parts = urlsplit(told)
        port = parts.port
    except ValueError as error:
        raise InputError("expected an address as https://desk.example:8443", told) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query or parts.username:
        raise InputError("expected an address as https://desk.example:8443", told)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def _hosts(origin: str) -> Iterable[str]:
    scheme, _, host = origin.partition("://")
    yield host
    if ":" not in host.rpartition("]")[2]:
        yield f"{host}:{80 if scheme == 'http' else 443}"


def cookie_name(host: str, tls: bool) -> str:
    """Name the cookie of a desk. Cookies know no ports, so two desks on one machine would take each other's away.

    With `__Host-` no other host of the domain can set it, and nothing without TLS.
    """
    port = host.rpartition(":")[2]
    name = f"{COOKIE}_{port}" if port.isascii() and port.isdigit() else COOKIE
    return f"__Host-{name}" if tls else name


def cookie_of(headers: Headers, name: str) -> str | None:
    """Give a cookie."""
    return next((found for line in headers.getlist("cookie") if (found := cookie_parser(line).get(name))), None)


def same(brought: str, token: str) -> bool:
    """Compare a token in constant time."""
    return hmac.compare_digest(brought.encode("utf-8", "surrogatepass"), token.encode())


def is_loopback(name: str) -> bool:
    """Say whether a name or address is this machine's own."""
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """Take the port off a Host header, and the brackets off an IPv6 address."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host
