"""Several policies through the same campaigns, and what the report says of them."""

import numpy as np
import pytest

from kithwork.simulation.report import Played, in_words, paired_ratio, report
from kithwork.simulation.simulate import simulate
from kithwork.simulation.towns import campus

ALL = ("arrival", "senior", "closest", "nearest", "learned", "index", "all-knowing")


@pytest.fixture(scope="module")
def world():
    return campus(np.random.default_rng(3), 800)


@pytest.fixture(scope="module")
def found(world):
    return simulate(world, policies=ALL, campaigns=12, seed=5, budget=80)


def test_a_policy_fares_alike_whoever_else_is_played(world, found):
    alone = simulate(world, policies=["learned"], campaigns=12, seed=5, budget=80)
    assert alone.costs["learned"] == found.costs["learned"]


def test_sharing_the_work_among_processes_changes_nothing(world, found):
    shared = simulate(world, policies=["closest"], campaigns=12, seed=5, budget=80, processes=2)
    assert shared.costs["closest"] == found.costs["closest"]


def test_the_plan_needs_fewer_approaches_than_the_order_of_arrival(found):
    assert found.ratio("learned", "arrival").high < 0.5


def test_a_mode_can_be_set_for_one_policy(world):
    both = simulate(world, policies=["closest", "closest:open"], campaigns=12, seed=5, budget=80)
    assert both.costs["closest"] != both.costs["closest:open"]
    plain = simulate(world, policies=["closest"], campaigns=12, seed=5, budget=80, mode="open")
    assert plain.costs["closest"] == both.costs["closest:open"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"policies": ["luck"]}, "no policy 'luck'"),
        ({"policies": ["closest:loud"]}, "open or named"),
        ({"mode": "shout"}, "open or named"),
        ({"campaigns": 1}, "at least two campaigns"),
        ({"policies": []}, "one policy"),
    ],
)
def test_what_cannot_be_played_is_refused(world, wrong, said):
    with pytest.raises(ValueError, match=said):
        simulate(world, **wrong)


def test_a_failed_campaign_counts_as_the_whole_budget():
    games = {"a": [Played(10, True, False), Played(40, False, True)]}
    made = report(games, budget=40, people=5, mode="named", seed=1)
    assert made.policies[0].mean == 25
    assert made.policies[0].succeeded == 0.5
    assert made.policies[0].dried_out == 0.5


def test_a_paired_ratio_of_equal_shares_has_no_spread():
    ratio = paired_ratio("a", "b", {"a": [1, 2, 3], "b": [2, 4, 6]}, seed=1)
    assert (ratio.ratio, ratio.low, ratio.high) == (0.5, 0.5, 0.5)


def test_the_report_is_plain_values_and_a_table(found):
    plain = found.as_dict()
    assert "costs" not in plain
    assert plain["policies"][0]["policy"] == "arrival"
    assert "learned / closest" in in_words(found)
