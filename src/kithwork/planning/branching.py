"""The branching bandit: which kind of contact to ask first when every meeting brings new names.

Every request costs one pull, may earn something, and may bring new contacts of several types.
Weiss (1988, "Branching bandit processes") showed that a priority order by an index is best for the
discounted sum; Bertsimas and Nino-Mora (1996, "Conservation laws, extended polymatroids and
multiarmed bandit problems") gave the adaptive greedy way to compute it that is used here.
Without discounting it is the rule of Klimov (1974) and of Meilijson and Weiss (1977).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kithwork.planning.offspring import Floats, Offspring

_EXACT = 1e-13
_MOST_STEPS = 500


class SupercriticalError(ValueError):
    """A priority set keeps itself alive for ever, so that no undiscounted index exists.

    `types` names the set: the types that would be served before all the others.
    """

    def __init__(self, types: Sequence[int]) -> None:
        self.types = tuple(types)
        super().__init__(
            f"types {', '.join(map(str, self.types))} bring, among themselves, at least one new "
            "contact per contact: whoever serves them first never comes to the others. "
            "Use the discounted index (beta below 1) instead."
        )


@dataclass(frozen=True)
class Priorities:
    """An order of types, best first, with each type's index (shape [n], by type)."""

    order: tuple[int, ...]
    index: Floats


def discount_for(requests_left: int) -> float:
    """The discount that makes `requests_left` the mean number of requests: 1 - 1/left.

    Raises ValueError below one request.
    """
    if requests_left < 1:
        raise ValueError("an index needs at least one request left")
    return 1 - 1 / requests_left


def indices(rewards: ArrayLike, law: Offspring, beta: float) -> Priorities:
    """The index of every type: what a pull of it, and of all better that follow, earns per time.

    `rewards` [n]: expected reward of one request, at the time of the request; `beta` in [0, 1):
    the worth of a request later by one. Raises ValueError for a beta outside, or a wrong shape.
    """
    steps = _Greedy(_checked(rewards, law, beta), law, beta)
    index = np.empty(law.types)
    while steps.left.any():
        best = steps.best()
        steps.take(best)
        index[best] = steps.level
    return Priorities(tuple(steps.order), index)


def value(
    rewards: ArrayLike,
    law: Offspring,
    beta: float,
    counts: Sequence[int],
    order: Sequence[int] | None = None,
) -> float:
    """Expected discounted reward of serving `counts` contacts (by type) in a fixed priority order.

    Without `order`, by the index, which makes it the best that any policy can earn. Exact, by the
    conservation law of every set of low priorities (Bertsimas and Nino-Mora 1996).
    """
    steps = _Greedy(_checked(rewards, law, beta), law, beta)
    if order is not None and sorted(order) != list(range(law.types)):
        raise ValueError(f"the order must name each of the {law.types} types once")
    number = np.asarray(counts, dtype=float)
    everything = _product(busy_discounts(law, beta, np.ones(law.types, dtype=bool)), number)
    total = 0.0
    for k in range(law.types):
        served = ~steps.left
        before = _product(steps.psi[served], number[served])
        worth = steps.take(steps.best() if order is None else order[k])
        total += worth * (before - everything) / (1 - beta)
    return float(total)


def value_of_name(
    rewards: ArrayLike, law: Offspring, beta: float, counts: Sequence[int], kind: int
) -> float:
    """What one more contact of type `kind` adds to the value of the contacts at hand."""
    more = list(counts)
    more[kind] += 1
    return value(rewards, law, beta, more) - value(rewards, law, beta, counts)


def busy_discounts(law: Offspring, beta: float, inside: NDArray[np.bool_]) -> Floats:
    """psi_i: expected beta ** (time to serve one i and all its descendants inside the set).

    Shape [n], for types in the set and outside of it (whose own pull comes first). The least
    solution of psi = beta G(z), z = psi inside and 1 outside, is reached by Newton's method from
    0 upwards; it never overshoots, since G is convex and increasing.
    """
    z = np.ones(law.types)
    z[inside] = 0.0
    eye = np.eye(int(inside.sum()))
    for _ in range(_MOST_STEPS):
        psi = beta * law.value(z)
        gap = psi[inside] - z[inside]
        if not gap.size or np.abs(gap).max() < _EXACT:
            break
        slope = beta * law.slope(z)[inside][:, inside]
        z[inside] += np.linalg.solve(eye - slope, gap)
    return np.asarray(beta * law.value(z))


def undiscounted_indices(rewards: ArrayLike, times: ArrayLike, mean: ArrayLike) -> Priorities:
    """Klimov's indices: the largest reward per time is taken, its descendants folded into the rest.

    `rewards` [n], `times` [n] (how long one request takes), `mean` [n, n] (names of type j from
    one request to i). Raises SupercriticalError where a priority set, the whole one included,
    reproduces itself, and ValueError for wrong shapes.
    """
    w, t = np.array(rewards, dtype=float), np.array(times, dtype=float)
    m = np.array(mean, dtype=float)
    if not (w.shape == t.shape == m.shape[:1] and m.shape == (w.size, w.size)):
        raise ValueError("rewards [n], times [n] and mean [n, n] must agree")
    if (t <= 0).any() or (m < 0).any():
        raise ValueError("times are positive and means not negative")
    index, order, left = np.empty(w.size), [], np.ones(w.size, dtype=bool)
    while left.any():
        best = int(np.argmax(np.where(left, w / t, -np.inf)))
        index[best], left[best] = w[best] / t[best], False
        order.append(best)
        if m[best, best] >= 1 - _EXACT:
            raise SupercriticalError(order)
        share = m[:, best] / (1 - m[best, best])
        w, t = w + share * w[best], t + share * t[best]
        # The folded type's own column is spent: its descendants are counted in the rest now.
        m = m + np.outer(share, m[best])
        m[:, best] = 0.0
    return Priorities(tuple(order), index)


class _Greedy:
    """Adaptive greedy: types leave one by one; `need` is what the rest still have to earn."""

    def __init__(self, rewards: Floats, law: Offspring, beta: float) -> None:
        self.law, self.beta, self.need = law, beta, rewards.copy()
        self.left = np.ones(law.types, dtype=bool)
        self.order: list[int] = []
        self.level = 0.0
        self._look()

    def _look(self) -> None:
        self.psi = busy_discounts(self.law, self.beta, ~self.left)
        self.area = (1 - self.psi) / (1 - self.beta)

    def best(self) -> int:
        """The type with the largest rate among those left (the first one of equals)."""
        return int(np.argmax(np.where(self.left, self.need / self.area, -np.inf)))

    def take(self, kind: int) -> float:
        """Give the type the next priority; returns the step in the index that it makes."""
        step = float(self.need[kind] / self.area[kind])
        self.need = self.need - self.area * step
        self.level += step
        self.left[kind] = False
        self.order.append(kind)
        self._look()
        return step


def _product(psi: Floats, number: Floats) -> float:
    return float(np.prod(psi**number))


def _checked(rewards: ArrayLike, law: Offspring, beta: float) -> Floats:
    array = np.asarray(rewards, dtype=float)
    if array.shape != (law.types,):
        raise ValueError(f"one reward for each of the {law.types} types is needed")
    if not 0 <= beta < 1:
        raise ValueError("beta must lie in [0, 1)")
    return array
