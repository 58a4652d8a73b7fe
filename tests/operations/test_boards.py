"""The day's budget of requests, and reading without being asked."""

import datetime as dt

import pytest

from kithwork.boards.models import Board, Reading, Watch
from kithwork.errors import KithworkError
from kithwork.operations import boards
from kithwork.operations.board_status import boards_status
from kithwork.operations.boards import BoardsRead, boards_read, due_by_itself
from kithwork.operations.budget import boards_budget

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def watch(ada, campaign, now):
    acme = Board.objects.create(
        ats="greenhouse", token="acme", employer="Acme Inc", normal="acme", added_at=now
    )
    return Watch.objects.create(
        owner=ada, board=acme, employer="Acme", certainty="sure", why="asked", added_at=now - HOUR
    )


def made(watch, requests, at):
    Reading.objects.create(
        board=watch.board, started_at=at, finished_at=at, result="good", requests=requests
    )


def test_the_budget_counts_what_was_asked_since_midnight(ada, watch, now):
    made(watch, 30, now)
    made(watch, 500, now - 20 * HOUR)
    shown = boards_budget(ada, 100, now=now)
    assert (shown.made_today, shown.left_today) == (30, 70)


def test_a_reading_gets_what_the_day_has_left_at_most(ada, watch, now, monkeypatch):
    boards_budget(ada, 100, now=now)
    made(watch, 30, now)
    given = []

    def read(chosen, *, budget, today, **rest):
        given.append((budget, today()))
        return boards.ReadSummary()

    monkeypatch.setattr(boards, "read_boards", read)
    monkeypatch.setattr(boards.timezone, "now", lambda: now)
    boards_read(ada, all_=True)
    boards_read(ada, all_=True, budget=10)
    assert given == [(None, 70), (10, 70)]
    made(watch, 70, now)
    with pytest.raises(KithworkError, match="Today's budget of 100 requests is spent"):
        boards_read(ada, all_=True)


def test_due_boards_are_read_without_being_asked_unless_that_is_off(ada, watch, now):
    assert due_by_itself(ada, now)
    boards_budget(ada, now=now, by_itself=False)
    assert not due_by_itself(ada, now)


def test_nothing_is_read_by_itself_that_is_new_not_due_or_too_much(ada, watch, now):
    Watch.objects.update(added_at=now)
    assert not due_by_itself(ada, now)
    Watch.objects.update(added_at=now - HOUR)
    Board.objects.update(next_due_at=now + HOUR)
    assert not due_by_itself(ada, now)
    Board.objects.update(next_due_at=now - HOUR)
    made(watch, 2000, now)
    assert not due_by_itself(ada, now)


def test_the_invented_sample_is_never_read_by_itself(ada, watch, now):
    ada.sample = True
    assert not due_by_itself(ada, now)


def test_a_run_that_spends_the_budget_says_so(ada, watch, now, monkeypatch):
    boards_budget(ada, 30, now=now)

    def read(chosen, **rest):
        made(watch, 30, now)
        return boards.ReadSummary(read=1, skipped=2, requests=30)

    monkeypatch.setattr(boards, "read_boards", read)
    monkeypatch.setattr(boards.timezone, "now", lambda: now)
    assert "2 left for the next time. Today's budget of 30 requests is spent" in str(
        boards_read(ada, all_=True)
    )


def test_a_run_that_read_nothing_says_why():
    nothing = {"read": 0, "requests": 0, "opened": 0, "changed": 0, "closed": 0, "reopened": 0,
               "results": {}, "failures": {}}  # fmt: skip
    assert "No board is due" in str(BoardsRead(skipped=0, **nothing))
    assert "another worker is at it" in str(BoardsRead(skipped=2, **nothing))


def test_what_failed_is_told_in_words():
    some = {"requests": 3, "opened": 0, "changed": 0, "closed": 0, "reopened": 0, "results": {}}
    told = str(BoardsRead(read=3, skipped=0, failures={"timeout": 2}, **some))
    assert "1 of 3 readings went well" in told
    assert "Not read well: 2 no answer in time." in told


def test_the_status_tells_each_board_and_all_of_them(ada, watch, now):
    late = now - dt.timedelta(days=1)
    for number, cause in enumerate(("timeout", "timeout", "robots", "")):
        board = Board.objects.create(
            ats="lever", token=f"t{number}", employer="T", normal="t", added_at=now,
            last_read_at=now, last_good_at=late, failure=cause, failure_message=cause and "HTTP 0",
            next_due_at=now + HOUR, waiting=0 if cause else 7,
        )  # fmt: skip
        Watch.objects.create(
            owner=ada, board=board, employer=f"T {number}", certainty="sure", why="", added_at=now
        )
    Board.objects.claim(watch.board_id, "w", now, HOUR)
    made(watch, 30, now - HOUR / 2)
    made(watch, 500, now - 2 * HOUR)
    status = boards_status(ada, now=now)
    assert (status.watched, status.due, status.never_read, status.under_way) == (5, 1, 1, 1)
    assert (status.lately, status.requests_lately, status.last_good_at) == (1, 30, late)
    assert status.failures == {
        "no answer in time": 2, "the site does not allow programs to read it": 1,
    }  # fmt: skip
    told = str(status)
    assert "no answer in time (HTTP 0), last good reading 2026-11-22 09:00, last tried" in told
    assert "7 pages still to be read" in told
    assert "530 of 2,000 requests made today" in told
    assert len(boards_status(ada, now=now, failing=True).boards) == 3


def test_a_board_that_shrank_at_once_is_told_with_what_that_means(ada, watch, now):
    Board.objects.update(doubted_at=now, last_read_at=now, last_good_at=now, openings=60)
    told = str(boards_status(ada, now=now))
    assert "60 openings, good, most of them not shown since 2026-11-23 09:00, which a sec" in told


def test_who_watches_nothing_is_told_how_to_begin(ada, campaign, now):
    assert "boards find" in str(boards_status(ada, now=now))
