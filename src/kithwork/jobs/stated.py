"""Loads recorded postings as the plain values that are compared, many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kithwork.boards.directory import READABLE
from kithwork.jobs.in_bulk import among, as_kept, listed, utc
from kithwork.jobs.match import Facts, Statement, facts_of
from kithwork.jobs.models import Posting

_COLUMNS = (
    "first_seen_at", "job", "pk", "title", "employer", "board__ats", "board__token", "url",
    "location", "locations", "remote", "posted_on", "department", "employment_type", "salary_min",
    "salary_max", "salary_currency", "salary_period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recorded:
    """A posting as it is compared, the job that it is of now, and since when it is known."""

    facts: Facts
    job: int | None
    since: dt.datetime


def recorded(postings: Iterable[int]) -> dict[int, Recorded]:
    """Those of these postings (by their keys) that are there."""
    return _loaded("pk__in", postings, "text__description")


def unread(postings: Iterable[int]) -> dict[int, Recorded]:
    """The same without their texts: only for `refused_unread` and what else needs none."""
    return _loaded("pk__in", postings)


def recorded_of_jobs(jobs: Iterable[int]) -> dict[int, Recorded]:
    """All postings of these jobs."""
    return _loaded("job__in", jobs, "text__description")


def _loaded(by: str, keys: Iterable[int], *text: str) -> dict[int, Recorded]:
    wanted = set(keys)
    if not wanted:
        return {}
    asked = Posting.objects.filter(**{by: among(wanted)}).order_by("pk")
    rows = as_kept(asked.values_list(*_COLUMNS, *text))
    return {said[0]: Recorded(facts_of(_statement(*said)), job, utc(since))
            for since, job, *said in rows}  # fmt: skip


def _statement(
    pk: int, title: str, employer: str, system: str, board: str, url: str, location: str,
    locations: str, remote: bool | None, posted: dt.date | None, department: str,
    employment_type: str, low: float | None, high: float | None, currency: str, period: str,
    description: str | None = None,
) -> Statement:  # fmt: skip
    return Statement(
        str(pk), title, employer, system, board, url, location, listed(locations),
        None if remote is None else bool(remote), posted, department,
        employment_type, low, high, currency, period, description or "", system in READABLE,
    )  # fmt: skip
