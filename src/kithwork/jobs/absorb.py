"""Takes a board's reading into the postings: load, decide, record in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kithwork.boards.changes import Change, Changes, KnownPosting, decide
from kithwork.boards.models import BarePage, Board, Reading
from kithwork.boards.reading import BoardReading, Known, PostingRow
from kithwork.boards.settle import settle
from kithwork.jobs import in_bulk, unfolded
from kithwork.jobs.in_bulk import among
from kithwork.jobs.index import outbox
from kithwork.jobs.models import Posting, PostingEvent
from kithwork.jobs.restate import Classify, Opened, open_postings, restate, row_of

Kind = PostingEvent.Kind


def known(board: Board, now: dt.datetime) -> Known:
    """What a reading of this board need not ask for again."""
    detailed = Posting.objects.open().of(board.pk).filter(detailed=True)
    rows = list(detailed.values_list("posting_id", "title", "url"))
    pages = {url: i for i, _title, url in rows} if board.ats == "careersite" else {}
    bare = BarePage.objects.filter(board=board).left_alone(now)
    return Known({i: title for i, title, _url in rows}, pages, board.fingerprint, bare)


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
        opened = open_postings([(ours, row) for row in changes.opened], now, classify)
        restate(postings, changes, now, classify)
        _mark_seen(ours, reading, changes, now)
        closed = _close(postings, changes.closed, now)
        openings = Posting.objects.open().of(ours.pk).count()
        kept = settle(ours, reading, changes, openings, started, now)
        _note(kept, now, opened, [(postings, changes, closed)])
        _tell_the_index(opened, [(postings, changes, closed)])
        return kept


@dataclass(frozen=True, slots=True)
class Added:
    """How many postings were stated, opened, changed and opened again; `postings` are the keys
    of those that are not what they were, in their order."""

    stated: int
    opened: int
    changed: int
    reopened: int
    postings: tuple[int, ...]


def add(
    stated: Mapping[Board, Iterable[PostingRow]],
    now: dt.datetime,
    classify: Classify | None = None,
    sketches: Mapping[tuple[int, str], bytes | None] | None = None,
) -> Added:
    """Take postings in that came from elsewhere than a reading of their boards: a file.

    They open, change and reopen postings; what isn't among them stays as it is. All of them,
    or, after an error, none. `sketches` are what finds the like of postings, by board and id,
    where that is worked out already (see `match.keys.Sketch`).
    """
    readings = {board: BoardReading(postings=tuple(rows)) for board, rows in stated.items()}
    with transaction.atomic():
        held = Board.objects.select_for_update().filter(pk__in=among(b.pk for b in readings))
        list(held.values_list("pk"))
        known = _stated_before(readings)
        changes = {b: _decide(b, known[b], reading, now) for b, reading in readings.items()}
        new = [(board, row) for board, what in changes.items() for row in what.opened]
        opened = open_postings(new, now, classify)
        for board, what in changes.items():
            restate(known[board], what, now, classify)
        seen = among(p.pk for there in known.values() for p in there.values())
        Posting.objects.filter(pk__in=seen).update(last_seen_at=now)
        _count(readings)
        done = [(known[board], what, ()) for board, what in changes.items()]
        _note(None, now, opened, done)
        concerned = _tell_the_index(opened, done, sketches)
    return Added(
        stated=sum(len(reading.postings) for reading in readings.values()),
        opened=len(opened),
        changed=sum(len(what.changed) for what in changes.values()),
        reopened=sum(len(what.reopened) for what in changes.values()),
        postings=concerned,
    )


def _stated_before(readings: Mapping[Board, BoardReading]) -> dict[Board, dict[str, Posting]]:
    """What is known of the postings shown, open and closed ones."""
    found: dict[Board, dict[str, Posting]] = {board: {} for board in readings}
    boards = {board.pk: board for board in readings}
    pairs = [(board.pk, row.posting_id) for board, r in readings.items() for row in r.postings]
    stored = Posting.objects.filter(pk__in=among(Posting.objects.keys_of(pairs)))
    for posting in stored.select_related("text"):
        found[boards[posting.board_id]][posting.posting_id] = posting
    return found


def _count(boards: Iterable[Board]) -> None:
    """How many openings these boards have; their next answers have to be read in full: the
    same as before, they may lack what a file brought."""
    open_now = Posting.objects.open().filter(board=OuterRef("pk")).order_by().values("board")
    counted = Subquery(open_now.annotate(n=Count("pk")).values("n"))
    concerned = Board.objects.filter(pk__in=among(board.pk for board in boards))
    concerned.update(openings=Coalesce(counted, 0), fingerprint="")


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
    Posting.objects.filter(pk__in=among(posting.pk for posting in gone)).update(closed_at=now)
    return gone


Done = tuple[Mapping[str, Posting], Changes, Iterable[Posting]]
"""A board's postings, what changed of them, and those that were closed."""


def _note(
    reading: Reading | None, now: dt.datetime, opened: Iterable[Opened], done: Iterable[Done]
) -> None:
    events: list[tuple[int, str, object]] = [(one.pk, Kind.OPENED, {}) for one in opened]
    for postings, changes, closed in done:
        known = {posting_id: posting.pk for posting_id, posting in postings.items()}
        events += [(known[row.posting_id], Kind.REOPENED, {}) for row in changes.reopened]
        events += [
            (known[row.posting_id], Kind.CHANGED, _plain(what)) for row, what in changes.changed
        ]
        events += [(posting.pk, Kind.CLOSED, {}) for posting in closed]
    which = reading.pk if reading is not None else None
    in_bulk.write(PostingEvent, {
        "posting": [pk for pk, _, _ in events],
        "reading": [which] * len(events),
        "kind": [kind for _, kind, _ in events],
        "at": [now] * len(events),
        "changes": [what for _, _, what in events],
    })  # fmt: skip


def _tell_the_index(
    opened: Iterable[Opened],
    done: Iterable[Done],
    sketches: Mapping[tuple[int, str], bytes | None] | None = None,
) -> tuple[int, ...]:
    known = sketches or {}
    handed = {one.pk: known.get((one.board, one.posting_id)) for one in opened}
    concerned: dict[int, None] = dict.fromkeys(handed)
    for postings, changes, closed in done:
        rows = [*(row for row, _what in changes.changed), *changes.learnt, *changes.reopened]
        concerned |= dict.fromkeys(postings[row.posting_id].pk for row in rows)
        concerned |= dict.fromkeys(posting.pk for posting in closed)
    outbox.changed(concerned)
    unfolded.due(concerned, handed)
    return tuple(concerned)


def _plain(what: dict[str, Change]) -> dict[str, list[object]]:
    """Before and after in values that JSON has."""
    return {name: [_json(before), _json(after)] for name, (before, after) in what.items()}


def _json(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
