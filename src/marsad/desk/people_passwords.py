"""Keep passwords so that whoever steals them has nothing: Argon2id, with the parameters that RFC 9106 recommends."""

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from marsad.errors import InputError

SHORTEST = 12
LONGEST = 500
"""Characters of a password."""
AT_ONCE = 2
"""Passwords looked at at one time: each takes 64 MiB."""


class Passwords:
    """Keeps and compares passwords.

    Args:
        hasher: Argon2id; the recommended parameters when None.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobody: str | None = None
        self._turn = threading.Semaphore(AT_ONCE)

    def prepare(self) -> None:
        """Make what unknown names are compared with, lest the first of them take longer."""
        if self._nobody is None:
            self._nobody = self.keep("nobody has this password")

    def keep(self, password: str) -> str:
        """Give what is kept of a password."""
        with self._turn:
            return self._hasher.hash(_typed(password))

    def fits(self, kept: str, password: str) -> bool:
        """Say whether a password is the one that was kept; when none was, say no after as long a time."""
        self.prepare()
        try:
            with self._turn:
                return self._hasher.verify(kept or self._nobody or "", _typed(password)) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False

    def is_old(self, kept: str) -> bool:
        """Say whether a password was kept by other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def check_new(password: str, name: str) -> None:
    """Refuse a new password that is too weak.

    Raises:
        InputError: It is too short, too long, or the name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"expected a password of {SHORTEST} to {LONGEST} characters")
    if len(set(password)) < 5 or password.casefold() == name.casefold():
        raise InputError("expected a password that is harder to guess")


def _typed(password: str) -> bytes:
    """Give one form to what keyboards write in several: «ؤ» as one sign or as two. A lone surrogate is no reason to fail."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
