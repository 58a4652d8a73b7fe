"""Keys by which postings that may be one opening find each other, whatever the catalogue's size.

Two postings are compared only when they share a key. MinHash bands (Broder 1997; banding by
Indyk and Motwani 1998) find like texts of one town: 32 bands of 4 over two-word shingles. The
others find what has little text or stands in another town: the employer with the title, with
title and town, with title and day; a requisition; a link.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash  # type: ignore[import-untyped]

from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.texts import ENOUGH

BANDS, ROWS = 32, 4
SEED = 20_261_123
CROWD = 32
"""So many postings under one key are found by it. What more there are is found by other keys:
words that hundreds share are an employer's usual ones and tell nothing about one opening."""

Keys = npt.NDArray[np.int64]
_MIX = np.uint64(0x9E3779B97F4A7C15)
MOST_TOWNS, BANDED_TOWNS = 8, 2


def keys_of(postings: Sequence[Facts]) -> list[Keys]:
    """Every posting's keys, each a whole number that fits a database's column, none twice."""
    bands = _bands([facts.shingles for facts in postings])
    return [
        np.unique(np.concatenate([_named(facts), *_of_towns(facts, bands[i])]))
        for i, facts in enumerate(postings)
    ]


def title_and_town(facts: Facts) -> list[str]:
    """What finds an agency's or a job site's short copy, whoever is the employer. Only for a
    file: in a large catalogue hundreds share a title and a town."""
    core = " ".join(sorted(facts.title.core))
    return [f"{core}|{town}" for town in _towns(facts)]


def _towns(facts: Facts) -> list[str]:
    """Towns by name; a place that no table knows by its words."""
    return sorted(facts.where.names)[:MOST_TOWNS] or [" ".join(sorted(facts.where.rest))]


def _of_towns(facts: Facts, bands: Keys) -> list[Keys]:
    """The bands in each of the first towns: an employer's usual words stand in hundreds."""
    return [bands ^ number(town) for town in _towns(facts)[:BANDED_TOWNS]]


def _bands(texts: Sequence[Iterable[str]]) -> list[Keys]:
    """A key a band for each text; none for a text too short to be compared."""
    sets = [list(shingles) for shingles in texts]
    long = [i for i, shingles in enumerate(sets) if len(shingles) >= ENOUGH]
    out = [np.empty(0, dtype=np.int64)] * len(sets)
    if not long:
        return out
    matrix = RMinHash.digest_matrix_from_token_sets([sets[i] for i in long], BANDS * ROWS, SEED)
    rows = np.asarray(matrix.to_rows(), dtype=np.uint64).reshape(len(long), BANDS, ROWS)
    mixed = np.arange(1, BANDS + 1, dtype=np.uint64) * _MIX
    for row in range(ROWS):
        mixed = (mixed ^ rows[:, :, row]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    found = mixed.view(np.int64)
    for place, i in enumerate(long):
        out[i] = found[place]
    return out


def _named(facts: Facts) -> Keys:
    title, towns = facts.title.key, _towns(facts)
    core = " ".join(sorted(facts.title.core))
    names: list[str] = []
    for employer in facts.employer.keys:
        names += [f"e|{employer}|{core}|{town}" for town in towns]
        names += [f"e|{employer}|{title}", f"d|{employer}|{title}|{facts.said.posted}"]
        names += [f"r|{employer}|{mark}" for mark in facts.marks]
    names += [f"t|{title}|{mark}" for mark in facts.marks]
    if facts.link:
        names.append(f"l|{facts.link}")
    return np.array([number(name) for name in names], dtype=np.int64)


def number(name: str) -> int:
    """A name as a whole number of 64 bits with a sign; the same in every process."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
