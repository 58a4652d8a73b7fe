"""Turns pieces of a file into openings with their kind of work: pure, so that any process may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kithwork.jobs.classify import Classified
from kithwork.jobs.imports.formats import stated_in
from kithwork.jobs.imports.pieces import Piece, Stated, Unreadable
from kithwork.jobs.match import Statement, facts_of, sketches
from kithwork.jobs.plainly import plainly

CHUNK = 2000
"""Lines that are taken in together: in one transaction, with one commit of the index."""

Classify = Callable[[Sequence[str], Sequence[str]], Sequence[Classified]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a file, and how much of the file has been read with it (bytes, or 0)."""

    pieces: list[Piece]
    read: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a part of a file states, sorted by kind of work; see `Chunk` for `read`."""

    stated: list[Stated]
    sketches: list[bytes]
    """What finds the like of each, packed (see `match.keys.Sketch`)."""
    sorts: dict[tuple[str, str], Classified]
    unreadable: list[Unreadable]
    read: int

    def sort(self, titles: Sequence[str], texts: Sequence[str]) -> list[Classified]:
        """The kinds of work that were found out before."""
        return [self.sorts[asked] for asked in zip(titles, texts, strict=True)]


def chunks(pieces: Iterable[Piece], read: Callable[[], int] = lambda: 0) -> Iterator[Chunk]:
    """The pieces, many at once; `read` says how many bytes they took so far."""
    coming = iter(pieces)
    while some := list(islice(coming, CHUNK)):
        yield Chunk(some, read())


@dataclass(frozen=True, slots=True)
class Prepare:
    """What has to be known to make openings of a chunk; a call makes them."""

    mapping: Mapping[str, str] | None
    classify: Classify | None
    today: dt.date

    @plainly()
    def __call__(self, chunk: Chunk) -> Prepared:
        """The openings of a chunk. Never raises on any content."""
        stated: list[Stated] = []
        unreadable: list[Unreadable] = []
        for piece in chunk.pieces:
            for found in stated_in(piece, self.mapping, self.today):
                (stated if isinstance(found, Stated) else unreadable).append(found)  # type: ignore[arg-type]
        asked = list({(one.row.title, one.row.description): None for one in stated})
        sorts = self.classify([t for t, _ in asked], [d for _, d in asked]) if self.classify else []
        sketched = [one.packed() for one in sketches([facts_of(_as_kept(one)) for one in stated])]
        known = dict(zip(asked, sorts, strict=False))
        return Prepared(stated, sketched, known, unreadable, chunk.read)


def _as_kept(stated: Stated) -> Statement:
    """The plain values that would be read from a new posting's record; ids are no matter here."""
    row = stated.row
    return Statement(
        "", row.title, stated.employer, stated.system, stated.token, row.url, row.location,
        row.locations, row.remote, row.posted_on, row.department, row.employment_type,
        row.salary_min, row.salary_max, row.salary_currency, row.salary_period, row.description,
    )  # fmt: skip
