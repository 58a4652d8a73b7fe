"""Counts all matches of a query: by facet, exactly, and by when they were new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import tantivy

from kithwork.jobs.index.entry import BETWEEN, CODED

FACETS = ("types", "soc", "normal", "places", "level", "remote", "band")
Trend = tuple[tuple[str, int, tuple[int, ...]], ...]
"""Values of a facet, each with how many there are and how many were new when."""
SURE = 50
"""So many times what is asked for is remembered of each segment at first."""
EVERY = 10_000_000


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

    `name_of` says what a facet's code stands for. The index counts segment by segment and forgets
    the rare values of each; where that happened, it counts that facet again, forgetting none.
    """
    asked = {name: _by(name, most, most * SURE) for name in facets} | _when(times)
    told = searcher.aggregate(query, asked) if asked else {}
    if unsure := {name: _by(name, most, EVERY) for name in facets
                  if told[name].get("doc_count_error_upper_bound")}:  # fmt: skip
        told |= searcher.aggregate(query, unsure)
    return Tallies({name: _counted(name, told[name], most, name_of) for name in facets},
                   _new(told, times))  # fmt: skip


def trend(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    name_of: Callable[[str, int], str],
    times: Sequence[int],
    facet: str,
    most: int,
) -> Trend:
    """The `most` frequent values of a facet: how many match, and how many were new when."""
    asked = {facet: {**_by(facet, most, EVERY), "aggs": _when(times)}}
    buckets = searcher.aggregate(query, asked)[facet]["buckets"]
    counts: Counter[str] = Counter()
    news: dict[str, list[int]] = defaultdict(lambda: [0] * len(times))
    for one in buckets:
        for value in _values(facet, one["key"], name_of):
            counts[value] += int(one["doc_count"])
            news[value] = [a + b for a, b in zip(news[value], _new(one, times), strict=True)]
    return tuple((value, n, tuple(news[value])) for value, n in top(counts.items(), most) if n)


def top(counts: Iterable[tuple[str, int]], most: int) -> tuple[tuple[str, int], ...]:
    """The most frequent first, equally frequent ones by name."""
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0]))[:most])


def _by(name: str, most: int, each: int) -> dict[str, Any]:
    if name == "types":
        return {"terms": {"field": "kinds", "size": EVERY, "segment_size": EVERY}}
    field = f"{name}_code" if name in CODED else name
    # More than are asked for: among equally frequent ones the index chooses by chance, we by name.
    return {"terms": {"field": field, "size": most * 3, "segment_size": each}}


def _when(times: Sequence[int]) -> dict[str, Any]:
    if not times:
        return {}
    ends: list[dict[str, int]] = [{"from": start, "to": end} for start, end in pairwise(times)]
    return {"new": {"range": {"field": "new_at", "ranges": [*ends, {"from": times[-1]}]}}}


def _counted(
    name: str, told: Mapping[str, Any], most: int, name_of: Callable[[str, int], str]
) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    buckets = told["buckets"]
    if name in CODED and len(buckets) > most:  # the others need no names
        buckets = [one for one in buckets if one["doc_count"] >= buckets[most - 1]["doc_count"]]
    for one in buckets:
        if number := int(one["doc_count"]):
            for value in _values(name, one["key"], name_of):
                counts[value] += number
    return top(counts.items(), most)


def _values(name: str, key: object, name_of: Callable[[str, int], str]) -> list[str]:
    """What a key of the index stands for: several job types, perhaps."""
    if name in CODED:
        return [name_of(name, int(str(key)))]
    return str(key).split(BETWEEN) if name == "types" else [str(key)]


def _new(told: Mapping[str, Any], times: Sequence[int]) -> tuple[int, ...]:
    if not times:
        return ()
    by_start = {one.get("from"): int(one["doc_count"]) for one in told["new"]["buckets"]}
    return tuple(by_start.get(float(start), 0) for start in times)
