"""Reads a feed of openings: RSS, Atom or JSON Feed.

A feed shows its newest entries and doesn't say whether these are all, so a reading of one
is never complete: what has left the feed is not closed, only no longer confirmed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import io
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]
import openroles
from openroles import BoardError, RobotsDisallowed, _http
from openroles.models import html_to_text, iso_day

from kithwork.boards.reading import BoardReading, Cause, PostingRow
from kithwork.boards.rows import row_of

LARGEST = 20_000_000
_ACCEPT = "application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.1"


def host_of(token: str) -> str:
    """The host of a feed's address, or "" where the token is no address."""
    parts = urlsplit(token)
    return parts.netloc.lower() if parts.scheme == "https" else ""


def read_feed(token: str) -> BoardReading:
    """Read the feed at this https address. Raises BoardError or RobotsDisallowed."""
    host = host_of(token)
    if not host:
        raise BoardError("a feed is read by its https address")
    allowed, why = _http.robots_allows(host, [urlsplit(token).path or "/"])
    if not allowed:
        raise RobotsDisallowed(why)
    body, err = _http.request_raw(token, accept=_ACCEPT, limit=LARGEST)
    if err:
        raise BoardError(f"the feed did not answer ({err})")
    rows = {row.posting_id: row for row in _rows(token, body)}
    if not rows and not _is_feed(body):
        raise BoardError("the answer is no feed")
    message = f"a feed shows its newest entries only, {len(rows)} now"
    return BoardReading(postings=tuple(rows.values()), cause=Cause.INCOMPLETE, message=message)


def _rows(token: str, body: str) -> Iterator[PostingRow]:
    entries = _json_items(body) if body.lstrip().startswith("{") else _xml_entries(body)
    for entry in entries:
        entry["id"] = (
            "fd-" + hashlib.sha256((entry["id"] or entry["url"]).encode()).hexdigest()[:24]
        )
        row = row_of(openroles.Job(ats="feed", board=token, **entry), detailed=True)
        if row is not None and row.url:
            yield row


def _xml_entries(body: str) -> Iterator[dict[str, Any]]:
    for entry in _parsed(body).entries:
        content = entry.get("content") or [{}]
        yield {
            "id": str(entry.get("id") or ""),
            "title": " ".join(html_to_text(str(entry.get("title") or "")).split()),
            "url": str(entry.get("link") or ""),
            "posted": _day(entry.get("published_parsed")),
            "description": html_to_text(str(content[0].get("value") or entry.get("summary") or "")),
        }


def _json_items(body: str) -> Iterator[dict[str, Any]]:
    try:
        items = json.loads(body).get("items")
    except (ValueError, RecursionError):
        return
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            text = item.get("content_html") or item.get("content_text") or item.get("summary")
            yield {
                "id": str(item.get("id") or ""),
                "title": str(item.get("title") or ""),
                "url": str(item.get("url") or ""),
                "posted": iso_day(item.get("date_published")),
                "description": html_to_text(str(text or "")),
            }


def _is_feed(body: str) -> bool:
    """An empty feed is a feed; a page that says sorry is none."""
    start = body.lstrip()[:4096]
    if start.startswith("{"):
        return "jsonfeed.org" in start
    return bool(_parsed(body).get("version"))


def _parsed(body: str) -> Any:
    """Parsed from a stream: given as it is, a body that is a path would be opened as a file."""
    return feedparser.parse(io.BytesIO(body.encode("utf-8")))


def _day(when: time.struct_time | None) -> str:
    if when is None:
        return ""
    moment = dt.datetime.fromtimestamp(calendar.timegm(when), dt.UTC)
    return iso_day(moment.date().isoformat())
