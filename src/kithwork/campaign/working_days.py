"""Count in working days, as promises and nudges do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

SATURDAY = 5


def is_working_day(day: dt.date, holidays: Container[dt.date] = ()) -> bool:
    """Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days_after(day: dt.date, count: int, holidays: Container[dt.date] = ()) -> dt.date:
    """The working day that lies `count` working days after `day`."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day
