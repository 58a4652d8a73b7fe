"""One observation on two records, with its chance under each story of how they came about."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2
from typing import NamedTuple


class Signal(NamedTuple):
    """What was seen, and how probable that is if the two records are ...

    ... one person (`same`), two strangers, two relatives (who share names, homes, phones), or
    two colleagues (who share an employer, its switchboard and its address). `first` and
    `second` are the values seen, for the words.
    """

    kind: str
    first: str
    second: str
    same: float
    stranger: float
    relative: float
    colleague: float


class Odds(NamedTuple):
    """Probability of one person, and the posterior shares of the three other stories."""

    probability: float
    stranger: float
    relative: float
    colleague: float


_LEAST = 1e-12
_NEVER = 1e-300


def likelihoods(signals: Iterable[Signal]) -> tuple[float, float, float, float]:
    """The chance of all signals together under each story, as products (same, stranger, ...)."""
    same = stranger = relative = colleague = 1.0
    for _, _, _, s, t, r, c in signals:
        same *= s
        stranger *= t
        relative *= r
        colleague *= c
    return same, stranger, relative, colleague


def weigh(prior: tuple[float, float, float, float], signals: Iterable[Signal]) -> Odds:
    """Bayes over four stories; `prior` is their chances before (same, stranger, ...).

    Fellegi and Sunter (1969) set "one person" against one class of different people, within
    which observations are independent. Splitting that class lets everything that a family or
    an employer shares count as one coincidence rather than as many.
    """
    same, *others = (p * q for p, q in zip(prior, likelihoods(signals), strict=True))
    other = max(sum(others), _NEVER)
    return Odds(same / (same + other), *(share / other for share in others))


def bits(signal: Signal, odds: Odds) -> float:
    """The signal's weight: log2 of its chance for one person over that for two, as now judged."""
    other = (
        odds.stranger * log2(max(signal.stranger, _LEAST))
        + odds.relative * log2(max(signal.relative, _LEAST))
        + odds.colleague * log2(max(signal.colleague, _LEAST))
    )
    return log2(max(signal.same, _LEAST)) - other
