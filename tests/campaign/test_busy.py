"""Busy times come from one's calendar, and nothing else of it is stored."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core import serializers

from kithwork.campaign.busy import busy_times, spans_in, take_busy
from kithwork.campaign.meet import plan_meeting
from kithwork.campaign.models import Busy
from kithwork.errors import KithworkError

BERLIN = ZoneInfo("Europe/Berlin")


def calendar(*entries):
    """A calendar of events, each given by its lines."""
    events = "".join(f"BEGIN:VEVENT\r\n{chr(10).join(e)}\r\nEND:VEVENT\r\n" for e in entries)
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//EN\r\n"
    return f"{head}{events}END:VCALENDAR\r\n".replace("\r\n", "\n").replace("\n", "\r\n").encode()


def told(content, now, days=30):
    return [
        f"{start.astimezone(BERLIN):%d %H:%M}-{end.astimezone(BERLIN):%H:%M}"
        for start, end in spans_in(content, now, now + dt.timedelta(days=days), BERLIN)
    ]


ONE = (
    "UID:1",
    "DTSTART;TZID=Europe/Berlin:20261125T100000",
    "DTEND;TZID=Europe/Berlin:20261125T110000",
)


def test_an_entry_is_busy_from_its_start_to_its_end(now):
    assert told(calendar(ONE), now) == ["25 10:00-11:00"]


def test_free_cancelled_and_whole_day_notes_are_not_busy(now):
    day = ("UID:2", "DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261127")
    found = told(calendar((*ONE, "TRANSP:TRANSPARENT"), (*ONE, "STATUS:CANCELLED"), day), now)
    assert found == []
    assert told(calendar((*day, "TRANSP:OPAQUE")), now) == ["26 00:00-00:00"]


def test_a_series_is_played_through_without_what_was_left_out_or_moved(now):
    series = (
        "UID:3", "DTSTART;TZID=Europe/Berlin:20261105T090000", "DURATION:PT30M",
        "RRULE:FREQ=WEEKLY;BYDAY=TH", "EXDATE;TZID=Europe/Berlin:20261203T090000",
    )  # fmt: skip
    moved = (
        "UID:3", "RECURRENCE-ID;TZID=Europe/Berlin:20261210T090000",
        "DTSTART;TZID=Europe/Berlin:20261211T140000", "DURATION:PT30M",
    )  # fmt: skip
    assert told(calendar(series, moved), now) == [
        "26 09:00-09:30", "11 14:00-14:30", "17 09:00-09:30",
    ]  # fmt: skip


def test_a_series_keeps_its_hour_when_the_clock_changes(now):
    series = ("UID:4", "DTSTART;TZID=Europe/Berlin:20270322T090000", "DURATION:PT1H",
              "RRULE:FREQ=WEEKLY;COUNT=2")  # fmt: skip
    assert told(calendar(series), now, days=200) == ["22 09:00-10:00", "29 09:00-10:00"]


def test_a_later_file_replaces_the_earlier_of_its_name_and_only_times_are_stored(ada, now):
    take_busy(ada, "work.ics", calendar((*ONE, "SUMMARY:Cy Stranger at the dentist")), now)
    take_busy(ada, "home.ics", calendar(ONE), now)
    assert take_busy(ada, "work.ics", calendar(ONE), now) == 1
    assert Busy.objects.count() == 2
    assert "dentist" not in serializers.serialize("json", Busy.objects.all())


def test_meetings_agreed_here_are_busy_too(ada, campaign, bo, now):
    at = now + dt.timedelta(days=2)
    plan_meeting(campaign, bo, "Learn", now, starts_at=at, minutes=30)
    assert busy_times(ada, now) == [(at, at + dt.timedelta(minutes=30))]


def test_what_is_no_calendar_is_refused_with_a_sentence(ada, now):
    with pytest.raises(KithworkError, match="no calendar"):
        take_busy(ada, "x.ics", b"First Name,Last Name\nBo,Friend\n", now)


def test_one_broken_entry_hides_no_other(now):
    broken = ("UID:9", "DTSTART:soon", "DTEND:later")
    endless = ("UID:8", "DTSTART:20261124T090000Z", "DURATION:PT1H", "RRULE:FREQ=SOMETIMES")
    assert "25 10:00-11:00" in told(calendar(broken, ONE), now)
    assert "25 10:00-11:00" in told(calendar(endless, ONE), now)
