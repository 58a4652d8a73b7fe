"""What one meeting is expected to yield."""

import numpy as np
import pytest

from kithwork.planning.prospects import Ragged, Targets
from kithwork.planning.yields import (
    FEATURES,
    Yields,
    expected_insiders,
    features,
    log_connections,
    parsed,
    refit,
    shipped,
)

PORT, MILL, SHOP = 100, 200, 300


def rows(employer, past, targets=None, level=(0,), industry=(1,), connections=(30.0,)):
    return features(
        np.array([employer]),
        Ragged.of([past]),
        np.array(level),
        np.array(industry),
        np.array(connections),
        targets or Targets.of([PORT, MILL], industries=[1, 2]),
    )[0]


def test_past_targets_count_once_and_further_ones_apart():
    row = rows(SHOP, [PORT, MILL, SHOP])
    assert row[2] == 1.0
    assert row[3] == 1.0


def test_reached_targets_no_longer_count_among_past_employers():
    row = rows(SHOP, [PORT], Targets.of([PORT, MILL], reached=[True, False]))
    assert row[2] == 0.0


def test_unknown_level_and_industry_take_the_mean_of_the_known():
    made = features(
        np.array([SHOP, SHOP, SHOP]),
        Ragged.of([[], [], []]),
        np.array([0, 2, -1]),
        np.array([1, 9, -1]),
        np.array([np.nan] * 3),
        Targets.of([PORT], industries=[1]),
    )
    assert made[2, 5] == pytest.approx(0.5)
    assert made[2, 6] == pytest.approx(0.5)


def test_an_unknown_industry_is_guessed_from_colleagues_before_everybody():
    made = features(
        np.array([SHOP, SHOP, MILL, MILL, -1]),
        Ragged.of([[]] * 5),
        np.zeros(5, np.int64),
        np.array([1, -1, 9, -1, -1]),
        np.full(5, np.nan),
        Targets.of([PORT], industries=[1]),
    )
    assert made[:, 5].tolist() == [1.0, 1.0, 0.0, 0.0, 0.5]


def test_connections_count_against_the_median_and_unknown_is_usual():
    logs = log_connections(np.array([10.0, 100.0, 1000.0, np.nan, 1e9]))
    assert logs[3] == 0.0
    assert logs[0] < 0 < logs[2]
    assert logs[4] == 3.0


def test_former_employees_of_a_target_are_expected_to_yield_more():
    weights = shipped()
    targets = Targets.of([PORT, MILL])
    made = np.array([rows(SHOP, [PORT]), rows(SHOP, [])])
    former, other = expected_insiders(made, weights, targets)
    assert former > 2 * other


def test_fewer_open_targets_mean_fewer_insiders():
    made = rows(SHOP, [])[None, :]
    half = Targets.of([1, 2], reached=[True, False])
    both = Targets.of([1, 2])
    one, two = expected_insiders(made, shipped(), half), expected_insiders(made, shipped(), both)
    assert two[0] == pytest.approx(2 * one[0])


def test_no_meetings_leave_the_shipped_weights_alone():
    assert refit(shipped(), np.zeros((0, len(FEATURES))), np.zeros(0)) is shipped()


def test_the_refit_of_a_constant_solves_its_own_equation():
    """One weight, prior 0 with spread 1, two meetings that brought 3 and 1: 4 - 2 e^w = w."""
    fitted = refit(Yields(np.zeros(1), np.ones(1)), np.ones((2, 1)), np.array([3.0, 1.0]))
    w = float(fitted.weights[0])
    assert 4 - 2 * np.exp(w) == pytest.approx(w, abs=1e-6)


def test_one_absurd_meeting_cannot_carry_the_weights_away():
    prior = shipped()
    fitted = refit(prior, np.ones((1, len(FEATURES))) * 3, np.array([500.0]))
    assert np.all(np.abs(fitted.weights - prior.weights) <= 2 * prior.spread + 1e-9)


def test_many_barren_meetings_lower_the_expectation():
    made = np.tile(rows(SHOP, []), (40, 1))
    fitted = refit(shipped(), made, np.zeros(40))
    targets = Targets.of([PORT])
    assert (
        expected_insiders(made, fitted, targets)[0] < expected_insiders(made, shipped(), targets)[0]
    )


def test_weights_learnt_for_other_features_are_refused():
    with pytest.raises(ValueError, match="other features"):
        parsed(b'{"features": ["height"], "weights": [1], "spread": [1]}')
