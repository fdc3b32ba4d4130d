"""How patient, how insistent and how trusting a download is."""

import random
import time

import msgspec


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of a download."""

    connect_seconds: float = 20.0
    silence_seconds: float = 60.0
    """Longest wait for the next byte."""
    pace_seconds: float = 60.0
    pace_bytes: int = 60_000
    """Fewer bytes than this in ``pace_seconds``, and the connection counts as broken."""
    attempts: int = 5
    first_wait: float = 1.0
    """Seconds before the second attempt, doubled each time."""
    longest_wait: float = 120.0
    """A server that asks for more patience is left alone until the next run."""
    redirects: int = 5
    most_bytes: int = 1 << 30
    """As they come over the line; official lists are below 200 MB."""

    def wait_after(self, attempts: int) -> float:
        """Seconds to wait, and up to as much again by chance: many installations that failed
        together should not come back together."""
        usual = self.first_wait * 2.0 ** (attempts - 1)
        return min(usual * (1 + random.random()), self.longest_wait)  # noqa: S311 - no secret


class Pace:
    """Finds out a connection that sends a byte now and then for ever."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._since = time.monotonic()
        self._came = 0

    def too_slow(self, came: int) -> bool:
        """Count what came; True when it was too little in the time allowed."""
        self._came += came
        now = time.monotonic()
        if now - self._since < self._manners.pace_seconds:
            return False
        slow = self._came < self._manners.pace_bytes
        self._since, self._came = now, 0
        return slow
