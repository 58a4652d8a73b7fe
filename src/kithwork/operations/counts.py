"""What can be asked about how many openings there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from kithwork.campaign.asked import Asked, asked_wanted
from kithwork.jobs.search import Moving, search
from kithwork.operations.jobs import quoted
from kithwork.operations.registry import operation
from kithwork.people.models import Owner


@dataclass(frozen=True)
class CountsOfOpenings:
    """How much is open and new, and where: the most frequent of each kind first."""

    open: int
    added_today: int
    new_this_week: int
    by_type: tuple[Moving, ...]
    by_occupation: tuple[Moving, ...]
    by_place: tuple[Moving, ...]
    by_employer: tuple[Moving, ...]

    def __str__(self) -> str:
        told = [f"{self.open} open, {self.added_today} added today, "
                f"{self.new_this_week} new this week."]  # fmt: skip
        kinds = {
            "Job types": self.by_type,
            "Occupations": self.by_occupation,
            "Places": self.by_place,
            "Hiring most": self.by_employer,
        }
        for head, rows in kinds.items():
            new = (f"{m.open:>8}  {m.name} ({m.new_this_week} new this week)" for m in rows)
            told += [f"\n{head}", *new]
        return "\n".join(told)


@operation("jobs counts")
def jobs_counts(
    owner: Owner,
    words: list[str] | None = None,
    *,
    now: dt.datetime,
    mine: Annotated[bool, "only what matches your objective"] = False,
    most: Annotated[int, "show at most this many of each kind"] = 10,
) -> CountsOfOpenings:
    """Count openings: today, this week, by job type, occupation, place and employer."""
    asked = Asked(words=" ".join(map(quoted, words or [])), mine=mine)
    found = search(asked_wanted(asked, owner, now))
    counted = found.counted(now, owner.time_zone)
    market = found.market(now, owner.time_zone, most=max(most, 1))
    return CountsOfOpenings(
        counted.open, counted.added_today, counted.new_this_week,
        market.by_type, market.by_occupation, market.by_place, market.by_employer,
    )  # fmt: skip
