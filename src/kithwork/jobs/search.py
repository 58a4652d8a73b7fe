"""Finds openings in the index, in order, with counts over everything that matches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from django.db.models import Max
from django.db.models.functions import Substr
from tantivy import Query

from kithwork.boards.models import Board
from kithwork.jobs.counts import DAYS_A_WEEK, days_before
from kithwork.jobs.index.keep import caught_up
from kithwork.jobs.index.query import marks_of, query_of
from kithwork.jobs.index.shard import DamagedIndexError, Hits, Order
from kithwork.jobs.index.tally import EVERY
from kithwork.jobs.index.together import Answering
from kithwork.jobs.index.wanted import Aim, Wanted
from kithwork.jobs.models import Posting, PostingText
from kithwork.jobs.onet import occupations
from kithwork.jobs.snippet import Piece, snippet

__all__ = ["Aim", "Found", "Order", "Wanted", "search"]

A_PAGE = 30
LONGEST_TEXT = 20_000
MOST_COUNTED = 500
Told = TypeVar("Told")
_counted: dict[object, Counted] = {}
_markets: dict[object, Market] = {}
"""What was counted last, by what was asked and the generation of the index."""


@dataclass(frozen=True)
class Found(Sequence[Posting]):
    """What a search found. As a sequence of postings it can be cut and paged."""

    shard: Answering
    wanted: Wanted
    query: Query
    order: Order
    first: Hits

    def __len__(self) -> int:
        return self.first.count

    @overload
    def __getitem__(self, which: int) -> Posting: ...
    @overload
    def __getitem__(self, which: slice) -> list[Posting]: ...
    def __getitem__(self, which: int | slice) -> Posting | list[Posting]:
        if isinstance(which, int):
            return self[which : which + 1][0]
        start, stop, _ = which.indices(len(self))
        if stop <= start:
            return []
        if stop <= len(self.first.keys):
            return list(stored(self.first.keys[start:stop]))
        return list(stored(self.shard.search(self.query, stop - start, start, self.order).keys))

    def snippets(self, postings: Iterable[Posting]) -> dict[int, tuple[Piece, ...]]:
        """For each of these, by key, where its text has the words; read from the database."""
        marks = marks_of(self.wanted.words, self.shard)
        if not marks:
            return {}
        texts = PostingText.objects.filter(posting__in=[one.pk for one in postings])
        begun = texts.annotate(begun=Substr("description", 1, LONGEST_TEXT))
        return {pk: snippet(text, marks) for pk, text in begun.values_list("posting_id", "begun")}

    def spread(self, facet: str) -> dict[str, int]:
        """How many have each value of a facet (see `FACETS`), however rare it is."""
        return dict(self.shard.tally(self.query, (), (facet,), EVERY).facets[facet])

    def market(self, now: dt.datetime, zone: str, days: int = 14, most: int = 20) -> Market:
        """How much everything found moves, by the person's own days; kept as `counted` is."""
        starts = tuple(int(start.timestamp()) for _, start in days_before(now, zone, days))
        asked = (self.shard.generation, self.wanted, starts, most)
        return _once(_markets, asked, lambda: self._market(starts, most))

    def _market(self, starts: tuple[int, ...], most: int) -> Market:
        told = self.shard.tally(self.query, (), ("types", "soc", "places", "normal"), most).facets

        def moving(facet: str, named: Mapping[str, str]) -> tuple[Moving, ...]:
            keys = [key for key, _ in told[facet]]
            new = self.shard.trend(self.query, starts, facet, keys)
            return tuple(Moving(named.get(key, key), n, new[key], key) for key, n in told[facet])

        return Market(
            by_type=moving("types", {}),
            by_occupation=moving("soc", _occupations_called(key for key, _ in told["soc"])),
            by_place=moving("places", {}),
            by_employer=moving("normal", employers_called([key for key, _ in told["normal"]])),
        )

    def counted(self, now: dt.datetime, zone: str, days: int = 14, most: int = 20) -> Counted:
        """Count everything found, by the person's own days; once for as long as nothing changes."""
        each = days_before(now, zone, days)
        asked = (self.shard.generation, self.wanted, tuple(each), most)
        return _once(_counted, asked, lambda: self._counted(each, most))

    def _counted(self, each: list[tuple[dt.date, dt.datetime]], most: int) -> Counted:
        starts = [int(start.timestamp()) for _, start in each]
        everything = self.wanted == Wanted()
        told = self.shard.tally(self.query, () if everything else starts, most=most)
        new = self.shard.news(starts) if everything else told.new
        names = employers_called([normal for normal, _ in told.facets["normal"]])
        by_soc = told.facets["soc"]
        return Counted(
            open=len(self),
            added_today=new[-1],
            new_this_week=sum(new[-DAYS_A_WEEK:]),
            by_type=list(told.facets["types"]),
            by_place=list(told.facets["places"]),
            by_employer=[(names.get(normal, normal), n) for normal, n in told.facets["normal"]],
            by_level=list(told.facets["level"]),
            by_remote=list(told.facets["remote"]),
            by_pay=list(told.facets["band"]),
            by_occupation=[(soc, occupations()[soc].name, n) for soc, n in by_soc
                           if soc in occupations()],
            by_day=[(day, n) for (day, _), n in zip(each, new, strict=True)],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moving:
    """One job type, place, employer or occupation: what is open, and what was new on each day,
    today last."""

    name: str
    open: int
    by_day: tuple[int, ...]
    key: str = ""

    @property
    def new_this_week(self) -> int:
        """Today and the six days before."""
        return sum(self.by_day[-DAYS_A_WEEK:])


@dataclass(frozen=True, slots=True)
class Market:
    """What moves where: the most frequent job types, occupations, places and employers."""

    by_type: tuple[Moving, ...]
    by_occupation: tuple[Moving, ...]
    by_place: tuple[Moving, ...]
    by_employer: tuple[Moving, ...]


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
    try:
        return _searched(wanted, order)
    except DamagedIndexError:
        return _searched(wanted, order)  # in one that was made anew


def _searched(wanted: Wanted, order: Order) -> Found:
    shard = caught_up()
    query = query_of(wanted, shard)
    return Found(shard, wanted, query, order, shard.search(query, A_PAGE, 0, order))


def stored(keys: Sequence[int]) -> Iterator[Posting]:
    """The postings of these keys, in this order; those that went meanwhile are left out."""
    found = Posting.objects.open().in_bulk(keys)
    return (found[key] for key in keys if key in found)


def _once(kept: dict[object, Told], asked: object, count: Callable[[], Told]) -> Told:
    """What was counted for the same question already, or is counted now."""
    known = kept.get(asked)
    if known is None:
        if len(kept) >= MOST_COUNTED:
            kept.clear()
        known = kept[asked] = count()
    return known


def _occupations_called(socs: Iterable[str]) -> dict[str, str]:
    return {soc: occupations()[soc].name for soc in socs if soc in occupations()}


def employers_called(normals: Sequence[str]) -> dict[str, str]:
    """How employers write themselves, by their normal names."""
    named = Board.objects.filter(normal__in=normals).order_by().values_list("normal")
    return dict(named.annotate(name=Max("employer")))
