"""What the kept readings tell."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kithwork.boards.changes import Changes
from kithwork.boards.models import Board, Reading
from kithwork.boards.reading import BoardReading
from kithwork.boards.settle import settle


@pytest.fixture
def board(db, now):
    return Board.objects.create(
        ats="lever", token="acme", employer="Acme", normal="acme", added_at=now
    )


def test_requests_are_counted_from_a_moment_on(board, now):
    for hours, requests in ((30, 5), (3, 2), (1, 4)):
        at = now - dt.timedelta(hours=hours)
        Reading.objects.create(
            board=board, started_at=at, finished_at=at, result="good", requests=requests
        )
    assert Reading.objects.requests_since(now - dt.timedelta(hours=9)) == 6
    assert Reading.objects.requests_since(now) == 0


def test_the_database_itself_refuses_to_close_by_a_failed_reading(board, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(
            board=board, started_at=now, finished_at=now, result="failed", cause="gone", closed=1
        )


def test_the_database_itself_refuses_a_board_twice(board, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Board.objects.create(
            ats="lever", token="ACME", employer="Acme", normal="acme", added_at=now
        )


def test_a_feed_that_was_read_is_a_board_that_was_read_well(board, now):
    kept = settle(board, BoardReading(newest_only=True), Changes(), 0, now, now)
    assert (kept.result, kept.cause) == (Reading.Result.UNCHANGED, "")
    assert (board.state, board.last_good_at) == ("good", now)
