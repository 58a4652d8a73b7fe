"""Reads a careers site of any size by its sitemap: what is new now, the rest in turn.

`openroles` reads forty pages a call and can't tell what is gone. Here the sitemap says what
is there, pages already known are not asked for again but count as seen, and each reading
takes up to `PAGES` pages: new ones first, then those that stated nothing some days ago, then
a seventh of the known ones, so that each is looked at again within a week. A site with more
new pages is due again at once: a worker that dies loses one such part. Robots.txt, its crawl
delay and conditional requests are those of `openroles`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
import zlib
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from openroles import BoardError, RobotsDisallowed, _http
from openroles.providers import careersite
from openroles.providers._xml import parse

from kithwork.boards import witness
from kithwork.boards.causes import cause_of, mildest
from kithwork.boards.reading import BoardReading, Known, PostingRow
from kithwork.boards.rows import clipped_id, row_of

PAGES = 40
SITEMAPS = 50
SECONDS = 120.0
SLOWING = 60.0
LARGEST_PAGE = 5_000_000
LARGEST_SITEMAP = 20_000_000
_GONE = ("HTTP 404", "HTTP 410")
_BUSY = ("HTTP 429", "HTTP 503")
_STATES_NONE = "no JobPosting on the page"


def read_site(token: str, known: Known, today: dt.date | None = None) -> BoardReading:
    """Read what is new on a careers site. Raises BoardError or RobotsDisallowed as
    `openroles` does when the site can't or must not be read at all."""
    host, prefix = careersite.site_of(token)
    if not host:
        raise BoardError("not the address of a careers site")
    allowed, why = _http.robots_allows(host, [prefix or "/"])
    if not allowed:
        raise RobotsDisallowed(why)
    listed, failed = listed_pages(host, prefix)
    if not listed:
        raise BoardError(failed or f"its sitemap lists no job pages under {prefix or '/'}")
    turn = _turn(listed, known, today)
    most = PAGES if known.most is None else min(PAGES, known.most - witness.requests_made())
    found, errors, busy = _read_pages(token, host, turn[: max(most, 0)])
    reading = _reading(listed, failed, known, _distinct(found, listed, known), errors)
    return replace(reading, retry_after=SLOWING if busy else None)


def listed_pages(host: str, prefix: str) -> tuple[list[str], str]:
    """The job pages that the site's sitemaps list, and why some may be missing or ""."""
    todo, seen = careersite._sitemap_urls(host, prefix), set[str]()
    pages: dict[str, None] = {}
    failed = ""
    while todo:
        url = todo.pop(0)
        if url in seen or urlsplit(url).netloc.lower() != host:
            continue
        seen.add(url)
        if len(seen) > SITEMAPS:
            return list(pages), f"more than {SITEMAPS} sitemaps"
        found, children, err = _sitemap(url)
        if err and err not in _GONE:
            failed = failed or f"{url}: {err}"
        todo += children
        pages |= dict.fromkeys(page for page in found if _is_job(page, host, prefix))
    return list(pages), failed


def _sitemap(url: str) -> tuple[list[str], list[str], str]:
    """Pages, further sitemaps, and what went wrong."""
    accept = "application/xml,text/xml;q=0.9,*/*;q=0.1"
    body, err = _http.request_raw(url, accept=accept, limit=LARGEST_SITEMAP)
    root = None if err else parse(body)
    if root is None:
        return [], [], err or "not a sitemap"
    places = [" ".join((el.text or "").split()) for el in root.iter() if el.tag.endswith("}loc")]
    places = [place for place in places if place]
    return ([], places, "") if root.tag.endswith("sitemapindex") else (places, [], "")


def _is_job(page: str, host: str, prefix: str) -> bool:
    parts = urlsplit(page)
    under = parts.path.startswith(prefix or "/") and careersite.JOB_PATH.search(parts.path)
    return parts.netloc.lower() == host and bool(under)


def _turn(listed: Sequence[str], known: Known, today: dt.date | None) -> list[str]:
    """The pages to read, in order: those never read, then those whose turn it is again."""
    day = (today or dt.datetime.now(dt.UTC).date()).toordinal() % 7
    new = [page for page in listed if page not in known.pages and page not in known.bare]
    bare = [page for page in listed if page not in known.pages and known.bare.get(page) is False]
    again = [page for page in listed if page in known.pages]
    return new + bare + [page for page in again if zlib.crc32(page.encode()) % 7 == day]


def _read_pages(
    token: str, host: str, pages: Sequence[str]
) -> tuple[dict[str, PostingRow], dict[str, str], bool]:
    """Postings by page, what went wrong by page, and whether the site asks to slow down, within
    the limits of one reading."""
    found: dict[str, PostingRow] = {}
    errors: dict[str, str] = {}
    until = time.monotonic() + SECONDS
    for page in pages:
        if time.monotonic() > until:  # a crawl delay takes its time; the rest can wait
            break
        row, err = _read_page(token, host, page)
        if err in _BUSY:
            return found, errors, True
        if row is not None:
            found[page] = row
        elif err:
            errors[page] = err
    return found, errors, False


def _read_page(token: str, host: str, page: str) -> tuple[PostingRow | None, str]:
    allowed, why = _http.robots_allows(host, [urlsplit(page).path or "/"])
    if not allowed:
        return None, why
    accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
    body, err = _http.request_raw(page, accept=accept, limit=LARGEST_PAGE)
    if err:
        return None, err
    stated = careersite.postings(body)
    job = careersite._job(token, page, stated[0]) if stated else None
    if job is None:
        return None, _STATES_NONE
    job.url = page  # the address by which the sitemap will list it again
    return row_of(job, detailed=True), ""


def _distinct(
    found: dict[str, PostingRow], listed: Sequence[str], known: Known
) -> dict[str, PostingRow]:
    """Give pages that share an identifier (one opening in several towns) one id each."""
    taken = {known.pages[page]: page for page in listed if page in known.pages}
    distinct = {}
    for page, row in found.items():
        if taken.setdefault(row.posting_id, page) != page:
            digest = hashlib.sha256(page.encode("utf-8")).hexdigest()[:12]
            row = replace(row, posting_id=clipped_id(f"{row.posting_id}@{digest}"))
        distinct[page] = row
    return distinct


def _reading(
    listed: Sequence[str],
    gap: str,
    known: Known,
    found: dict[str, PostingRow],
    errors: dict[str, str],
) -> BoardReading:
    """All listed pages: as read now, or as known. Pages that are gone are left out; unread
    new ones wait, which keeps nothing open and closes nothing."""
    rows = list(found.values())
    for page in listed:
        posting_id = known.pages.get(page)
        if posting_id is not None and page not in found and errors.get(page) not in _GONE:
            title = known.titles[posting_id]
            rows.append(PostingRow(posting_id, title, url=page, detailed=False))
    failed = [err for err in errors.values() if err not in _GONE and err != _STATES_NONE]
    if not rows and failed:
        return BoardReading(cause=mildest([cause_of(err) for err in failed]), message=failed[0])
    read = {*known.pages, *known.bare, *found, *errors}
    return BoardReading(
        postings=tuple(rows),
        complete=not gap,
        cause=cause_of(gap.rsplit(": ", 1)[-1]) if gap else None,
        message=gap,
        bare=tuple(page for page in errors if page not in known.pages),
        waiting=sum(page not in read for page in listed),
    )
