"""Says on which days a repeated calendar entry was held: daily, weekly, monthly or yearly."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from kithwork.people.imports.dates import read_date

MOST = 520  # ten years of weeks
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def days(start: dt.date, rule: str, left_out: frozenset[dt.date] = frozenset()) -> list[dt.date]:
    """The days of a series from its rule (RRULE), at most 520; the first day always counts.

    Rules finer than a day's repetition by weekday (such as "last Friday") are read by their
    frequency alone: how often one met is what counts here, not the exact day.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    until = read_date(parts.get("UNTIL", ""))
    count = min(_whole(parts.get("COUNT", ""), MOST), MOST)
    found = []
    for number, day in enumerate(_every(start, parts)):
        if number >= count or (until and day > until):
            break
        found.append(day)
    return [day for day in found if day not in left_out]


def _every(start: dt.date, parts: dict[str, str]) -> Iterator[dt.date]:
    yield start
    step = max(_whole(parts.get("INTERVAL", ""), 1), 1)
    weekdays = {_DAYS[day] for day in parts.get("BYDAY", "").split(",") if day in _DAYS}
    frequency = parts.get("FREQ")
    try:
        for number in range(1, MOST + 1):
            if frequency == "DAILY":
                yield start + dt.timedelta(days=number * step)
            elif frequency == "WEEKLY" and not weekdays:
                yield start + dt.timedelta(weeks=number * step)
            elif frequency in ("MONTHLY", "YEARLY"):
                yield _months_later(start, number * step * (12 if frequency == "YEARLY" else 1))
        if frequency == "WEEKLY" and weekdays:
            yield from _weeks(start, step, weekdays)
    except (OverflowError, ValueError):
        return


def _weeks(start: dt.date, step: int, weekdays: set[int]) -> Iterator[dt.date]:
    monday = start - dt.timedelta(days=start.weekday())
    for week in range(MOST):
        for weekday in sorted(weekdays):
            day = monday + dt.timedelta(weeks=week * step, days=weekday)
            if day > start:
                yield day


def _months_later(start: dt.date, months: int) -> dt.date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise
