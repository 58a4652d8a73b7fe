"""Records on a board how a reading of it went, and keeps the reading as an event."""

from __future__ import annotations

import datetime as dt

from kithwork.boards.changes import Changes
from kithwork.boards.models import BarePage, Board, Reading
from kithwork.boards.reading import BoardReading, Cause
from kithwork.boards.rhythm import next_rhythm, wait_after


def settle(
    board: Board,
    reading: BoardReading,
    changes: Changes,
    openings: int,
    started: dt.datetime,
    now: dt.datetime,
) -> Reading:
    """Write the outcome down and let go of the board; to be called inside the transaction
    that records the postings. A failure leaves everything about the last good reading as
    it is."""
    _mark(board, reading, changes, now)
    board.openings = openings
    board.next_due_at = now + wait_after(
        reading, board.rhythm, board.failures_in_a_row, bool(changes.held)
    )
    board.claimed_by, board.claimed_until = "", None
    board.save()
    if not reading.failed:
        BarePage.objects.note(board.pk, reading.bare, now)
    return Reading.objects.create(
        board=board,
        started_at=min(started, now),
        finished_at=now,
        result=_result(reading, changes),
        opened=len(changes.opened),
        changed=len(changes.changed),
        closed=len(changes.closed),
        reopened=len(changes.reopened),
        held=len(changes.held),
        requests=reading.requests,
        cause="" if reading.good else _cause(reading),
        message="" if reading.good else reading.message[:500],
    )


def _mark(board: Board, reading: BoardReading, changes: Changes, now: dt.datetime) -> None:
    board.last_read_at = now
    board.failure = "" if reading.good else _cause(reading)
    board.failure_message = "" if reading.good else reading.message[:500]
    if reading.failed:
        board.last_failed_at = now
        board.failures_in_a_row += 1
        return
    board.failures_in_a_row = 0
    board.rhythm = next_rhythm(board.rhythm, changes.any)
    board.doubted_at = changes.doubted_since
    # A doubted answer has to be read as a whole again, even if it is the same.
    board.fingerprint = reading.fingerprint if reading.complete and not changes.held else ""
    board.waiting = reading.waiting
    # What a first reading finds is as old as it says; until it is whole, it isn't over.
    if reading.good and not (reading.waiting and board.last_good_at is None):
        board.last_good_at = now


def _cause(reading: BoardReading) -> Cause:
    return reading.cause or Cause.INCOMPLETE


def _result(reading: BoardReading, changes: Changes) -> Reading.Result:
    if reading.failed:
        return Reading.Result.FAILED
    if not reading.good:
        return Reading.Result.PARTIAL
    return Reading.Result.GOOD if changes.any or changes.held else Reading.Result.UNCHANGED
