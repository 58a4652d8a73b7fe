"""Takes openings out of the database as entries of the index: one for each job."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

from kithwork.jobs.in_bulk import among, as_kept, listed, utc
from kithwork.jobs.index.entry import Entry, spot_of
from kithwork.jobs.match import own_first
from kithwork.jobs.models import Posting
from kithwork.jobs.pay import pay_stated
from kithwork.jobs.places import places_of, wider_names
from kithwork.jobs.stated import recorded

MOST_PLACES = 10
LONGEST_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index wants to know of a stored posting, as the database gives it."""

    pk: int
    job: int | None
    title: str
    employer: str
    normal: str
    location: str
    locations: str
    city: str
    region: str
    country: str
    types: str
    soc: str
    level: str
    remote: bool | None
    workplace: str
    compensation: str
    salary_min: float | None
    salary_max: float | None
    salary_currency: str
    salary_period: str
    new_at: dt.datetime | None
    first_seen_at: dt.datetime
    text: str | None


_COLUMNS = [field.name for field in fields(Kept)][:-1]


def entries_of(postings: Iterable[int]) -> tuple[list[int], list[Entry]]:
    """What the index has to delete and to add when these postings have changed.

    Several open postings of one job are one entry: that of the posting that leads.
    """
    changed = set(postings)
    jobs = Posting.objects.filter(pk__in=among(changed), job__isnull=False).values("job")
    siblings = set(Posting.objects.filter(job__in=jobs).values_list("pk", flat=True))
    concerned = changed | siblings
    found = Posting.objects.open().filter(pk__in=among(concerned)).order_by()
    rows = as_kept(found.values_list(*_COLUMNS, "text__description"))
    return sorted(concerned), [entry_of(one) for one in leading(Kept(*row) for row in rows)]


def leading(postings: Iterable[Kept]) -> Iterator[Kept]:
    """Of each job's open postings the one to show: the employer's own first, as matching says."""
    by_job: dict[tuple[str, int], list[Kept]] = defaultdict(list)
    for one in postings:
        by_job[("job", one.job) if one.job else ("alone", one.pk)].append(one)
    facts = recorded(one.pk for same in by_job.values() if len(same) > 1 for one in same)
    for same in by_job.values():
        there = [one for one in same if one.pk in facts]
        yield min(there, key=lambda one: own_first(facts[one.pk].facts)) if there else same[0]


def entry_of(posting: Kept) -> Entry:
    """A stored posting as the index takes it."""
    region, country = posting.region, posting.country
    pay, currency = _pay(posting)
    placed = _placed(posting.city, region, country, posting.location, posting.locations)
    return Entry(
        key=posting.pk,
        title=posting.title,
        employer=posting.employer,
        normal=posting.normal,
        text=(posting.text or "")[:LONGEST_TEXT],
        where=placed.where,
        places=placed.places,
        spots=placed.spots,
        types=listed(posting.types),
        soc=posting.soc,
        level=posting.level,
        remote=_remote(posting),
        pay=pay,
        currency=currency,
        new_at=_seconds(posting.new_at) if posting.new_at else None,
        first_seen=_seconds(posting.first_seen_at),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where an opening is, as `Entry` says it."""

    where: tuple[str, ...]
    places: tuple[str, ...]
    spots: tuple[str, ...]


@lru_cache(maxsize=1 << 11)
def _placed(city: str, region: str, country: str, location: str, locations: str) -> _Placed:
    """Many openings are in one town."""
    others = tuple(map(str, listed(locations)))
    own = ", ".join(filter(None, (city, region, country)))
    said = (own, location, *others[:MOST_PLACES])
    found = {(p.city, p.region, p.country): p for text in said if text for p in places_of(text)}
    places = [place for key, place in found.items() if any(key)][:MOST_PLACES]
    understood = (part for p in places for part in (p.city, p.region, p.country))
    wider = (name for place in places for name in wider_names(place))
    where = dict.fromkeys((location, *others, city, region, country, *understood, *wider))
    named = dict.fromkeys(", ".join(filter(None, (p.city, p.region, p.country))) for p in places)
    spots = {spot_of(p.latitude, p.longitude): None for p in places
             if p.latitude is not None and p.longitude is not None}  # fmt: skip
    as_worded = (location,) if location else ()
    return _Placed(tuple(filter(None, where)), tuple(named) or as_worded, tuple(spots))


def _remote(posting: Kept) -> tuple[str, ...]:
    """How remote it is; a posting that doesn't say is neither."""
    said = [posting.workplace] if posting.workplace else []
    return tuple(dict.fromkeys([*said, *(["remote"] if posting.remote else [])]))


def _pay(posting: Kept) -> tuple[int | None, str]:
    """The most that is stated, as a year's pay, and its currency."""
    pay = pay_stated(
        posting.salary_min, posting.salary_max, posting.salary_currency, posting.salary_period,
        posting.compensation, posting.text or "", posting.country,
    )  # fmt: skip
    yearly = pay.a_year() if pay else None
    return (round(yearly[1]), pay.currency) if pay and yearly else (None, "")


def _seconds(when: dt.datetime) -> int:
    return int(utc(when).timestamp())
