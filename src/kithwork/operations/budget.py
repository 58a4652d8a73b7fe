"""The daily budget of requests to employers' sites."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from kithwork.boards.models import Reading
from kithwork.campaign.begin import current_campaign
from kithwork.errors import KithworkError
from kithwork.jobs.counts import start_of_day
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.words import counted

MOST_REQUESTS = 10_000_000


@dataclass(frozen=True)
class Budget:
    """How many requests a day employers' sites are asked, and how many of them were made."""

    requests_a_day: int
    made_today: int
    left_today: int
    reads_by_itself: bool

    def __str__(self) -> str:
        when = "when they are due" if self.reads_by_itself else "only when you say so"
        told = (
            f"{self.made_today} of {counted(self.requests_a_day, 'request')} made today, "
            f"{self.left_today} left. Boards are read {when}."
        )
        return told if self.left_today else f"{told} {self.spent}"

    @property
    def spent(self) -> str:
        """What to do once nothing is left."""
        return (
            f"Today's budget of {counted(self.requests_a_day, 'request')} is spent: reading goes on"
            " tomorrow, or with a larger budget ('kithwork boards budget NUMBER')."
        )


@operation("boards budget")
def boards_budget(
    owner: Owner,
    requests_a_day: int | None = None,
    *,
    now: dt.datetime,
    by_itself: Annotated[bool | None, "whether due boards are read without being asked"] = None,
) -> Budget:
    """Show, or set, how many REQUESTS_A_DAY employers' sites are asked, and whether by itself."""
    campaign = current_campaign(owner, now)
    if requests_a_day is not None:
        if not 0 <= requests_a_day <= MOST_REQUESTS:
            raise KithworkError(f"Between 0 and {MOST_REQUESTS:,} requests a day, please.")
        campaign.requests_a_day = requests_a_day
    if by_itself is not None:
        campaign.reads_by_itself = by_itself
    campaign.save(update_fields=["requests_a_day", "reads_by_itself"])
    return budget_of(owner, now)


def budget_of(owner: Owner, now: dt.datetime) -> Budget:
    """What of the day's budget is used and left."""
    campaign = current_campaign(owner, now)
    made = Reading.objects.requests_since(start_of_day(now, owner.time_zone))
    left = max(campaign.requests_a_day - made, 0)
    return Budget(campaign.requests_a_day, made, left, campaign.reads_by_itself)
