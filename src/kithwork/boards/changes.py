"""Decides what a reading means for the postings known before: opened, changed, closed, reopened.

A mistake on a board's side must not close its openings. So a whole reading that shows
nothing any more, or suddenly lacks most of several openings, is doubted: they are held open
until a second whole reading, at least `CONFIRM_AFTER` later, agrees.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from kithwork.boards.reading import BoardReading, PostingRow

CONFIRM_AFTER = dt.timedelta(hours=4)
FEW = 5
DROP = 0.8
# What a board's list says of a posting whose own page was not read in the same reading.
_LISTED = ("title", "url")
_COMPARED = tuple(f.name for f in fields(PostingRow) if f.name not in ("posting_id", "detailed"))

Change = tuple[object, object]


@dataclass(frozen=True, slots=True)
class KnownPosting:
    """A posting as it was recorded, and whether it was open."""

    row: PostingRow
    open: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What to record. Each list holds posting ids, or rows as the board states them now.

    `learnt` are rows of which only more is known than before: nothing happened to them.
    `doubted_since` is None when nothing is held.
    """

    opened: tuple[PostingRow, ...] = ()
    changed: tuple[tuple[PostingRow, dict[str, Change]], ...] = ()
    learnt: tuple[PostingRow, ...] = ()
    reopened: tuple[PostingRow, ...] = ()
    seen: frozenset[str] = frozenset()
    closed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    doubted_since: dt.datetime | None = None

    @property
    def any(self) -> bool:
        """Something happened on the board."""
        return bool(self.opened or self.changed or self.closed or self.reopened)


def decide(
    known: Mapping[str, KnownPosting],
    reading: BoardReading,
    doubted_since: dt.datetime | None,
    now: dt.datetime,
) -> Changes:
    """Compare what was known, by posting id, with a reading made at `now`."""
    rows = {row.posting_id: row for row in reading.postings}
    differing = {
        posting_id: difference(known[posting_id].row, row)
        for posting_id, row in rows.items()
        if posting_id in known
    }
    missing = [i for i, posting in known.items() if posting.open and i not in rows]
    open_before = sum(posting.open for posting in known.values())
    held = hold(open_before, len(missing), reading, doubted_since, now)
    return Changes(
        opened=tuple(row for i, row in rows.items() if i not in known),
        changed=tuple(
            (merged(known[i].row, rows[i]), what) for i, what in differing.items() if what
        ),
        learnt=tuple(
            rows[i]
            for i, what in differing.items()
            if not what and rows[i].detailed and rows[i] != known[i].row
        ),
        reopened=tuple(merged(known[i].row, rows[i]) for i in differing if not known[i].open),
        seen=frozenset(rows),
        closed=() if held or not reading.complete else tuple(missing),
        held=tuple(missing) if held else (),
        doubted_since=(doubted_since or now) if held else None,
    )


def hold(
    open_before: int,
    missing: int,
    reading: BoardReading,
    doubted_since: dt.datetime | None,
    now: dt.datetime,
) -> bool:
    """Whether missing openings stay open for now because so many went at once.

    An incomplete reading closes nothing anyway; it neither raises a doubt nor settles one
    that stands.
    """
    if not reading.complete:
        return doubted_since is not None and missing > 0
    emptied = open_before > 0 and not reading.postings
    sudden = emptied or (open_before >= FEW and missing > DROP * open_before)
    return sudden and (doubted_since is None or now - doubted_since < CONFIRM_AFTER)


def difference(before: PostingRow, after: PostingRow) -> dict[str, Change]:
    """Field by field what changed, as (before, after); texts are given by their length.

    Where only one of both readings saw the posting's own page, only what the list says is
    compared: an unread page is no empty page.
    """
    compared = _COMPARED if before.detailed and after.detailed else _LISTED
    return {
        name: (len(before.description), len(after.description)) if name == "description" else pair
        for name in compared
        if (pair := (getattr(before, name), getattr(after, name)))[0] != pair[1]
    }


def merged(before: PostingRow, after: PostingRow) -> PostingRow:
    """The row to keep: the new one, or, where only a list was read, the old with its news."""
    if after.detailed or not before.detailed:
        return after
    known = {f.name: getattr(before, f.name) for f in fields(PostingRow)}
    listed = {name: getattr(after, name) for name in _LISTED}
    return PostingRow(**{**known, **listed, "detailed": before.title == after.title})
