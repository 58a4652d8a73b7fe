"""How many requests a week are sent, and when their meetings fall."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kithwork.planning.observed import Observed, ObservedApproach
from kithwork.planning.posteriors import PRIOR, DaysToAnswer
from kithwork.planning.prospects import Kind
from kithwork.planning.tempo import tempo_of
from kithwork.planning.waits import Waits, waits_of, weekdays_of

TODAY = date(2026, 6, 1)


def asked(days_ago, kind=Kind.KITH):
    return ObservedApproach(kind, TODAY - timedelta(days_ago))


def weeks(*counts, waiting=5):
    """So many requests in each of the last weeks, the latest first; all on the first day."""
    rows = [asked(7 * week + 6) for week, count in enumerate(counts) for _ in range(count)]
    return Observed(rows, TODAY, {Kind.KITH: waiting})


def test_before_the_first_request_the_wish_for_meetings_sets_the_tempo():
    seen = Observed([], TODAY, {Kind.REFERRED: 9}, meetings_a_week=3)
    assert tempo_of(seen, PRIOR).requests == pytest.approx(6)


def test_steady_weeks_are_believed():
    tempo = tempo_of(weeks(6, 6, 6, 6, 6, 6), PRIOR)
    assert tempo.requests == pytest.approx(6, abs=0.3)
    assert tempo.uneven < tempo_of(weeks(2, 10, 2, 10, 2, 10), PRIOR).uneven


def test_a_week_in_which_nobody_was_left_is_not_a_lazy_week():
    ended = weeks(1, 6, 6, 6, waiting=0)
    lazy = weeks(1, 6, 6, 6, waiting=30)
    assert tempo_of(ended, PRIOR).requests > tempo_of(lazy, PRIOR).requests + 0.5


def test_asking_strangers_while_friends_wait_shows_that_people_are_asked_as_they_come():
    strangers = [asked(3, Kind.COLD) for _ in range(4)]
    assert tempo_of(Observed(strangers, TODAY, {Kind.KITH: 5}), PRIOR).alike
    assert not tempo_of(Observed(strangers, TODAY, {Kind.COLD: 5}), PRIOR).alike


def test_chances_of_the_meeting_sum_to_one():
    waits = Waits(DaysToAnswer(), 5.0)
    for chances in (waits.of_request(weekdays_of(weeks(3))), waits.of_open(20), waits.of_agreed()):
        assert chances.sum() == pytest.approx(1)


def test_quick_answers_bring_the_meeting_into_the_same_week():
    first_day = weekdays_of(weeks(5))
    quick = Waits(DaysToAnswer(median=1, spread=0.3), 1.0).of_request(first_day)
    slow = Waits(DaysToAnswer(median=20, spread=0.3), 1.0).of_request(first_day)
    assert quick[0] > 0.9
    assert slow[:2].sum() < 0.2


def test_who_has_waited_long_may_still_wait_long():
    """Log-normal waits: after forty days the rest is longer than it was at first."""
    waits = Waits(DaysToAnswer(), 1.0)
    assert waits.of_open(40)[0] < waits.of_open(5)[0]


def test_the_time_for_arranging_is_learnt_from_meetings_held():
    row = replace(asked(30), answered=TODAY - timedelta(25), held=TODAY - timedelta(4))
    seen = Observed([row] * 6, TODAY)
    assert waits_of(seen, PRIOR.answer).arranging == pytest.approx((2 * 5 + 6 * 21) / 8)
