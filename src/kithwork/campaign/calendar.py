"""Meetings as calendar entries: one file for one meeting, and a feed of all that are agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from kithwork import __version__
from kithwork.campaign.models import Meeting


def calendar_of(meetings: Iterable[Meeting], now: dt.datetime) -> bytes:
    """An iCalendar file (RFC 5545) of the meetings that have a time; called-off ones say so."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Kithwork//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Kithwork meetings")
    for meeting in meetings:
        if meeting.starts_at:
            calendar.add_component(_event(meeting, now))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, now: dt.datetime) -> Event:
    assert meeting.starts_at is not None
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}-{meeting.created_at:%Y%m%d%H%M%S}@kithwork.invalid")
    event.add("dtstamp", now)
    # In UTC, which every calendar program shows by its own clock: no time zone can be missing.
    starts = meeting.starts_at.astimezone(dt.UTC)
    event.add("dtstart", starts)
    event.add("dtend", starts + dt.timedelta(minutes=meeting.minutes))
    event.add("sequence", 2 * len(meeting.moved) + (meeting.state != Meeting.State.PLANNED))
    event.add("summary", f"{meeting.person}: {meeting.purpose}")
    if meeting.place:
        event.add("location", meeting.place)
    parts = "\n".join(f"{part['minutes']} min  {part['title']}" for part in meeting.agenda)
    event.add("description", f"{meeting.get_technique_display()}\n{parts}")
    off = meeting.state in (Meeting.State.CANCELLED, Meeting.State.NO_SHOW)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    return event
