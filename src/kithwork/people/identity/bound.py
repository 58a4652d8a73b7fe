"""Bounds at once, for many pairs, how probable names and employers alone can make a match."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.traits import Traits

Codes = NDArray[np.int64]
"""Pairs of positions, each as first * number of people + second."""

_INITIAL_BITS = 3.5
_UNNAMED_BITS = 6.0
_SEVERAL = -1
_EMPLOYERS_ALIKE_BITS = 0.0
_TITLES_ALIKE_BITS = 1.5
_RUN_TOGETHER_BITS = 2.0
_COPIES_BITS = 1.0


class Bound:
    """For each record the bits that its name, employer and title can give at most."""

    def __init__(self, people: Sequence[Traits], counts: Frequencies, least: float) -> None:
        self.count = len(people)
        self.name = np.array([_name_bits(person, counts) for person in people])
        self.employer, self.employer_bits = _one_each(
            [tuple(p.employers or p.domains) for p in people],
            lambda name: log2(0.3 / counts.employer(str(name))),
        )
        self.title, self.title_bits = _one_each(
            [p.titles for p in people], lambda title: log2(0.45 / counts.title(str(title)))
        )
        odds = max(least, 1e-9) / max(1 - least, 1e-9)
        self.needed = log2(counts.circle) + log2(odds) + _RUN_TOGETHER_BITS - _COPIES_BITS

    def promising(self, codes: Codes) -> Codes:
        """The pairs that could reach the probability without any fact beyond name and work."""
        first, second = codes // self.count, codes % self.count
        bits = np.minimum(self.name[first], self.name[second])
        bits += _shared(self.employer, self.employer_bits, first, second, _EMPLOYERS_ALIKE_BITS)
        bits += _shared(self.title, self.title_bits, first, second, _TITLES_ALIKE_BITS)
        enough: NDArray[np.bool_] = bits >= self.needed
        return np.compress(enough, codes)


def _name_bits(person: Traits, counts: Frequencies) -> float:
    """How telling the parts of a name are together; an initial tells little."""
    found = (
        sum(-log2(counts.name(t)) if len(t) > 1 else _INITIAL_BITS for t in name.tokens[:4])
        + (_UNNAMED_BITS if name.others else 0.0)
        for name in person.names
    )
    return max(found, default=0.0)


def _one_each(
    values: Sequence[Sequence[Hashable]], weight: Callable[[Hashable], float]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """A number for each record's value (0 for none, -1 for several), and the value's bits."""
    numbers: dict[Hashable, int] = {}
    weights = {value: max(weight(value), 0.0) for some in values for value in some}
    found = [
        _SEVERAL if len(v) > 1 else numbers.setdefault(v[0], len(numbers) + 1) if v else 0
        for v in values
    ]
    return np.array(found), np.array([max((weights[x] for x in v), default=0.0) for v in values])


def _shared(
    numbers: NDArray[np.int64],
    bits: NDArray[np.float64],
    first: Codes,
    second: Codes,
    alike: float,
) -> NDArray[np.float64]:
    """At most: the value's bits where it may be shared, a little where values may be alike."""
    one, other = numbers[first], numbers[second]
    may = (one == other) | (one == _SEVERAL) | (other == _SEVERAL)
    known = (one != 0) & (other != 0)
    least = np.minimum(bits[first], bits[second])
    return np.where(known, np.where(may, np.maximum(least, alike), alike), 0.0)
