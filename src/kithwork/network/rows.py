"""Rows of links in compact arrays, each row sorted from strongest to weakest, changed in place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Costs = NDArray[np.float32]
Places = NDArray[np.int64]

SLACK = 64
"""Spare places that a growing array gets beside its sixteenth, so that small circles grow too."""


class Rows:
    """A sparse matrix by rows (CSR), with room to change.

    Row ``r`` fills the places ``start[r] : start[r] + length[r]`` of ``ids`` and ``costs``. A cost
    is -log(chance), so the strongest link of a row stands first and a search may stop reading a
    row at the first cost that is too high. A row that outgrows its room moves to the free end.
    """

    def __init__(self, start: Ids, length: Ids, ids: Ids, costs: Costs) -> None:
        self.count = len(start)
        self.start, self.length, self.room = start, length, length.copy()
        self.ids, self.costs = ids, costs
        self.end = len(ids)
        self._flat: tuple[Ids, Ids, Costs] | None = None

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
        return twin

    @property
    def nbytes(self) -> int:
        """Memory held by the arrays, in bytes."""
        arrays = (self.start, self.length, self.room, self.ids, self.costs)
        return sum(array.nbytes for array in (*arrays, *(self._flat or ())))

    def row(self, row: int) -> tuple[Ids, Costs]:
        """The ids and costs of one row, strongest first (views, not copies)."""
        at = slice(int(self.start[row]), int(self.start[row]) + int(self.length[row]))
        return self.ids[at], self.costs[at]

    def flat(self) -> tuple[Ids, Ids, Costs]:
        """All links as columns: row, id, cost. Kept until a row changes."""
        if self._flat is None:
            everything = np.full(self.count, np.inf, np.float32)
            rows, places, _ = self.within(np.arange(self.count, dtype=np.int32), everything)
            self._flat = rows.astype(np.int32), self.ids[places], self.costs[places]
        return self._flat

    def within(self, rows: Ids, limits: Costs) -> tuple[Places, Places, bool]:
        """The places of all links of ``rows`` that cost no more than each row's limit.

        Returns for every link its index into ``rows`` and its place in ``ids`` and ``costs``, and
        whether some link was left out.
        """
        first, length = self.start[rows], self.length[rows]
        taken = length if np.isposinf(limits).all() else self._reach(first, length, limits)
        ends = np.cumsum(taken, dtype=np.int64)
        total = int(ends[-1]) if len(ends) else 0
        source = np.repeat(np.arange(len(rows)), taken)
        places = np.arange(total)
        places += (first - ends + taken)[source]
        return source, places, total < int(length.sum())

    def _reach(self, first: Ids, length: Ids, limits: Costs) -> Ids:
        """How many links of each row cost no more than its limit: bisection in all rows at once."""
        taken = np.zeros_like(length)
        # Most rows near a radius have no link within it: a look at the first one settles them.
        some = np.flatnonzero(length > 0)
        some = some[self.costs[first[some]] <= limits[some]]
        first, limits = first[some], limits[some]
        low, high = np.ones_like(first), length[some]
        for _ in range(int((high - low).max(initial=0)).bit_length()):
            middle = (low + high) >> 1
            # A closed interval points at the link after the row's last: any answer does there.
            place = np.minimum(first + middle, self.end - 1)
            fits = (self.costs[place] <= limits) & (middle < high)
            low = np.where(fits, middle + 1, low)
            high = np.where(fits, high, middle)
        taken[some] = low
        return taken

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

    def drop(self, row: int, other: int) -> bool:
        """Take every link from ``row`` to ``other`` away; says whether there was one."""
        ids, costs = self.row(row)
        keep = ids != other
        self._flat = None
        left = int(np.count_nonzero(keep))
        if left == len(ids):
            return False
        ids[:left], costs[:left] = ids[keep], costs[keep]
        self.length[row] = left
        return True

    def add_row(self) -> int:
        """One more, empty, row; returns its number."""
        if self.count == len(self.start):
            extra = len(self.start) // 16 + SLACK
            self.start = np.concatenate([self.start, np.zeros(extra, np.int32)])
            self.length = np.concatenate([self.length, np.zeros(extra, np.int32)])
            self.room = np.concatenate([self.room, np.zeros(extra, np.int32)])
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
