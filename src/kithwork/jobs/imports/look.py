"""Looks into a file of openings before anything is stored: what it holds, what can't be read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kithwork.errors import KithworkError
from kithwork.jobs.imports.formats import Stated, Unreadable, guess, pieces_of, stated_in

FIRST, EXAMPLES, LONGEST_EXAMPLE = 200, 3, 60
NEEDED = {"title", "employer"}
_JOBSPY = {"site", "job_url", "title", "company"}


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


def look(path: Path, mapping: Mapping[str, str] | None = None) -> Looked:
    """The first rows of a file; of a plain table by `mapping`, or as its columns are called.

    Raises KithworkError where the file can't be read, or the mapping doesn't fit it.
    """
    try:
        first = _first(path)
        if not first:
            return Looked((), (), more=False)
        columns = _columns(path, first, mapping)
        if columns:
            mapping = mapping or {one.field: one.name for one in columns if one.field}
            if missing := tuple(sorted(NEEDED - mapping.keys())):
                return Looked((), (), more=False, columns=columns, missing=missing)
        found = list(islice(_rows(path, mapping if columns else None), FIRST + 1))
    except (OSError, csv.Error) as error:
        raise KithworkError(f"{path.name} can't be read: {error}.") from error
    return Looked(
        tuple(one for one in found[:FIRST] if isinstance(one, Stated)),
        tuple(one for one in found[:FIRST] if isinstance(one, Unreadable)),
        more=len(found) > FIRST,
        columns=columns,
    )


def _rows(path: Path, mapping: Mapping[str, str] | None) -> Iterator[Stated | Unreadable]:
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for piece in pieces_of(lines, mapping):
            yield from stated_in(piece, mapping)


def _first(path: Path) -> str:
    """The first line in which something stands."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        return next((line.strip() for line in lines if line.strip()), "")


def _columns(path: Path, first: str, mapping: Mapping[str, str] | None) -> tuple[Column, ...]:
    """The columns of a table that nobody but its maker knows; none of any other file."""
    header = [name for name in next(csv.reader([first])) if name]
    if first[0] in "{[<" or set(header) >= _JOBSPY:
        return ()
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        begun = list(islice(csv.DictReader(line for line in lines if line.strip()), EXAMPLES))
    said = guess(header) if mapping is None else mapping
    fields = {column: field for field, column in said.items()}
    return tuple(
        Column(name, fields.get(name, ""), tuple(
            " ".join(value.split())[:LONGEST_EXAMPLE]
            for row in begun if isinstance(value := row.get(name), str) and value.strip()
        ))
        for name in header
    )  # fmt: skip
