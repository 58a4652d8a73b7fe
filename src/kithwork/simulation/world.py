"""A world to play in: who knows whom, where each person works and worked, field and level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kithwork.planning.prospects import UNKNOWN, Bools, Ints, Ragged


@dataclass(frozen=True, slots=True)
class World:
    """People 0 to n-1; ``ties`` lists everybody's acquaintances (both ways, no repeats).

    ``employer`` (-1 unknown), ``industry`` (-1 unknown), ``level`` (0 junior, 1 middle,
    2 senior, -1 unknown), ``past`` employers as one list a person; ``names`` may be empty.
    """

    ties: Ragged
    employer: Ints
    industry: Ints
    level: Ints
    past: Ragged
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.employer)

    @property
    def degree(self) -> Ints:
        """How many people each knows."""
        return np.diff(self.ties.start)

    def neighbours(self, people: Ints) -> Ints:
        """All acquaintances of these people, end to end, repeats included."""
        start, count = self.ties.start[people], self.degree[people]
        ends = np.cumsum(count)
        offset = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - count, count)
        found: Ints = self.ties.items[np.repeat(start, count) + offset]
        return found

    def inside(self, employers: Ints) -> Bools:
        """True for everybody who works at one of these employers."""
        return np.isin(self.employer, employers[employers != UNKNOWN])


def adjacency(pairs: ArrayLike, people: int) -> Ragged:
    """Acquaintances of everybody from pairs [E, 2]: both ways, without loops and repeats."""
    edges = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    edges = edges[edges[:, 0] != edges[:, 1]]
    low, high = edges.min(axis=1, initial=people), edges.max(axis=1, initial=-1)
    code = np.unique(low * people + high)
    low, high = code // people, code % people
    both = np.concatenate([low * people + high, high * people + low])
    both.sort()
    start = np.searchsorted(both, np.arange(people + 1) * people)
    return Ragged(start.astype(np.int64), both % people)
