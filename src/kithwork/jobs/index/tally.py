"""Counts all matches of a query: by facet, exactly, and by when they were new."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import tantivy

from kithwork.jobs.index.entry import BETWEEN, CODED, SCHEMA, indexed

FACETS = ("types", "soc", "normal", "places", "level", "remote", "band")
Trend = Mapping[str, tuple[int, ...]]
"""Values of a facet, each with how many were new when."""
EVERY = 10_000_000
NEVER = 1 << 40
"""A time that doesn't come."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """How many of all matches have each value of a facet, and how many were new when.

    `new` has one number for each pair of neighbouring times asked for, the last without end.
    """

    facets: Mapping[str, tuple[tuple[str, int], ...]]
    new: tuple[int, ...]


def tally(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    name_of: Callable[[str, int], str],
    times: Sequence[int] = (),
    facets: Sequence[str] = FACETS,
    most: int = 20,
) -> Tallies:
    """The `most` frequent values of each facet, each with its count over all matches.

    `name_of` says what a facet's code stands for.
    """
    if times and not facets:
        query = new_since(query, times[0])  # what is older needs no look
    asked = {name: _by(name, most) for name in facets} | _when(times)
    told = searcher.aggregate(query, asked) if asked else {}
    return Tallies({name: _counted(name, told[name], most, name_of) for name in facets},
                   _new(told, times))  # fmt: skip


def trend(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    name_of: Callable[[str, int], str],
    times: Sequence[int],
    facet: str,
    values: Sequence[str],
) -> Trend:
    """How many matches with each of these values of a facet were new when.

    Only what has one of them and was new since the first time is looked at: numbers for each time
    of every place there is took two gigabytes at a million openings.
    """
    having = tantivy.Query.term_set_query(SCHEMA, *indexed(facet, values))
    lately = _both(new_since(query, times[0]), having)
    asked = {facet: {**_by(facet, EVERY), "aggs": _when(times)}}
    news = {one: [0] * len(times) for one in values}
    for bucket in searcher.aggregate(lately, asked)[facet]["buckets"] if values else ():
        told = _new(bucket, times)
        for value in _values(facet, bucket["key"], name_of):
            if value in news:
                news[value] = [a + b for a, b in zip(news[value], told, strict=True)]
    return {value: tuple(each) for value, each in news.items()}


def top(counts: Iterable[tuple[str, int]], most: int) -> tuple[tuple[str, int], ...]:
    """The most frequent first, equally frequent ones by name."""
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0]))[:most])


def _by(name: str, most: int) -> dict[str, Any]:
    """The index counts segment by segment, and is told to forget no rare value of any: what is
    rare in each may be frequent in all."""
    if name == "types":
        return {"terms": {"field": "kinds_code", "size": EVERY, "segment_size": EVERY}}
    field = f"{name}_code" if name in CODED else name
    # More than are asked for: among equally frequent ones the index chooses by chance, we by name.
    return {"terms": {"field": field, "size": min(most * 3 // 2, EVERY), "segment_size": EVERY}}


def new_since(query: tantivy.Query, start: int) -> tantivy.Query:
    """What matches and was new at this moment or later."""
    new = tantivy.Query.range_query(SCHEMA, "new_at", tantivy.FieldType.Integer, lower_bound=start)
    return _both(query, new)


def _both(one: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one), (tantivy.Occur.Must, other)])


def _when(times: Sequence[int]) -> dict[str, Any]:
    """A bucket for each pair of neighbouring times, the last without end."""
    if not times:
        return {}
    steps = {end - start for start, end in pairwise(times)}
    if len(steps) == 1:  # mostly so, and cheaper than ranges: no clock was changed on these days
        [step] = steps
        days = {"field": "new_at", "interval": step, "offset": times[0] % step, "min_doc_count": 1,
                "hard_bounds": {"min": times[0], "max": NEVER}}  # fmt: skip
        return {"new": {"histogram": days}}
    ends: list[dict[str, int]] = [{"from": start, "to": end} for start, end in pairwise(times)]
    return {"new": {"range": {"field": "new_at", "ranges": [*ends, {"from": times[-1]}]}}}


def _counted(
    name: str, told: Mapping[str, Any], most: int, name_of: Callable[[str, int], str]
) -> tuple[tuple[str, int], ...]:
    buckets = told["buckets"]
    if name == "types":
        counts = Counter[str]()
        for one in buckets:
            for value in _values(name, one["key"], name_of):
                counts[value] += one["doc_count"]
        return top(counts.items(), most)
    if len(buckets) > most:  # the others need no names
        least = buckets[most - 1]["doc_count"]
        buckets = [one for one in buckets if one["doc_count"] >= least]
    return top([(_values(name, one["key"], name_of)[0], one["doc_count"]) for one in buckets], most)


def _values(name: str, key: Any, name_of: Callable[[str, int], str]) -> list[str]:
    """What a key of the index stands for: several job types, perhaps."""
    if name == "types":
        return name_of("kinds", key).split(BETWEEN)
    return [name_of(name, key) if name in CODED else key]


def _new(told: Mapping[str, Any], times: Sequence[int]) -> tuple[int, ...]:
    news = [0] * len(times)
    for one in told["new"]["buckets"] if times else ():
        start = one.get("from", one["key"])
        if not isinstance(start, str):  # else it ends where the first one begins
            news[bisect_right(times, start) - 1] += one["doc_count"]
    return tuple(news)
