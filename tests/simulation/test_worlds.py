"""Invented worlds."""

import numpy as np
import pytest

from kithwork.simulation.market import labour_market
from kithwork.simulation.towns import campus, coauthors
from kithwork.simulation.world import adjacency

MAKES = (labour_market, campus, coauthors)


@pytest.mark.parametrize("make", MAKES)
def test_a_world_is_the_same_for_the_same_seed(make):
    one, two = (make(np.random.default_rng(4), 900) for _ in range(2))
    assert one.ties.items.tolist() == two.ties.items.tolist()
    assert one.past.items.tolist() == two.past.items.tolist()


@pytest.mark.parametrize("make", MAKES)
def test_ties_are_mutual_and_everything_known_is_in_range(make):
    world = make(np.random.default_rng(4), 900)
    owners = world.ties.owners()
    pairs = set(zip(owners.tolist(), world.ties.items.tolist(), strict=True))
    assert all((b, a) in pairs and a != b for a, b in pairs)
    assert set(np.unique(world.level)) <= {0, 1, 2}
    assert len(world.industry) == len(world.level) == len(world.past) == 900


@pytest.mark.parametrize("make", MAKES)
def test_colleagues_know_each_other_far_more_often_than_strangers(make):
    world = make(np.random.default_rng(4), 1500)
    same = world.employer[world.ties.owners()] == world.employer[world.ties.items]
    share = np.bincount(world.employer) / 1500
    assert same.mean() > 3 * float((share**2).sum())


def test_former_colleagues_know_each_other_more_often_than_strangers_in_the_market():
    world = labour_market(np.random.default_rng(4), 4000)
    former = {(i, int(e)) for i in range(4000) for e in world.past.row(i)}
    pairs = list(zip(world.ties.owners().tolist(), world.ties.items.tolist(), strict=True))
    hits = sum((a, int(world.employer[b])) in former for a, b in pairs)
    shuffled = np.random.default_rng(1).permutation(world.employer)
    chance = sum((a, int(shuffled[b])) in former for a, b in pairs)
    assert hits > 4 * chance


def test_ties_of_the_market_are_heavy_tailed():
    degree = labour_market(np.random.default_rng(4), 6000).degree
    assert degree.max() > 4 * np.median(degree)


def test_neighbours_of_several_people_come_end_to_end():
    world = labour_market(np.random.default_rng(4), 300)
    both = world.neighbours(np.array([5, 9]))
    assert both.tolist() == [*world.ties.row(5).tolist(), *world.ties.row(9).tolist()]


def test_no_ties_at_all_are_no_ties():
    assert adjacency(np.zeros((0, 2)), 3).start.tolist() == [0, 0, 0, 0]
