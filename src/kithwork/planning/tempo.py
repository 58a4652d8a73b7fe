"""How many requests a week the seeker sends, and how long a request takes to become a meeting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kithwork.planning.observed import Observed
from kithwork.planning.posteriors import Beliefs
from kithwork.planning.prospects import Kind

_DAYS_TO_MEET = 5.0
_WEIGHT_TO_MEET = 2.0
_WEIGHT_OF_PLAN = 0.5
_WEIGHT_OF_SPREAD = 2.0
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Tempo:
    """Requests a week (mean, how unsure, how uneven), weeks to a meeting, most meetings a week."""

    requests: float
    unsure: float
    uneven: float
    lag: float
    most_meetings: float


def tempo_of(seen: Observed, beliefs: Beliefs) -> Tempo:
    """The tempo so far; before anything was sent, the one that the wish for meetings needs."""
    sent, weeks = _weeks_with_people_left(seen)
    wish = seen.meetings_a_week / _likely(seen, beliefs)
    known = _WEIGHT_OF_PLAN + weeks.sum()
    rate = (_WEIGHT_OF_PLAN * wish + sent.sum()) / known
    off = ((sent - rate * weeks) ** 2).sum() + _WEIGHT_OF_SPREAD * _EVEN * rate
    uneven = float(np.sqrt(off / (len(sent) + _WEIGHT_OF_SPREAD)))
    return Tempo(
        requests=float(rate),
        unsure=uneven / float(np.sqrt(known)),
        uneven=uneven,
        lag=_days_to_meeting(seen, beliefs) / 7,
        most_meetings=max(seen.meetings_a_week, _busiest_week(seen)),
    )


def _weeks_with_people_left(seen: Observed) -> tuple[np.ndarray, np.ndarray]:
    """Requests in each past week after which people were still waiting, and the weeks' lengths.

    A week in which the last name was used up says how many names there were, not how many requests
    the seeker would have sent; such weeks only count when there are no others.
    """
    if not seen.approaches:
        return np.zeros(0), np.zeros(0)
    ago = np.array([(seen.today - a.sent).days for a in seen.approaches])
    met = [(seen.today - a.held).days for a in seen.approaches if a.held is not None]
    new = [a.names_new for a in seen.approaches if a.held is not None]
    span = int(ago.max()) + 1
    starts = np.arange(0, span, 7)
    week, found = ago // 7, np.bincount(np.array(met, int) // 7, new, len(starts))
    sent = np.bincount(week, minlength=len(starts)).astype(float)
    length = np.minimum(span - starts, 7) / 7
    # People waiting at the end of each week, reckoned back from today.
    waiting = sum(seen.waiting.values()) + np.cumsum(sent - found) - (sent - found)
    free = waiting > 0
    if not free.any():
        free = sent == sent.max()
    return sent[free], length[free]


def _likely(seen: Observed, beliefs: Beliefs) -> float:
    """Mean acceptance of the people waiting, or of one's own kith if nobody is."""
    total = sum(seen.waiting.values())
    if not total:
        return beliefs.kith.mean
    return sum(n * beliefs.acceptance(Kind(k)).mean for k, n in seen.waiting.items()) / total


def _days_to_meeting(seen: Observed, beliefs: Beliefs) -> float:
    waits = [
        (a.held - a.answered).days for a in seen.approaches if a.held and a.answered is not None
    ]
    arranging = (_WEIGHT_TO_MEET * _DAYS_TO_MEET + sum(waits)) / (_WEIGHT_TO_MEET + len(waits))
    return beliefs.answer.mean + arranging


def _busiest_week(seen: Observed) -> float:
    met = [(seen.today - a.held).days // 7 for a in seen.approaches if a.held is not None]
    return float(np.bincount(met).max()) if met else 0.0
