"""Marks openings that may be stale or ghosts, each mark with its evidence.

A mark is no verdict: some posts are hard to fill. It says what was seen, and leaves the
judgement to the person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min

from kithwork.jobs.models import Posting, PostingEvent
from kithwork.words import counted

OPEN_LONG = dt.timedelta(days=90)
UNCONFIRMED = dt.timedelta(days=4)
REOPENED = 2
REPOSTED = 2


@dataclass(frozen=True, slots=True)
class Past:
    """What went before a posting: how often it came back, and its like under other ids."""

    reopened: int = 0
    like_it: int = 0
    like_it_since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """One mark: "open long", "reopened", "reposted" or "unconfirmed", and the evidence."""

    kind: str
    evidence: str


def signs(posting: Posting, past: Past, now: dt.datetime) -> tuple[Sign, ...]:
    """The marks of one posting at `now`, given its past; () when nothing speaks against it."""
    found = []
    opened = posting.new_at or posting.first_seen_at
    if posting.closed_at is None and now - opened > OPEN_LONG:
        days = (now - opened).days
        found.append(Sign("open long", f"open for {counted(days, 'day')}, since {opened:%Y-%m-%d}"))
    if past.reopened >= REOPENED:
        found.append(
            Sign("reopened", f"taken down and put up again {counted(past.reopened, 'time')}")
        )
    if past.like_it >= REPOSTED and past.like_it_since is not None:
        since = f"{past.like_it_since:%Y-%m-%d}"
        found.append(
            Sign("reposted", f"{past.like_it} closed postings of the same title here since {since}")
        )
    if posting.closed_at is None and now - posting.last_seen_at > UNCONFIRMED:
        seen = f"{posting.last_seen_at:%Y-%m-%d}"
        found.append(Sign("unconfirmed", f"last seen on its board on {seen}"))
    return tuple(found)


def signs_of(postings: Iterable[Posting], now: dt.datetime) -> dict[int, tuple[Sign, ...]]:
    """The marks of several postings by their keys, in two questions to the database."""
    shown = list(postings)
    reopened = _reopened([posting.pk for posting in shown])
    like_them = _like(shown)
    return {
        posting.pk: signs(
            posting, _past(reopened.get(posting.pk, 0), like_them.get(_kind(posting))), now
        )
        for posting in shown
    }


Kind = tuple[int, str, str]


def _past(reopened: int, like_it: tuple[int, dt.datetime] | None) -> Past:
    return Past(reopened, *like_it) if like_it else Past(reopened)


def _kind(posting: Posting) -> Kind:
    """Postings of one board that a reader would take for the same one again."""
    return posting.board_id, posting.title, posting.location


def _reopened(pks: list[int]) -> dict[int, int]:
    events = PostingEvent.objects.filter(posting__in=pks, kind=PostingEvent.Kind.REOPENED)
    return dict(events.order_by().values_list("posting").annotate(n=Count("pk")))


def _like(postings: list[Posting]) -> dict[Kind, tuple[int, dt.datetime]]:
    closed = Posting.objects.exclude(closed_at=None).filter(
        board__in={posting.board_id for posting in postings},
        title__in={posting.title for posting in postings},
    )
    grouped = closed.order_by().values_list("board", "title", "location")
    return {
        (board, title, location): (number, since)
        for board, title, location, number, since in grouped.annotate(
            n=Count("pk"), since=Min("first_seen_at")
        )
    }
