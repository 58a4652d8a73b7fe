"""Count in working days, as promises and nudges do."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from kithwork.campaign.clock import clock_of_owner
from kithwork.people.models import Owner
from kithwork.planning.dates import Clock

PLAIN = Clock(ZoneInfo("UTC"))  # Monday to Friday, no holidays


def working_days_after(day: dt.date, count: int, clock: Clock = PLAIN) -> dt.date:
    """The working day that lies `count` working days after `day`, by this calendar."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= clock.works_on(day)
    return day


def working_days_from(owner: Owner, now: dt.datetime, count: int) -> dt.date:
    """The working day `count` working days from now, by the owner's own weekend and holidays."""
    return working_days_after(owner.today(now), count, clock_of_owner(owner, now))
