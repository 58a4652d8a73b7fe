"""How contacts behave."""

import numpy as np
import pytest

from kithwork.planning.prospects import Kind
from kithwork.simulation.habits import Habits


def test_friends_accept_more_often_than_strangers():
    habits = Habits()
    friends = np.mean([habits.accepts(1, i, Kind.KITH) for i in range(2000)])
    referred = np.mean([habits.accepts(1, i, Kind.REFERRED) for i in range(2000)])
    assert friends == pytest.approx(0.8, abs=0.03)
    assert referred == pytest.approx(0.5, abs=0.03)


def test_who_accepts_a_referral_would_accept_a_friend():
    """Common random numbers: a kinder world never turns a yes into a no."""
    habits = Habits()
    for person in range(200):
        assert habits.accepts(1, person, Kind.KITH) >= habits.accepts(1, person, Kind.REFERRED)


def test_an_open_question_brings_two_names_on_average_and_never_the_same_twice(wide):
    counts = []
    for seed in range(600):
        named = Habits(forgets=0.0).volunteered(seed, 0, wide, np.ones(200))
        assert len(set(named.tolist())) == len(named)
        counts.append(len(named))
    assert np.mean(counts) == pytest.approx(2.0, abs=0.2)
    assert np.var(counts) == pytest.approx(3.0, abs=0.8)


def test_people_inside_a_target_come_to_mind_more_easily(wide):
    weights = np.ones(200)
    weights[:20] = 6.0
    named = np.concatenate([Habits().volunteered(s, 0, wide, weights) for s in range(600)])
    assert np.mean(named <= 20) == pytest.approx(120 / 300, abs=0.06)


def test_who_forgets_everybody_names_nobody(wide):
    assert len(Habits(forgets=1.0).volunteered(1, 0, wide, np.ones(200))) == 0


def test_lists_and_asks_follow_their_shares():
    habits = Habits()
    people = np.arange(4000)
    assert habits.shows_lists(1, people).mean() == pytest.approx(0.6, abs=0.03)
    assert habits.granted(1, 7, people).mean() == pytest.approx(0.8, abs=0.03)
    assert not Habits(named=False).shows_lists(1, people).any()
