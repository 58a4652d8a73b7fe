"""How long to wait until a board is read again: as often as it changes, politely when it fails."""

from __future__ import annotations

import datetime as dt

from kithwork.boards.changes import CONFIRM_AFTER
from kithwork.boards.reading import BoardReading, Cause

QUICKEST = dt.timedelta(hours=6)
SLOWEST = dt.timedelta(days=7)
FIRST_RETRY = dt.timedelta(minutes=15)
LAST_RETRY = dt.timedelta(days=1)
_LASTING = frozenset({Cause.NOT_FOUND, Cause.GONE, Cause.ROBOTS, Cause.REFUSED, Cause.MOVED})


def next_rhythm(rhythm: dt.timedelta, changed: bool) -> dt.timedelta:
    """Twice as often after a change, half as often again (two thirds) after none."""
    wanted = rhythm / 2 if changed else rhythm * 1.5
    return min(max(wanted, QUICKEST), SLOWEST)


def wait_after(
    reading: BoardReading, rhythm: dt.timedelta, failures_in_a_row: int, doubted: bool
) -> dt.timedelta:
    """How long to leave a board alone after this reading.

    A failure that passes is tried again after a quarter of an hour, then twice as long each
    time; one that lasts (no such board, not allowed) after a week; never sooner than the
    site asked for. A site of which pages wait to be read goes on at once.
    """
    asked = dt.timedelta(seconds=reading.retry_after or 0)
    if doubted and reading.complete:
        return max(asked, CONFIRM_AFTER)
    if not reading.failed:
        return max(asked, dt.timedelta() if reading.waiting else rhythm)
    if reading.cause in _LASTING:
        return max(asked, SLOWEST)
    doublings = min(max(failures_in_a_row - 1, 0), 10)
    retry: dt.timedelta = FIRST_RETRY * 2**doublings
    return max(asked, min(retry, LAST_RETRY))
