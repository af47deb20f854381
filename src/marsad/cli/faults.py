"""Turn the library's errors into what a person at a terminal can act on."""

import contextlib
import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from marsad.errors import MarsadError

P = ParamSpec("P")
T = TypeVar("T")


def _close_output() -> None:
    """Send what is still buffered nowhere, lest Python fail once more over it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def told_plainly(command: Callable[P, T]) -> Callable[P, T]:
    """Wrap a command: `MarsadError` becomes `Error: …` and exit code 1; a closed pipe ends quietly; a full disk is said so."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            result = command(*args, **kwargs)
            sys.stdout.flush()
            return result
        except MarsadError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # Whoever reads our output has had enough; nothing is wrong.
            _close_output()
            raise SystemExit(0) from None
        except OSError as error:
            _close_output()
            raise click.ClickException(f"{error.filename or 'output'}: {error.strerror or error}") from error

    return wrapped
