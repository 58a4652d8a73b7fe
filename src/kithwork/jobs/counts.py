"""A person's own days: when today and this week began where they are."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

DAYS_A_WEEK = 7


def start_of_day(now: dt.datetime, zone: str, days_before: int = 0) -> dt.datetime:
    """Midnight, in the person's zone, of the day of `now` or of one some days before it."""
    day = now.astimezone(ZoneInfo(zone)).date() - dt.timedelta(days=days_before)
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def start_of_week(now: dt.datetime, zone: str) -> dt.datetime:
    """Midnight, in the person's zone, six days ago: today is the seventh day."""
    return start_of_day(now, zone, DAYS_A_WEEK - 1)


def days_before(now: dt.datetime, zone: str, days: int) -> list[tuple[dt.date, dt.datetime]]:
    """The last days in the person's zone, oldest first and today last, each with its midnight."""
    starts = [start_of_day(now, zone, back) for back in range(days - 1, -1, -1)]
    return [(start.astimezone(ZoneInfo(zone)).date(), start) for start in starts]
