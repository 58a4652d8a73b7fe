"""What the policies look at."""

import numpy as np
import pytest

from kithwork.planning.prospects import Ragged
from kithwork.simulation.allknowing import AllKnowing
from kithwork.simulation.habits import Habits
from kithwork.simulation.learned import BINS, Learned, type_indices
from kithwork.simulation.rules import Arrival, Closest, Nearest, Senior
from kithwork.simulation.sight import Sight

ADA, BO, CY, DEE, EVE, FAY = range(6)
EVERYBODY = np.arange(6)
SEEN = Habits(lists_visible=1.0)


@pytest.fixture
def sight(town, setting):
    return Sight(town, setting, SEEN, seed=1)


def test_closest_ranks_inside_then_formerly_inside_then_the_industry(sight):
    assert Closest().worth(sight, EVERYBODY).tolist() == [0, 0, 0, 3, 2, 3]


def test_closeness_to_a_reached_target_is_forgotten(sight):
    sight.reach(DEE)
    assert Closest().worth(sight, np.array([DEE, EVE, FAY])).tolist() == [0, 0, 3]


def test_nearest_sees_who_knows_an_insider(sight):
    assert Nearest().worth(sight, np.array([BO, CY])).tolist() == [2.5, 0.0]


def test_senior_goes_by_level_and_arrival_by_nothing(sight):
    assert Senior().worth(sight, np.array([BO, CY])).tolist() == [0, 2]
    assert Arrival().worth(sight, np.array([BO, CY])).tolist() == [0, 0]


def test_order_of_arrival_asks_the_open_question(sight):
    assert len(Arrival().names(sight, BO, np.array([DEE, EVE]))) == 0


def test_the_plan_asks_for_insiders_of_different_targets_first(sight):
    assert set(Learned().names(sight, BO, np.array([CY, DEE, FAY, EVE]))[:2].tolist()) == {DEE, FAY}


def test_the_plan_knows_only_what_was_looked_up(town, setting):
    hidden = Sight(town, setting, Habits(lists_visible=0.0), seed=1)
    plan = Learned()
    worth = plan.expected(hidden, np.array([BO, CY]))
    assert worth.tolist() == plan.guessed(hidden)[[BO, CY]].tolist()


def test_the_all_knowing_sees_two_steps_ahead(sight):
    worth = AllKnowing().worth(sight, np.array([BO, CY]))
    assert worth[0] > worth[1] > 0


def test_an_insider_has_the_highest_index_and_more_insiders_a_higher_one():
    index = type_indices(0.8, 0.5, 4.0, 2.0)
    bins = len(BINS) + 1
    assert index.argmax() == 0
    assert np.all(np.diff(index[1 : 1 + bins]) > 0)
    assert np.all(index[1 + bins :] > index[1 : 1 + bins])


def test_unknown_profiles_break_no_policy(town, setting):
    blank = town.__class__(
        town.ties,
        town.employer,
        np.full(6, -1),
        np.full(6, -1),
        Ragged.of([[]] * 6),
    )
    sight = Sight(blank, setting, SEEN, seed=1)
    for policy in (Arrival(), Senior(), Closest(), Nearest(), Learned(), AllKnowing()):
        assert np.isfinite(policy.worth(sight, EVERYBODY)).all()
