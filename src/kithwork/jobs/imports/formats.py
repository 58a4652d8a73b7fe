"""Reads openings out of a file's text: which format it is, then piece by piece."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from itertools import chain
from typing import Any

import openroles
from openroles.providers import careersite

from kithwork.boards.directory import find_by_token
from kithwork.errors import KithworkError
from kithwork.jobs.imports import tables
from kithwork.jobs.imports.pieces import Piece, Stated, Unreadable, stated

_JOB_FIELDS = {f.name for f in fields(openroles.Job)}
_NO_OPENING = "no opening as openroles or schema.org write one"


def read(
    content: str, mapping: Mapping[str, str] | None, today: dt.date
) -> Iterator[Stated | Unreadable]:
    """Every opening of a file's text, whatever its format; see `pieces_of`."""
    for piece in pieces_of(io.StringIO(content, newline=""), mapping):
        yield from stated_in(piece, mapping, today)


def pieces_of(lines: Iterable[str], mapping: Mapping[str, str] | None = None) -> Iterator[Piece]:
    """A file's pieces, whatever its format, of which only one that must be whole is held.

    `mapping` leads from our columns (see `tables.COLUMNS`) to those of a table. Raises
    KithworkError where a table needs one and none, or a wrong one, is given, and where the
    file is empty.
    """
    coming = iter(lines)
    blank, first = _first(coming)
    if not first:
        raise KithworkError("The file is empty: there is nothing to take in.")
    start = first.lstrip()[:1]
    if start in ("{", "["):
        return _json(blank + 1, first, coming)
    if start == "<":
        held = careersite.postings("".join(chain([first], coming)))
        return (Piece(number, "page", entry) for number, entry in enumerate(held, 1))
    return tables.pieces(first, coming, mapping)


def stated_in(
    piece: Piece, mapping: Mapping[str, str] | None, today: dt.date
) -> Iterator[Stated | Unreadable]:
    """The openings of a piece, or why there is none. Never raises."""
    if piece.kind == "line":
        yield from _line(piece.line, piece.held)
    elif piece.kind == "broken":
        yield Unreadable(piece.line, piece.held)
    else:
        makers = {"entry": _entry, "page": _schema, "jobspy": tables.jobspy}
        as_said = partial(tables.mapped, mapping=mapping or {}, today=today)
        make = makers.get(piece.kind) or as_said
        yield _stated_or_why(piece.line, piece.held, make)


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
    made = make(entry) if isinstance(entry, dict) else _NO_OPENING
    return Unreadable(number, made) if isinstance(made, str) else made


def _entry(entry: dict[str, Any]) -> Stated | str:
    if "@type" in entry:
        return _schema(careersite._lower(entry))  # type: ignore[no-untyped-call]
    return _openroles(entry)


def _openroles(entry: dict[str, Any]) -> Stated | str:
    """A job as openroles writes it, with `--json` or line by line."""
    system, token = entry.get("ats"), entry.get("board")
    if not (isinstance(system, str) and isinstance(token, str) and system and token):
        return _NO_OPENING
    given = {k: v for k, v in entry.items() if k in _JOB_FIELDS and v is not None}
    for name in ("id", "title", "url", "location", "posted", "deadline", "description"):
        given[name] = str(given.get(name, ""))
    places = given.get("locations")
    given["locations"] = [str(p) for p in places] if isinstance(places, list) else []
    listed = find_by_token(system, token)
    employer = entry.get("company") or entry.get("employer") or (listed and listed.employer)
    return stated(system, token, str(employer or token), openroles.Job(**given))


def _schema(posting: dict[str, Any]) -> Stated | str:
    """A schema.org JobPosting, its keys in lower case."""
    employer = careersite._name(posting.get("hiringorganization"))
    job = careersite._job(employer, str(posting.get("url") or ""), posting)
    if job is None:
        return "it has no title"
    if not (posting.get("identifier") or job.url):
        return "it has no number or link"
    return stated("file", employer, employer, job)
