"""Reads a feed of openings: RSS, Atom or JSON Feed.

A feed shows its newest entries and doesn't say whether these are all: read well, it still
closes nothing. What has left it is no longer confirmed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import io
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]
import openroles
from openroles import BoardError, RobotsDisallowed, _http
from openroles.models import html_to_text, iso_day

from kithwork.boards.reading import BoardReading, PostingRow
from kithwork.boards.rows import row_of

LARGEST = 20_000_000
_ACCEPT = "application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.1"
_PLACES = ("location", "job_listing_location", "job_location")


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
    if not is_feed(body):
        raise BoardError("the answer is no feed")
    rows = {row.posting_id: row for row in _rows(token, body)}
    return BoardReading(postings=tuple(rows.values()), newest_only=True)


def is_feed(body: str) -> bool:
    """An empty feed is a feed; a page that says sorry is none."""
    if body.lstrip().startswith("{"):
        said = _json(body)
        return "jsonfeed.org" in str(said.get("version")) or isinstance(said.get("items"), list)
    return bool(_parsed("", body).get("version"))


def _rows(token: str, body: str) -> Iterator[PostingRow]:
    is_json = body.lstrip().startswith("{")
    entries = list(_json_items(token, body) if is_json else _xml_entries(token, body))
    shared = _shared({(entry["id"], entry["url"]) for entry in entries})
    for entry in entries:
        named = entry["url"] if entry["id"] in shared else entry["id"] or entry["url"]
        entry["id"] = "fd-" + hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:24]
        row = row_of(openroles.Job(ats="feed", board=token, **entry), detailed=True)
        if row is not None and row.url:
            yield row


def _shared(named: Iterable[tuple[str, str]]) -> set[str]:
    """Ids that a feed gives to several entries: there the link tells them apart."""
    return {name for name, links in Counter(name for name, _url in named).items() if links > 1}


def _xml_entries(token: str, body: str) -> Iterator[dict[str, Any]]:
    for entry in _parsed(token, body).entries:
        content = entry.get("content") or [{}]
        yield {
            "id": str(entry.get("id") or ""),
            "title": _line(entry.get("title")),
            "url": urljoin(token, str(entry.get("link") or "")),
            "location": _line(next(filter(None, map(entry.get, _PLACES)), "")),
            "posted": _day(entry.get("published_parsed")),
            "description": html_to_text(str(content[0].get("value") or entry.get("summary") or "")),
        }


def _json_items(token: str, body: str) -> Iterator[dict[str, Any]]:
    items = _json(body).get("items")
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            text = item.get("content_html") or item.get("content_text") or item.get("summary")
            link = item.get("url") or item.get("external_url")
            yield {
                "id": str(item.get("id") or ""),
                "title": _line(item.get("title")),
                "url": urljoin(token, link) if isinstance(link, str) and link else "",
                "posted": iso_day(item.get("date_published")),
                "description": html_to_text(str(text or "")),
            }


def _json(body: str) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _line(value: object) -> str:
    """A title without markup, in one line."""
    return " ".join(html_to_text(value if isinstance(value, str) else "").split())


def _parsed(token: str, body: str) -> Any:
    """Parsed from a stream: given as it is, a body that is a path would be opened as a file.
    Its links lead on from its own address."""
    head = {"content-type": "application/xml; charset=utf-8", "content-location": token}
    return feedparser.parse(io.BytesIO(body.encode("utf-8", "replace")), response_headers=head)


def _day(when: time.struct_time | None) -> str:
    if when is None:
        return ""
    moment = dt.datetime.fromtimestamp(calendar.timegm(when), dt.UTC)
    return iso_day(moment.date().isoformat())
