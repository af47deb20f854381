"""Names of people: how they are kept, and when two of them are one."""

import unicodedata

from marsad.errors import InputError

LONGEST = 60
"""Characters of a name."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of signs that nobody sees: two names that look alike would be two people."""


def key_of(name: str) -> str:
    """Fold a name to compare it: how it was typed does not make another person."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def named(name: str) -> str:
    """Give a name as it is kept.

    Raises:
        InputError: It is empty, too long, or has signs that nobody sees.
    """
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain or len(plain) > LONGEST or any(unicodedata.category(sign) in UNSEEN for sign in plain):
        raise InputError(f"expected a name of at most {LONGEST} visible characters")
    if set(plain) & set("/\\") or not plain.strip("."):
        raise InputError("expected a name without / and \\, and not of dots alone")
    return plain
