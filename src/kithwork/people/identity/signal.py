"""One observation on two records, with its chance under each story of how they came about."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log, log2
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


def weigh(prior: tuple[float, float, float, float], signals: Iterable[Signal]) -> Odds:
    """Bayes over four stories; `prior` is their chances before (same, stranger, ...).

    Fellegi and Sunter (1969) set "one person" against one class of different people, within
    which observations are independent. Splitting that class lets everything that a family or
    an employer shares count as one coincidence rather than as many.
    """
    same, stranger, relative, colleague = (log(p) for p in prior)
    for signal in signals:
        same += log(max(signal.same, _LEAST))
        stranger += log(max(signal.stranger, _LEAST))
        relative += log(max(signal.relative, _LEAST))
        colleague += log(max(signal.colleague, _LEAST))
    top = max(stranger, relative, colleague)
    shares = [exp(x - top) for x in (stranger, relative, colleague)]
    other = sum(shares)
    difference = top + log(other) - same
    probability = 1 / (1 + exp(min(difference, 500)))
    return Odds(probability, *(share / other for share in shares))


def bits(signal: Signal, odds: Odds) -> float:
    """The signal's weight: log2 of its chance for one person over that for two, as now judged."""
    other = (
        odds.stranger * log2(max(signal.stranger, _LEAST))
        + odds.relative * log2(max(signal.relative, _LEAST))
        + odds.colleague * log2(max(signal.colleague, _LEAST))
    )
    return log2(max(signal.same, _LEAST)) - other
