"""Slow down whoever guesses passwords, and whoever asks without end.

A guess is counted before it is looked at, so many at once are no way around. Nobody is locked out for long: a name that
somebody else guesses at can be used again after minutes, and from another address at once.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from threading import Lock

KEPT = 10_000
"""Keys remembered; the one that was quiet longest is forgotten first."""
CEILING = 300
"""Seconds that one has to wait at most."""
FORGET = 3600
"""Seconds after which guesses are forgotten."""

Clock = Callable[[], datetime]


@dataclass
class Guesses:
    """Wrong guesses, by what they have in common; the wait doubles with each beyond those that are free.

    Attributes:
        clock: Gives the time.
    """

    clock: Clock
    _made: OrderedDict[str, tuple[int, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def attempt(self, keys: Sequence[tuple[str, int]]) -> int:
        """Count a guess.

        Args:
            keys: What it has in common with others, and how many are free.

        Returns:
            Seconds to wait first; then it was not counted, and must not be looked at.
        """
        now = self.clock().timestamp()
        with self._lock:
            wait = max(self._wait(key, free, now) for key, free in keys)
            if wait <= 0:
                for key, _ in keys:
                    self._made[key] = (self._count(key, now) + 1, now)
                    self._made.move_to_end(key)
                while len(self._made) > KEPT:
                    self._made.popitem(last=False)
            return max(0, int(wait + 0.999))

    def passed(self, forget: Sequence[str], take_back: Sequence[str]) -> None:
        """Say that the last guess was right.

        Args:
            forget: Keys whose guesses are all forgotten.
            take_back: Keys that lose this one guess only: who knows one password may still guess at others.
        """
        with self._lock:
            for key in forget:
                self._made.pop(key, None)
            for key in take_back:
                count, last = self._made.get(key, (1, 0.0))
                self._made[key] = (max(0, count - 1), last)

    def _count(self, key: str, now: float) -> int:
        count, last = self._made.get(key, (0, now))
        return count if now - last < FORGET else 0

    def _wait(self, key: str, free: int, now: float) -> float:
        count, last = self._count(key, now), self._made.get(key, (0, now))[1]
        return last + min(CEILING, 2 ** min(count - free, 16)) - now if count >= free else 0


@dataclass
class Pace:
    """Requests of one session or address in a stretch of time.

    Attributes:
        clock: Gives the time.
        most: Requests in a stretch.
        stretch: Its seconds.
    """

    clock: Clock
    most: int = 1000
    stretch: int = 10
    _made: dict[str, int] = field(default_factory=dict)
    _since: int = 0

    def wait(self, key: str) -> int:
        """Count a request; give the seconds to wait when there were too many."""
        now = int(self.clock().timestamp())
        stretch = now - now % self.stretch
        if stretch != self._since:
            self._made, self._since = {}, stretch
        self._made[key] = self._made.get(key, 0) + 1
        return stretch + self.stretch - now if self._made[key] > self.most else 0


def network(address: str) -> str:
    """Give what an address has in common with others of its owner: an IPv6 address is one of many that one person has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return found.ipv4_mapped.compressed if found.ipv4_mapped else str(int(found) >> 64)
    return found.compressed
