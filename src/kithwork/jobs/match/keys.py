"""Keys by which postings that may be one opening find each other, whatever the catalogue's size.

Two postings are compared only when they share enough keys. There are four kinds:

- *named*: the employer with title and town, with title, with title and day;
- *sure*: a requisition with employer or title; a link. They are named keys, too, but who shares
  one may be one opening in spite of what else they state;
- *sentences*: the longest ones of the text, with the town. Who takes a text over takes whole
  sentences, and what is said word for word by few is worth more than many words that all use;
- *bands* of a MinHash (Broder 1997; banding by Indyk and Motwani 1998) over two-word shingles,
  with the town, for texts that were changed here and there.

A key is a whole number whose last two bits are its kind, so that a table of keys and postings
says everything that finding pairs needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rensa import RMinHash  # type: ignore[import-untyped]

from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.places_of_one import may_offer
from kithwork.jobs.match.texts import ENOUGH, longest

BANDS, ROWS = 20, 4
SENTENCES = 6
SEED = 20_261_123
BAND, SENTENCE, SURE = 1, 2, 3
"""Kinds; a named key has 0."""
KIND = 3
"""The bits of a key that say its kind."""

Keys = npt.NDArray[np.int64]
_MIX = np.uint64(0x9E3779B97F4A7C15)
MOST_TOWNS, BANDED_TOWNS = 8, 2


@dataclass(frozen=True, slots=True)
class Keyed:
    """Two columns: keys, and the postings (by their numbers) that have them."""

    keys: Keys
    postings: Keys

    @classmethod
    def none(cls) -> Keyed:
        """Empty columns."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Sketch:
    """What finds a posting's like without its text being read again: its keys, none twice, and
    whether its text may offer other places than its own as a choice."""

    keys: Keys
    offers: bool

    def packed(self) -> bytes:
        """The same as bytes, to be handed to another process or kept."""
        return bytes([self.offers]) + self.keys.astype("<i8").tobytes()

    @classmethod
    def unpacked(cls, held: bytes) -> Sketch:
        """The sketch that was packed so."""
        return cls(np.frombuffer(held, "<i8", offset=1).astype(np.int64), bool(held[0]))


def sketches(postings: Sequence[Facts]) -> list[Sketch]:
    """The sketch of each of these postings; many at once cost less."""
    bands = _bands([facts.shingles for facts in postings])
    rows = (_all_of(facts, some) for facts, some in zip(postings, bands, strict=True))
    return [
        Sketch(np.fromiter(keys, np.int64, len(keys)), may_offer(facts))
        for facts, keys in zip(postings, rows, strict=True)
    ]


def columns(each: Mapping[int, Sketch]) -> Keyed:
    """The keys of postings, in their order; each key fits a database's column of whole numbers."""
    if not each:
        return Keyed.none()
    keys = [sketch.keys for sketch in each.values()]
    sizes = [len(some) for some in keys]
    return Keyed(np.concatenate(keys), np.repeat(np.fromiter(each, np.int64, len(each)), sizes))


def keyed(each: Mapping[int, Facts]) -> Keyed:
    """The same, of postings whose keys have still to be found."""
    return columns(dict(zip(each, sketches(list(each.values())), strict=True)))


def _all_of(facts: Facts, bands: Sequence[int]) -> set[int]:
    keys = {number(name) & ~KIND for name in _names(facts)}
    keys |= {number(name) & ~KIND | SURE for name in _sure_names(facts)}
    text = [key & ~KIND | BAND for key in bands]
    text += [number(line) & ~KIND | SENTENCE for line in longest(facts.lines, SENTENCES)]
    # Mixed with the town, since an employer's usual words stand in hundreds of its postings.
    for town in _towns(facts)[:BANDED_TOWNS]:
        mix = number(town) & ~KIND
        keys.update(key ^ mix for key in text)
    return keys


def title_and_town(facts: Facts) -> list[str]:
    """What finds an agency's or a job site's short copy, whoever is the employer. Only for a
    file: in a large catalogue hundreds share a title and a town."""
    core = " ".join(sorted(facts.title.core))
    return [f"{core}|{town}" for town in _towns(facts)]


def _towns(facts: Facts) -> list[str]:
    """Towns by name; a place that no table knows by its words."""
    return sorted(facts.where.names)[:MOST_TOWNS] or [" ".join(sorted(facts.where.rest))]


def _bands(texts: Sequence[Iterable[str]]) -> list[list[int]]:
    """A number a band for each text; none for a text too short to be compared."""
    sets = [list(shingles) for shingles in texts]
    long = [i for i, shingles in enumerate(sets) if len(shingles) >= ENOUGH]
    out: list[list[int]] = [[] for _ in sets]
    if not long:
        return out
    matrix = RMinHash.digest_matrix_from_token_sets([sets[i] for i in long], BANDS * ROWS, SEED)
    rows = np.asarray(matrix.to_rows(), dtype=np.uint64).reshape(len(long), BANDS, ROWS)
    mixed = np.arange(1, BANDS + 1, dtype=np.uint64) * _MIX
    for row in range(ROWS):
        mixed = (mixed ^ rows[:, :, row]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    for place, numbers in zip(long, mixed.view(np.int64).tolist(), strict=True):
        out[place] = numbers
    return out


def _names(facts: Facts) -> Iterator[str]:
    title, towns, day = facts.title.key, _towns(facts), facts.said.posted
    core = " ".join(sorted(facts.title.core))
    for employer in facts.employer.keys:
        yield from (f"e|{employer}|{core}|{town}" for town in towns)
        yield f"e|{employer}|{title}"
        if day:
            yield f"d|{employer}|{title}|{day}"


def _sure_names(facts: Facts) -> Iterator[str]:
    for mark in facts.marks:
        yield from (f"r|{employer}|{mark}" for employer in facts.employer.keys)
        yield f"t|{facts.title.key}|{mark}"
    if facts.link:
        yield f"l|{facts.link}"


def number(name: str) -> int:
    """A name as a whole number of 64 bits with a sign; the same in every process."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
