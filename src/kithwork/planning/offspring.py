"""What one request brings: the law of the new names, by kind, as a generating function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Outcome = tuple[float, Sequence[int]]


class Offspring(Protocol):
    """The law of the names that one request to each of n types brings."""

    @property
    def types(self) -> int:
        """How many types there are (n)."""

    def value(self, z: Floats) -> Floats:
        """Generating functions G_i(z) = E[prod_j z_j ** names_j], shape [n]."""

    def slope(self, z: Floats) -> Floats:
        """Derivatives dG_i/dz_j, shape [n, n]."""


class Outcomes:
    """A law given by its outcomes: for every type, pairs of probability and new names by type."""

    def __init__(self, outcomes: Sequence[Sequence[Outcome]]) -> None:
        """Check and pack the outcomes.

        Raises ValueError where probabilities don't sum to one or counts are negative.
        """
        n, widest = len(outcomes), max(len(row) for row in outcomes)
        self.table = tuple(
            tuple((p, tuple(int(c) for c in counts)) for p, counts in row) for row in outcomes
        )
        self._chance = np.zeros((n, widest))
        self._counts = np.zeros((n, widest, n))
        for i, row in enumerate(self.table):
            _check_outcomes(i, row, n)
            for o, (p, counts) in enumerate(row):
                self._chance[i, o] = p
                self._counts[i, o] = counts

    @property
    def types(self) -> int:
        """How many types there are."""
        return len(self.table)

    def value(self, z: Floats) -> Floats:
        """Generating functions at z, shape [n]."""
        powers: Floats = z**self._counts
        return np.asarray((self._chance * powers.prod(axis=2)).sum(axis=1))

    def slope(self, z: Floats) -> Floats:
        """Derivatives at z, shape [n, n]."""
        powers = z**self._counts
        slope = np.empty((self.types, self.types))
        for j in range(self.types):
            count = self._counts[:, :, j]
            turned = powers.copy()
            turned[:, :, j] = count * z[j] ** np.maximum(count - 1, 0)
            slope[:, j] = (self._chance * turned.prod(axis=2)).sum(axis=1)
        return slope


@dataclass(frozen=True)
class Referrals:
    """A request is accepted or not; an accepted one brings an over-dispersed number of names.

    `acceptance` [n]: chance that a request to type i leads to a meeting. `names` [n, n]: mean
    number of names of type j that a held meeting with type i brings. `shape` [n]: the gamma shape
    of a contact's generosity; small is over-dispersed, infinity is Poisson. The one gamma scales
    all of a contact's names, whatever their type.
    """

    acceptance: Floats
    names: Floats
    shape: Floats

    @classmethod
    def of(cls, acceptance: ArrayLike, names: ArrayLike, shape: ArrayLike = np.inf) -> Referrals:
        """Check and build; a single shape serves all types. Raises ValueError."""
        accept = np.atleast_1d(np.asarray(acceptance, dtype=float))
        mean = np.atleast_2d(np.asarray(names, dtype=float))
        spread = np.broadcast_to(np.asarray(shape, dtype=float), accept.shape).copy()
        if mean.shape != (accept.size, accept.size):
            raise ValueError(f"names must be {accept.size} x {accept.size}, not {mean.shape}")
        if ((accept < 0) | (accept > 1)).any() or (mean < 0).any() or (spread <= 0).any():
            raise ValueError("acceptance lies in 0..1, names are not negative, shape is positive")
        return cls(accept, mean, spread)

    @property
    def types(self) -> int:
        """How many types there are."""
        return int(self.acceptance.size)

    def mean(self) -> Floats:
        """Mean number of names of type j from one *request* to type i, shape [n, n]."""
        return np.asarray(self.acceptance[:, None] * self.names)

    def value(self, z: Floats) -> Floats:
        """Generating functions at z, shape [n]."""
        return np.asarray(1 - self.acceptance + self.acceptance * self._held(z, 0))

    def slope(self, z: Floats) -> Floats:
        """Derivatives at z, shape [n, n]."""
        return np.asarray((self.acceptance * self._held(z, 1))[:, None] * self.names)

    def _held(self, z: Floats, order: int) -> Floats:
        """(1 + load/k) ** -(k + order), and its limit exp(-load) where k is infinite."""
        load = self.names @ (1 - z)
        poisson = np.isinf(self.shape)
        k = np.where(poisson, 1.0, self.shape)
        return np.where(poisson, np.exp(-load), (1 + load / k) ** -(k + order))


def _check_outcomes(i: int, row: Sequence[tuple[float, tuple[int, ...]]], n: int) -> None:
    if abs(sum(p for p, _ in row) - 1) > 1e-9 or any(p < 0 for p, _ in row):
        raise ValueError(f"the outcomes of type {i} must have probabilities that sum to one")
    if any(len(counts) != n or min(counts) < 0 for _, counts in row):
        raise ValueError(f"each outcome of type {i} needs {n} counts, none of them negative")
