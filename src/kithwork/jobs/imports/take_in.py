"""Takes openings from a file into the postings, each under the board of its employer."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kithwork.boards.directory import Entry
from kithwork.boards.models import Board
from kithwork.boards.names import name_key
from kithwork.boards.reading import PostingRow
from kithwork.errors import KithworkError
from kithwork.jobs.absorb import add
from kithwork.jobs.imports.formats import Stated, Unreadable, read
from kithwork.jobs.restate import Classify

LARGEST = 500_000_000


@dataclass
class Imported:
    """What a file brought."""

    openings: int = 0
    opened: int = 0
    changed: int = 0
    reopened: int = 0
    employers: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)


def import_file(
    path: Path,
    now: dt.datetime,
    mapping: Mapping[str, str] | None = None,
    classify: Classify | None = None,
) -> Imported:
    """Import openings from a file of openroles, JobSpy, schema.org or any CSV (by `mapping`).

    Nothing is closed by an import. The same file twice changes nothing. Raises
    KithworkError when the file can't be read at all.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise KithworkError(f"{path} is larger than {LARGEST // 1_000_000} MB; split it.")
        content = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise KithworkError(f"{path} can't be read: {error.strerror}.") from error
    return import_text(content, now, mapping, classify)


def import_text(
    content: str,
    now: dt.datetime,
    mapping: Mapping[str, str] | None = None,
    classify: Classify | None = None,
) -> Imported:
    """The same for a file's text."""
    result = Imported()
    by_board: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for found in read(content, mapping):
        if isinstance(found, Unreadable):
            result.unreadable.append(found)
        else:
            by_board[found.system, found.token.casefold()].append(found)
    for stated in by_board.values():
        _take_in(stated, now, classify, result)
    result.employers = len({name_key(found[0].employer) for found in by_board.values()})
    return result


def _take_in(
    stated: list[Stated], now: dt.datetime, classify: Classify | None, result: Imported
) -> None:
    first = stated[0]
    entry = Entry(first.system, first.token, first.employer, name_key(first.employer))
    rows: dict[str, PostingRow] = {one.row.posting_id: one.row for one in stated}
    changes = add(Board.of(entry, now), rows.values(), now, classify)
    result.openings += len(rows)
    result.opened += len(changes.opened)
    result.changed += len(changes.changed)
    result.reopened += len(changes.reopened)
