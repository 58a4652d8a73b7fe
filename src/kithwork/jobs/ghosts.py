"""Marks openings that may be stale or ghosts, each mark with its evidence.

A mark is no verdict: some posts are hard to fill. It says what was seen, and leaves the
judgement to the person.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min

from kithwork.boards.models import Board
from kithwork.clock import day
from kithwork.jobs.models import Posting, PostingEvent
from kithwork.words import counted

OPEN_LONG = dt.timedelta(days=90)
UNCONFIRMED = dt.timedelta(days=9)
"""Longer than the calmest board is left alone."""
REOPENED = 2
REPOSTED = 2
REDATED = 2


@dataclass(frozen=True, slots=True)
class Past:
    """What went before a posting: how often it came back or was given a later date, its like
    under other ids, and when its board was last read well."""

    reopened: int = 0
    redated: int = 0
    board_read_at: dt.datetime | None = None
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
    opened = _opened(posting)
    if posting.closed_at is None and now - opened > OPEN_LONG:
        days = (now - opened).days
        found.append(Sign("open long", f"open for {counted(days, 'day')}, since {day(opened)}"))
    if past.reopened >= REOPENED:
        found.append(
            Sign("reopened", f"taken down and put up again {counted(past.reopened, 'time')}")
        )
    if past.redated >= REDATED:
        found.append(Sign("reposted", f"given a later date {counted(past.redated, 'time')}"))
    if past.like_it >= REPOSTED and past.like_it_since is not None:
        since = day(past.like_it_since)
        found.append(
            Sign("reposted", f"{past.like_it} closed postings of the same title here since {since}")
        )
    if posting.closed_at is None and (why := _unconfirmed(posting, past, now)):
        found.append(Sign("unconfirmed", why))
    return tuple(found)


def _opened(posting: Posting) -> dt.datetime:
    """The earliest day that anybody tells of it."""
    seen = posting.new_at or posting.first_seen_at
    if posting.posted_on is None:
        return seen
    return min(seen, dt.datetime.combine(posting.posted_on, dt.time(12), dt.UTC))


def _unconfirmed(posting: Posting, past: Past, now: dt.datetime) -> str:
    """Why nobody can say that a posting is still there, or ""."""
    last, read = posting.last_seen_at, past.board_read_at
    if read is not None and read > last:
        return f"its board showed it last on {day(last)}, and no more on {day(read)}"
    return f"last seen on {day(last)}" if now - last > UNCONFIRMED else ""


def signs_of(postings: Iterable[Posting], now: dt.datetime) -> dict[int, tuple[Sign, ...]]:
    """The marks of several postings by their keys, in a few questions to the database."""
    shown = list(postings)
    keys = [posting.pk for posting in shown]
    reopened, redated, like_them = _reopened(keys), _redated(keys), _like(shown)
    boards = Board.objects.filter(pk__in={posting.board_id for posting in shown})
    read = dict(boards.values_list("pk", "last_good_at"))

    def past(one: Posting) -> Past:
        like = like_them.get(_kind(one), (0, None))
        return Past(reopened.get(one.pk, 0), redated[one.pk], read.get(one.board_id), *like)

    return {posting.pk: signs(posting, past(posting), now) for posting in shown}


Kind = tuple[int, str, str]


def _kind(posting: Posting) -> Kind:
    """Postings of one board that a reader would take for the same one again."""
    return posting.board_id, posting.title, posting.location


def _reopened(pks: list[int]) -> dict[int, int]:
    events = PostingEvent.objects.filter(posting__in=pks, kind=PostingEvent.Kind.REOPENED)
    return dict(events.order_by().values_list("posting").annotate(n=Count("pk")))


def _redated(pks: list[int]) -> Counter[int]:
    """How often each posting's board moved its date of posting to a later one."""
    events = PostingEvent.objects.filter(
        posting__in=pks, kind=PostingEvent.Kind.CHANGED, changes__has_key="posted_on"
    )
    moved = [(pk, *what["posted_on"]) for pk, what in events.values_list("posting", "changes")]
    return Counter(pk for pk, before, after in moved if before and after and before < after)


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
