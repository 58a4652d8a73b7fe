"""Finds openings in the index, in order, with counts over everything that matches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Max
from tantivy import Query

from kithwork.jobs.counts import DAYS_A_WEEK, days_before
from kithwork.jobs.index.keep import caught_up
from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.shard import Order, Shard
from kithwork.jobs.index.wanted import Aim, Wanted
from kithwork.jobs.models import Posting
from kithwork.jobs.onet import occupations

__all__ = ["Aim", "Found", "Order", "Wanted", "search"]


@dataclass(frozen=True)
class Found(Sequence[Posting]):
    """What a search found. As a sequence of postings it can be cut and paged."""

    shard: Shard
    query: Query
    order: Order
    matching: int

    def __len__(self) -> int:
        return self.matching

    @overload
    def __getitem__(self, which: int) -> Posting: ...
    @overload
    def __getitem__(self, which: slice) -> list[Posting]: ...
    def __getitem__(self, which: int | slice) -> Posting | list[Posting]:
        if isinstance(which, int):
            return self[which : which + 1][0]
        start, stop, _ = which.indices(self.matching)
        hits = (
            self.shard.search(self.query, stop - start, start, self.order) if stop > start else None
        )
        return list(stored(hits.keys)) if hits else []

    def counted(self, now: dt.datetime, zone: str, days: int = 14, most: int = 20) -> Counted:
        """Count everything found, by the person's own days."""
        each = days_before(now, zone, days)
        told = self.shard.tally(
            self.query, [int(start.timestamp()) for _, start in each], most=most
        )
        names = _employers([normal for normal, _ in told.facets["normal"]])
        by_soc = told.facets["soc"]
        return Counted(
            open=self.matching,
            added_today=told.new[-1],
            new_this_week=sum(told.new[-DAYS_A_WEEK:]),
            by_type=list(told.facets["types"]),
            by_place=list(told.facets["places"]),
            by_employer=[(names.get(normal, normal), n) for normal, n in told.facets["normal"]],
            by_level=list(told.facets["level"]),
            by_remote=list(told.facets["remote"]),
            by_pay=list(told.facets["band"]),
            by_occupation=[(soc, occupations()[soc].name, n) for soc, n in by_soc
                           if soc in occupations()],
            by_day=[(day, n) for (day, _), n in zip(each, told.new, strict=True)],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What there is, what is new, and where. `added_today` and `new_this_week` count by when
    a posting was new, not by when it was changed; the week is today and the six days before.
    """

    open: int
    added_today: int
    new_this_week: int
    by_type: list[tuple[str, int]]
    by_place: list[tuple[str, int]]
    by_employer: list[tuple[str, int]]
    by_level: list[tuple[str, int]]
    by_remote: list[tuple[str, int]]
    by_pay: list[tuple[str, int]]
    by_occupation: list[tuple[str, str, int]]
    by_day: list[tuple[dt.date, int]]


def search(wanted: Wanted, order: Order = "newest") -> Found:
    """The open postings that match, one for each job.

    Raises KithworkError for a town or a distance that can't be understood.
    """
    shard = caught_up()
    query = query_of(wanted, shard)
    return Found(shard, query, order, shard.search(query, 0).count)


def stored(keys: Sequence[int]) -> Iterator[Posting]:
    """The postings of these keys, in this order; those that went meanwhile are left out."""
    found = Posting.objects.open().in_bulk(keys)
    return (found[key] for key in keys if key in found)


def _employers(normals: Sequence[str]) -> dict[str, str]:
    """How employers write themselves."""
    named = Posting.objects.open().filter(normal__in=normals).order_by().values_list("normal")
    return dict(named.annotate(name=Max("employer")))
