"""Looks behind an address that names no board: a feed, a board it shows, a site with job pages.

People paste what stands in their browser: an employer's home page, a list of jobs, one job.
The page itself is asked, then the site's sitemap, then the few links that speak of careers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from openroles import _http, discover
from openroles.providers import careersite

from kithwork.boards import witness
from kithwork.boards.careersite import LARGEST_PAGE, listed_pages
from kithwork.boards.feed import is_feed
from kithwork.errors import KithworkError

Named = tuple[str, str]
"""A system, and the board's name there."""

FOLLOWED = 3
TRIED = 3
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5"
_LINK = re.compile(r"(?:https?:)?//[^\s\"'<>)\\]+")
_CAREERS = re.compile(
    r"\b(?:careers?|jobs?|vacanc(?:y|ies)|openings?|work[ -](?:with|for)[ -]us|join[ -]us|hiring"
    r"|karriere|stellen\w*|emplois?|carri[eè]res?|recrutement|empleos?|trabaja|lavora)\b",
    re.I,
)


def boards_behind(url: str) -> list[Named]:
    """The boards behind a web address; [] when there are none that can be read.

    Raises KithworkError when the address can't be asked at all, with the reason.
    """
    page, why = _page(url)
    if why:
        raise KithworkError(f"{url[:200]} can't be looked at: {why}.")
    seen = [page]
    found = _at(url, page)
    for link in () if found else _careers_links(url, page):
        page, why = _page(link)
        seen.append(page)
        found = found or ([] if why else _at(link, page))
    return found or _none_in(seen)


def _none_in(pages: list[str]) -> list[Named]:
    """Nothing; where a page shows a system that may not be read, an error that says so."""
    for name, sign, why in discover.UNSUPPORTED:
        if any(sign.search(page) for page in pages):
            raise KithworkError(f"The openings stand on {name}, which can't be read: {why}.")
    return []


def _page(url: str) -> tuple[str, str]:
    """A page's text, or why there is none."""
    parts = urlsplit(url)
    allowed, why = _http.robots_allows(parts.netloc, [parts.path or "/"])
    if not allowed:
        witness.forget_unreadable_robots(parts.netloc)
        return "", why
    body, err = _http.request_raw(url, accept=_ACCEPT, limit=LARGEST_PAGE)
    return body, "no answer" if err and err.endswith("Error") else err or ""


def _at(url: str, page: str) -> list[Named]:
    if is_feed(page):
        return [("feed", url)]
    return _shown(page) or _site(url, page)


def _shown(page: str) -> list[Named]:
    """The boards that a page links to or embeds, also within its scripts."""
    plain = page.replace("\\/", "/")
    links = (link if link[0] != "/" else f"https:{link}" for link in _LINK.findall(plain))
    boards = [board for link in links if (board := discover.parse(link))]
    named = [(board.ats, board.token) for board in boards]
    named += [("lever", token) for token in discover._LEVER_EMBED.findall(plain)]
    return list(dict.fromkeys(named))


def _site(url: str, page: str) -> list[Named]:
    """The careers site at this address, if its sitemap lists pages that state openings."""
    parts = urlsplit(url)
    host, path = parts.netloc.lower(), parts.path.rstrip("/")
    jobs = careersite.JOB_PATH.search(path)
    above = path[: jobs.start()] if jobs else path
    for prefix in dict.fromkeys((above, "")):
        listed, _why = listed_pages(host, prefix)
        if listed and (careersite.postings(page) or _states_openings(listed)):
            return [("careersite", f"{host}{prefix}")]
    return []


def _states_openings(listed: list[str]) -> bool:
    """Whether some of these pages are marked up as openings: many sites' are not."""
    some = listed[:: max(len(listed) // TRIED, 1)][:TRIED]
    return any(careersite.postings(_page(url)[0]) for url in some)


def _careers_links(url: str, page: str) -> list[str]:
    """The first links of a page that speak of careers, in its order."""
    links = _Links()
    links.feed(page)
    found = dict.fromkeys(_led_to(url, links.found))
    return list(found)[:FOLLOWED]


def _led_to(url: str, links: list[tuple[str, str]]) -> Iterator[str]:
    for href, said in links:
        to = urldefrag(urljoin(url, href.strip()))[0]
        parts = urlsplit(to)
        speaks = _CAREERS.search(said) or _CAREERS.search(parts.path.replace("_", " "))
        if parts.scheme == "https" and parts.netloc and speaks and to != url:
            yield to


class _Links(HTMLParser):
    """Every link of a page with the words on it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins."""
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.append((href, ""))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        """A link ends."""
        self._open = self._open and tag != "a"

    def handle_data(self, data: str) -> None:
        """Words, on a link or not."""
        if self._open and self.found:
            href, said = self.found[-1]
            self.found[-1] = (href, f"{said} {data}"[:300])
