"""The day's budget of requests, and reading without being asked."""

import datetime as dt

import pytest

from kithwork.boards.models import Board, Reading, Watch
from kithwork.errors import KithworkError
from kithwork.operations import boards
from kithwork.operations.boards import boards_budget, boards_read, due_by_itself

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

    def read(chosen, *, budget, **rest):
        given.append(budget)
        return boards.ReadSummary()

    monkeypatch.setattr(boards, "read_boards", read)
    monkeypatch.setattr(boards.timezone, "now", lambda: now)
    boards_read(ada, all_=True)
    boards_read(ada, all_=True, budget=10)
    assert given == [70, 10]
    made(watch, 70, now)
    with pytest.raises(KithworkError, match="Today's 100 requests are made"):
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
