"""Takes a board's reading into the postings: load, decide, record in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Protocol

from django.db import transaction
from django.db.models import Q

from kithwork.boards.changes import Change, Changes, KnownPosting, decide
from kithwork.boards.models import Board, Reading
from kithwork.boards.reading import BoardReading, Known, PostingRow
from kithwork.boards.settle import settle
from kithwork.jobs.models import Job, Posting, PostingEvent, PostingText

_FIELDS = tuple(f.name for f in fields(PostingRow) if f.name not in ("posting_id", "description"))
_BATCH = 500
Kind = PostingEvent.Kind


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


def known(board: Board) -> Known:
    """What a reading of this board need not ask for again."""
    titles = Posting.objects.open().of(board.pk).filter(detailed=True)
    return Known(dict(titles.values_list("posting_id", "title")), board.fingerprint)


def record(
    board: Board,
    reading: BoardReading,
    *,
    worker: str,
    started: dt.datetime,
    now: dt.datetime,
    classify: Classify | None = None,
) -> Reading | None:
    """Record what a worker read of a board that it holds, and let go of the board.

    None, and nothing recorded, when the worker holds it no longer (its claim ran out and
    another took over): the other's reading counts.
    """
    with transaction.atomic():
        ours = Board.objects.select_for_update().filter(pk=board.pk, claimed_by=worker).first()
        if ours is None:
            return None
        postings = {} if reading.failed or reading.unchanged else _load(ours, reading)
        changes = _decide(ours, postings, reading, now)
        opened = _open(ours, changes.opened, now, classify)
        _restate(postings, changes, now, classify)
        _mark_seen(ours, reading, changes, now)
        closed = _close(postings, changes.closed, now)
        openings = Posting.objects.open().of(ours.pk).count()
        kept = settle(ours, reading, changes, openings, started, now)
        _note(kept, now, opened, postings, changes, closed)
        return kept


def _load(board: Board, reading: BoardReading) -> dict[str, Posting]:
    """The board's open postings, and the closed ones that the reading shows again."""
    shown = [row.posting_id for row in reading.postings]
    found = Posting.objects.of(board.pk).filter(Q(closed_at=None) | Q(posting_id__in=shown))
    return {posting.posting_id: posting for posting in found.select_related("text")}


def _decide(
    board: Board, postings: dict[str, Posting], reading: BoardReading, now: dt.datetime
) -> Changes:
    if reading.failed or reading.unchanged:
        return Changes(doubted_since=board.doubted_at)
    before = {
        posting_id: KnownPosting(row_of(posting), posting.closed_at is None)
        for posting_id, posting in postings.items()
    }
    return decide(before, reading, board.doubted_at, now)


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


def _open(
    board: Board, rows: Sequence[PostingRow], now: dt.datetime, classify: Classify | None
) -> list[Posting]:
    made = []
    for row in rows:
        posting = Posting(
            board=board,
            posting_id=row.posting_id,
            employer=board.employer,
            normal=board.normal,
            first_seen_at=now,
            last_seen_at=now,
            new_at=_new_at(board, row, now),
        )
        _state(posting, row)
        made.append(posting)
    _sort(made, rows, classify)
    jobs = [Job(title=p.title, employer=p.employer, first_seen_at=now) for p in made]
    for posting, job in zip(made, Job.objects.bulk_create(jobs, _BATCH), strict=True):
        posting.job = job
    Posting.objects.bulk_create(made, _BATCH)
    PostingText.objects.bulk_create(
        [
            PostingText(posting=posting, description=row.description)
            for posting, row in zip(made, rows, strict=True)
            if row.description
        ],
        _BATCH,
    )
    return made


def _new_at(board: Board, row: PostingRow, now: dt.datetime) -> dt.datetime | None:
    """A first reading finds old openings too; only their board can say how old they are."""
    if board.last_good_at is not None or board.openings:
        return now
    if row.posted_on is None:
        return None
    return min(dt.datetime.combine(row.posted_on, dt.time(12), dt.UTC), now)


def _sort(
    postings: Sequence[Posting], rows: Sequence[PostingRow], classify: Classify | None
) -> None:
    if classify is None or not postings:
        return
    sorts = classify([row.title for row in rows], [row.description for row in rows])
    for posting, sort in zip(postings, sorts, strict=True):
        posting.soc, posting.confidence = sort.soc, sort.confidence
        posting.types, posting.level = list(sort.types), sort.level


def _restate(
    postings: dict[str, Posting],
    changes: Changes,
    now: dt.datetime,
    classify: Classify | None,
) -> None:
    """Bring postings to what the board says now. Only a change moves `updated_at`."""
    changed = {row.posting_id for row, _what in changes.changed}
    reopened = {row.posting_id for row in changes.reopened}
    stated = [row for row, _what in changes.changed] + [*changes.learnt, *changes.reopened]
    for row in {row.posting_id: row for row in stated}.values():
        posting = postings[row.posting_id]
        retitled = posting.title != row.title
        _state(posting, row)
        if retitled or not posting.soc:
            _sort([posting], [row], classify)
        if row.posting_id in changed:
            posting.updated_at = now
        if row.posting_id in reopened:
            posting.closed_at = None
        posting.last_seen_at = now
        posting.save()
        if row.description != posting.description:
            _retell(posting, row.description)


def _retell(posting: Posting, description: str) -> None:
    PostingText.objects.update_or_create(posting=posting, defaults={"description": description})


def _mark_seen(board: Board, reading: BoardReading, changes: Changes, now: dt.datetime) -> None:
    if reading.failed:
        return
    seen = Posting.objects.open().of(board.pk)
    if reading.complete:  # all but a few: cheaper to name the few
        seen = seen.exclude(posting_id__in=[*changes.closed, *changes.held])
    else:
        seen = seen.filter(posting_id__in=list(changes.seen))
    seen.update(last_seen_at=now)


def _close(postings: dict[str, Posting], closed: Iterable[str], now: dt.datetime) -> list[Posting]:
    gone = [postings[posting_id] for posting_id in closed]
    Posting.objects.filter(pk__in=[posting.pk for posting in gone]).update(closed_at=now)
    return gone


def _note(
    reading: Reading,
    now: dt.datetime,
    opened: Iterable[Posting],
    postings: dict[str, Posting],
    changes: Changes,
    closed: Iterable[Posting],
) -> None:
    def event(kind: PostingEvent.Kind, posting: Posting, what: object = None) -> PostingEvent:
        return PostingEvent(posting=posting, reading=reading, kind=kind, at=now, changes=what or {})

    PostingEvent.objects.bulk_create(
        [
            *(event(Kind.OPENED, posting) for posting in opened),
            *(event(Kind.REOPENED, postings[row.posting_id]) for row in changes.reopened),
            *(
                event(Kind.CHANGED, postings[row.posting_id], _plain(what))
                for row, what in changes.changed
            ),
            *(event(Kind.CLOSED, posting) for posting in closed),
        ],
        _BATCH,
    )


def _plain(what: dict[str, Change]) -> dict[str, list[object]]:
    """Before and after in values that JSON has."""
    return {name: [_json(before), _json(after)] for name, (before, after) in what.items()}


def _json(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
