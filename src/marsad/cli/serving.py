"""Open a desk and serve it until interrupted. Apart from the command, for what it needs takes half a second to load."""

import html
import secrets
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from marsad.archive import Archive
from marsad.cli.people import people_file
from marsad.cli.read import user_gazetteers
from marsad.collect import Reads
from marsad.desk import make_app
from marsad.desk.people import ADMIN, People
from marsad.desk.people_doors import is_loopback, origin_of
from marsad.desk.serving import LOOPBACK, Certificate, bind, serve
from marsad.desk.serving_pages import pages_are_built, pages_folder
from marsad.desk.serving_tiles import base_map
from marsad.errors import InputError
from marsad.places.gazetteer import load_gazetteer

EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a desk is to be opened.

    Attributes:
        port: The port; the desk's own or the next free one when None.
        browser: Open it in the browser.
        tiles: The base map; None for none.
        model: Read again with the learned tagger too.
        host: The address to serve several people at; None for its owner alone.
        addresses: What browsers call it.
        tls_cert: File of the certificate.
        tls_key: File of its key.
        no_tls: Serve other machines though nothing is encrypted.
    """

    port: int | None
    browser: bool
    tiles: str | None
    model: bool
    host: str | None
    addresses: Sequence[str]
    tls_cert: Path | None
    tls_key: Path | None
    no_tls: bool


def run(archive: Archive, asked: Asked) -> None:
    """Open a desk and serve it until interrupted.

    Raises:
        InputError: It cannot be served so.
    """
    people = people_file(archive)
    base = base_map(asked.tiles) if asked.tiles else None
    certificate = _certificate(asked)
    _check(archive, people, asked)
    taken = bind(asked.host or LOOPBACK, asked.port)
    lists, token = user_gazetteers(), secrets.token_urlsafe(32)
    more: dict[str, Any] = {"reads": Reads(asked.model, gazetteers=lists), "base": base, "people": people}
    origins = _origins(asked, taken)
    app = make_app(archive, token, load_gazetteer(lists), origins=origins, **more)
    address = f"{origins[0]}/" if origins else f"http://{LOOPBACK}:{taken.getsockname()[1]}/#token={token}"
    if not pages_are_built(pages_folder()):
        click.echo(f"{pages_folder()}: the pages have not been built; only the API answers", err=True)
    click.echo(address)
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        if asked.browser:
            _open_browser(address, Path(folder))
        serve(app, taken, certificate)


def _certificate(asked: Asked) -> Certificate | None:
    if asked.tls_cert is None and asked.tls_key is None:
        return None
    if asked.tls_cert is None or asked.tls_key is None:
        raise InputError("expected --tls-cert and --tls-key together")
    certificate = Certificate(asked.tls_cert, asked.tls_key)
    certificate.check()
    return certificate


def _check(archive: Archive, people: People, asked: Asked) -> None:
    """Refuse to serve what nobody could come into, or everybody could listen to."""
    if asked.host is None:
        if asked.addresses or asked.tls_cert or asked.no_tls:
            raise InputError("--address, --tls-cert, --tls-key and --no-tls go with --host")
        return
    if not any(one.may(ADMIN) for one in people.listed()):
        raise InputError(f"nobody is set up; first run: marsad people add {archive.location} NAME --role admin")
    if not (is_loopback(asked.host) or asked.tls_cert or asked.no_tls):
        why = "passwords would go over the network for all to read; give --tls-cert and --tls-key, or --no-tls"
        raise InputError(why, asked.host)
    if asked.host in EVERYWHERE and not asked.addresses:
        raise InputError("expected --address too, by which browsers know the desk", asked.host)
    for one in asked.addresses:
        origin_of(one)


def _origins(asked: Asked, taken: socket.socket) -> tuple[str, ...]:
    """Give what browsers call a desk that serves several; nothing for one that serves its owner."""
    if asked.host is None:
        return ()
    scheme, name = "https" if asked.tls_cert else "http", f"[{asked.host}]" if ":" in asked.host else asked.host
    return tuple(map(origin_of, asked.addresses or [f"{scheme}://{name}:{taken.getsockname()[1]}"]))


def _open_browser(address: str, folder: Path) -> None:
    """Open the address in the person's browser, by way of a file that only that person can read.

    What a program is started with, everybody on the machine may see; the token must not stand there.
    """
    page = folder / "marsad.html"
    page.touch(0o600)
    page.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={html.escape(address)}">', encoding="utf-8")
    # A browser that runs in the terminal would keep the desk waiting.
    threading.Thread(target=webbrowser.open, args=(page.as_uri(),), daemon=True).start()
