"""Learning the shipped weights."""

import numpy as np

from kithwork.planning.yields import FEATURES, refit, shipped
from kithwork.simulation.market import labour_market
from kithwork.simulation.train import FIRST_SEED, PRIOR, meetings


def test_a_past_employer_among_the_targets_and_many_ties_bring_insiders():
    world = labour_market(np.random.default_rng(8), 2500)
    seen = meetings(world, campaigns=20, seed=8)
    fitted = refit(PRIOR, seen.rows, seen.brought, seen.scale).weights
    assert fitted[FEATURES.index("a target is a past employer")] > 0.3
    assert fitted[FEATURES.index("log of the visible connections")] > 0.3


def test_training_seeds_lie_far_from_those_that_anybody_plays_with():
    assert FIRST_SEED >= 1_000_000


def test_the_shipped_weights_have_a_spread_that_holds_a_refit():
    assert np.all(shipped().spread >= 0.15)
