"""How many weeks lie between a request, its answer, and the meeting: chances by week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kithwork.planning.observed import Observed
from kithwork.planning.posteriors import DaysToAnswer
from kithwork.planning.prospects import Floats

WEEKS = 14
_DAYS = 7 * WEEKS
_DAYS_TO_MEET = 5.0
_WEIGHT_TO_MEET = 2.0


@dataclass(frozen=True, slots=True)
class Waits:
    """Days to an answer, and mean days from the answer to the meeting.

    Every method gives the chance of the meeting in week 0, 1, ... from today, shape [WEEKS]; what
    would come later still falls into the last week.
    """

    answer: DaysToAnswer
    arranging: float

    def of_request(self, weekdays: Floats) -> Floats:
        """For a request that is accepted; `weekdays`: chances that it is sent on day 0..6."""
        days = np.convolve(weekdays, self._to_meeting(0))
        return _by_week(days)

    def of_open(self, age: int) -> Floats:
        """For a request sent `age` days ago and not answered, if it will be accepted."""
        return _by_week(self._to_meeting(age))

    def of_agreed(self) -> Floats:
        """For a meeting agreed but not held."""
        return _by_week(self._arranging())

    def _to_meeting(self, age: int) -> Floats:
        by = self.answer.by_each(np.arange(age, age + _DAYS, dtype=float) + 0.5)
        answered = np.diff(by, prepend=self.answer.by(age - 0.5), append=1.0)
        total = answered.sum()
        if total < 1e-9:
            answered, total = np.eye(1, len(answered))[0], 1.0
        return np.convolve(answered / total, self._arranging())

    def _arranging(self) -> Floats:
        stay = self.arranging / (1 + self.arranging)
        chances = (1 - stay) * stay ** np.arange(_DAYS)
        return np.asarray(chances / chances.sum())


def waits_of(seen: Observed, answer: DaysToAnswer) -> Waits:
    """The waits so far; a few days for arranging, until meetings have been seen."""
    days = [max((a.held - a.answered).days, 0) for a in seen.approaches if a.held and a.answered]
    arranging = (_WEIGHT_TO_MEET * _DAYS_TO_MEET + sum(days)) / (_WEIGHT_TO_MEET + len(days))
    return Waits(answer, arranging)


def weekdays_of(seen: Observed) -> Floats:
    """Chances of the weekday (0 is tomorrow's) that requests are sent on, as so far; [7]."""
    days = np.array([6 - (seen.today - a.sent).days % 7 for a in seen.approaches], dtype=int)
    counts = np.bincount(days, minlength=7) + 1 / 7
    return np.asarray(counts / counts.sum())


def _by_week(days: Floats) -> Floats:
    weeks = np.add.reduceat(days[:_DAYS], np.arange(0, _DAYS, 7))
    weeks[-1] += days[_DAYS:].sum()
    return np.asarray(weeks)
