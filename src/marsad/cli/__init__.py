"""The commands.

Each parses options, calls one library function, prints, and turns `MarsadError` into a message and exit code 1.
"""

from marsad.cli.main import main

__all__ = ["main"]
