"""The `marsad` command and what all its subcommands share."""

from importlib.metadata import PackageNotFoundError, version

import click

from marsad.cli.bench import bench
from marsad.cli.gazetteer import gazetteer
from marsad.cli.read import read

try:
    VERSION = version("marsad")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="marsad")
def main() -> None:
    """مرصد: read Arabic reports of armed conflict into events with exact evidence. Nothing leaves this machine."""


main.add_command(read)
main.add_command(bench)
main.add_command(gazetteer)
