"""Turns a vacancy as `openroles` gives it into a plain row that any database takes."""

from __future__ import annotations

import datetime as dt
import hashlib
import math

import openroles

from kithwork.boards.reading import PostingRow

_LONGEST_ID = 250


def row_of(job: openroles.Job, detailed: bool) -> PostingRow | None:
    """One vacancy in our form, or None for one without an id or a title."""
    title, posting_id = text(job.title, 500), clipped_id(job.id)
    if not title or not posting_id:
        return None
    return PostingRow(
        posting_id=posting_id,
        title=title,
        url=_web_address(job.url),
        location=text(job.location, 500),
        locations=tuple(text(place, 300) for place in job.locations[:100]),
        remote=job.remote,
        workplace=text(job.workplace, 10),
        posted_on=_day(job.posted),
        deadline=_day(job.deadline),
        department=text(job.department, 300),
        employment_type=text(job.employment_type, 200),
        compensation=text(job.compensation, 300),
        salary_min=_figure(job.salary_min),
        salary_max=_figure(job.salary_max),
        salary_currency=text(job.salary_currency, 3),
        salary_period=text(job.salary_period, 5),
        description=text(job.description or "", 50_000),
        detailed=detailed,
    )


def text(value: object, most: int) -> str:
    """Text without what a database refuses (NUL, half a surrogate pair), at most `most` long."""
    said = value if isinstance(value, str) else ""
    whole = said.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return whole if len(whole) <= most else whole[: most - 1].rstrip() + "…"


def clipped_id(posting_id: str) -> str:
    """A posting's id, ending in a digest where it is too long to be kept as it is."""
    whole = text(posting_id, 10_000).strip()
    if len(whole) <= _LONGEST_ID:
        return whole
    digest = hashlib.sha256(whole.encode("utf-8")).hexdigest()[:32]
    return f"{whole[: _LONGEST_ID - 33]}-{digest}"


def _web_address(value: object) -> str:
    """A link that a browser opens as a page; anything else (a script, a mailbox) is ""."""
    url = text(value, 10_000).strip()
    return url if url.lower().startswith(("https://", "http://")) and len(url) <= 2000 else ""


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _figure(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None
