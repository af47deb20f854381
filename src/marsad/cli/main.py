"""The `marsad` command and what all its subcommands share."""

import io
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from marsad.cli.archives import COMMANDS
from marsad.cli.bench import bench
from marsad.cli.desk import desk
from marsad.cli.export import export
from marsad.cli.gazetteer import gazetteer
from marsad.cli.lessons import lessons
from marsad.cli.people import people
from marsad.cli.read import read

try:
    VERSION = version("marsad")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0"


class Utf8Group(click.Group):
    """A group that prints UTF-8 whatever the locale says: Arabic is no mistake of the terminal's."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Set the streams before the first help text is printed; a lone surrogate, which has no UTF-8, is spelt out."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*args, **kwargs)


@click.group(cls=Utf8Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="marsad")
def main() -> None:
    """مرصد: read Arabic reports of armed conflict into events with exact evidence. Nothing leaves this machine."""


main.add_command(read)
main.add_command(bench)
main.add_command(gazetteer)
main.add_command(desk)
main.add_command(people)
main.add_command(lessons)
for command in (*COMMANDS, export):
    main.add_command(command)
