"""Takes openings out of the database as entries of the index: one for each job."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from kithwork.jobs.in_bulk import among
from kithwork.jobs.index.entry import Entry, spot_of
from kithwork.jobs.match import own_first
from kithwork.jobs.models import Posting
from kithwork.jobs.pay import YEARLY
from kithwork.jobs.places import Place, places_of
from kithwork.jobs.stated import recorded

MOST_PLACES = 10
LONGEST_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index wants to know of a stored posting; by columns, for objects cost more."""

    pk: int
    job: int | None
    title: str
    employer: str
    normal: str
    location: str
    locations: list[str]
    city: str
    region: str
    country: str
    types: list[str]
    soc: str
    level: str
    remote: bool | None
    workplace: str
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
    kept = (Kept(*row) for row in found.values_list(*_COLUMNS, "text__description"))
    return sorted(concerned), [entry_of(one) for one in leading(kept)]


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
    places = _places(posting)
    return Entry(
        key=posting.pk,
        title=posting.title,
        employer=posting.employer,
        normal=posting.normal,
        text=(posting.text or "")[:LONGEST_TEXT],
        where=_where(posting, places),
        places=tuple(dict.fromkeys(_named(place) for place in places)) or _as_worded(posting),
        spots=tuple({spot_of(p.latitude, p.longitude): None for p in places
                     if p.latitude is not None and p.longitude is not None}),
        types=tuple(posting.types),
        soc=posting.soc,
        level=posting.level,
        remote=_remote(posting),
        pay=_pay(posting),
        currency=posting.salary_currency,
        new_at=_seconds(posting.new_at) if posting.new_at else None,
        first_seen=_seconds(posting.first_seen_at),
    )  # fmt: skip


def _places(posting: Kept) -> list[Place]:
    own = ", ".join(filter(None, (posting.city, posting.region, posting.country)))
    said = [own, posting.location, *map(str, posting.locations[:MOST_PLACES])]
    found = {(p.city, p.region, p.country): p for text in said if text for p in places_of(text)}
    return [place for key, place in found.items() if any(key)][:MOST_PLACES]


def _named(place: Place) -> str:
    return ", ".join(filter(None, (place.city, place.region, place.country)))


def _as_worded(posting: Kept) -> tuple[str, ...]:
    return (posting.location,) if posting.location else ()


def _where(posting: Kept, places: Iterable[Place]) -> tuple[str, ...]:
    stated = (posting.location, *map(str, posting.locations), posting.city, posting.region,
              posting.country)  # fmt: skip
    understood = (part for p in places for part in (p.city, p.region, p.country))
    return tuple(dict.fromkeys(one for one in (*stated, *understood) if one))


def _remote(posting: Kept) -> tuple[str, ...]:
    """How remote it is; a posting that doesn't say is neither."""
    said = [posting.workplace] if posting.workplace else []
    return tuple(dict.fromkeys([*said, *(["remote"] if posting.remote else [])]))


def _pay(posting: Kept) -> int | None:
    """The most that is stated, as a year's pay."""
    stated = posting.salary_max if posting.salary_max is not None else posting.salary_min
    if stated is None:
        return None
    return round(stated * YEARLY.get(posting.salary_period or "year", 1.0))


def _seconds(when: dt.datetime) -> int:
    return int(when.timestamp())
