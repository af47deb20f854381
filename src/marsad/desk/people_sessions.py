"""Sessions: what stands for a password until the person logs out, is idle for long, or is changed.

A token is given once, to the browser; the file keeps its hash only, so whoever reads the file cannot come in by it.
"""

import secrets
from hashlib import sha256

from marsad.desk.people import People, Person
from marsad.desk.people_names import key_of

IDLE = 2 * 3600
"""Seconds after which a session that nobody used is over."""
WHOLE = 12 * 3600
"""Seconds after which any session is over: a day's work."""
TOUCH = 60
"""Seconds within which further use need not be written down."""
EACH = 10
"""Sessions that one person may have at one time; the oldest makes room."""


class Sessions:
    """The sessions of a desk's people.

    Args:
        people: The people; their file keeps the sessions.
    """

    def __init__(self, people: People) -> None:
        self._people = people

    def begin(self, person: Person) -> str:
        """Let a person in; give the token of the new session."""
        token, now, key = secrets.token_urlsafe(32), self._now(), key_of(person.name)
        with self._people.changing() as connection:
            connection.execute("DELETE FROM session WHERE used < ? OR began < ?", (now - IDLE, now - WHOLE))
            connection.execute(
                "DELETE FROM session WHERE key = ? AND hash NOT IN "
                "(SELECT hash FROM session WHERE key = ? ORDER BY began DESC LIMIT ?)",
                (key, key, EACH - 1),
            )
            connection.execute("INSERT INTO session VALUES (?, ?, ?, ?)", (_hash(token), key, now, now))
        return token

    def person_of(self, token: str) -> Person | None:
        """Give the person whose session it is; none when it is over."""
        found = self._people.ask(
            "SELECT name, role, since, seen, began, used FROM session JOIN person USING (key) WHERE hash = ?", _hash(token)
        )
        now = self._now()
        if not found or now - found[0][4] > WHOLE or now - found[0][5] > IDLE:
            return None
        if now - found[0][5] > TOUCH:
            with self._people.changing() as connection:
                connection.execute("UPDATE session SET used = ? WHERE hash = ?", (now, _hash(token)))
        return Person(*found[0][:4])

    def end(self, token: str) -> None:
        """End a session."""
        if self._people.ask("SELECT 1 FROM session WHERE hash = ?", _hash(token)):
            with self._people.changing() as connection:
                connection.execute("DELETE FROM session WHERE hash = ?", (_hash(token),))

    def count(self, person: Person) -> int:
        """Say how many sessions of a person are open."""
        now = self._now()
        question = "SELECT count(*) FROM session WHERE key = ? AND used >= ? AND began >= ?"
        rows = self._people.ask(question, key_of(person.name), now - IDLE, now - WHOLE)
        return int(rows[0][0]) if rows else 0

    def _now(self) -> float:
        return self._people.clock().timestamp()


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
