"""Counts postings as the front page of an aggregator does, by the person's own days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from kithwork.jobs.models import Posting

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is, what is new, and where. `added_today` and `new_this_week` count by when
    a posting was new, not by when it was changed; the week is today and the six days before.
    """

    open: int
    added_today: int
    new_this_week: int
    by_type: list[tuple[str, int]]
    by_place: list[tuple[str, int]]
    by_employer: list[tuple[str, int]]


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


def count(
    postings: QuerySet[Posting], now: dt.datetime, zone: str = "UTC", most: int = 20
) -> Counts:
    """Count these postings (all that are open, or what a search found).

    `most` is how many places and employers to name, the largest first.
    """
    postings = postings.order_by()
    totals = postings.aggregate(
        open=Count("pk"),
        today=Count("pk", filter=Q(new_at__gte=start_of_day(now, zone))),
        week=Count("pk", filter=Q(new_at__gte=start_of_week(now, zone))),
    )
    return Counts(
        open=totals["open"],
        added_today=totals["today"],
        new_this_week=totals["week"],
        by_type=by_type(postings),
        by_place=by_place(postings, most),
        by_employer=by_employer(postings, most),
    )


def by_type(postings: QuerySet[Posting]) -> list[tuple[str, int]]:
    """How many postings are of each job type, most first; one may be of several.

    The database counts each combination of types, of which there are few.
    """
    total: Counter[str] = Counter()
    for types, number in postings.order_by().values_list("types").annotate(n=Count("pk")):
        for job_type in types:
            total[job_type] += number
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def by_place(postings: QuerySet[Posting], most: int = 20) -> list[tuple[str, int]]:
    """How many postings are at each place, most first: the town where it is known, else as
    the board words it. Postings that name no place are not counted."""
    total: Counter[str] = Counter()
    grouped = postings.order_by().values_list("city", "region", "country", "location")
    for city, region, country, location, number in grouped.annotate(n=Count("pk")):
        place = ", ".join(filter(None, (city, region, country))) or location
        if place:
            total[place] += number
    return total.most_common(most)


def by_employer(postings: QuerySet[Posting], most: int = 20) -> list[tuple[str, int]]:
    """The employers that hire most, with how many postings each has."""
    grouped = (
        postings.order_by().values_list("normal").annotate(name=Max("employer"), n=Count("pk"))
    )
    return [(name, number) for _normal, name, number in grouped.order_by("-n", "name")[:most]]


def added_by_day(
    postings: QuerySet[Posting], now: dt.datetime, zone: str = "UTC", days: int = 30
) -> list[tuple[dt.date, int]]:
    """How many postings were new on each of the last days, oldest first, empty days too."""
    first = start_of_day(now, zone, days - 1)
    found = dict(
        postings.order_by()
        .filter(new_at__gte=first)
        .values_list(TruncDate("new_at", tzinfo=ZoneInfo(zone)))
        .annotate(n=Count("pk"))
    )
    start = first.astimezone(ZoneInfo(zone)).date()
    every = [start + dt.timedelta(days=n) for n in range(days)]
    return [(day, found.get(day, 0)) for day in every]
