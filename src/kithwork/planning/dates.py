"""Chooses times to offer for a meeting: in working hours of both, and not all alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

MOST = 6
STEP = dt.timedelta(minutes=30)
THEIR_HOURS = (dt.time(9), dt.time(17))
# The one who asks adapts: one's own day is widened before theirs ever is.
MY_HOURS = ((dt.time(8), dt.time(19)), (dt.time(6, 30), dt.time(22)))
NOTICE = dt.timedelta(hours=36)
ROOM = dt.timedelta(minutes=15)  # before and after what stands in one's calendar
LUNCH = (dt.time(12), dt.time(13))
PARTS = (dt.time(12), dt.time(15, 30))  # morning, afternoon, late
USUAL = (10 * 60, 14 * 60, 16 * 60)  # the minute of the day that suits most, for each part

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Clock:
    """By whose clock and calendar somebody works; weekdays count from Monday, 0."""

    zone: ZoneInfo
    holidays: frozenset[dt.date] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})

    def works_on(self, day: dt.date) -> bool:
        """Whether the day is neither weekend nor holiday there."""
        return day.weekday() not in self.weekend and day not in self.holidays


def choose_dates(
    now: dt.datetime,
    mine: Clock,
    theirs: Clock,
    busy: Sequence[Span] = (),
    *,
    minutes: int = 20,
    how_many: int = 3,
    days: int = 14,
    earliest: dt.date | None = None,
) -> list[dt.datetime]:
    """Up to `how_many` starts within `days`, in order, in UTC; empty where no time suits both.

    Every one lies within their working hours on a working day of both, a day and a half ahead at
    least, and clear of `busy`. Different days come first, then different times of day. Where
    one's own usual hours leave nothing, early mornings and evenings of one's own are offered.
    """
    length = dt.timedelta(minutes=minutes)
    begin = max(now + NOTICE, _midnight(earliest, theirs) if earliest else now)
    for hours in MY_HOURS:
        found = [
            start
            for start in _their_times(begin, theirs, length, days)
            if _suits_me(start, length, mine, hours) and _free(start, length, busy)
        ]
        if found:
            return sorted(_spread(found, theirs.zone, min(max(how_many, 1), MOST)))
    return []


def _midnight(day: dt.date, clock: Clock) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.zone)


def _their_times(
    begin: dt.datetime, theirs: Clock, length: dt.timedelta, days: int
) -> Iterator[dt.datetime]:
    first = begin.astimezone(theirs.zone).date()
    for number in range(days + 1):
        day = first + dt.timedelta(days=number)
        if not theirs.works_on(day):
            continue
        opens, closes = (dt.datetime.combine(day, at, theirs.zone) for at in THEIR_HOURS)
        at = opens
        while at + length <= closes:
            if at >= begin:
                yield at.astimezone(dt.UTC)
            at += STEP


def _suits_me(
    start: dt.datetime, length: dt.timedelta, mine: Clock, hours: tuple[dt.time, dt.time]
) -> bool:
    here = start.astimezone(mine.zone)
    ends = (start + length).astimezone(mine.zone)
    same_day = here.date() == ends.date()
    within = hours[0] <= here.time() and ends.time() <= hours[1]
    return same_day and within and mine.works_on(here.date())


def _free(start: dt.datetime, length: dt.timedelta, busy: Sequence[Span]) -> bool:
    begins, ends = start - ROOM, start + length + ROOM
    return not any(one < ends and other > begins for one, other in busy)


def _spread(found: list[dt.datetime], zone: ZoneInfo, how_many: int) -> list[dt.datetime]:
    """One after the other, each as unlike those before it as it can be."""
    chosen: list[dt.datetime] = []
    while found and len(chosen) < how_many:
        there = [one.astimezone(zone) for one in chosen]
        days = {one.date() for one in there}
        parts = {_part(one.time()) for one in there}
        best = max(found, key=lambda one: _worth(one.astimezone(zone), days, parts))
        chosen.append(best)
        found = [one for one in found if one != best]
    return chosen


def _worth(at: dt.datetime, days: set[dt.date], parts: set[int]) -> tuple[float, ...]:
    part = _part(at.time())
    lunch = LUNCH[0] <= at.time() < LUNCH[1]
    off = abs(at.hour * 60 + at.minute - USUAL[part])
    return (at.date() not in days, not lunch, part not in parts, -off, -at.timestamp())


def _part(at: dt.time) -> int:
    return sum(at >= border for border in PARTS)
