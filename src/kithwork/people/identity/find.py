"""Finds who in a set of records is one person, at a cost that does not explode."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kithwork.people.identity.blocking import candidate_pairs
from kithwork.people.identity.compare import Judge
from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.rates import learn_rates
from kithwork.people.identity.traits import traits
from kithwork.people.identity.values import LIKELY, Identity, Match
from kithwork.people.uncollected import uncollected


def find_matches(
    known: Sequence[Identity],
    arriving: Sequence[Identity],
    frequencies: Frequencies | None = None,
    *,
    least: float = LIKELY,
) -> list[Match]:
    """Pairs of a known and an arriving record that may be one person, most probable first.

    `Match.first` is the known record's key, `second` the arriving one's. A record may
    stand in several matches. `frequencies` are counted from both lists unless given.
    """
    return _find([*known, *arriving], len(known), frequencies, least) if known and arriving else []


def find_duplicates(
    people: Sequence[Identity],
    frequencies: Frequencies | None = None,
    *,
    least: float = LIKELY,
) -> list[Match]:
    """Pairs within one set of records that may be one person, most probable first."""
    return _find(people, 0, frequencies, least)


def _find(
    people: Sequence[Identity], known: int, frequencies: Frequencies | None, least: float
) -> list[Match]:
    with uncollected():
        return _weighed(people, known, frequencies, least)


def _weighed(
    people: Sequence[Identity], known: int, frequencies: Frequencies | None, least: float
) -> list[Match]:
    cleaned = [traits(person) for person in people]
    counts = frequencies or Frequencies.of_traits(cleaned)
    pairs = candidate_pairs(cleaned, known, counts, least).tolist()
    usual = Judge(counts)
    weighed = [usual.chances(cleaned[i], cleaned[j]) for i, j in pairs]
    chances = np.array([chance for chance, _ in weighed]).reshape(-1, 4)
    kinds = np.array([kinds for _, kinds in weighed], dtype=np.int64)
    rates, probability = learn_rates(chances, kinds, _exposure(known, len(people)) / counts.circle)
    judge = usual.at(rates)
    probable = (pairs[at] for at in np.flatnonzero(probability >= least).tolist())
    matches = [judge.match(cleaned[i], cleaned[j]) for i, j in probable]
    return sorted(matches, key=lambda m: -m.probability)


def _exposure(known: int, count: int) -> float:
    """How many pairs there are to be looked at, whether they are candidates or not."""
    return known * (count - known) if known else count * (count - 1) / 2
