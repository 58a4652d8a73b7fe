"""Counts all matches of a query: by facet, exactly, and by when they were new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import tantivy

from kithwork.jobs.index.entry import BETWEEN, CODED, SCHEMA, code_of

FACETS = ("types", "soc", "normal", "places", "level", "remote", "band")
Trend = Mapping[str, tuple[int, ...]]
"""Values of a facet, each with how many were new when."""
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
    times: Sequence[int],
    facet: str,
    values: Sequence[str],
) -> Trend:
    """How many matches with each of these values of a facet were new when.

    Only what has one of them and was new since the first time is looked at: numbers for each time
    of every place there is took two gigabytes at a million openings.
    """
    known: Mapping[object, str] = {code_of(one) if facet in CODED else one: one for one in values}
    field = f"{facet}_code" if facet in CODED else facet
    lately = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, query),
            (tantivy.Occur.Must, tantivy.Query.term_set_query(SCHEMA, field, list(known))),
            (tantivy.Occur.Must, tantivy.Query.range_query(
                SCHEMA, "new_at", tantivy.FieldType.Integer, lower_bound=times[0]
            )),
        ]
    )  # fmt: skip
    asked = {facet: {**_by(facet, EVERY, EVERY), "aggs": _when(times)}}
    news = {one: [0] * len(times) for one in values}
    for bucket in searcher.aggregate(lately, asked)[facet]["buckets"] if values else ():
        for key in _keys(facet, bucket["key"]):
            if (value := known.get(key)) is not None:
                told = _new(bucket, times)
                news[value] = [a + b for a, b in zip(news[value], told, strict=True)]
    return {value: tuple(each) for value, each in news.items()}


def top(counts: Iterable[tuple[str, int]], most: int) -> tuple[tuple[str, int], ...]:
    """The most frequent first, equally frequent ones by name."""
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0]))[:most])


def _by(name: str, most: int, each: int) -> dict[str, Any]:
    if name == "types":
        return {"terms": {"field": "kinds", "size": EVERY, "segment_size": EVERY}}
    field = f"{name}_code" if name in CODED else name
    # More than are asked for: among equally frequent ones the index chooses by chance, we by name.
    return {"terms": {"field": field, "size": min(most * 3 // 2, EVERY), "segment_size": each}}


def _when(times: Sequence[int]) -> dict[str, Any]:
    if not times:
        return {}
    ends: list[dict[str, int]] = [{"from": start, "to": end} for start, end in pairwise(times)]
    return {"new": {"range": {"field": "new_at", "ranges": [*ends, {"from": times[-1]}]}}}


def _counted(
    name: str, told: Mapping[str, Any], most: int, name_of: Callable[[str, int], str]
) -> tuple[tuple[str, int], ...]:
    buckets = told["buckets"]
    if name == "types":
        counts = Counter[str]()
        for one in buckets:
            for value in one["key"].split(BETWEEN):
                counts[value] += one["doc_count"]
        return top(counts.items(), most)
    if len(buckets) > most:  # the others need no names
        least = buckets[most - 1]["doc_count"]
        buckets = [one for one in buckets if one["doc_count"] >= least]
    if name in CODED:
        return top(((name_of(name, one["key"]), one["doc_count"]) for one in buckets), most)
    return top(((one["key"], one["doc_count"]) for one in buckets), most)


def _keys(name: str, key: int | str) -> Sequence[int | str]:
    """The code, or the values, that a key of the index is."""
    return str(key).split(BETWEEN) if name == "types" else [key]


def _new(told: Mapping[str, Any], times: Sequence[int]) -> tuple[int, ...]:
    if not times:
        return ()
    by_start = {one.get("from"): int(one["doc_count"]) for one in told["new"]["buckets"]}
    return tuple(by_start.get(float(start), 0) for start in times)
