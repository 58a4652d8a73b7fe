"""Whom good manners allow to be approached today, and how the seeker's own choices count."""

from __future__ import annotations

from datetime import date

import numpy as np

from kithwork.planning.prospects import Bools, Dates, Floats, Kind, Prospects, Skip

ASK_AGAIN_AFTER = 60
MEET_AGAIN_AFTER = 45
PRIOR_VOTES = 5.0


def allowed(prospects: Prospects, now: date, ask_again_after: int = ASK_AGAIN_AFTER) -> Bools:
    """True for who may be approached: not skipped, not asked or met too recently, not a stranger.

    People whom nobody has named to the seeker (cold) are asked for, not approached: to write to
    them out of the blue is direct contact or a cold letter, not networking. An introduction is
    what turns them into ``REFERRED``. A pin says "this one, please" and overrides coldness, but
    neither a skip nor the pause after a meeting. `ask_again_after` is the seeker's own rhythm, in
    days.
    """
    named = (prospects.kind != Kind.COLD) | prospects.pinned
    rested = ~_within(prospects.last_asked, now, ask_again_after)
    rested &= ~_within(prospects.last_spoken, now, MEET_AGAIN_AFTER)
    return np.asarray(named & rested & (prospects.skip == Skip.NO), dtype=bool)


def met(prospects: Prospects) -> Bools:
    """True for whom a meeting in this campaign was held with."""
    return np.asarray(~np.isnat(prospects.last_spoken), dtype=bool)


def willingness(prospects: Prospects) -> Floats:
    """A factor for each person, from what the seeker pinned and skipped among people like them.

    Alike means the same kind and level. (5 + pinned) / (5 + pinned + skipped): five imaginary
    acceptances, so that one "not now" costs a sixth and a habit of skipping a lot.
    """
    group = prospects.kind * 8 + prospects.level + 1
    size = int(group.max()) + 1 if len(group) else 0
    pins = np.bincount(group[prospects.pinned], minlength=size)
    skips = np.bincount(group[prospects.skip != Skip.NO], minlength=size)
    factor = (PRIOR_VOTES + pins) / (PRIOR_VOTES + pins + skips)
    return np.asarray(factor[group], dtype=float)


def _within(days: Dates, now: date, span: int) -> Bools:
    """True where the date is known and less than ``span`` days ago."""
    passed = (np.datetime64(now, "D") - days).astype("timedelta64[D]")
    return np.asarray(~np.isnat(days) & (passed < np.timedelta64(span, "D")), dtype=bool)
