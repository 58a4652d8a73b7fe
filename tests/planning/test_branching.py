"""The index of a branching bandit, against hand-made cases and against brute force."""

import numpy as np
import pytest

from kithwork.planning import branching, exact
from kithwork.planning.branching import SupercriticalError, discount_for, indices, value
from kithwork.planning.offspring import Outcomes, Referrals

ABOUT = 2e-6

TWO = Outcomes([[(0.6, (0, 0)), (0.4, (1, 0))], [(0.5, (0, 1)), (0.5, (1, 1))]])
TWO_REWARDS = (1, 0.2)

THREE = Outcomes(
    [
        [(0.5, (0, 2, 0)), (0.5, (0, 0, 1))],
        [(0.7, (0, 0, 0)), (0.3, (0, 1, 1))],
        [(0.8, (0, 0, 0)), (0.2, (1, 0, 0))],
    ]
)
THREE_REWARDS = (0, 0.3, 1)


def random_small(seed):
    """Two or three types, at most two new contacts an outcome, a small beta."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 4))
    rows = []
    for _ in range(n):
        chances = rng.dirichlet(np.ones(2))
        kinds = [rng.multinomial(rng.integers(0, 3), np.ones(n) / n) for _ in chances]
        rows.append([(float(p), tuple(map(int, k))) for p, k in zip(chances, kinds, strict=True)])
    return rng.uniform(0, 1, n), Outcomes(rows), float(rng.uniform(0.2, 0.5)), n, rng


def test_two_types_have_the_index_worked_out_by_hand():
    found = indices(TWO_REWARDS, TWO, 0.8)
    assert found.index == pytest.approx([1, 0.496296], abs=ABOUT)
    assert found.order == (0, 1)


def test_the_index_order_earns_the_optimum_and_the_reversed_order_does_not():
    assert value(TWO_REWARDS, TWO, 0.8, (1, 2)) == pytest.approx(3.222222, abs=ABOUT)
    assert value(TWO_REWARDS, TWO, 0.8, (1, 2), (1, 0)) == pytest.approx(1.0, abs=ABOUT)
    assert exact.optimum(TWO_REWARDS, TWO, (1, 2), 90, 0.8) == pytest.approx(3.222222, abs=ABOUT)
    reversed_order = exact.value_of_order(TWO_REWARDS, TWO, (1, 2), 90, (1, 0), 0.8)
    assert reversed_order == pytest.approx(1.0, abs=ABOUT)


def test_three_types_that_bring_one_another_have_the_known_index():
    found = indices(THREE_REWARDS, THREE, 0.6)
    assert found.index == pytest.approx([0.285311, 0.406780, 1], abs=ABOUT)
    assert value(THREE_REWARDS, THREE, 0.6, (2, 1, 1)) == pytest.approx(1.516612, abs=ABOUT)
    brute = exact.optimum(THREE_REWARDS, THREE, (2, 1, 1), 30, 0.6)
    assert brute == pytest.approx(1.516612, abs=ABOUT)


@pytest.mark.parametrize("seed", range(16))
def test_the_index_is_optimal_on_small_random_instances(seed):
    rewards, law, beta, n, rng = random_small(seed)
    counts = tuple(int(c) for c in rng.integers(0, 2, n) + (np.arange(n) == 0))
    requests = int(np.ceil(np.log(1e-7 * (1 - beta)) / np.log(beta)))
    brute = exact.optimum(rewards, law, counts, requests, beta)
    assert value(rewards, law, beta, counts) == pytest.approx(brute, abs=ABOUT)


@pytest.mark.parametrize("seed", range(16, 24))
def test_the_value_of_any_order_agrees_with_brute_force(seed):
    rewards, law, beta, n, rng = random_small(seed)
    order = tuple(int(i) for i in rng.permutation(n))
    requests = int(np.ceil(np.log(1e-7 * (1 - beta)) / np.log(beta)))
    brute = exact.value_of_order(rewards, law, (1,) * n, requests, order, beta)
    assert value(rewards, law, beta, (1,) * n, order) == pytest.approx(brute, abs=ABOUT)


def test_with_one_request_left_the_index_can_be_wrong():
    """Documents a limit: type 1 earns nothing itself, but leads to type 2 half of the time.

    The index for a long campaign prefers it; with a single request left, that request is wasted.
    """
    rewards = (0.3, 0, 1)
    law = Outcomes([[(1, (0, 0, 0))], [(0.5, (0, 0, 0)), (0.5, (0, 0, 1))], [(1, (0, 0, 0))]])
    order = indices(rewards, law, 0.95).order
    assert order == (2, 1, 0)
    assert exact.optimum(rewards, law, (1, 1, 0), 1) == pytest.approx(0.3)
    assert exact.value_of_order(rewards, law, (1, 1, 0), 1, order) == 0
    assert indices(rewards, law, discount_for(1)).order == (2, 0, 1)


def test_without_discounting_descendants_are_folded_into_the_rest():
    mean = [[0.1, 0.5, 0.3], [0.2, 0.1, 0.2], [0, 0.1, 0]]
    found = branching.undiscounted_indices((0, 0.3, 1), (1, 1, 1.5), mean)
    assert found.index == pytest.approx([0.269211, 0.384615, 0.666667], abs=ABOUT)
    assert found.order == (2, 1, 0)


def test_the_discounted_index_tends_to_the_undiscounted_one():
    law = Referrals.of([1, 1, 1], [[0.1, 0.5, 0.3], [0.2, 0.1, 0.2], [0, 0.1, 0]])
    near = indices((0, 0.3, 1), law, 1 - 1e-6)
    limit = branching.undiscounted_indices((0, 0.3, 1), (1, 1, 1), law.mean())
    assert near.index == pytest.approx(limit.index, abs=1e-5)


def test_a_supercritical_priority_set_is_refused_by_name():
    mean = [[0.0, 0.7, 0.0], [0.8, 0.5, 0.0], [0.1, 0.1, 0.1]]
    with pytest.raises(SupercriticalError, match="types 1, 0 bring") as refused:
        branching.undiscounted_indices((0.5, 1, 0.1), (1, 1, 1), mean)
    assert refused.value.types == (1, 0)


def test_a_supercritical_circle_still_has_a_discounted_index():
    law = Referrals.of([0.9, 0.9], [[3, 1], [2, 2]], shape=2)
    found = indices((0.2, 0.6), law, 0.9)
    assert found.order == (1, 0)
    assert 0.2 < found.index[0] < 0.6


def test_a_better_referrer_gets_the_better_index():
    """Two types that earn the same; the first one brings names, the second none."""
    law = Referrals.of([0.6, 0.6, 0.6], [[0, 0, 2], [0, 0, 0], [0, 0, 0]])
    found = indices((0.1, 0.1, 0.5), law, 0.95)
    assert found.order == (2, 0, 1)


def test_with_one_request_left_the_index_is_the_reward_itself():
    law = Referrals.of([0.6, 0.5], [[1, 2], [2, 1]])
    assert indices((0.1, 0.4), law, discount_for(1)).index == pytest.approx([0.1, 0.4])
    assert discount_for(20) == pytest.approx(0.95)


def test_a_name_is_worth_more_while_there_are_few():
    law = Referrals.of([0.5, 0.5], [[0.5, 0.5], [0.5, 0.5]])
    few = branching.value_of_name((0.3, 0.6), law, 0.9, (1, 0), 1)
    many = branching.value_of_name((0.3, 0.6), law, 0.9, (1, 20), 1)
    assert few > many > 0


@pytest.mark.parametrize("beta", [1.0, -0.1])
def test_a_discount_outside_its_range_is_refused(beta):
    with pytest.raises(ValueError, match="beta"):
        indices(TWO_REWARDS, TWO, beta)


def test_malformed_laws_are_refused():
    with pytest.raises(ValueError, match="sum to one"):
        Outcomes([[(0.6, (0,))]])
    with pytest.raises(ValueError, match="counts"):
        Outcomes([[(1.0, (0, 1))]])
    with pytest.raises(ValueError, match="acceptance"):
        Referrals.of([1.2], [[1]])
    with pytest.raises(ValueError, match="2 x 2"):
        Referrals.of([0.5, 0.5], [[1]])
    with pytest.raises(ValueError, match="at least one request"):
        discount_for(0)


def test_the_slope_of_a_law_is_the_slope_of_its_value():
    z, h = np.array([0.3, 0.6, 0.9]), 1e-6
    names = [[1, 2, 0], [0, 1, 1], [2, 0, 1]]
    for law in (THREE, Referrals.of([0.3, 0.6, 0.9], names, [1, np.inf, 4])):
        for j in range(3):
            step = h * np.eye(3)[j]
            slope = (law.value(z + step) - law.value(z - step)) / (2 * h)
            assert law.slope(z)[:, j] == pytest.approx(slope, abs=1e-7)
