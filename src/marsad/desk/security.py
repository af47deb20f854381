"""Stand before the desk and turn away whoever has no business with it.

A desk holds names of people who would be harmed. Before any of its code runs:

- a request must come to the desk's own address: a foreign site that makes its name point here (DNS rebinding) is refused;
- somebody must be known: by the token of this start on one's own machine, or by a session (`people_doors.py`);
- every write carries a header that a foreign page cannot set without asking, and nobody here answers when it asks; what a
  browser says of another origin is refused, and its cookies are not sent by other sites (`SameSite=Strict`). A token in each
  form beside these would keep out nobody more, for no write is a form;
- pages may load nothing from elsewhere, and nothing of the archive is kept by the browser.

What a known person may do is looked at in `rights.py`, when it is known which endpoint is asked for.
"""

from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.desk.faults import told
from marsad.desk.people_doors import Door, Refusal
from marsad.desk.rights import load_rights
from marsad.errors import MarsadError

WRITE_HEADER = "X-Marsad"
READS = frozenset({"GET", "HEAD"})
HELD = ("/api/", "/tiles/")
"""What somebody must be known for; the rest is the pages' own files, which hold nothing of the archive."""
LARGEST = 8 * 1024 * 1024
"""Bytes of the largest request."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:{elsewhere}; connect-src 'self'{elsewhere}; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What pages may load. Maps, with their right-to-left text, need no more: no code made of words, no worker of a blob."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Stands before the application.

    Args:
        app: The application.
        door: How it is told who asks.
        elsewhere: Where the tiles of the map come from, when the owner chose an address; nowhere when empty.
    """

    def __init__(self, app: ASGIApp, door: Door, elsewhere: str = "") -> None:
        self._app = app
        self._door = door
        self._open = load_rights().open
        self._policy = POLICY.format(elsewhere=f" {elsewhere}" if elsewhere else "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            refused = self._refusal(scope)
        except MarsadError as error:  # the file of people cannot be read; nobody comes in
            refused = 503, str(error)
        if refused:
            await told(*refused)(scope, receive, self._with_headers(send))
            return
        await self._app(scope, _bounded(receive), self._with_headers(send))

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        address = (scope.get("client") or ("127.0.0.1",))[0]
        refused = self._door.stranger(address, headers) or self._foreign(scope, headers)
        if refused:
            return refused
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > LARGEST:
            return 413, f"expected at most {LARGEST} bytes"
        return self._nobody(scope, headers)

    def _foreign(self, scope: Scope, headers: Headers) -> Refusal | None:
        """Refuse a write that the desk's own pages did not send. A program that is no browser says nothing of its origin."""
        if scope.get("method") in READS:
            return None
        if headers.get(WRITE_HEADER) != "1":
            return 403, f"a write needs the header {WRITE_HEADER}: 1"
        own = "origin" not in headers or self._door.own(headers)
        if not own or headers.get("sec-fetch-site") not in (None, "same-origin", "none"):
            return 403, "a write must come from the desk's own pages"
        return None

    def _nobody(self, scope: Scope, headers: Headers) -> Refusal | None:
        """Tell the application who asks, and refuse where nobody is known."""
        path = scope["path"]
        person = self._door.person(headers) if path.startswith(HELD) else None
        scope.setdefault("state", {})["person"] = person
        return (401, self._door.unknown) if path.startswith(HELD) and path not in self._open and person is None else None

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                found: Any = MutableHeaders(scope=message)
                found["Content-Security-Policy"] = self._policy
                found.setdefault("Cache-Control", "no-store")  # but for the pages' own files, which never change
                for name, value in HEADERS.items():
                    found[name] = value
            await send(message)

        return sending


def _bounded(receive: Receive) -> Receive:
    """Stop a request that goes on and on without having said how long it is."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= LARGEST else {"type": "http.disconnect"}

    return bounded
