"""How many requests a run of readings may still make, beside other workers on the same budget."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from math import inf

from django.db.models import Count

from kithwork.boards.models import Board
from kithwork.boards.source import usual_requests

COUNTED_FOR = 5.0
"""Seconds until the day's budget is counted anew: what others spend meanwhile is not seen."""


class Purse:
    """A run's own limit, and what the day's budget has left."""

    def __init__(
        self,
        worker: str,
        now: Callable[[], dt.datetime],
        budget: int | None = None,
        today: Callable[[], int] | None = None,
    ) -> None:
        self.worker, self.now, self.budget, self.today = worker, now, budget, today
        self._day = self._made_then = 0
        self._counted_at = -inf

    def left(self, made: int) -> float:
        """What is left once the run has made so many requests."""
        own = inf if self.budget is None else self.budget - made
        return min(own, self._left_today(made))

    def _left_today(self, made: int) -> float:
        if self.today is None:
            return inf
        if time.monotonic() - self._counted_at > COUNTED_FOR:
            self._counted_at, self._made_then = time.monotonic(), made
            self._day = self.today() - self._kept_elsewhere()
        return self._day - (made - self._made_then)

    def _kept_elsewhere(self) -> int:
        """What the boards that other workers hold just now may cost."""
        held = Board.objects.filter(claimed_until__gte=self.now()).exclude(
            claimed_by__in=["", self.worker]
        )
        by_system = held.order_by().values_list("ats").annotate(n=Count("pk"))
        return sum(usual_requests(ats) * number for ats, number in by_system)
