"""Whose turn it is: boards stand in line by host, a few at once per host, evenly spaced."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

PER_HOST = 2
# Seconds between two boards on one host that many employers share. Rippling documents 100
# requests in ten minutes; Workable and JazzHR say only that they limit.
_PAUSES = {"api.rippling.com": 6.5, "www.workable.com": 1.0, "app.jazz.co": 1.0}
_SHORT = 0.2


def pause_of(host: str) -> float:
    """Seconds to leave between the starts of two readings on one host."""
    return _PAUSES.get(host, _SHORT)


@dataclass
class _Lane:
    waiting: deque[Hashable] = field(default_factory=deque)
    reading: int = 0
    free_at: float = 0.0


class Lanes:
    """Boards waiting to be read. Hosts take turns, so none waits behind a crowded one."""

    def __init__(self, pause: Callable[[str], float] = pause_of, per_host: int = PER_HOST) -> None:
        self._pause = pause
        self._per_host = per_host
        self._lanes: dict[str, _Lane] = {}
        self._turn: deque[str] = deque()
        self.waiting = 0

    def add(self, host: str, board: Hashable) -> None:
        """Put a board at the end of its host's line."""
        if host not in self._lanes:
            self._lanes[host] = _Lane()
            self._turn.append(host)
        self._lanes[host].waiting.append(board)
        self.waiting += 1

    def take(self, now: float) -> tuple[str, Hashable] | None:
        """The next host and board that may start at `now` (seconds), or None."""
        for _ in range(len(self._turn)):
            host = self._turn[0]
            self._turn.rotate(-1)
            lane = self._lanes[host]
            if lane.waiting and lane.reading < self._per_host and lane.free_at <= now:
                lane.reading += 1
                lane.free_at = now + self._pause(host)
                self.waiting -= 1
                return host, lane.waiting.popleft()
        return None

    def done(self, host: str) -> None:
        """A board on this host has been read."""
        self._lanes[host].reading -= 1

    def drop(self, host: str) -> list[Hashable]:
        """Send a host's line away, because the host asked to be left alone; who stood there."""
        lane = self._lanes[host]
        dropped = list(lane.waiting)
        lane.waiting.clear()
        self.waiting -= len(dropped)
        return dropped

    def next_start(self) -> float | None:
        """The earliest time at which a line that isn't full may move, or None."""
        return min(
            (
                lane.free_at
                for lane in self._lanes.values()
                if lane.waiting and lane.reading < self._per_host
            ),
            default=None,
        )
