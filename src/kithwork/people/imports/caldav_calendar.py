"""Reads the meetings of a CalDAV calendar by one query; what the server says is only read."""

from __future__ import annotations

import base64
import datetime as dt
import http.client
import io
import ssl
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree

from kithwork.people.imports import ics
from kithwork.people.imports.source import ImportFailedError
from kithwork.people.rows import Parsed

KIND = "caldav"
LARGEST = 200_000_000  # bytes of an answer
Fetch = Callable[[str, str, Mapping[str, str], bytes], bytes]

_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:prop><c:calendar-data/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
<c:time-range start="{start}" end="{end}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""
_DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"


def read(url: str, label: str, since: dt.date, until: dt.date, fetch: Fetch) -> Parsed:
    """Meetings of the calendar at `url` between two days, asked for through `fetch`.

    Raises ImportFailedError, a sentence, for an answer that is no calendar's.
    """
    parsed = ics.read_stream(io.BytesIO(entries(url, label, since, until, fetch)), label)
    return replace(parsed, kind=KIND)


def entries(url: str, label: str, since: dt.date, until: dt.date, fetch: Fetch) -> bytes:
    """The entries themselves, as iCalendar; raises what `read` raises."""
    body = _QUERY.format(start=f"{since:%Y%m%d}T000000Z", end=f"{until:%Y%m%d}T000000Z")
    headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
    try:
        answer = ElementTree.fromstring(fetch("REPORT", url, headers, body.encode()))
    except ElementTree.ParseError as error:
        raise ImportFailedError(f"{label} did not answer as a calendar: {error}.") from error
    text = "\n".join(found.text or "" for found in answer.iter(_DATA))
    return text.encode("utf-8", "replace")


def https_fetch(user: str, password: str, context: ssl.SSLContext | None = None) -> Fetch:
    """A fetch over TLS with a password; it follows no redirects, so that none can steal it."""
    token = base64.b64encode(f"{user}:{password}".encode()).decode()

    def fetch(method: str, url: str, headers: Mapping[str, str], body: bytes) -> bytes:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            raise ImportFailedError(f"{url} is no https address; a password goes nowhere else.")
        secure = context or ssl.create_default_context()
        try:
            line = http.client.HTTPSConnection(
                parts.hostname, parts.port, context=secure, timeout=60
            )
            path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            line.request(method, path, body, {**headers, "Authorization": f"Basic {token}"})
            answer = line.getresponse()
            content = answer.read(LARGEST + 1)
            line.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ImportFailedError(f"{parts.hostname} can't be reached: {error}.") from error
        if answer.status not in (200, 207):
            raise ImportFailedError(f"{parts.hostname} refused: {answer.status} {answer.reason}.")
        if len(content) > LARGEST:
            raise ImportFailedError(f"{parts.hostname} answered more than any calendar holds.")
        return content

    return fetch
