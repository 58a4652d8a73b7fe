"""Common random numbers: the same person behaves alike under every policy of one campaign."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kithwork.planning.prospects import Floats, Ints

ACCEPTS, LIST, COUNT, RECALL, GRANT, FORGETS, ORDER = range(1, 8)


def uniforms(seed: int, what: int, first: Ints | int, second: Ints | int = 0) -> Floats:
    """Numbers in (0, 1) that depend on nothing but the seed, the question and the people.

    A hash instead of a stream, because policies ask in different orders; three rounds of the
    splitmix64 mixer (Steele, Lea and Flood 2014).
    """
    with np.errstate(over="ignore"):
        state = _mix(np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(what))
        state = _mix(state + np.asarray(first, dtype=np.uint64))
        state = _mix(state + np.asarray(second, dtype=np.uint64) * np.uint64(0xD1B54A32D192ED03))
    return np.asarray(((state >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53)


def uniform(seed: int, what: int, first: int, second: int = 0) -> float:
    """One such number."""
    return float(uniforms(seed, what, first, second)[0])


def _mix(state: NDArray[np.uint64] | np.uint64) -> NDArray[np.uint64]:
    mixed = np.atleast_1d(state) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), dtype=np.uint64)
