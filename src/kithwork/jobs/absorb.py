"""Takes a board's reading into the postings: load, decide, record in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from kithwork.boards.changes import Change, Changes, KnownPosting, decide
from kithwork.boards.models import Board, Reading
from kithwork.boards.reading import BoardReading, Known, PostingRow
from kithwork.boards.settle import settle
from kithwork.jobs.index import outbox
from kithwork.jobs.models import Posting, PostingEvent
from kithwork.jobs.restate import BATCH, Classify, open_postings, restate, row_of

Kind = PostingEvent.Kind


def known(board: Board) -> Known:
    """What a reading of this board need not ask for again."""
    detailed = Posting.objects.open().of(board.pk).filter(detailed=True)
    rows = list(detailed.values_list("posting_id", "title", "url"))
    pages = {url: i for i, _title, url in rows} if board.ats == "careersite" else {}
    return Known({i: title for i, title, _url in rows}, pages, board.fingerprint)


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
        opened = open_postings(ours, changes.opened, now, classify)
        restate(postings, changes, now, classify)
        _mark_seen(ours, reading, changes, now)
        closed = _close(postings, changes.closed, now)
        openings = Posting.objects.open().of(ours.pk).count()
        kept = settle(ours, reading, changes, openings, started, now)
        _note(kept, now, opened, postings, changes, closed)
        _tell_the_index(opened, postings, changes, closed)
        return kept


def add(
    board: Board,
    rows: Iterable[PostingRow],
    now: dt.datetime,
    classify: Classify | None = None,
) -> Changes:
    """Take postings in that came from elsewhere than a reading of their board: a file.

    They open, change and reopen postings; what isn't among them stays as it is.
    """
    partly = BoardReading(postings=tuple(rows))
    with transaction.atomic():
        ours = Board.objects.select_for_update().get(pk=board.pk)
        postings = _load(ours, partly)
        changes = _decide(ours, postings, partly, now)
        opened = open_postings(ours, changes.opened, now, classify)
        restate(postings, changes, now, classify)
        _mark_seen(ours, partly, changes, now)
        openings = Posting.objects.open().of(ours.pk).count()
        # Its next answer has to be read in full: the same as before, it may lack these.
        Board.objects.filter(pk=ours.pk).update(openings=openings, fingerprint="")
        _note(None, now, opened, postings, changes, ())
        _tell_the_index(opened, postings, changes, ())
    return changes


def _load(board: Board, reading: BoardReading) -> dict[str, Posting]:
    """The board's open postings, and the closed ones that the reading shows again."""
    shown = [row.posting_id for row in reading.postings]
    found = Posting.objects.of(board.pk).filter(Q(closed_at=None) | Q(posting_id__in=shown))
    return {posting.posting_id: posting for posting in found.select_related("text")}


def _decide(
    board: Board, postings: dict[str, Posting], reading: BoardReading, now: dt.datetime
) -> Changes:
    if reading.unchanged or (reading.failed and not postings):
        return Changes(doubted_since=board.doubted_at)
    before = {
        posting_id: KnownPosting(row_of(posting), posting.closed_at is None)
        for posting_id, posting in postings.items()
    }
    return decide(before, reading, board.doubted_at, now)


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
    reading: Reading | None,
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
        BATCH,
    )


def _tell_the_index(
    opened: Iterable[Posting],
    postings: dict[str, Posting],
    changes: Changes,
    closed: Iterable[Posting],
) -> None:
    rows = [*(row for row, _what in changes.changed), *changes.learnt, *changes.reopened]
    restated = (postings[row.posting_id].pk for row in rows)
    outbox.changed(dict.fromkeys([*(p.pk for p in opened), *restated, *(p.pk for p in closed)]))


def _plain(what: dict[str, Change]) -> dict[str, list[object]]:
    """Before and after in values that JSON has."""
    return {name: [_json(before), _json(after)] for name, (before, after) in what.items()}


def _json(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
