"""Beliefs about acceptance, names and days to an answer, and what moves them."""

from datetime import date, timedelta

import numpy as np
import pytest

from kithwork.planning.observed import ObservedApproach
from kithwork.planning.posteriors import PRIOR, Beta, DaysToAnswer, GammaPoisson, learn
from kithwork.planning.prospects import Kind

TODAY = date(2026, 6, 1)


def asked(kind, days_ago, **came):
    return ObservedApproach(kind, TODAY - timedelta(days_ago), **came)


def test_before_anything_is_seen_friends_accept_most_and_strangers_least():
    means = [PRIOR.acceptance(kind).mean for kind in Kind]
    assert means == pytest.approx([0.8, 0.5, 0.05])
    assert (PRIOR.names.shape, PRIOR.names.rate, PRIOR.answer.median) == (4, 2, 10)


def test_a_yes_and_two_noes_are_added_to_the_counts():
    assert Beta(5, 5).after(1, 2) == Beta(6, 7)


def test_the_predictive_of_a_belief_is_a_distribution_with_its_mean():
    chances = Beta(8, 2).predictive(5)
    assert chances.sum() == pytest.approx(1)
    assert chances @ np.arange(6) == pytest.approx(4)
    # Beta(1, 1) knows nothing: every number of acceptances is equally likely.
    assert Beta(1, 1).predictive(3) == pytest.approx([0.25] * 4)


def test_the_names_of_one_meeting_are_more_spread_than_poisson():
    names = GammaPoisson(4, 2)
    chances = names.predictive(200)
    k = np.arange(201)
    assert chances @ k == pytest.approx(2)
    assert chances @ (k - 2.0) ** 2 == pytest.approx(3)
    # By hand: a gamma of shape 4 and rate 2 gives no names with chance (2/3) ** 4.
    assert chances[0] == pytest.approx((2 / 3) ** 4)


def test_names_that_spread_more_teach_less():
    even, wild = GammaPoisson(4, 2), GammaPoisson(4, 2, spread=3)
    assert even.after(30, 5).mean == pytest.approx(34 / 7)
    assert wild.after(30, 5).mean == pytest.approx(14 / (2 + 5 / 3))
    assert wild.variance > even.variance


def test_intervals_hold_the_share_that_they_say():
    rng = np.random.default_rng(3)
    for belief in (Beta(5, 5), GammaPoisson(4, 2)):
        low, high = belief.interval(0.8)
        drawn = belief.draw(rng, 20_000)
        assert ((drawn > low) & (drawn < high)).mean() == pytest.approx(0.8, abs=0.01)


def test_a_request_just_sent_is_not_a_refusal():
    assert Beta(5, 5).after(0, 0, [0.0]) == Beta(5, 5)


def test_the_longer_the_silence_the_nearer_to_a_refusal():
    means = [Beta(5, 5).after(0, 0, [heard]).mean for heard in (0.2, 0.6, 1.0)]
    assert 0.5 > means[0] > means[1] > means[2]
    assert means[2] == pytest.approx(Beta(5, 6).mean, abs=1e-3)


def test_half_of_the_answers_have_come_at_the_median():
    answer = DaysToAnswer()
    assert answer.by(10) == pytest.approx(0.5)
    assert answer.by(0) == 0
    assert answer.mean == pytest.approx(10 * np.exp(0.5))


def test_an_old_request_has_little_hope_left():
    answer = DaysToAnswer()
    hopes = [answer.still(days, 0.5) for days in (0, 10, 60)]
    assert hopes[0] == pytest.approx(0.5)
    assert hopes[1] == pytest.approx(1 / 3)
    assert hopes[2] < 0.05


def test_quick_answers_shorten_the_expected_wait_and_waiting_requests_lengthen_it():
    quick = DaysToAnswer().after([2, 3, 2, 4, 3])
    assert quick.median < 6
    patient = DaysToAnswer().after([2, 3, 2, 4, 3], [40, 40, 40], chance=0.95)
    assert patient.median > quick.median
    assert patient.spread > quick.spread


def test_the_wait_is_recovered_from_answers_cut_off_by_today():
    """Three thousand requests, half never answered, seen between 1 and 30 days after sending."""
    rng = np.random.default_rng(5)
    takes = np.exp(rng.normal(np.log(8), 0.7, 3000))
    takes[rng.random(3000) < 0.5] = np.inf
    age = rng.uniform(1, 30, 3000)
    found = DaysToAnswer().after(takes[takes <= age], age[takes > age], chance=0.5)
    assert found.median == pytest.approx(8, rel=0.1)
    assert found.spread == pytest.approx(0.7, rel=0.1)
    naive = DaysToAnswer().after(takes[takes <= age])
    assert naive.median < 7


def test_beliefs_are_learnt_by_kind_from_what_was_observed():
    seen = [
        asked(Kind.KITH, 20, answered=TODAY - timedelta(18), accepted=True,
              held=TODAY - timedelta(14), names_new=3, names_known=1),
        asked(Kind.REFERRED, 20, answered=TODAY - timedelta(17), accepted=False),
        asked(Kind.REFERRED, 0),
    ]  # fmt: skip
    found = learn(seen, TODAY)
    assert found.kith == Beta(9, 2)
    assert found.referred == Beta(5, 6)
    assert found.cold == PRIOR.cold
    assert found.names.mean > PRIOR.names.mean
    assert found.answer.median < PRIOR.answer.median


def test_a_meeting_agreed_but_not_yet_held_is_a_yes_without_names():
    found = learn([asked(Kind.COLD, 5, answered=TODAY, accepted=True)], TODAY)
    assert found.cold == Beta(2, 19)
    assert found.names == PRIOR.names


def test_silence_for_a_long_time_lowers_what_is_believed_of_strangers():
    silent = learn([asked(Kind.COLD, 60) for _ in range(20)], TODAY)
    fresh = learn([asked(Kind.COLD, 0) for _ in range(20)], TODAY)
    assert silent.cold.mean < 0.03
    assert fresh.cold == PRIOR.cold
