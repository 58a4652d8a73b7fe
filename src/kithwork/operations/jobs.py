"""What can be asked about openings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import click

from kithwork.campaign.openings import known_at
from kithwork.jobs import counts as counting
from kithwork.jobs.classify import Classified, classify
from kithwork.jobs.models import Posting
from kithwork.jobs.search import Wanted, search
from kithwork.operations.registry import operation
from kithwork.people.models import Owner


@dataclass(frozen=True)
class Opening:
    """One opening, where it is stated, and whom you know there."""

    id: int
    title: str
    employer: str
    location: str
    url: str
    types: tuple[str, ...]
    level: str
    posted_on: dt.date | None
    first_seen_at: dt.datetime
    you_know: tuple[str, ...]

    @classmethod
    def of(cls, one: Posting, you_know: tuple[str, ...] = ()) -> Opening:
        """A stored posting as plain values."""
        return cls(
            one.pk,
            one.title,
            one.employer,
            one.location,
            one.url,
            tuple(one.types),
            one.level,
            one.posted_on,
            one.first_seen_at,
            you_know,
        )

    def __str__(self) -> str:
        known = f"\n        You know: {', '.join(self.you_know)}" if self.you_know else ""
        where = f", {self.location}" if self.location else ""
        head = f"{self.first_seen_at:%Y-%m-%d}  {self.title} ({self.employer}{where})"
        return f"{head}\n        {self.url}{known}"


@dataclass(frozen=True)
class OpeningsFound:
    """The openings asked for, at most `limit` of `count`, and counts over all that match."""

    count: int
    added_today: int
    new_this_week: int
    by_type: dict[str, int]
    openings: tuple[Opening, ...]

    def __str__(self) -> str:
        if not self.count:
            return "Nothing matches. Try fewer words, or read more boards."
        types = ", ".join(f"{name} {n}" for name, n in list(self.by_type.items())[:8])
        shown = "\n".join(map(str, self.openings))
        return (
            f"{shown}\n{self.count} openings; added today {self.added_today}, "
            f"new this week {self.new_this_week}. {types}"
        )


@operation("jobs search")
def jobs_search(
    owner: Owner,
    words: list[str] | None = None,
    *,
    now: dt.datetime,
    place: str = "",
    employer: str = "",
    since: Annotated[dt.date | None, "new on this day or later"] = None,
    job_type: Annotated[str, "such as Nursing"] = "",
    level: Annotated[str, "entry, experienced, manager or executive"] = "",
    remote: bool | None = None,
    limit: Annotated[int, "show at most this many"] = 20,
) -> OpeningsFound:
    """Search the openings that were read: WORDS, a "phrase", -excluded; newest first."""
    wanted = Wanted(
        words=" ".join(words or []),
        place=place,
        employer=employer,
        since=None if since is None else _midnight(since, owner),
        job_type=job_type,
        level=level,
        remote=remote,
    )
    found = search(wanted)
    counted = counting.count(found, now, owner.time_zone)
    rows = list(found[: max(limit, 0)])
    known = known_at(owner, {one.normal for one in rows})
    return OpeningsFound(
        counted.open,
        counted.added_today,
        counted.new_this_week,
        dict(counted.by_type),
        tuple(Opening.of(r, tuple(p.name for p in known.get(r.normal, ())[:5])) for r in rows),
    )


def _midnight(day: dt.date, owner: Owner) -> dt.datetime:
    from zoneinfo import ZoneInfo

    return dt.datetime.combine(day, dt.time(), ZoneInfo(owner.time_zone))


BATCH = 2000


@operation("jobs classify")
def jobs_classify(file: Annotated[str, "a file, or - for standard input"]) -> Iterator[Classified]:
    """Say what kind of work each title is: one title a line in, one JSON object a line out."""
    with click.open_file(file, encoding="utf-8", errors="replace") as titles:
        batch: list[str] = []
        for line in titles:
            batch.append(line.rstrip("\r\n"))
            if len(batch) == BATCH:
                yield from classify(batch)
                batch = []
        yield from classify(batch)
