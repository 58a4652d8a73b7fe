"""Brings postings to what their board says: makes the new ones, restates the known ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Protocol

from kithwork.boards.changes import Changes
from kithwork.boards.models import Board
from kithwork.boards.reading import PostingRow
from kithwork.jobs import in_bulk
from kithwork.jobs.job_types import with_employers
from kithwork.jobs.models import Job, Posting, PostingText
from kithwork.jobs.places import Place, places_of

_FIELDS = tuple(f.name for f in fields(PostingRow) if f.name not in ("posting_id", "description"))
_RESTATED = (
    *_FIELDS, "country", "region", "city", "soc", "confidence", "types", "level",
    "new_at", "updated_at", "closed_at", "last_seen_at",
)  # fmt: skip
BATCH = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """A posting that was made: its key, its board's, and its id there."""

    pk: int
    board: int
    posting_id: str


class Sorted(Protocol):
    """What kind of work a title names."""

    @property
    def soc(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def types(self) -> Sequence[str]: ...
    @property
    def level(self) -> str: ...


Classify = Callable[[Sequence[str], Sequence[str]], Sequence[Sorted]]


def row_of(posting: Posting) -> PostingRow:
    """A recorded posting as the plain row that it was made from."""
    kept = {name: getattr(posting, name) for name in _FIELDS}
    return PostingRow(
        posting_id=posting.posting_id,
        description=posting.description,
        **{**kept, "locations": tuple(posting.locations)},
    )


def _state(posting: Posting, row: PostingRow) -> None:
    for name in _FIELDS:
        setattr(posting, name, getattr(row, name))
    posting.locations = list(row.locations)
    posting.country, posting.region, posting.city = _place_kept(row)


def _place_kept(row: PostingRow) -> tuple[str, str, str]:
    return _first_place(row.location, row.locations[:5])


@lru_cache(maxsize=1 << 12)
def _first_place(location: str, locations: tuple[str, ...]) -> tuple[str, str, str]:
    """Where a vacancy is: the first town that its board names, else the first place at all."""
    places = places_of(location) or places_of("; ".join(locations))
    place = next((place for place in places if place.city), places[0] if places else Place())
    return place.country[:2], place.region[:120], place.city[:120]


def open_postings(
    new: Sequence[tuple[Board, PostingRow]], now: dt.datetime, classify: Classify | None
) -> list[Opened]:
    """Make a posting, and a job of its own, of each row that a board shows for the first time."""
    if not new:
        return []
    boards, rows = zip(*new, strict=True)
    employers = [board.employer for board in boards]
    columns: dict[str, Sequence[object]] = {
        "board": [board.pk for board in boards],
        "posting_id": [row.posting_id for row in rows],
        "employer": employers,
        "normal": [board.normal for board in boards],
        "first_seen_at": [now] * len(new),
        "last_seen_at": [now] * len(new),
        "new_at": [_new_at(board, row, now) for board, row in new],
    }
    columns |= {name: [getattr(row, name) for row in rows] for name in _FIELDS}
    places = [_place_kept(row) for row in rows]
    columns |= zip(("country", "region", "city"), zip(*places, strict=True), strict=True)
    columns |= _sorts(rows, employers, classify)
    columns["job"] = in_bulk.create(Job, {
        "title": columns["title"], "employer": employers, "first_seen_at": columns["first_seen_at"]
    })  # fmt: skip
    keys = in_bulk.create(Posting, columns)
    told = [(key, row.description) for key, row in zip(keys, rows, strict=True) if row.description]
    in_bulk.write(
        PostingText,
        {"posting": [key for key, _ in told], "description": [text for _, text in told]},
    )
    return [Opened(key, board.pk, row.posting_id)
            for key, (board, row) in zip(keys, new, strict=True)]  # fmt: skip


def _sorts(
    rows: Sequence[PostingRow], employers: Sequence[str], classify: Classify | None
) -> dict[str, Sequence[object]]:
    """The columns that say what kind of work each is."""
    if classify is None:
        nothing: dict[str, object] = {"soc": "", "confidence": None, "types": (), "level": ""}
        return {name: [value] * len(rows) for name, value in nothing.items()}
    sorts = classify([row.title for row in rows], [row.description for row in rows])
    told: dict[str, Sequence[object]] = {
        name: [getattr(one, name) for one in sorts] for name in ("soc", "confidence", "level")
    }
    types = [with_employers(one.types, who) for one, who in zip(sorts, employers, strict=True)]
    return told | {"types": types}


def _new_at(board: Board, row: PostingRow, now: dt.datetime) -> dt.datetime | None:
    """A first reading finds old openings too; only their board can say how old they are."""
    if board.last_good_at is not None:
        return now
    return _posted_at(row, now)


def _posted_at(row: PostingRow, latest: dt.datetime) -> dt.datetime | None:
    """The board's own day for a posting, at noon, so that it is that day in most zones."""
    if row.posted_on is None:
        return None
    return min(dt.datetime.combine(row.posted_on, dt.time(12), dt.UTC), latest)


def _sort(
    postings: Sequence[Posting], rows: Sequence[PostingRow], classify: Classify | None
) -> None:
    if classify is None or not postings:
        return
    sorts = classify([row.title for row in rows], [row.description for row in rows])
    for posting, sort in zip(postings, sorts, strict=True):
        posting.soc, posting.confidence = sort.soc, sort.confidence
        posting.types = list(with_employers(sort.types, posting.employer))
        posting.level = sort.level


def restate(
    postings: Mapping[str, Posting],
    changes: Changes,
    now: dt.datetime,
    classify: Classify | None,
) -> list[Posting]:
    """Bring postings to what the board says now. Only a change moves `updated_at`."""
    changed = {row.posting_id for row, _what in changes.changed}
    reopened = {row.posting_id for row in changes.reopened}
    stated = [row for row, _what in changes.changed] + [*changes.learnt, *changes.reopened]
    rows = {row.posting_id: row for row in stated}
    unsorted = [i for i in rows if postings[i].title != rows[i].title or not postings[i].soc]
    for posting_id, row in rows.items():
        posting = postings[posting_id]
        _state(posting, row)
        if posting_id in changed:
            posting.updated_at = now
        if posting.new_at is None:  # its page, read only now, says how old it was then
            posting.new_at = _posted_at(row, posting.first_seen_at)
        if posting_id in reopened:
            posting.closed_at = None
        posting.last_seen_at = now
    _sort([postings[i] for i in unsorted], [rows[i] for i in unsorted], classify)
    restated = [postings[i] for i in rows]
    in_bulk.update(restated, _RESTATED)
    _retell([(postings[i], row) for i, row in rows.items()])
    return restated


def _retell(stated: Sequence[tuple[Posting, PostingRow]]) -> None:
    told = [
        PostingText(posting=posting, description=row.description)
        for posting, row in stated
        if row.description != posting.description
    ]
    PostingText.objects.bulk_create(
        told, BATCH, update_conflicts=True, unique_fields=["posting"], update_fields=["description"]
    )
