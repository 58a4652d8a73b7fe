"""Watches what `openroles` asks and hears, for what it doesn't say in its answers.

It reports errors as sentences, drops the Retry-After that a site sends, and quietly
returns what it has when a later page of a list fails. All three decide whether openings
may be closed and when to ask again, so its request functions are wrapped here, once a
process, and so is the one that turns bytes into text (see `decode`). They are private to
openroles 0.4.0; tests hold that they are still there.
"""

from __future__ import annotations

import email.utils
import hashlib
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from openroles import _http

from kithwork.boards.decode import as_meant

LONGEST_WAIT = 24 * 3600.0
_TOO_BUSY = (429, 503)


class Unchanged(Exception):  # noqa: N818 - it is an answer, not an error
    """The board's answer is the one that the caller already has."""


@dataclass
class Trace:
    """What one thread asked and heard while it read one board."""

    known_answer: str = ""
    requests: int = 0
    asked: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    fingerprint: str = ""
    stated_total: int | None = None


_here = threading.local()
_waits: dict[str, tuple[float, float]] = {}
_lock = threading.Lock()
_watching = False


@contextmanager
def watched(known_answer: str = "") -> Iterator[Trace]:
    """Collect what this thread asks meanwhile; raises `Unchanged` inside `openroles` when a
    body has the fingerprint `known_answer`."""
    trace = _here.trace = Trace(known_answer)
    try:
        yield trace
    finally:
        _here.trace = None


def told_to_wait(host: str, since: float) -> float | None:
    """Seconds for which `host` asked to be left alone after `since` (monotonic), or None."""
    with _lock:
        heard, seconds = _waits.get(host, (0.0, 0.0))
    return max(0.0, seconds - (time.monotonic() - heard)) if seconds and heard >= since else None


def requests_made() -> int:
    """How many requests this thread has made for the board that it reads."""
    trace = _trace()
    return trace.requests if trace is not None else 0


def forget_unreadable_robots(host: str) -> None:
    """Ask again for a robots.txt that could not be read; it would be held against it all day."""
    with _http._ROBOTS_LOCK:
        kept = _http._ROBOTS.get(host.lower())
        if kept and (kept[1][0] == 0 or kept[1][0] == 429 or kept[1][0] >= 500):
            del _http._ROBOTS[host.lower()]


def watch() -> None:
    """Wrap the request functions of `openroles`, once a process."""
    global _watching
    with _lock:
        if _watching:
            return
        _watching = True
    _http._read = as_meant(_http._read)
    _http._urlopen = _noting_answers(_http._urlopen)
    _http._get = _noting_bodies(_http._get)
    _http.request = _noting_errors(_http.request)
    _http.request_raw = _noting_errors(_http.request_raw)
    logging.getLogger("openroles").addHandler(_Warnings())
    logging.getLogger("openroles").propagate = False


def retry_after(headers: Any) -> float | None:
    """The seconds of a Retry-After header, given as a number or a date; None without one."""
    value = str((headers or {}).get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), LONGEST_WAIT)
    try:
        seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
    except (TypeError, ValueError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _trace() -> Trace | None:
    return getattr(_here, "trace", None)


def _noting_answers(ask: Any) -> Any:
    """Counts requests, and remembers by host (a board may be read by threads of its own) how
    long a site wants to be left alone."""

    def noting(request: Any, timeout: float) -> Any:
        if (trace := _trace()) is not None:
            trace.requests += 1
        try:
            return ask(request, timeout)
        except HTTPError as error:
            seconds = retry_after(error.headers) if error.code in _TOO_BUSY else None
            if seconds:
                with _lock:
                    _waits[urlsplit(request.full_url).netloc] = (time.monotonic(), seconds)
            raise
        except URLError as error:
            if isinstance(error.reason, TimeoutError):  # said by its own name, not "URLError"
                raise TimeoutError(str(error.reason)) from error
            raise

    return noting


def _noting_bodies(get: Any) -> Any:
    def noting(*args: Any, **kwargs: Any) -> Any:
        body, err, served, fresh = get(*args, **kwargs)
        trace = _trace()
        if trace is not None and not err:
            trace.fingerprint = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
            if trace.fingerprint == trace.known_answer:
                if served:
                    _http._kept_again(*served)
                if fresh:
                    _http._keep(*fresh)
                raise Unchanged
        return body, err, served, fresh

    return noting


def _noting_errors(ask: Any) -> Any:
    def noting(url: str, *args: Any, **kwargs: Any) -> Any:
        trace = _trace()
        if trace is not None:
            trace.asked.append(url)
        answer, err = ask(url, *args, **kwargs)
        if trace is not None and err:
            trace.errors.append((url, err))
        elif trace is not None and isinstance(answer, dict) and trace.stated_total is None:
            total = answer.get("total", answer.get("totalCount"))
            trace.stated_total = total if isinstance(total, int) else None
        return answer, err

    return noting


class _Warnings(logging.Handler):
    """Keeps what `openroles` only logs with the board whose reading said it."""

    def emit(self, record: logging.LogRecord) -> None:
        if (trace := _trace()) is not None:
            trace.warnings.append(record.getMessage())
