"""Turns pieces of a file into openings with their kind of work: pure, so that any process may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kithwork.jobs.classify import Classified
from kithwork.jobs.imports.formats import Piece, Stated, Unreadable, stated_in

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

    def __call__(self, chunk: Chunk) -> Prepared:
        """The openings of a chunk. Never raises on any content."""
        stated: list[Stated] = []
        unreadable: list[Unreadable] = []
        for piece in chunk.pieces:
            for found in stated_in(piece, self.mapping):
                (stated if isinstance(found, Stated) else unreadable).append(found)  # type: ignore[arg-type]
        asked = list({(one.row.title, one.row.description): None for one in stated})
        sorts = self.classify([t for t, _ in asked], [d for _, d in asked]) if self.classify else []
        return Prepared(stated, dict(zip(asked, sorts, strict=False)), unreadable, chunk.read)
