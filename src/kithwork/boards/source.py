"""The one seam to `openroles`: a board's address in, plain values out, nothing raised."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openroles
from openroles import discover

from kithwork.boards import witness
from kithwork.boards.careersite import PAGES, read_site
from kithwork.boards.causes import PASSING, cause_of, mildest
from kithwork.boards.directory import Entry, board_url, employer_at, find_by_token, token_from
from kithwork.boards.feed import host_of, read_feed
from kithwork.boards.gaps import gap_in
from kithwork.boards.look import boards_behind
from kithwork.boards.names import name_key
from kithwork.boards.reading import BoardReading, Cause, Known, PostingRow
from kithwork.boards.rows import clipped_id, row_of, text
from kithwork.errors import KithworkError

Fetch = Callable[[str, str, Known], BoardReading]

DETAILS_A_READING = 40
# Boards that answer in one piece, so that the same bytes mean the same openings.
_ONE_ANSWER = frozenset(
    {"ashby", "clearcompany", "gem", "greenhouse", "homerun", "jazzhr", "lever", "personio"}
    | {"recruitee", "workable"}
)
_DETAILS_APART = frozenset({"workday", "rippling", "polymer"})
_ADDRESS = re.compile(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", re.I)


def configure(folder: Path, contact: str = "") -> None:
    """Set `openroles` up for this process: who asks, whose robots.txt rules hold, and the
    folder where answers are kept so that an unchanged board costs one conditional request."""
    name = f"kithwork/{_version()}"
    openroles.configure(
        user_agent=f"{name} (+{contact})" if contact else name,
        robots_agents=["kithwork"],
        cache_dir=folder,
    )
    witness.watch()


def _version() -> str:
    try:
        return version("kithwork")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "dev"


def hosts(ats: str, token: str) -> tuple[str, ...]:
    """The hosts that reading a board calls; () for a token that its system can't have."""
    if ats == "feed":
        return (host_of(token),) if host_of(token) else ()
    try:
        return tuple(openroles.hosts(openroles.Board(ats, token)))
    except (ValueError, openroles.BoardError):
        return ()


def boards_at(address: str) -> list[Entry]:
    """The boards behind a pasted address: known by the address itself, else found on the page.

    Also takes a system and a token, as in "greenhouse:acme", "careersite:jobs.example.org" or
    "feed:https://example.org/jobs.rss". Only looking at a page asks the site. [] when there is
    none. Raises KithworkError when the text is no address at all.
    """
    address = address.strip()
    system, _, token = address.partition(":")
    if system.lower() == "feed" and host_of(token):
        return [_entry("feed", token, token)]
    if system.lower() in openroles.ATS and token and not token.startswith("//"):
        return [_entry(system.lower(), board.token, "") for board in openroles.detect(address)]
    if not _ADDRESS.match(address):
        raise KithworkError(
            f"{address[:80]!r} is not the address of a career page; write it as it stands in the "
            "browser, for instance https://jobs.example.org/. An employer's name is looked up by "
            f"'kithwork boards find \"{address[:80]}\"'."
        )
    url = f"https://{address.partition('://')[2] or address}"
    return [_entry(ats, token, url) for ats, token in _named(url) if token]


def _named(url: str) -> list[tuple[str, str]]:
    if (urlsplit(url).hostname or "") == "jobs.ashbyhq.com":
        return [("ashby", token_from("ashby", url, ""))]  # openroles cuts a name at a space
    told = discover.parse(url)
    return [(told.ats, told.token)] if told else boards_behind(url)


def _entry(ats: str, token: str, url: str) -> Entry:
    """The directory's entry for a board, or one named after the site or the token."""
    listed = find_by_token(ats, token)
    if listed is not None:
        return listed
    elsewhere = url and urlsplit(url).netloc != urlsplit(board_url(ats, token)).netloc
    name = (employer_at(url) if elsewhere else "") or _spoken(ats, token)
    return Entry(ats, token, name, name_key(name))


def _spoken(ats: str, token: str) -> str:
    """A token as a name: "acme-data" is Acme Data, "acme.wd5/Jobs" is Acme."""
    if ats in ("careersite", "feed"):
        token = urlsplit(token if "//" in token else f"https://{token}").hostname or token
        token = re.sub(r"^(?:www|careers?|jobs|feeds?)\.", "", token)
    words = re.split(r"[\s_-]+", re.split(r"[./]", token)[0])
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or token


def usual_requests(ats: str) -> int:
    """How many requests a reading may take; most boards answer in one."""
    if ats == "careersite":
        return PAGES + 2
    return DETAILS_A_READING + 1 if ats in _DETAILS_APART else 1


def fetch(ats: str, token: str, known: Known, today: dt.date | None = None) -> BoardReading:
    """Read one board now. Whatever goes wrong is said in the reading, never raised."""
    witness.watch()
    began = time.monotonic()
    same = known.fingerprint if ats in _ONE_ANSWER else ""
    report: dict[str, Any] = {}
    with witness.watched(same) as trace:
        try:
            if ats == "careersite":
                site = read_site(token, known, today)
                wait = _wait(ats, token, began) or site.retry_after
                return replace(site, requests=trace.requests, retry_after=wait)
            if ats == "feed":
                return replace(read_feed(token), requests=trace.requests)
            jobs = _ask(ats, token, known, today, report)
        except witness.Unchanged:
            return BoardReading(
                complete=True, unchanged=True, fingerprint=same, requests=trace.requests
            )
        except Exception as error:
            # Also what openroles did not foresee: one odd board must not stop the others.
            return _failed(ats, token, error, trace, began)
    return _read(ats, token, jobs, report, trace, began)


def _ask(
    ats: str, token: str, known: Known, today: dt.date | None, report: dict[str, Any]
) -> list[openroles.Job]:
    left = DETAILS_A_READING if known.most is None else min(DETAILS_A_READING, known.most - 1)
    asked: set[str] = set()

    def wanted(job: openroles.Job) -> bool:
        nonlocal left
        if left <= 0 or not known.wants(clipped_id(job.id), text(job.title, 500)):
            return False
        left -= 1
        asked.add(job.id)
        return True

    board = openroles.Board(ats, token)
    details = wanted if ats in _DETAILS_APART else None
    jobs = openroles.fetch(board, details=details, today=today, report=report)
    report["asked"] = asked
    report.update(report.pop(str(board), {}))
    return jobs


def _failed(
    ats: str, token: str, error: Exception, trace: witness.Trace, began: float
) -> BoardReading:
    heard = [cause_of(err) for _url, err in trace.errors]
    if len(trace.asked) > len(heard):  # something answered, and it was no board
        heard.append(Cause.BAD_ANSWER)
    if isinstance(error, openroles.RobotsDisallowed):
        for host in hosts(ats, token):
            witness.forget_unreadable_robots(host)
        heard = [Cause.ROBOTS]
    elif not isinstance(error, openroles.BoardError | ValueError):
        heard = [Cause.BAD_ANSWER]
    elif not heard:
        heard = [Cause.NOT_FOUND if not hosts(ats, token) else Cause.BAD_ANSWER]
    wait = _wait(ats, token, began)
    cause = Cause.RATE_LIMITED if wait else mildest(heard)
    said = (str(error) or type(error).__name__).removeprefix(f"{ats}:{token}: ")
    if cause in PASSING:  # openroles takes a site that is out of order for a wrong name
        heard_so = (f"{urlsplit(url).netloc}: {err}" for url, err in trace.errors)
        said = next((one for one in heard_so if cause_of(one.rpartition(": ")[2]) is cause), said)
    return BoardReading(
        cause=cause, message=text(said, 500), retry_after=wait, requests=max(trace.requests, 1)
    )


def _read(
    ats: str,
    token: str,
    jobs: list[openroles.Job],
    report: dict[str, Any],
    trace: witness.Trace,
    began: float,
) -> BoardReading:
    gap = gap_in(ats, token, len(jobs), report, trace)
    undetailed = set(report.get("detail_errors") or {})
    rows: dict[str, PostingRow] = {}
    for job in jobs:
        detailed = ats not in _DETAILS_APART or (
            job.id in report["asked"] and job.id not in undetailed
        )
        row = row_of(job, detailed)
        if row is not None:
            rows.setdefault(row.posting_id, row)
    return BoardReading(
        postings=tuple(rows.values()),
        complete=gap is None,
        fingerprint=trace.fingerprint if ats in _ONE_ANSWER and gap is None else "",
        cause=gap[0] if gap else None,
        message=text(gap[1], 500) if gap else "",
        retry_after=_wait(ats, token, began),
        requests=_requests(ats, len(jobs), report, trace),
    )


def _requests(ats: str, count: int, report: dict[str, Any], trace: witness.Trace) -> int:
    """Requests made; Workday's pages are asked for by threads that the trace can't see."""
    if ats != "workday":
        return trace.requests
    return max(trace.requests, ceil(count / 20)) + int(report.get("details_asked") or 0)


def _wait(ats: str, token: str, began: float) -> float | None:
    waits = [witness.told_to_wait(host, began) for host in hosts(ats, token)]
    return max((wait for wait in waits if wait), default=None)
