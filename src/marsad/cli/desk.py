"""`marsad desk`: open the desk over an archive, for oneself or for several."""

from pathlib import Path

import click

from marsad.cli.archives import archive_argument, opened, who_option
from marsad.cli.faults import told_plainly

file_type = click.Path(path_type=Path, dir_okay=False)


@click.command()
@archive_argument
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 8765 or the next free one when not given, 0 for any.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option("--tiles", help="Base map: a PMTiles file, or an address as https://host/{z}/{x}/{y}.png.")
@click.option("--no-model", is_flag=True, help="Read again by rules and lists alone: faster, finds less.")
@click.option("--host", help="Serve the people of `marsad people`, by name and password, at this address of the machine.")
@click.option("--address", "addresses", multiple=True, help="With --host: what browsers call it, as https://desk.example.")
@click.option("--tls-cert", type=file_type, help="With --host: the certificate, as PEM.")
@click.option("--tls-key", type=file_type, help="With --host: the key of the certificate, as PEM.")
@click.option("--no-tls", is_flag=True, help="With --host: serve other machines though nothing is encrypted.")
@who_option
@told_plainly
def desk(
    location: str,
    port: int | None,
    no_browser: bool,
    tiles: str | None,
    no_model: bool,
    host: str | None,
    addresses: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
    no_tls: bool,
    who: str | None,
) -> None:
    """Open the desk over an archive, in the browser, until interrupted.

    It answers on this machine only, and to nobody without the token that stands in the address. With --host it serves the
    people of `marsad people`, each by name and password.
    """
    from marsad.cli.serving import Asked, run  # half a second that no other command should take

    archive = opened(location, who)
    try:
        run(archive, Asked(port, not no_browser, tiles, not no_model, host, addresses, tls_cert, tls_key, no_tls))
    finally:
        archive.close()
