"""Let in nobody but the pages of this start of the desk, on this machine.

A desk holds names of people who would be harmed. It has no log-in on one's own machine; what stands in for one:

- only loopback addresses, and only when the page was asked for by a loopback name: a foreign site that makes its own name
  point here (DNS rebinding) is refused;
- a token made anew at each start, in a header or in a cookie that no other site can send;
- every write carries a header that a foreign page cannot set without asking, and nobody here answers when it asks;
- pages may load nothing from elsewhere, and nothing is kept by the browser.
"""

import hmac
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.desk.faults import told

COOKIE = "marsad_token"
TOKEN_HEADER = "X-Marsad-Token"  # the header's name
WRITE_HEADER = "X-Marsad"
READS = frozenset({"GET", "HEAD"})
OPEN = frozenset({"/api/1/session"})
"""Asked for without a token: it is where a page brings it."""
LARGEST = 8 * 1024 * 1024
"""Bytes of the largest request."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Stands before the application and turns away what is not its own page's.

    Args:
        app: The application.
        token: What a client must bring; None to ask for none.
    """

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        refused = self._refusal(scope)
        if refused:
            await told(*refused)(scope, receive, _with_headers(send))
            return
        await self._app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not _loopback((scope.get("client") or ("127.0.0.1",))[0]):
            return 403, "the desk answers on its own machine only"
        if not _loopback(_name(headers.get("host", ""))):
            return 403, "expected a request to localhost or 127.0.0.1"
        if scope.get("method") not in READS:
            if headers.get(WRITE_HEADER) != "1":
                return 403, f"a write needs the header {WRITE_HEADER}: 1"
            if not _own(headers):
                return 403, "a write must come from the desk's own pages"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST:
            return 413, f"expected at most {LARGEST} bytes"
        if scope["path"] not in OPEN and not self._known(headers):
            return 401, "the token of this start is missing; open the desk by the address it printed"
        return None

    def _known(self, headers: Headers) -> bool:
        brought = (headers.get(TOKEN_HEADER), _cookie(headers.getlist("cookie")))
        return self._token is None or any(same(one, self._token) for one in brought if one)


def same(brought: str, token: str) -> bool:
    """Compare a token in constant time."""
    return hmac.compare_digest(brought.encode("utf-8", "surrogatepass"), token.encode())


def _cookie(lines: Iterable[str]) -> str | None:
    return next((found for line in lines if (found := cookie_parser(line).get(COOKIE))), None)


def _own(headers: Headers) -> bool:
    """Say whether a browser says that a page of ours sent this; a program that is no browser says nothing."""
    origin = headers.get("origin")
    from_here = origin is None or origin.partition("://")[2] == headers.get("host")
    return from_here and headers.get("sec-fetch-site") in (None, "same-origin", "none")


def _name(host: str) -> str:
    """Take the port off a Host header, and the brackets off an IPv6 address."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host


def _loopback(name: str) -> bool:
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _bounded(receive: Receive) -> Receive:
    """Stop a request that goes on and on without having said how long it is."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= LARGEST else {"type": "http.disconnect"}

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            found: Any = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                found[name] = value
        await send(message)

    return sending
