"""How many requests a week the seeker sends, judged from the weeks so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kithwork.planning.observed import Observed
from kithwork.planning.posteriors import Beliefs
from kithwork.planning.prospects import Bools, Floats, Kind

_WEIGHT_OF_PLAN = 0.5
_WEIGHT_OF_SPREAD = 2.0
_EVEN = 0.5
_ROUNDS = 20
_TOO_OFTEN_FOR_CHANCE = 3


@dataclass(frozen=True, slots=True)
class Tempo:
    """Requests a week: the mean, how unsure it is, and how uneven the weeks are (deviations).

    `alike`: people of all kinds are asked as they come, rather than the likeliest first.
    """

    requests: float
    unsure: float
    uneven: float
    alike: bool


def tempo_of(seen: Observed, beliefs: Beliefs) -> Tempo:
    """The tempo so far; before anything was sent, the one that the wish for meetings needs."""
    sent, length, used_up = _weeks(seen)
    wish = seen.meetings_a_week / _likely(seen, beliefs)
    known = _WEIGHT_OF_PLAN + length.sum()
    rate, would = wish, sent
    for _ in range(_ROUNDS):
        # Had there been more people, at least the usual number would have been asked.
        would = np.where(used_up, np.maximum(sent, rate * length), sent)
        rate = (_WEIGHT_OF_PLAN * wish + would.sum()) / known
    off = ((would - rate * length) ** 2).sum() + _WEIGHT_OF_SPREAD * _EVEN * rate
    uneven = float(np.sqrt(off / ((~used_up).sum() + _WEIGHT_OF_SPREAD)))
    sure = _WEIGHT_OF_PLAN + length[~used_up].sum()
    return Tempo(
        requests=float(rate),
        unsure=uneven / float(np.sqrt(sure)),
        uneven=uneven,
        alike=_asks_alike(seen),
    )


def _asks_alike(seen: Observed) -> bool:
    """Whether others were asked although people of a likelier kind were, and are, waiting."""
    for kind in (Kind.KITH, Kind.REFERRED):
        if seen.waiting.get(kind, 0):
            return sum(a.kind > kind for a in seen.approaches) >= _TOO_OFTEN_FOR_CHANCE
    return False


def _weeks(seen: Observed) -> tuple[Floats, Floats, Bools]:
    """For each past week: requests sent, its length, and whether all names at hand were used up.

    Such a week says how many names there were, not how many requests would have been sent.
    """
    if not seen.approaches:
        return np.zeros(0), np.zeros(0), np.zeros(0, dtype=bool)
    # Records may be sloppy: a date after today, or a meeting before its request, is pulled in.
    ago = np.maximum([(seen.today - a.sent).days for a in seen.approaches], 0)
    met = [(seen.today - a.held).days for a in seen.approaches if a.held is not None]
    new = [a.names_new for a in seen.approaches if a.held is not None]
    span = int(ago.max()) + 1
    starts = np.arange(0, span, 7)
    sent = np.bincount(ago // 7, minlength=len(starts)).astype(float)
    found = np.bincount(np.clip(np.array(met, int), 0, span - 1) // 7, new, len(starts))
    # Of the people at hand when a week began, those not asked in it, reckoned back from today.
    left = sum(seen.waiting.values()) + np.cumsum(sent - found) - sent
    return sent, np.minimum(span - starts, 7) / 7, left <= 0


def _likely(seen: Observed, beliefs: Beliefs) -> float:
    """Mean acceptance of the people waiting, or of one's own kith if nobody is."""
    total = sum(seen.waiting.values())
    if not total:
        return beliefs.kith.mean
    return sum(n * beliefs.acceptance(Kind(k)).mean for k, n in seen.waiting.items()) / total
