"""Reads calendars: meetings held and who attended; rooms, lists and all-day notes are nobody."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from kithwork.people.imports.dates import read_date
from kithwork.people.imports.encodings import USUAL, legacy_of
from kithwork.people.imports.ics_series import days
from kithwork.people.imports.lines import Line
from kithwork.people.imports.mail_people import is_person
from kithwork.people.imports.source import Source
from kithwork.people.imports.text import excerpt, one_line
from kithwork.people.imports.vcard_lines import Property, properties
from kithwork.people.rows import LeftAside, MeetingRow, Parsed, Party, Unreadable

KIND = "ics"
_MOST_ATTENDEES = 500
_TIME = re.compile(r"^(\d{8})T(\d{2})(\d{2})")
_DURATION = re.compile(r"^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$")


@dataclass
class _Event:
    line: int
    values: dict[str, Property] = field(default_factory=dict)
    parties: list[Property] = field(default_factory=list)
    ended: bool = False


def read(source: Source) -> Parsed:
    """Every meeting with others; what has nobody else in it is counted and left aside."""
    with source.open() as stream:
        return read_stream(stream, source.name, legacy_of(source))


def read_stream(stream: BinaryIO, file: str, legacy: str = USUAL) -> Parsed:
    """The same for an open stream, such as a calendar server's answer."""
    rows: list[MeetingRow] = []
    unreadable: list[Unreadable] = []
    aside: Counter[str] = Counter()
    for event in _events(properties(stream, legacy)):
        found = _meeting(event, file)
        if isinstance(found, MeetingRow):
            rows += _held(found, event)
        elif isinstance(found, Unreadable):
            unreadable.append(found)
        else:
            aside[found] += 1
    left = tuple(LeftAside(what, count, "nobody was met", file) for what, count in aside.items())
    return Parsed(KIND, tuple(rows), tuple(unreadable), left, file)


def _events(stream: Iterator[Property | Line]) -> Iterator[_Event]:
    event: _Event | None = None
    inside = 0  # alarms and the like within an event
    for found in stream:
        if isinstance(found, Line):
            continue
        what = found.raw.strip().upper()
        if found.name == "BEGIN" and what == "VEVENT":
            if event:
                yield event
            event, inside = _Event(found.line), 0
        elif event and found.name == "BEGIN":
            inside += 1
        elif event and found.name == "END" and what == "VEVENT":
            event.ended = True
            yield event
            event = None
        elif event and found.name == "END":
            inside = max(inside - 1, 0)
        elif event and not inside:
            if found.name in ("ATTENDEE", "ORGANIZER") and len(event.parties) < _MOST_ATTENDEES:
                event.parties.append(found)
            event.values.setdefault(found.name, found)
    if event:
        yield event


def _meeting(event: _Event, file: str) -> MeetingRow | Unreadable | str:
    title = _text(event, "SUMMARY")
    if not event.ended:
        return Unreadable(event.line, "the entry has no end: the file is cut off", excerpt(title))
    if _text(event, "STATUS").upper() == "CANCELLED":
        return "cancelled meetings"
    start = event.values.get("DTSTART")
    on = read_date(start.text) if start else None
    if on is None:
        return Unreadable(event.line, "the entry has no day", excerpt(title))
    people = _people(event)
    if not people:
        return "entries without anybody else"
    return MeetingRow(
        mark=_mark(event, title),
        on=on,
        title=title,
        minutes=_minutes(event),
        place=_text(event, "LOCATION"),
        attendees=people,
        file=file,
        line=event.line,
    )


def _held(meeting: MeetingRow, event: _Event) -> list[MeetingRow]:
    """Each day of a series is a meeting of its own."""
    rule = _text(event, "RRULE")
    if not rule:
        return [meeting]
    said = event.values["EXDATE"].text.split(",") if "EXDATE" in event.values else []
    left_out = frozenset(day for text in said if (day := read_date(text)))
    return [
        replace(meeting, on=day, mark=f"{meeting.mark}:{day.isoformat()}")
        for day in days(meeting.on, rule, left_out)
    ]


def _text(event: _Event, name: str) -> str:
    return one_line(event.values[name].text) if name in event.values else ""


def _people(event: _Event) -> tuple[Party, ...]:
    """Organiser and attendees who are people and have not declined, each once."""
    found: dict[str, Party] = {}
    for said in event.parties:
        address = re.sub(r"^mailto:", "", one_line(said.text), flags=re.I).casefold()
        name = one_line(said.get("cn")).strip("'\"")
        kind, answer = said.get("cutype").upper(), said.get("partstat").upper()
        if kind in ("ROOM", "RESOURCE", "GROUP") or answer == "DECLINED":
            continue
        if "@" not in address:
            address = one_line(said.get("email")).casefold()
        if is_person(address, name):
            shown = "" if name.casefold() == address else name
            found.setdefault(address, Party(shown, address))
    return tuple(found.values())


def _mark(event: _Event, title: str) -> str:
    """Names the meeting; an occurrence of a series that was moved is another meeting."""
    parts = [_text(event, "UID") or title, _text(event, "RECURRENCE-ID")]
    parts += [] if parts[0] and "UID" in event.values else [_text(event, "DTSTART")]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:40]


def _minutes(event: _Event) -> int | None:
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if start and end and end > start:
        return int((end - start).total_seconds() // 60)
    found = _DURATION.match(_text(event, "DURATION")[:40])
    if not found:
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return min(weeks * 10_080 + days * 1_440 + hours * 60 + minutes, 10_000_000) or None


def _moment(event: _Event, name: str) -> dt.datetime | None:
    """Without its zone, which start and end share."""
    found = _TIME.match(_text(event, name))
    day = read_date(found[1]) if found else None
    if not found or day is None or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    return dt.datetime.combine(day, dt.time(int(found[2]), int(found[3])))
