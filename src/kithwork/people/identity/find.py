"""Finds who in a set of records is one person, at a cost that does not explode."""

from __future__ import annotations

from collections.abc import Sequence

from kithwork.people.identity.blocking import candidate_pairs
from kithwork.people.identity.compare import Judge
from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.traits import Traits, traits
from kithwork.people.identity.values import LIKELY, Identity, Match


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
    cleaned = [traits(person) for person in people]
    judge = Judge(frequencies or Frequencies.of_traits(cleaned))
    matches = [
        judge.match(cleaned[i], cleaned[j]) for i, j in _probable(cleaned, known, judge, least)
    ]
    return sorted(matches, key=lambda m: -m.probability)


def _probable(
    people: list[Traits], known: int, judge: Judge, least: float
) -> list[tuple[int, int]]:
    pairs = candidate_pairs(people, known).tolist()
    return [(i, j) for i, j in pairs if judge.odds(people[i], people[j]).probability >= least]
