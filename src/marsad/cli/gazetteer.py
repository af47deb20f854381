"""`marsad gazetteer`: the place lists a desk adds of its own."""

import os
from pathlib import Path

import click

from marsad.cli.faults import told_plainly


def gazetteer_folder() -> Path:
    """Give the folder of the user's own place lists: `MARSAD_HOME`, else where the system keeps a user's data."""
    home = os.environ.get("MARSAD_HOME")
    if home:
        return Path(home) / "gazetteer"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "marsad" / "gazetteer"
