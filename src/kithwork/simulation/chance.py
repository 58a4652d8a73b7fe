"""Common random numbers: the same person behaves alike under every policy of one campaign."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kithwork.planning.prospects import Floats, Ints

ACCEPTS, LIST, COUNT, RECALL, GRANT, FORGETS, ORDER = range(1, 8)

WHOLE = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15
FIRST_FACTOR = 0xBF58476D1CE4E5B9
SECOND_FACTOR = 0x94D049BB133111EB
PAIR = 0xD1B54A32D192ED03


def uniform(seed: int, what: int, first: int, second: int = 0) -> float:
    """A number in (0, 1) that depends on nothing but the seed, the question and the people.

    A hash instead of a stream, because policies ask in different orders; rounds of the
    splitmix64 mixer (Steele, Lea and Flood 2014).
    """
    state = _mixed(_mixed(_mixed(seed * STEP + what) + first) + second * PAIR)
    return ((state >> 11) + 0.5) * 2.0**-53


def uniforms(seed: int, what: int, first: Ints | int, second: Ints | int = 0) -> Floats:
    """Such numbers for many people, in the first or the second place."""
    start = _mixed(seed * STEP + what)
    if isinstance(first, int):
        once = np.array([_mixed(start + first)], dtype=np.uint64)
    else:
        once = _mix(np.uint64(start) + np.asarray(first, dtype=np.uint64))
    with np.errstate(over="ignore"):
        state = _mix(once + np.asarray(second, dtype=np.uint64) * np.uint64(PAIR))
    return np.asarray(((state >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53)


def _mixed(state: int) -> int:
    """One round on a whole number, modulo 2 to the 64."""
    mixed = (state + STEP) & WHOLE
    mixed = ((mixed ^ (mixed >> 30)) * FIRST_FACTOR) & WHOLE
    mixed = ((mixed ^ (mixed >> 27)) * SECOND_FACTOR) & WHOLE
    return mixed ^ (mixed >> 31)


def _mix(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The same round on many."""
    mixed = np.atleast_1d(state) + np.uint64(STEP)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(FIRST_FACTOR)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(SECOND_FACTOR)
    mixed ^= mixed >> np.uint64(31)
    return mixed
