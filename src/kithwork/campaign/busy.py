"""When the owner can't meet: times from calendars, never what they are about, and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from django.db import transaction
from icalendar import Calendar

from kithwork.campaign.models import Busy
from kithwork.errors import KithworkError
from kithwork.people.imports import caldav_calendar
from kithwork.people.models import Account, Owner
from kithwork.planning.dates import Span

AHEAD = dt.timedelta(days=90)
MOST = 20_000
LONGEST_NAME = 200
_BUSY_WORDS = frozenset({"BUSY", "OOF", "WORKINGELSEWHERE"})


def busy_times(owner: Owner, now: dt.datetime) -> list[Span]:
    """What stands in the owner's calendars from now on, and the meetings agreed here."""
    spans = list(owner.busy.filter(ends_at__gt=now).values_list("starts_at", "ends_at"))
    for meeting in owner.meetings.planned().exclude(starts_at=None):
        if meeting.starts_at:
            spans.append(
                (meeting.starts_at, meeting.starts_at + dt.timedelta(minutes=meeting.minutes))
            )
    return spans


@transaction.atomic
def take_busy(owner: Owner, source: str, content: bytes, now: dt.datetime) -> int:
    """Let the busy times of one calendar (iCalendar, RFC 5545) replace what it said before.

    Only starts and ends are stored. Raises KithworkError, a sentence, for what is no calendar.
    """
    found = spans_in(content, now, now + AHEAD, ZoneInfo(owner.time_zone))
    name = source.strip()[:LONGEST_NAME] or "calendar"
    owner.busy.filter(source=name).delete()
    Busy.objects.bulk_create(
        [Busy(owner=owner, source=name, starts_at=a, ends_at=b) for a, b in found]
    )
    return len(found)


def read_busy(account: Account, secret: str, now: dt.datetime) -> int:
    """The busy times of a calendar account in the months ahead, asked of its server.

    Raises KithworkError, a sentence, where it refuses.
    """
    today = account.owner.today(now)
    fetch = caldav_calendar.https_fetch(account.user, secret)
    until = today + AHEAD + dt.timedelta(days=1)
    content = caldav_calendar.entries(account.address, account.label(), today, until, fetch)
    return take_busy(account.owner, account.label(), content, now)


def spans_in(content: bytes, begins: dt.datetime, ends: dt.datetime, zone: ZoneInfo) -> list[Span]:
    """The busy times of a calendar within a period, in UTC; series are played through.

    Cancelled and free ("transparent") entries don't count; an all-day entry counts only where it
    says that it does, since most are notes. Times without a zone are read by `zone`.
    """
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events: list[Any] = [
            event for one in calendars for event in one.walk("VEVENT") if _is_whole(event)
        ]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise KithworkError("This is no calendar file (.ics) that can be read.") from error
    moved = {(_text(e, "UID"), _at(e["RECURRENCE-ID"].dt, zone)) for e in events
             if "RECURRENCE-ID" in e}  # fmt: skip
    found: set[Span] = set()
    for event in events:
        for span in _spans(event, begins, ends, zone, moved):
            if span[0] < ends and span[1] > begins and len(found) < MOST:
                found.add(span)
    return sorted(found)


def _spans(
    event: Any,
    begins: dt.datetime,
    ends: dt.datetime,
    zone: ZoneInfo,
    moved: set[tuple[str, dt.datetime]],
) -> Iterator[Span]:
    if not _counts(event):
        return
    first, length = _at(event["DTSTART"].dt, zone), _length(event, zone)
    if length <= dt.timedelta():
        return
    try:
        starts = _starts(event, begins - length, ends, zone)
    except (ValueError, TypeError, OverflowError):
        starts = [first]  # a rule that can't be read still tells of its first time
    for start in starts:
        if "RECURRENCE-ID" in event or (_text(event, "UID"), start) not in moved:
            yield start, start + length


def _starts(
    event: Any, begins: dt.datetime, ends: dt.datetime, zone: ZoneInfo
) -> list[dt.datetime]:
    """Every start within the period, by the clock of the place where the series was made."""
    said = event["DTSTART"].dt
    if "RRULE" not in event:
        return [_at(said, zone)]
    where = said.tzinfo if isinstance(said, dt.datetime) and said.tzinfo else zone
    clock = _at(said, zone).astimezone(where)
    rule = event["RRULE"] if not isinstance(event["RRULE"], list) else event["RRULE"][0]
    if "UNTIL" in rule:  # by the wall clock, as the rest of the rule is
        rule["UNTIL"] = [_at(until, zone).astimezone(where).replace(tzinfo=None)
                         for until in rule["UNTIL"]]  # fmt: skip
    series = rrulestr(rule.to_ical().decode(), dtstart=clock.replace(tzinfo=None))
    wall = series.between(
        begins.astimezone(where).replace(tzinfo=None),
        ends.astimezone(where).replace(tzinfo=None),
        inc=True,
    )
    out = _left_out(event, zone)
    real = (one.replace(tzinfo=where).astimezone(dt.UTC) for one in wall[:MOST])
    return [one for one in real if one not in out]


def _left_out(event: Any, zone: ZoneInfo) -> set[dt.datetime]:
    said = event.get("EXDATE", [])
    lists = said if isinstance(said, list) else [said]
    return {_at(one.dt, zone) for each in lists for one in each.dts}


def _length(event: Any, zone: ZoneInfo) -> dt.timedelta:
    start = event["DTSTART"].dt
    if "DTEND" in event:
        return _at(event["DTEND"].dt, zone) - _at(start, zone)
    if "DURATION" in event:
        return dt.timedelta(seconds=event["DURATION"].dt.total_seconds())
    return dt.timedelta() if isinstance(start, dt.datetime) else dt.timedelta(days=1)


def _is_whole(event: Any) -> bool:
    """Whether its times can be read; one broken entry must not hide the others."""
    broken = {name for name, _ in event.errors}
    return "DTSTART" in event and not broken & {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"}


def _counts(event: Any) -> bool:
    if _text(event, "STATUS").upper() == "CANCELLED":
        return False
    shown, office = _text(event, "TRANSP").upper(), _text(event, "X-MICROSOFT-CDO-BUSYSTATUS")
    if shown == "TRANSPARENT" or office.upper() == "FREE":
        return False
    whole_day = not isinstance(event["DTSTART"].dt, dt.datetime)
    return not whole_day or shown == "OPAQUE" or office.upper() in _BUSY_WORDS


def _at(said: dt.date | dt.datetime, zone: ZoneInfo) -> dt.datetime:
    if not isinstance(said, dt.datetime):
        said = dt.datetime.combine(said, dt.time())
    return (said if said.tzinfo else said.replace(tzinfo=zone)).astimezone(dt.UTC)


def _text(event: Any, name: str) -> str:
    return str(event.get(name, "")).strip()
