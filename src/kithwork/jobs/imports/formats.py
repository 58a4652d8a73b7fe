"""Reads openings out of a file's text: which format it is, then row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from itertools import chain
from typing import Any, Literal

import openroles
from openroles.models import iso_day, pay
from openroles.providers import careersite

from kithwork.boards.directory import find_by_token
from kithwork.boards.reading import PostingRow
from kithwork.boards.rows import row_of, text
from kithwork.errors import KithworkError

COLUMNS = ("id", "title", "employer", "location", "url", "posted", "description", "department",
           "employment_type", "compensation")  # fmt: skip
# Column titles that are taken for a field when no mapping is given.
_USUAL = {
    "id": ("id", "job id", "job_id", "reference", "requisition", "req id", "ref"),
    "title": ("title", "job title", "job_title", "position", "role"),
    "employer": ("employer", "company", "company name", "company_name", "organisation"),
    "location": ("location", "place", "city", "job location"),
    "url": ("url", "link", "job url", "job_url", "apply url"),
    "posted": ("posted", "date posted", "date_posted", "posted on", "date"),
    "description": ("description", "job description", "text", "summary"),
    "department": ("department", "team"),
    "employment_type": ("employment type", "job type", "job_type", "contract"),
    "compensation": ("compensation", "salary", "pay"),
}
_NO_TEXT = ("\0", "\ufffd")  # what bytes that are no text become
LONGEST_CELL = 10_000_000
_JOB_FIELDS = {f.name for f in fields(openroles.Job)}


@dataclass(frozen=True, slots=True)
class Stated:
    """An opening as a file states it, with the system and employer that it names."""

    system: str
    token: str
    employer: str
    row: PostingRow


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line (or entry) of a file that could not be read, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One line or entry of a file, not yet understood: `held` is what its `kind` says."""

    line: int
    kind: Literal["line", "entry", "page", "jobspy", "mapped", "broken"]
    held: Any


def read(content: str, mapping: Mapping[str, str] | None = None) -> Iterator[Stated | Unreadable]:
    """Every opening of a file's text, whatever its format; see `pieces_of`."""
    for piece in pieces_of(io.StringIO(content, newline=""), mapping):
        yield from stated_in(piece, mapping)


def pieces_of(lines: Iterable[str], mapping: Mapping[str, str] | None = None) -> Iterator[Piece]:
    """A file's pieces, whatever its format, of which only one that must be whole is held.

    `mapping` leads from our columns (see `COLUMNS`) to those of a spreadsheet. Raises
    KithworkError where a spreadsheet needs one and none, or a wrong one, is given.
    """
    coming = iter(lines)
    blank, first = _first(coming)
    whole = chain([first], coming)
    start = first.lstrip()[:1]
    if start in ("{", "["):
        return _json(blank + 1, first, coming)
    if start == "<":
        held = careersite.postings("".join(whole))
        return (Piece(number, "page", entry) for number, entry in enumerate(held, 1))
    return _csv(whole, mapping)


def stated_in(piece: Piece, mapping: Mapping[str, str] | None) -> Iterator[Stated | Unreadable]:
    """The openings of a piece, or why there is none. Never raises."""
    if piece.kind == "line":
        yield from _line(piece.line, piece.held)
    elif piece.kind == "broken":
        yield Unreadable(piece.line, piece.held)
    else:
        makers = {"entry": _entry, "page": _schema, "jobspy": _jobspy}
        make = makers.get(piece.kind) or partial(_mapped, mapping=mapping or {})
        yield _stated_or_why(piece.line, piece.held, make)


def guess(header: list[str]) -> dict[str, str]:
    """The mapping that a spreadsheet's column titles suggest; to be confirmed by the person."""
    named = {column.strip().casefold(): column for column in header}
    found = {
        field: next((named[name] for name in names if name in named), "")
        for field, names in _USUAL.items()
    }
    return {field: column for field, column in found.items() if column}


def _first(lines: Iterator[str]) -> tuple[int, str]:
    """How many blank lines begin a file, and its first other one."""
    for blank, line in enumerate(lines):
        bare = line.removeprefix("\ufeff") if blank == 0 else line
        if bare.strip():
            return blank, bare
    return 0, ""


def _json(number: int, first: str, others: Iterator[str]) -> Iterator[Piece]:
    """One value a line where the first line is one; else one value in all, if it can be."""
    entries = _entries_of(first)
    if entries is None:
        rest = list(others)
        entries, others = _entries_of("".join([first, *rest])), iter(rest)
        if entries is not None:
            others = iter(())
    if entries is None:
        yield Piece(number, "line", first)
    elif len(entries) == 1:
        yield Piece(number, "entry", entries[0])
    else:
        yield from (Piece(at, "entry", entry) for at, entry in enumerate(entries, 1))
    for at, line in enumerate(others, number + 1):
        if line.strip():
            yield Piece(at, "line", line)


def _entries_of(text: str) -> list[Any] | None:
    try:
        return _entries(json.loads(text))
    except (ValueError, RecursionError):
        return None


def _line(number: int, line: str) -> Iterator[Stated | Unreadable]:
    entries = _entries_of(line)
    if entries is None:
        yield Unreadable(number, "not JSON")
        return
    for entry in entries:
        yield _stated_or_why(number, entry, _entry)


def _entries(value: Any) -> list[Any]:
    if isinstance(value, dict):
        inside = value.get("@graph") or value.get("jobs")
        return inside if isinstance(inside, list) else [value]
    return value if isinstance(value, list) else [value]


def _stated_or_why(number: int, entry: Any, make: Any) -> Stated | Unreadable:
    made = make(entry) if isinstance(entry, dict) else None
    return made or Unreadable(number, "no opening with a title, an employer and an id or link")


def _entry(entry: dict[str, Any]) -> Stated | None:
    if "@type" in entry:
        return _schema(careersite._lower(entry))  # type: ignore[no-untyped-call]
    return _openroles(entry)


def _openroles(entry: dict[str, Any]) -> Stated | None:
    """A job as openroles writes it, with `--json` or line by line."""
    system, token = entry.get("ats"), entry.get("board")
    if not (isinstance(system, str) and isinstance(token, str) and system and token):
        return None
    given = {k: v for k, v in entry.items() if k in _JOB_FIELDS and v is not None}
    for name in ("id", "title", "url", "location", "posted", "deadline", "description"):
        given[name] = str(given.get(name, ""))
    places = given.get("locations")
    given["locations"] = [str(p) for p in places] if isinstance(places, list) else []
    listed = find_by_token(system, token)
    employer = entry.get("company") or entry.get("employer") or (listed and listed.employer)
    return _stated(system, token, str(employer or token), openroles.Job(**given))


def _schema(posting: dict[str, Any]) -> Stated | None:
    """A schema.org JobPosting, its keys in lower case."""
    employer = careersite._name(posting.get("hiringorganization"))
    job = careersite._job(employer, str(posting.get("url") or ""), posting)
    if job is None or not (posting.get("identifier") or job.url):
        return None
    return _stated("file", employer, employer, job)


def _csv(lines: Iterable[str], mapping: Mapping[str, str] | None) -> Iterator[Piece]:
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.DictReader(lines)
    header = [column for column in rows.fieldnames or [] if column]
    jobspy = {"site", "job_url", "title", "company"} <= set(header)
    if not jobspy:
        _check(mapping, header)
    return _rows(rows, "jobspy" if jobspy else "mapped")


def _rows(rows: csv.DictReader[str], kind: Literal["jobspy", "mapped"]) -> Iterator[Piece]:
    while True:
        try:
            row = next(rows)
            yield Piece(rows.line_num, kind, row)
        except StopIteration:
            return
        except csv.Error as error:
            yield Piece(rows.line_num, "broken", f"not a row: {error}")


def _check(mapping: Mapping[str, str] | None, header: list[str]) -> None:
    if not header or any(mark in column for column in header for mark in _NO_TEXT):
        raise KithworkError(
            "This is no file of openings: it should hold JSON, JSON lines, schema.org's postings, "
            "or a table (CSV) whose first row names the columns."
        )
    if mapping is None:
        told = ", ".join(f"{field}={column}" for field, column in guess(header).items())
        raise KithworkError(
            f"Say which columns are meant, for instance: {told or 'title=..., employer=...'}."
        )
    wrong = [c for c in mapping.values() if c not in header] + [
        field for field in mapping if field not in COLUMNS
    ]
    if wrong:
        raise KithworkError(f"There is no column {wrong[0]!r}; the file has {', '.join(header)}.")


def _jobspy(row: dict[str, Any]) -> Stated | None:
    """A row as JobSpy writes it."""
    get = {k: v for k, v in row.items() if isinstance(v, str) and v.lower() != "nan"}.get
    site, employer = get("site") or "file", get("company") or ""
    remote = {"true": True, "false": False}.get((get("is_remote") or "").lower())
    period = {"yearly": "year", "hourly": "hour", "monthly": "month", "weekly": "week",
              "daily": "day"}.get(get("interval") or "", "")  # fmt: skip
    job = openroles.Job(
        id=get("id") or get("job_url") or "",
        ats=site,
        board=employer,
        title=get("title") or "",
        url=get("job_url_direct") or get("job_url") or "",
        location=get("location") or "",
        remote=remote,
        posted=iso_day(get("date_posted")),
        employment_type=get("job_type") or "",
        description=get("description"),
        **pay(get("min_amount"), get("max_amount"), get("currency") or "", period),
    )
    return _stated(site, employer, employer, job)


def _mapped(row: dict[str, Any], mapping: Mapping[str, str]) -> Stated | None:
    given = {field: str(row.get(column) or "").strip() for field, column in mapping.items()}
    employer = given.get("employer", "")
    job = openroles.Job(
        id=given.get("id") or given.get("url") or "",
        ats="file",
        board=employer,
        title=given.get("title", ""),
        url=given.get("url", ""),
        location=given.get("location", ""),
        posted=iso_day(given.get("posted")),
        department=given.get("department", ""),
        employment_type=given.get("employment_type", ""),
        compensation=given.get("compensation", ""),
        description=given.get("description"),
    )
    return _stated("file", employer, employer, job)


def _stated(system: str, token: str, employer: str, job: openroles.Job) -> Stated | None:
    row = row_of(job, detailed=True)
    if row is None or not employer.strip():
        return None
    return Stated(text(system, 20), text(token, 300), text(employer, 300), row)
