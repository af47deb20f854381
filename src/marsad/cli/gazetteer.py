"""`marsad gazetteer`: the place lists a desk adds of its own."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from marsad.cli.faults import told_plainly
from marsad.sources.place_lists import Added, add_place_list, place_lists, remove_place_list

SHOWN = 12
"""Numbers of lines that a message lists; the rest is counted."""


def gazetteer_folder() -> Path:
    """Give the folder of the user's own place lists: `MARSAD_HOME`, else where the system keeps a user's data."""
    home = os.environ.get("MARSAD_HOME")
    if home:
        return Path(home) / "gazetteer"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "marsad" / "gazetteer"


@click.group()
def gazetteer() -> None:
    """Keep lists of places of your own, beside the gazetteer that ships. They stay on this machine."""


@gazetteer.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--name", help="What to call the list; the file's name when not given.")
@told_plainly
def add(path: Path, name: str | None) -> None:
    """Add a list of places, or put a newer version in its place.

    FILE is an administrative table of OCHA (COD-AB, saved as CSV), a GeoNames dump, or a CSV with a header of your own: name or
    name_ar and name_en, lat, lon, and where you have them variants (parted by |), level, radius_km, parent.
    """
    for line in _told(path, add_place_list(path, gazetteer_folder(), name)):
        click.echo(line)


@gazetteer.command(name="list")
@told_plainly
def list_lists() -> None:
    """Show the lists that were added."""
    found = place_lists(gazetteer_folder())
    if not found:
        click.echo(f"No lists of your own yet; they would lie in {gazetteer_folder()}.")
    for one in found:
        click.echo(f"{one.name:24} {_places(one.places):>16}  {one.path}")


@gazetteer.command()
@click.argument("name")
@told_plainly
def remove(name: str) -> None:
    """Take a list away."""
    removed = remove_place_list(name, gazetteer_folder())
    click.echo(f"{removed.name}: taken away, with its {_places(removed.places)}.")


def _told(path: Path, added: Added) -> list[str]:
    """Say what was taken, and what was not."""
    notes = [f"{added.pointless:,} without coordinates"] if added.pointless else []
    notes += [f"{added.repeated:,} lines repeated an id, the last one counts"] if added.repeated else []
    verb = "replaces the list" if added.replaced else "added as"
    lines = [
        f"{path.name}: {_places(added.list.places)} {verb} «{added.list.name}»{' (' + '; '.join(notes) + ')' if notes else ''}."
    ]
    if added.unread:
        what = "1 line" if len(added.unread) == 1 else f"{len(added.unread):,} lines"
        lines.append(f"Not read: {what} without a name Marsad could use: {_numbers(added.unread)}.")
    return lines


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"


def _numbers(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:SHOWN]))
    return f"{shown} …" if len(lines) > SHOWN else shown
