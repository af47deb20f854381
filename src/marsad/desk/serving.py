"""Serve a desk: find a port, run until told to stop, close in order."""

import contextlib
import errno
import signal
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from marsad.errors import InputError

LOOPBACK = "127.0.0.1"
PORT = 8765
"""The port of a desk that was given none."""
TRIES = 40
"""Ports looked at after it: as many desks may be open at once."""
WAITING = 64
"""Connections that may wait to be taken up."""
CONNECTIONS = 500
"""Connections at one time; more are told to come back."""
PATIENCE = 5
"""Seconds that requests may take to end when the desk closes."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a desk shows to browsers to speak to them by TLS.

    Attributes:
        chain: File of the certificate, with those it rests on, as PEM.
        key: File of its key.
    """

    chain: Path
    key: Path

    def check(self) -> None:
        """See that it can be used, before anything is served.

        Raises:
            InputError: It cannot.
        """
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(self.chain, self.key)
        except (OSError, ssl.SSLError) as error:
            raise InputError(f"expected a certificate and its key, as PEM: {error}", str(self.chain)) from error


def bind(host: str, port: int | None) -> socket.socket:
    """Take a port.

    Args:
        host: The address to listen at.
        port: The port; 0 for any that is free; None for the desk's own, or the next free one.

    Returns:
        A socket that listens: a page asked for from now on waits for the desk.

    Raises:
        InputError: It is taken, or not ours to take.
    """
    for one in [port] if port is not None else range(PORT, PORT + TRIES):
        try:
            return _listening(host, one)
        except OSError as error:
            if port is None and error.errno == errno.EADDRINUSE:
                continue
            raise InputError(f"cannot listen there: {error.strerror or error}", f"{host}:{one}") from error
    raise InputError(f"expected a free port from {PORT} to {PORT + TRIES - 1}", host)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, or asyncio leaves small packets waiting: 40 ms on every answer after a connection's first.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(WAITING)
    except OSError:
        taken.close()
        raise
    return taken


def serve(app: FastAPI, taken: socket.socket, certificate: Certificate | None = None) -> None:
    """Run a desk until it is interrupted or told to end; then what was written is sealed.

    Args:
        app: The application.
        taken: A socket that listens.
        certificate: What to speak TLS with; None not to.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # what people looked at is nobody's to read
        server_header=False,
        proxy_headers=False,  # who asks is who is connected, not who a header says
        ws="none",
        limit_concurrency=CONNECTIONS,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
        timeout_graceful_shutdown=PATIENCE,
    )
    with _quiet_signals():
        uvicorn.Server(config).run(sockets=[taken])


@contextlib.contextmanager
def _quiet_signals() -> Iterator[None]:
    """Being told to stop is no fault: the server sends the signal on when it has closed, and it shall end here."""

    def done(_number: int, _frame: FrameType | None) -> None: ...

    before = {number: signal.signal(number, done) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
