"""Looks into a file of openings before anything is stored: what it holds, what can't be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kithwork.jobs.imports import tables
from kithwork.jobs.imports.formats import pieces_of, stated_in
from kithwork.jobs.imports.opened import opened
from kithwork.jobs.imports.pieces import Stated, Unreadable

FIRST, EXAMPLES, LONGEST_EXAMPLE = 200, 3, 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plain table: some of its values, and the field that it seems to be."""

    name: str
    field: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file holds: its first openings and unreadable lines, and whether there are more.

    `columns` are a plain table's; `missing` are the fields without which no row can be read.
    """

    openings: tuple[Stated, ...]
    unreadable: tuple[Unreadable, ...]
    more: bool
    columns: tuple[Column, ...] = ()
    missing: tuple[str, ...] = ()


def look(path: Path, today: dt.date, mapping: Mapping[str, str] | None = None) -> Looked:
    """The first rows of a file; of a plain table by `mapping`, or as its columns are called.

    Raises KithworkError where the file can't be read, or the mapping doesn't fit it.
    """
    columns = _columns(path, mapping)
    if columns:
        mapping = mapping or {one.field: one.name for one in columns if one.field}
        if missing := tuple(sorted({*tables.NEEDED} - mapping.keys())):
            return Looked((), (), more=False, columns=columns, missing=missing)
    found = list(islice(_rows(path, mapping if columns else None, today), FIRST + 1))
    return Looked(
        tuple(one for one in found[:FIRST] if isinstance(one, Stated)),
        tuple(one for one in found[:FIRST] if isinstance(one, Unreadable)),
        more=len(found) > FIRST,
        columns=columns,
    )


def _rows(
    path: Path, mapping: Mapping[str, str] | None, today: dt.date
) -> Iterator[Stated | Unreadable]:
    with opened(path) as (lines, _raw):
        for piece in pieces_of(lines, mapping):
            yield from stated_in(piece, mapping, today)


def _columns(path: Path, mapping: Mapping[str, str] | None) -> tuple[Column, ...]:
    """The columns of a table that nobody but its maker knows; none of any other file."""
    with opened(path) as (lines, _raw):
        first = next((line for line in lines if line.strip()), "")
        if not first or first.lstrip()[0] in "{[<":
            return ()
        rows = tables.rows_of(first, (line for line in lines if line.strip()))
        header = tables.header_of(rows)
        if tables.is_jobspy(header) or len(header) < 2:
            return ()
        begun = tables.first_rows(rows, EXAMPLES)
    said = tables.guess(header) if mapping is None else mapping
    fields = {column: field for field, column in said.items()}
    return tuple(
        Column(name, fields.get(name, ""), tuple(
            " ".join(value.split())[:LONGEST_EXAMPLE]
            for row in begun if isinstance(value := row.get(name), str) and value.strip()
        ))
        for name in header
    )  # fmt: skip
