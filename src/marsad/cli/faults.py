"""Turn the library's errors into what a person at a terminal can act on."""

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from marsad.errors import MarsadError

P = ParamSpec("P")
T = TypeVar("T")


def told_plainly(command: Callable[P, T]) -> Callable[P, T]:
    """Wrap a command: `MarsadError` becomes `Error: …` and exit code 1; a closed pipe ends quietly; a full disk is said so."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except MarsadError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # Whoever reads our output has had enough; nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'output'}: {error.strerror or error}") from error

    return wrapped
