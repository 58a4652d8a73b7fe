"""How many of all openings were new when: counted once for each commit, for any days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import tantivy

from kithwork.jobs.index.tally import new_since

QUARTER = 900
"""Seconds: every time zone's midnight lies on a quarter of an hour."""
LONGEST = 60 * 86_400
"""It is counted since a day at most so long before the first one that is asked for."""


class News:
    """Counts by quarters of an hour since some moment."""

    def __init__(self, searcher: tantivy.Searcher, since: int) -> None:
        self.searcher, self.since = searcher, since
        by_quarter = {"histogram": {"field": "new_at", "interval": QUARTER, "min_doc_count": 1}}
        later = new_since(tantivy.Query.all_query(), since)
        told = searcher.aggregate(later, {"new": by_quarter})["new"]["buckets"]
        self._starts = np.array([one["key"] for one in told])
        counts = np.array([one["doc_count"] for one in told], np.int64)
        self._later = np.append(counts[::-1].cumsum()[::-1], 0)

    def covers(self, searcher: tantivy.Searcher, first: int) -> bool:
        """Whether it has counted what this searcher sees since then."""
        return self.searcher is searcher and self.since <= first <= self.since + LONGEST

    def between(self, times: Sequence[int]) -> tuple[int, ...]:
        """One number for each pair of neighbouring times, the last without end."""
        later = self._later[np.searchsorted(self._starts, times)].tolist()
        return tuple(one - after for one, after in pairwise([*later, 0]))
