"""Several shards that answer as one, wherever each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

import tantivy

from kithwork.jobs.index.shard import Hits, Order
from kithwork.jobs.index.tally import EVERY, FACETS, Tallies, Trend, top

MOST_WORDS = 2000


class Answering(Protocol):
    """What is asked of a shard, in this process or another; see `Shard`."""

    @property
    def generation(self) -> tuple[object, ...]:
        """Changes with every commit."""

    def __len__(self) -> int: ...

    def search(
        self, query: tantivy.Query, limit: int = 20, offset: int = 0, order: Order = "newest"
    ) -> Hits:
        """The openings that match, in order."""

    def tally(
        self,
        query: tantivy.Query,
        times: Sequence[int] = (),
        facets: Sequence[str] = FACETS,
        most: int = 20,
    ) -> Tallies:
        """Counts over all that match."""

    def news(self, times: Sequence[int]) -> tuple[int, ...]:
        """How many of all openings were new when."""

    def trend(
        self, query: tantivy.Query, times: Sequence[int], facet: str, values: Sequence[str]
    ) -> Trend:
        """A facet's counts, and when its openings were new."""

    def frequency(self, field: str, word: str) -> int:
        """How many openings have a word."""

    def knows(self, field: str, word: str) -> bool:
        """Whether any opening has it."""

    def beginning(self, field: str, start: str, most: int = 40) -> list[str]:
        """The most frequent words that begin so."""


class Together:
    """Shards of which each has other openings, asked one after the other.

    Newest first and all counts are what one shard with everything would say. Best first goes by
    how rare a word is in each shard: the same where openings are spread at random, nearly.
    """

    def __init__(self, shards: Sequence[Answering]) -> None:
        self._shards = shards

    def __len__(self) -> int:
        return sum(map(len, self._shards))

    @property
    def generation(self) -> tuple[object, ...]:
        """Changes with every commit of any of them."""
        return tuple(one.generation for one in self._shards)

    def search(
        self, query: tantivy.Query, limit: int = 20, offset: int = 0, order: Order = "newest"
    ) -> Hits:
        """The openings that match: newest or best first."""
        each = [one.search(query, offset + limit, 0, order) for one in self._shards]
        ranked = sorted(
            (pair for hits in each for pair in zip(hits.ranks, hits.keys, strict=True)),
            key=lambda pair: -pair[0],
        )[offset : offset + limit]
        return Hits(tuple(key for _, key in ranked), sum(hits.count for hits in each),
                    tuple(rank for rank, _ in ranked))  # fmt: skip

    def tally(
        self,
        query: tantivy.Query,
        times: Sequence[int] = (),
        facets: Sequence[str] = FACETS,
        most: int = 20,
    ) -> Tallies:
        """Count all matches by facet and by when they were new."""
        each = [one.tally(query, times, facets, EVERY) for one in self._shards]
        summed = {name: Counter[str]() for name in facets}
        for told in each:
            for name, values in told.facets.items():
                summed[name].update(dict(values))
        return Tallies({name: top(counts.items(), most) for name, counts in summed.items()},
                       _sums(told.new for told in each))  # fmt: skip

    def news(self, times: Sequence[int]) -> tuple[int, ...]:
        """How many of all openings were new when."""
        return _sums(one.news(times) for one in self._shards)

    def trend(
        self, query: tantivy.Query, times: Sequence[int], facet: str, values: Sequence[str]
    ) -> Trend:
        """Count the matches with each of these values of a facet by when they were new."""
        each = [one.trend(query, times, facet, values) for one in self._shards]
        return {value: _sums(told[value] for told in each) for value in values}

    def frequency(self, field: str, word: str) -> int:
        """How many openings have a word."""
        return sum(one.frequency(field, word) for one in self._shards)

    def knows(self, field: str, word: str) -> bool:
        """Whether any opening has this word."""
        return any(one.knows(field, word) for one in self._shards)

    def beginning(self, field: str, start: str, most: int = 40) -> list[str]:
        """The most frequent words that begin so."""
        words = {word for one in self._shards for word in one.beginning(field, start, MOST_WORDS)}
        often = {word: self.frequency(field, word) for word in words}
        return sorted(words, key=lambda word: (-often[word], word))[:most]


def _sums(each: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*each, strict=True)))
