"""Sorts what `openroles` says about a failed request by its cause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kithwork.boards.reading import Cause

PASSING = frozenset({Cause.RATE_LIMITED, Cause.TIMEOUT, Cause.UNREACHABLE, Cause.SERVER_ERROR})
_STATUS = re.compile(r"HTTP (\d{3})")
_BY_STATUS = {
    401: Cause.REFUSED,
    403: Cause.REFUSED,
    404: Cause.NOT_FOUND,
    410: Cause.GONE,
    429: Cause.RATE_LIMITED,
    451: Cause.REFUSED,
}
# A board asked in two places (Lever and Personio have two regions) exists where one of them
# is only out of order, so the cause that passes most likely decides.
_PASSING_FIRST = (
    Cause.RATE_LIMITED,
    Cause.TIMEOUT,
    Cause.UNREACHABLE,
    Cause.SERVER_ERROR,
    Cause.REFUSED,
    Cause.ROBOTS,
    Cause.MOVED,
    Cause.BAD_ANSWER,
    Cause.INCOMPLETE,
    Cause.GONE,
    Cause.NOT_FOUND,
)


def cause_of(err: str) -> Cause:
    """The cause behind one error as `openroles` words it: "HTTP 404", "TimeoutError"."""
    if "redirect" in err:
        return Cause.MOVED
    if "robots.txt" in err:
        return Cause.ROBOTS
    if "slow down" in err:
        return Cause.RATE_LIMITED
    if found := _STATUS.search(err):
        status = int(found[1])
        usual = Cause.SERVER_ERROR if status >= 500 else Cause.BAD_ANSWER
        return _BY_STATUS.get(status, usual)
    if "imeout" in err:
        return Cause.TIMEOUT
    if err.endswith("Error") or err in ("RemoteDisconnected", "IncompleteRead"):
        return Cause.BAD_ANSWER if "Gzip" in err else Cause.UNREACHABLE
    return Cause.BAD_ANSWER


def mildest(causes: Sequence[Cause]) -> Cause:
    """The one of several causes that is most likely to pass; BAD_ANSWER when there is none."""
    return min(causes, key=_PASSING_FIRST.index, default=Cause.BAD_ANSWER)
