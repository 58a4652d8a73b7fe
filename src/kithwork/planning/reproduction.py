"""The arithmetic of a circle that grows or dries out: a multi-type branching process.

After Harris (1963, "The Theory of Branching Processes"): each person asked leads, independently,
to a random number of new people to ask.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from kithwork.planning.branching import busy_discounts
from kithwork.planning.offspring import Offspring, Referrals
from kithwork.planning.prospects import Floats


def reproduction(acceptance: ArrayLike, names: ArrayLike, share_known: float = 0.0) -> float:
    """R: new people that one person asked leads to, in the long run.

    `acceptance` [n] by type, `names` [n, n] mean names of type j in a held meeting with type i
    (numbers for a single type), `share_known` of them already known. With several types it is
    the largest eigenvalue of acceptance x names: the growth from generation to generation.
    """
    matrix = _mean(acceptance, names) * (1 - share_known)
    return float(np.abs(np.linalg.eigvals(matrix)).max())


def generations(start: ArrayLike, acceptance: ArrayLike, names: ArrayLike, count: int) -> Floats:
    """Expected people by type in generations 0..count, shape [count + 1, n], from `start` [n]."""
    matrix = _mean(acceptance, names)
    rows = [np.atleast_1d(np.asarray(start, dtype=float))]
    for _ in range(count):
        rows.append(rows[-1] @ matrix)
    return np.stack(rows)


def extinction(law: Offspring) -> Floats:
    """For every type, the chance that one person's line of referrals dies out, shape [n].

    The least solution of q = G(q). Several starts die out together with the product of theirs.
    """
    return busy_discounts(law, 1.0, np.ones(law.types, dtype=bool))


def names_for_growth(acceptance: float, share_known: float = 0.0) -> float:
    """Names that a meeting must bring for R to be 1; infinite where nobody accepts."""
    useful = acceptance * (1 - share_known)
    return 1 / useful if useful > 0 else float("inf")


def _mean(acceptance: ArrayLike, names: ArrayLike) -> Floats:
    return Referrals.of(acceptance, names).mean()
