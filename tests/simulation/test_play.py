"""One campaign played out in a town of six."""

import numpy as np
import pytest

from kithwork.simulation.habits import Habits
from kithwork.simulation.play import approach, play
from kithwork.simulation.policies import POLICIES
from kithwork.simulation.rules import Arrival, Closest
from kithwork.simulation.sight import Sight

ADA, BO, CY, DEE, EVE, FAY = range(6)
WILLING = Habits(kith=1.0, referred=1.0, lists_visible=1.0, asks_granted=1.0, forgets=0.0)
HIDDEN = Habits(kith=1.0, referred=1.0, lists_visible=0.0, forgets=0.0)


def people(campaign):
    return [step.person for step in campaign.steps]


def test_with_everybody_willing_both_targets_are_reached_by_introduction(town, setting):
    campaign = play(town, setting, Closest(), WILLING, seed=1, budget=20)
    assert campaign.succeeded
    assert people(campaign)[-1] == FAY
    assert [step.person for step in campaign.steps if step.reached] == [DEE, FAY]


def test_the_learned_plan_goes_to_who_knows_an_insider_and_straight_on_inside(town, setting):
    campaign = play(town, setting, POLICIES["learned"](), WILLING, seed=1, budget=20)
    assert people(campaign) == [BO, DEE, CY, EVE, FAY]


def test_who_refuses_names_nobody_and_the_circle_dries_out(town, setting):
    shy = Habits(kith=0.0)
    campaign = play(town, setting, Arrival(), shy, seed=1, budget=20)
    assert people(campaign) == [BO, CY]
    assert not campaign.succeeded
    assert campaign.dried_out
    assert campaign.cost(20) == 20


def test_the_budget_ends_a_campaign_that_has_not_dried_out(town, setting):
    campaign = play(town, setting, Closest(), WILLING, seed=1, budget=1)
    assert len(campaign.steps) == 1
    assert not campaign.dried_out


def test_the_seeker_and_people_named_before_are_never_named_anew(town, setting):
    sight = Sight(town, setting, WILLING, seed=1)
    step = approach(sight, Closest(), BO)
    assert step.named.tolist() == [DEE]


def test_lists_of_friends_are_seen_ahead_only_where_they_are_visible(town, setting):
    assert set(Sight(town, setting, WILLING, 1).lists) == {BO, CY}
    assert Sight(town, setting, HIDDEN, 1).lists == {}
    later = Habits(lists_visible=1.0, look_ahead=False)
    assert Sight(town, setting, later, 1).lists == {}


def test_nobody_is_asked_by_name_in_open_mode(town, setting):
    sight = Sight(town, setting, Habits(named=False, kith=1.0), seed=1)
    assert not approach(sight, Closest(), BO).asked
    assert sight.lists == {}


def test_a_reached_target_is_reached_once_and_loses_its_worth(town, setting):
    sight = Sight(town, setting, WILLING, seed=1)
    dee = np.array([DEE])
    assert sight.worth_inside(dee).tolist() == [1.0]
    assert sight.reach(DEE)
    assert sight.worth_inside(dee).tolist() == [0.0]
    assert not sight.reach(DEE)


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_every_policy_plays_in_both_modes(town, setting, name):
    for named in (False, True):
        campaign = play(town, setting, POLICIES[name](), Habits(named=named), seed=3, budget=20)
        assert len(people(campaign)) == len(set(people(campaign)))
        assert ADA not in people(campaign)
