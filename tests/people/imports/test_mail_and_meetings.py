"""Mailboxes and calendars: who wrote to whom, who met whom, and who is nobody."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.people.imports import ics, mbox
from kithwork.people.imports.ics_series import days
from kithwork.people.imports.mail_people import is_person, is_room
from kithwork.people.imports.read import read_file
from kithwork.people.imports.source import Source
from kithwork.people.rows import Party


def mail(*headers, body="Secret words\n", start="From bo@example.org Mon Jan  5 10:00:00 2026"):
    return f"{start}\n" + "\n".join(headers) + f"\n\n{body}\n"


FROM_BO = (
    "From: =?utf-8?q?Zo=C3=AB?= Friend <zoe@example.org>",
    "To: Ada <ada@example.org>",
    "Cc: \"Stranger, Cy\"\n <CY@example.org>",
    "Date: Mon, 5 Jan 2026 10:00:00 +0100",
    "Message-ID: <1@example.org>",
)  # fmt: skip


def read(*messages):
    return read_file(Source.of_bytes("mail", "".join(messages).encode()))


def test_of_a_message_who_wrote_to_whom_and_when_is_kept_and_nothing_else():
    parsed = read(mail(*FROM_BO, "Subject: Hidden"))
    row = parsed.rows[0]
    assert parsed.kind == mbox.KIND
    assert row.sender == Party("Zoë Friend", "zoe@example.org")
    assert (row.to, row.copied) == (
        (Party("Ada", "ada@example.org"),),
        (Party("Stranger, Cy", "cy@example.org"),),
    )
    assert (row.on, row.line) == (dt.date(2026, 1, 5), 1)
    assert "Secret" not in repr(parsed)
    assert "Hidden" not in repr(parsed)


@pytest.mark.parametrize(
    "body",
    ["From here on it is fine.\n", ">From the start\n", "\nFrom me to you, 2026\nno header\n",
     "x" * 3_000_000 + "\n"],
)  # fmt: skip
def test_a_line_of_a_body_is_no_new_message(body):
    assert len(read(mail(*FROM_BO, body=body), mail(*FROM_BO)).rows) == 2


def test_windows_line_ends_are_as_good():
    text = mail(*FROM_BO).replace("\n", "\r\n") * 3
    assert len(mbox.read(Source.of_bytes("m", text.encode())).rows) == 3


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("List-Id: <x.lists.example.org>", "messages of mailing lists"),
        ("List-Unsubscribe: <mailto:x@example.org>", "messages sent in bulk"),
        ("Precedence: bulk", "messages sent in bulk"),
        ("Auto-Submitted: auto-generated", "messages of robots"),
        ("X-Gmail-Labels: Spam,Ungelesen", "spam"),
        ("X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=", "drafts"),
    ],
)
def test_lists_robots_and_bulk_are_counted_and_left_aside(header, what):
    parsed = read(mail(*FROM_BO, header), mail("From: no-reply@example.org", "To: ada@example.org"))
    assert parsed.rows == ()
    assert {left.what for left in parsed.left_aside} == {what, "messages of robots"}


def test_labels_in_any_language_tell_what_the_owner_sent():
    row = read(mail(*FROM_BO, "X-Gmail-Labels: =?UTF-8?Q?Messages_envoy=C3=A9s?=")).rows[0]
    assert row.by_owner is True


@pytest.mark.parametrize(
    "address",
    ["noreply@example.org", "do-not-reply@example.org", "mailer-daemon@example.org",
     "bounce+123@example.org", "reply+abcdef@reply.example.org", "list@lists.example.org",
     "x@googlegroups.com", "newsletter@example.org", "c_1@resource.calendar.google.com",
     "0123456789abcdef0123@example.org", "nobody", "a@localhost"],
)  # fmt: skip
def test_a_robot_is_nobody(address):
    assert not is_person(address)


@pytest.mark.parametrize(
    "address", ["bo@example.org", "bo.friend+kith@example.org", "e@x.test", "newsome@example.org"]
)
def test_a_person_is_somebody(address):
    assert is_person(address)


def test_a_room_is_nobody():
    assert is_room("room-12@example.org")


def event(*lines, start="20260105T100000Z"):
    text = "\n".join(["BEGIN:VEVENT", "UID:1", f"DTSTART:{start}", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{text}\nEND:VCALENDAR\n"


BO_COMES = "ATTENDEE;CN=Bo Friend;PARTSTAT=ACCEPTED:mailto:bo@example.org"


def meetings(text):
    return read_file(Source.of_bytes("calendar", text.encode()))


def test_a_meeting_has_a_day_a_length_and_people():
    row = meetings(event("SUMMARY:Lunch\\, at last", "DTEND:20260105T113000Z", BO_COMES)).rows[0]
    assert (row.title, row.on, row.minutes) == ("Lunch, at last", dt.date(2026, 1, 5), 90)
    assert row.attendees == (Party("Bo Friend", "bo@example.org"),)


def test_rooms_refusals_and_robots_do_not_attend():
    parsed = meetings(
        event(
            BO_COMES,
            "ATTENDEE;CUTYPE=ROOM;CN=Blue:mailto:blue@example.org",
            "ATTENDEE;CN=Cy;PARTSTAT=DECLINED:mailto:cy@example.org",
            "ATTENDEE:mailto:noreply@example.org",
        )
    )
    assert [party.email for party in parsed.rows[0].attendees] == ["bo@example.org"]


def test_an_entry_with_nobody_else_is_left_aside():
    parsed = meetings(event("SUMMARY:Dentist"))
    assert parsed.rows == ()
    assert [left.what for left in parsed.left_aside] == ["entries without anybody else"]


def test_a_series_counts_each_time_but_the_ones_left_out():
    parsed = meetings(event("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260112T100000Z", BO_COMES))
    assert [row.on.isoformat() for row in parsed.rows] == ["2026-01-05", "2026-01-19", "2026-01-26"]
    assert len({row.mark for row in parsed.rows}) == 3


def test_a_series_by_weekday_month_and_year():
    monday = dt.date(2026, 1, 5)
    assert [day.day for day in days(monday, "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4")] == [5, 7, 12, 14]
    assert [day.month for day in days(dt.date(2026, 1, 31), "FREQ=MONTHLY;COUNT=3")] == [1, 2, 3]
    assert len(days(monday, "FREQ=DAILY")) <= 521
    assert days(dt.date(9999, 12, 31), "FREQ=YEARLY") == [dt.date(9999, 12, 31)]


def test_an_entry_in_the_year_0_is_reported():
    parsed = meetings(event(BO_COMES, start="00000101T100000Z"))
    assert [bad.reason for bad in parsed.unreadable] == ["the entry has no day"]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["From x 2026", "From: a@b.test", "To: =?utf-8?b?!!?= <x@y.test>", "", "Date: 99",
             "From: \"", "To: " + "a@b.test," * 50, "\x00", ">From y", " folded", "Cc: <<>>@@",
             "X-Gmail-Labels: =?x?q?=FF?=", "From: =?idna?q?x?= <a@b.test>", "Date: Mon, 99 Foo 0"]
        )
    ),
    st.binary(max_size=50),
)  # fmt: skip
def test_no_mailbox_ever_breaks_it(lines, noise):
    start = "From a@b.test Mon Jan  5 10:00:00 2026\nFrom: a@b.test\n"
    mbox.read(Source.of_bytes("m", (start + "\n".join(lines)).encode() + noise))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["BEGIN:VEVENT", "END:VEVENT", "DTSTART:20260105", "DTSTART;TZID=X:99999999T999999",
             BO_COMES, "RRULE:FREQ=SECONDLY;COUNT=99999999", "RRULE:FREQ=WEEKLY;BYDAY=XX",
             "RRULE:FREQ=DAILY;INTERVAL=999999", "DURATION:P999999999999999W", "BEGIN:VALARM",
             "END:VALARM", "DTEND:20260105T250000", "EXDATE:,,;", "UID:", " folded", "RRULE:=;="]
        )
    ),
    st.binary(max_size=30),
)  # fmt: skip
def test_no_calendar_ever_breaks_it(lines, noise):
    text = "BEGIN:VCALENDAR\n" + "\n".join(lines) + "\n"
    ics.read(Source.of_bytes("c", text.encode() + noise))
