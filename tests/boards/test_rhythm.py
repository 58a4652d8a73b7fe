"""When a board is read again."""

import datetime as dt

import pytest

from kithwork.boards.changes import CONFIRM_AFTER
from kithwork.boards.reading import BoardReading, Cause
from kithwork.boards.rhythm import QUICKEST, SLOWEST, next_rhythm, wait_after

HALF_A_DAY = dt.timedelta(hours=12)


def failed(cause, retry_after=None):
    return BoardReading(cause=cause, retry_after=retry_after)


def test_a_board_that_changes_is_read_more_often_and_a_still_one_less():
    assert next_rhythm(HALF_A_DAY, changed=True) < HALF_A_DAY < next_rhythm(HALF_A_DAY, False)


def test_the_rhythm_stays_between_a_quarter_day_and_a_week():
    quick = slow = HALF_A_DAY
    for _ in range(50):
        quick, slow = next_rhythm(quick, True), next_rhythm(slow, False)
    assert (quick, slow) == (QUICKEST, SLOWEST)


def test_a_passing_failure_is_tried_again_soon_then_ever_later():
    waits = [wait_after(failed(Cause.TIMEOUT), HALF_A_DAY, n, False) for n in (1, 2, 3, 99)]
    assert waits == [dt.timedelta(minutes=m) for m in (15, 30, 60, 24 * 60)]


@pytest.mark.parametrize("cause", [Cause.NOT_FOUND, Cause.GONE, Cause.ROBOTS])
def test_a_lasting_failure_waits_a_week(cause):
    assert wait_after(failed(cause), HALF_A_DAY, 1, False) == SLOWEST


def test_a_site_is_never_asked_sooner_than_it_said():
    asked = failed(Cause.RATE_LIMITED, retry_after=7200)
    assert wait_after(asked, HALF_A_DAY, 1, False) == dt.timedelta(hours=2)


def test_a_doubted_board_is_read_again_as_soon_as_that_can_settle_it():
    assert wait_after(BoardReading(complete=True), HALF_A_DAY, 0, True) == CONFIRM_AFTER
