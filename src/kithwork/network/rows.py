"""Rows of links in compact arrays, each row sorted from strongest to weakest, changed in place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Costs = NDArray[np.float32]
Places = NDArray[np.int64]

SLACK = 64
"""Spare places that a growing array gets beside its sixteenth, so that small circles grow too."""
FEW = 8000
"""So many links are read whole in less time than it takes to look which of them are wanted."""


class Rows:
    """A sparse matrix by rows (CSR), with room to change.

    Row ``r`` fills the places ``start[r] : start[r] + length[r]`` of ``ids`` and ``costs``. A cost
    is -log(chance), so the strongest link of a row stands first and a search may stop reading a
    row at the first cost that is too high. A row that outgrows its room moves to the free end.
    ``least`` repeats every row's first cost (infinite: an empty row), because most rows that a
    search looks at have no link within its limit.
    """

    def __init__(self, start: Ids, length: Ids, ids: Ids, costs: Costs) -> None:
        self.count = len(start)
        self.start, self.length, self.room = start, length, length.copy()
        self.ids, self.costs = ids, costs
        self.end = len(ids)
        self.least = np.full(len(start), np.inf, np.float32)
        some = np.flatnonzero(length)
        self.least[some] = costs[start[some]]

    @classmethod
    def build(cls, count: int, row: Ids, ids: Ids, costs: Costs) -> Rows:
        """Rows 0..count-1 from links given in any order; arrays of one length, copied."""
        order = np.argsort(costs, kind="stable").astype(np.int32)
        # A stable sort by row keeps every row's links in the order of cost.
        order = order[np.argsort(row[order], kind="stable").astype(np.int32)]
        length = np.bincount(row, minlength=count).astype(np.int32)
        start = (np.cumsum(length, dtype=np.int64) - length).astype(np.int32)
        return cls(start, length, ids[order].astype(np.int32), costs[order].astype(np.float32))

    def copy(self) -> Rows:
        """The same rows in arrays of their own."""
        twin = Rows(self.start.copy(), self.length.copy(), self.ids.copy(), self.costs.copy())
        twin.room, twin.count, twin.end = self.room.copy(), self.count, self.end
        twin.least = self.least.copy()
        return twin

    @property
    def nbytes(self) -> int:
        """Memory held by the arrays, in bytes."""
        arrays = (self.start, self.length, self.room, self.least, self.ids, self.costs)
        return sum(array.nbytes for array in arrays)

    def row(self, row: int) -> tuple[Ids, Costs]:
        """The ids and costs of one row, strongest first (views, not copies)."""
        at = slice(int(self.start[row]), int(self.start[row]) + int(self.length[row]))
        return self.ids[at], self.costs[at]

    def within(self, rows: Ids, limits: Costs) -> tuple[Places, Ids, Costs, bool]:
        """All links of ``rows`` that cost no more than each row's limit.

        Returns for every link its index into ``rows``, its id and its cost, and whether some link
        was left out.
        """
        least = self.least[rows]
        open_ = np.flatnonzero(least <= limits)
        cut = len(open_) < int(np.count_nonzero(least < np.inf))
        rows, limits = rows[open_], limits[open_]
        first, length = self.start[rows], self.length[rows]
        total = int(length.sum())
        taken = length if total <= FEW else self._reach(first, length, limits)
        ends = np.cumsum(taken, dtype=np.int64)
        places = np.arange(int(ends[-1]) if len(ends) else 0)
        places += np.repeat(first - ends + taken, taken)
        source, costs = np.repeat(np.arange(len(rows)), taken), self.costs[places]
        fits = np.flatnonzero(costs <= limits[source])
        cut = cut or len(fits) < total
        kept: Places = open_[source[fits]]
        return kept, self.ids[places[fits]], costs[fits], cut

    def _reach(self, first: Ids, length: Ids, limits: Costs) -> Ids:
        """How much of each row to read for its limit, by looks at its 2nd, 5th, 17th, ... link.

        Up to four times too much: reading on costs less than a bisection.
        """
        taken, size = np.ones_like(length), 1
        rows = np.flatnonzero(length > 1)
        while len(rows):
            rows = rows[self.costs[first[rows] + size] <= limits[rows]]
            size *= 4
            taken[rows] = size
            rows = rows[length[rows] > size]
        return np.minimum(taken, length)

    def put(self, row: int, other: int, cost: float) -> None:
        """Set the one link from ``row`` to ``other``; an older one is replaced."""
        self.drop(row, other)
        if self.length[row] == self.room[row]:
            self._move(row)
        first, length = int(self.start[row]), int(self.length[row])
        ids, costs = self.ids[first : first + length + 1], self.costs[first : first + length + 1]
        at = int(np.searchsorted(costs[:length], np.float32(cost), side="right"))
        ids[at + 1 :], costs[at + 1 :] = ids[at:-1].copy(), costs[at:-1].copy()
        ids[at], costs[at] = other, cost
        self.length[row] += 1
        self.least[row] = costs[0]

    def drop(self, row: int, other: int) -> bool:
        """Take every link from ``row`` to ``other`` away; says whether there was one."""
        ids, costs = self.row(row)
        keep = ids != other
        left = int(np.count_nonzero(keep))
        if left == len(ids):
            return False
        ids[:left], costs[:left] = ids[keep], costs[keep]
        self.length[row] = left
        self.least[row] = costs[0] if left else np.inf
        return True

    def add_row(self) -> int:
        """One more, empty, row; returns its number."""
        if self.count == len(self.start):
            extra = len(self.start) // 16 + SLACK
            self.start = np.concatenate([self.start, np.zeros(extra, np.int32)])
            self.length = np.concatenate([self.length, np.zeros(extra, np.int32)])
            self.room = np.concatenate([self.room, np.zeros(extra, np.int32)])
            self.least = np.concatenate([self.least, np.full(extra, np.inf, np.float32)])
        self.count += 1
        return self.count - 1

    def _move(self, row: int) -> None:
        """Give a full row twice its room, at the free end."""
        room = max(4, 2 * int(self.room[row]))
        if self.end + room > len(self.ids):
            extra = room + len(self.ids) // 16 + SLACK
            self.ids = np.concatenate([self.ids, np.zeros(extra, np.int32)])
            self.costs = np.concatenate([self.costs, np.zeros(extra, np.float32)])
        ids, costs = self.row(row)
        self.ids[self.end : self.end + len(ids)] = ids
        self.costs[self.end : self.end + len(ids)] = costs
        self.start[row], self.room[row] = self.end, room
        self.end += room
