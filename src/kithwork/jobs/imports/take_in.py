"""Takes openings from a file into the postings, each under the board of its employer.

A file is taken in chunk by chunk, each in one transaction: what was stopped or killed on the way
has whole chunks, and the same file again goes on from there, for it changes nothing twice.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kithwork.boards.directory import Entry
from kithwork.boards.models import Board
from kithwork.boards.names import name_key
from kithwork.jobs.absorb import Added, add
from kithwork.jobs.imports.formats import pieces_of
from kithwork.jobs.imports.opened import opened
from kithwork.jobs.imports.pieces import Stated, Unreadable
from kithwork.jobs.imports.prepare import Chunk, Classify, Prepare, Prepared, chunks
from kithwork.jobs.imports.whose import Name, boards_of, name_of
from kithwork.jobs.plainly import plainly
from kithwork.jobs.spread import spread
from kithwork.words import counted

MOST_UNREADABLE = 1000
"""So many lines that can't be read are told of; more say nothing new."""

Then = Callable[[Added], None]
Progress = Callable[[int, int, str], None]


@dataclass
class Imported:
    """What a file brought. `unreadable` are the first of `unread` lines."""

    openings: int = 0
    opened: int = 0
    changed: int = 0
    reopened: int = 0
    unread: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)
    _employers: set[str] = field(default_factory=set)

    @property
    def employers(self) -> int:
        """How many employers the file names."""
        return len(self._employers)

    def count(self, chunk: Prepared, added: Added) -> None:
        """Add what a part of the file brought."""
        self.openings += added.stated
        self.opened += added.opened
        self.changed += added.changed
        self.reopened += added.reopened
        self.unread += len(chunk.unreadable)
        self.unreadable += chunk.unreadable[: MOST_UNREADABLE - len(self.unreadable)]
        self._employers.update(name_key(one.employer) for one in chunk.stated)


def import_file(
    path: Path,
    now: dt.datetime,
    mapping: Mapping[str, str] | None = None,
    classify: Classify | None = None,
    *,
    then: Then = lambda added: None,
    progress: Progress = lambda done, total, what: None,
    workers: int | None = 0,
) -> Imported:
    """Import openings from a file of openroles, JobSpy, schema.org or any CSV (by `mapping`).

    Nothing is closed by an import. The same file twice changes nothing. `then` is told of each
    chunk after its transaction; `progress` (bytes of bytes) may raise to stop. So many `workers`
    beside this process read and sort (None: as cores are to spare). Raises KithworkError when
    the file can't be read at all.
    """
    with opened(path) as (lines, raw):
        total = path.stat().st_size
        parts = chunks(pieces_of(lines, mapping), raw.tell)
        prepare = Prepare(mapping, classify, now.date())
        with closing(spread(prepare, parts, workers)) as prepared:

            def told(so_far: Imported, read: int) -> None:
                progress(read, total, counted(so_far.openings, "opening"))

            return _import(prepared, now, then, told)


def import_text(
    content: str,
    now: dt.datetime,
    mapping: Mapping[str, str] | None = None,
    classify: Classify | None = None,
) -> Imported:
    """The same for a file's text."""
    parts: Iterable[Chunk] = chunks(pieces_of(io.StringIO(content, newline=""), mapping))
    return _import(map(Prepare(mapping, classify, now.date()), parts), now)


def _import(
    parts: Iterable[Prepared],
    now: dt.datetime,
    then: Then = lambda added: None,
    told: Callable[[Imported, int], None] = lambda so_far, read: None,
) -> Imported:
    result = Imported()
    for part in parts:
        added = _take_in(part, now)
        then(added)
        result.count(part, added)
        told(result, part.read)
    return result


@plainly()
def _take_in(part: Prepared, now: dt.datetime) -> Added:
    by_board: dict[Name, list[Stated]] = defaultdict(list)
    for one in part.stated:
        by_board[name_of(one.system, one.token)].append(one)
    boards = boards_of((_entry(found[0]) for found in by_board.values()), now)
    stated = {
        boards[name]: list({one.row.posting_id: one.row for one in found}.values())
        for name, found in by_board.items()
    }
    return add(stated, now, part.sort if part.sorts else None, _sketches(part, boards))


def _sketches(part: Prepared, boards: Mapping[Name, Board]) -> dict[tuple[int, str], bytes | None]:
    """Those of postings whose boards are called as they were when these were sketched."""
    found: dict[tuple[int, str], bytes | None] = {}
    for one, sketch in zip(part.stated, part.sketches, strict=True):
        board = boards[name_of(one.system, one.token)]
        same = (board.token, board.employer) == (one.token, one.employer)
        found[board.pk, one.row.posting_id] = sketch if same else None
    return found


def _entry(stated: Stated) -> Entry:
    return Entry(stated.system, stated.token, stated.employer, name_key(stated.employer))
