"""What one posting states, as plain values, and how it is read out of a line of JSON."""

from __future__ import annotations

import datetime as dt
import html
import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kithwork.errors import KithworkError

_TAG = re.compile(r"<(?:/?[a-zA-Z!][^<>]*)>")
_ENDS_LINE = re.compile(r"</?(?:br|p|li|ul|ol|div|h\d|tr)\b[^<>]*>", re.I)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 20_000
"""Characters of a description that are compared."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A posting as it stands somewhere. "" and None are what it doesn't state.

    `id` names it among those matched; `system` and `board` say where it stands. `own` is
    whether that is known to be the employer's own board (None: not known).
    """

    id: str
    title: str
    employer: str = ""
    system: str = ""
    board: str = ""
    url: str = ""
    location: str = ""
    locations: tuple[str, ...] = ()
    remote: bool | None = None
    posted: dt.date | None = None
    department: str = ""
    employment_type: str = ""
    salary_min: float | None = None
    salary_max: float | None = None
    salary_currency: str = ""
    salary_period: str = ""
    description: str = ""
    own: bool | None = None


def read_lines(lines: Iterable[str]) -> Iterator[Statement]:
    """Every posting of JSON lines in the shape of `openroles`, however much of it is missing.

    Empty lines are passed over. Raises KithworkError, naming the line, for one that is no
    JSON object or has neither an id nor a link.
    """
    for number, line in enumerate(lines, 1):
        if line.strip().lstrip("\ufeff"):
            yield _statement(_object(line.lstrip("\ufeff"), number), number)


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise KithworkError(f"Line {number} is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise KithworkError(f"Line {number} is not a JSON object but {type(value).__name__}.")
    return value


def _statement(given: dict[str, Any], number: int) -> Statement:
    posting_id = _text(given.get("id")) or _text(given.get("url"))
    if not posting_id:
        raise KithworkError(f"Line {number} has no id.")
    return Statement(
        id=posting_id,
        title=_text(given.get("title")),
        employer=_name(given, "employer", "company", "company_name", "hiringOrganization"),
        system=_text(given.get("ats") or given.get("source") or given.get("site")),
        board=_text(given.get("board")),
        url=_text(given.get("url")),
        location=_place(given.get("location")),
        locations=_places(given.get("locations")),
        remote=given.get("remote") if isinstance(given.get("remote"), bool) else None,
        posted=_day(given.get("posted") or given.get("posted_on") or given.get("date_posted")),
        department=_name(given, "department", "team"),
        employment_type=_text(given.get("employment_type")),
        salary_min=_figure(given.get("salary_min")),
        salary_max=_figure(given.get("salary_max")),
        salary_currency=_text(given.get("salary_currency")).upper(),
        salary_period=_text(given.get("salary_period")).lower(),
        description=plain_text(_text(given.get("description"))),
    )


def plain_text(text: str) -> str:
    """A description without markup; one without any stays as it is."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", _ENDS_LINE.sub("\n", html.unescape(text))))
    return text[:LONGEST]


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _name(given: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = given.get(key)
        said = _text(value.get("name")) if isinstance(value, dict) else _text(value)
        if said:
            return said
    return ""


def _place(value: Any) -> str:
    if isinstance(value, dict):
        parts = (_text(value.get(k)) for k in ("name", "city", "region", "country"))
        return ", ".join(part for part in parts if part)
    return _text(value)


def _places(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if not isinstance(value, list):
        return ()
    return tuple(place for place in map(_place, value[:50]) if place)


def _day(value: Any) -> dt.date | None:
    found = _ISO.match(_text(value))
    try:
        return dt.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _figure(value: Any) -> float | None:
    try:
        figure = float(value) if not isinstance(value, bool) and value is not None else math.nan
    except (TypeError, ValueError):
        return None
    return figure if math.isfinite(figure) else None
