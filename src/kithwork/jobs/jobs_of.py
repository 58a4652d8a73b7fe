"""Writes which job each posting is of, once that is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from kithwork.jobs.in_bulk import among, as_kept, utc
from kithwork.jobs.index import outbox
from kithwork.jobs.match import own_first
from kithwork.jobs.match.groups import Jobs
from kithwork.jobs.models import Job, Posting
from kithwork.jobs.stated import Recorded


@dataclass(slots=True)
class _Group:
    """Postings of one job: the job kept of those that they have, and what it is called."""

    members: list[int]
    job: int | None
    title: str
    employer: str
    since: dt.datetime


def record(jobs: Jobs, postings: Mapping[int, Recorded], new: Mapping[int, Recorded]) -> int:
    """Give every group one job; jobs without postings go.

    `postings` are all that were looked at, of which the `new` leave a job first. Returns how
    many postings changed their job.
    """
    groups = _groups(jobs, postings, new)
    _name(groups)
    moved = [(pk, group.job) for group in groups for pk in group.members
             if postings[pk].job != group.job]  # fmt: skip
    _move(moved)
    moving = {pk for pk, _ in moved}
    changed = [g.members for g in groups if any(pk in moving for pk in g.members)]
    outbox.changed([pk for members in changed for pk in members])
    _drop_empty({postings[pk].job for pk, _ in moved} - {None})
    return len(moved)


def _groups(
    jobs: Jobs, postings: Mapping[int, Recorded], new: Mapping[int, Recorded]
) -> list[_Group]:
    keeps: dict[int | None, int] = {}  # a job stays with those that were there
    for pk in sorted(postings, key=lambda pk: (pk in new, pk)):
        keeps.setdefault(postings[pk].job, id(jobs.of(pk)))
    found = []
    for members in {id(jobs.of(pk)): jobs.of(pk) for pk in postings}.values():
        old = {postings[pk].job for pk in members}
        kept = min((pk for pk in old if pk and keeps[pk] == id(members)), default=None)
        head = postings[_first(members, postings)].facts.said
        since = min(postings[pk].since for pk in members)
        found.append(_Group(members, kept, head.title, head.employer, since))
    return found


def _first(members: Sequence[int], postings: Mapping[int, Recorded]) -> int:
    if len(members) == 1:  # whose text was perhaps never read
        return members[0]
    return min(members, key=lambda pk: own_first(postings[pk].facts))


def _name(groups: Sequence[_Group]) -> None:
    """Every job under the words of its first posting, made where there is none."""
    fresh = [group for group in groups if group.job is None]
    made = Job.objects.bulk_create(_job(group) for group in fresh)
    for group, job in zip(fresh, made, strict=True):
        group.job = job.pk
    new = {job.pk for job in made}
    old = {group.job: group for group in groups if group.job not in new}
    stored = Job.objects.filter(pk__in=among(pk for pk in old if pk))
    told = as_kept(stored.values_list("pk", "title", "employer", "first_seen_at"))
    known = {pk: (title, employer, utc(since)) for pk, title, employer, since in told}
    other = [g for pk, g in old.items() if pk and known.get(pk) != (g.title, g.employer, g.since)]
    _rename(other)


def _rename(groups: Iterable[_Group]) -> None:
    since = Job._meta.get_field("first_seen_at")
    rows = [(group.title, group.employer, since.get_db_prep_save(group.since, connection),
             group.job) for group in groups]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Job._meta.db_table} SET title = %s, employer = %s, first_seen_at = %s"
            " WHERE id = %s",
            rows,
        )


def _job(group: _Group) -> Job:
    return Job(pk=group.job, title=group.title, employer=group.employer, first_seen_at=group.since)


def _move(moved: Iterable[tuple[int, int | None]]) -> None:
    table = Posting._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET job_id = %s WHERE id = %s", [(job, pk) for pk, job in moved]
        )


def _drop_empty(jobs: Iterable[int | None]) -> None:
    Job.objects.filter(pk__in=among(job for job in jobs if job), postings=None).delete()
