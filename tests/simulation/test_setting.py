"""How a campaign starts."""

import numpy as np
import pytest

from kithwork.planning.prospects import Ragged
from kithwork.simulation.setting import Goal, Settings, someone_inside
from kithwork.simulation.towns import campus
from kithwork.simulation.world import World, adjacency


@pytest.fixture(scope="module")
def settings():
    return Settings(campus(np.random.default_rng(1), 1200), Goal())


def test_nobody_is_known_inside_a_target_at_the_start(settings):
    for seed in range(30):
        start = settings.draw(np.random.default_rng(seed))
        assert not np.isin(settings.world.employer[start.kith], start.targets).any()
        assert settings.world.employer[start.seeker] not in start.targets
        assert len(set(start.targets.tolist())) == 8


def test_kith_are_acquaintances_without_the_seeker(settings):
    start = settings.draw(np.random.default_rng(2))
    assert set(start.kith.tolist()) <= set(settings.world.ties.row(start.seeker).tolist())
    assert len(start.kith) == 25


def test_too_few_friends_are_filled_up_with_their_friends(town):
    start = Settings(town, Goal(targets=1, reach=1, kith=3)).draw(np.random.default_rng(0))
    friends = town.ties.row(start.seeker).tolist()
    assert len(friends) < 3
    assert set(friends) < set(start.kith.tolist())
    assert start.seeker not in start.kith


def test_where_friends_work_everywhere_those_at_the_targets_are_left_out():
    rng = np.random.default_rng(6)
    zeros = np.zeros(300, np.int64)
    small = World(
        adjacency(rng.integers(0, 300, (9000, 2)), 300),
        rng.integers(0, 10, 300),
        zeros,
        zeros,
        Ragged.of([[]] * 300),
    )
    start = Settings(small, Goal()).draw(np.random.default_rng(1))
    assert len(start.targets) == 8
    assert len(start.kith) > 0
    assert not np.isin(small.employer[start.kith], start.targets).any()


def test_the_same_seed_starts_the_same_campaign(settings):
    one, two = (settings.draw(np.random.default_rng(9)) for _ in range(2))
    assert one.kith.tolist() == two.kith.tolist()
    assert one.targets.tolist() == two.targets.tolist()


def test_with_a_standing_juniors_at_a_target_do_not_count(town, setting):
    inside = someone_inside(town, setting)
    assert np.flatnonzero(inside).tolist() == [3, 5]
    strict = setting.__class__(
        setting.seeker, setting.kith, setting.targets, setting.industry, Goal(2, 2, 2, standing=2)
    )
    assert not someone_inside(town, strict).any()


def test_a_world_with_too_few_employers_is_refused():
    alone = World(
        adjacency([(0, 1)], 2),
        np.array([-1, 3]),
        np.zeros(2, np.int64),
        np.zeros(2, np.int64),
        Ragged.of([[], []]),
    )
    with pytest.raises(ValueError, match="1 employers"):
        Settings(alone, Goal())
