"""The picture of the circle: rings by generation, sectors by introducer, cycles tolerated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.network.circle import lay_out

FAMILY = ["bo", "cy", "di", "em", "flo"]


def test_rings_are_generations():
    """Ada knows Bo and Cy; Bo brought Di; Di brought Em."""
    layout = lay_out(FAMILY, {"di": "bo", "em": "di", "flo": "cy"})
    assert layout.ring.tolist() == [1, 1, 2, 3, 2]
    assert layout.parent.tolist() == [-1, -1, 0, 2, 1]


def test_every_ring_stands_outside_the_one_before():
    layout = lay_out(FAMILY, {"di": "bo", "em": "di", "flo": "cy"})
    radius = np.hypot(layout.x, layout.y)
    for ring in (1, 2):
        assert radius[layout.ring == ring].max() < radius[layout.ring == ring + 1].min()
    assert radius.max() <= 1


def test_children_sit_near_their_introducer():
    people = list(range(60))
    by = {i: i % 6 for i in range(6, 60)}
    layout = lay_out(people, by)
    for child, parent in by.items():
        apart = abs(layout.angle[child] - layout.angle[parent])
        assert min(apart, 2 * np.pi - apart) < np.pi / 6 + 1e-9


def test_a_cycle_of_introductions_is_cut_at_the_first_person():
    layout = lay_out(FAMILY, {"bo": "di", "di": "cy", "cy": "bo", "em": "di"})
    assert layout.parent.tolist()[:4] == [-1, 0, 1, 2]
    assert layout.ring.tolist()[:4] == [1, 2, 3, 4]


def test_introducing_oneself_or_by_a_stranger_counts_as_none():
    layout = lay_out(FAMILY, {"bo": "bo", "cy": "nobody", "di": None})
    assert layout.parent.tolist() == [-1] * 5


def test_an_empty_circle_has_an_empty_picture():
    layout = lay_out([], {})
    assert len(layout.x) == len(layout.ring) == 0


def test_one_person_stands_alone():
    layout = lay_out(["bo"], {})
    assert layout.ring.tolist() == [1]
    assert 0 < np.hypot(layout.x[0], layout.y[0]) <= 1


def town(count):
    """A circle in which everybody after the first fifty was introduced by somebody earlier."""
    rng = np.random.default_rng(8)
    return list(range(count)), {i: int(rng.integers(i // 3 + 1)) for i in range(50, count)}


def test_five_thousand_people_stay_apart():
    layout = lay_out(*town(5000))
    # Spread evenly, 5,000 dots in the unit disc stand 0.025 apart.
    assert layout.spacing > 0.005
    assert len(set(zip(layout.x.round(6), layout.y.round(6), strict=True))) > 4950


def test_the_same_circle_gives_the_same_picture():
    one, other = lay_out(*town(300)), lay_out(*town(300))
    assert one.x.tolist() == other.x.tolist()
    assert one.y.tolist() == other.y.tolist()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 14) | st.none(), min_size=1, max_size=14))
def test_any_introductions_give_a_picture_inside_the_disc(by):
    people = list(range(len(by)))
    layout = lay_out(people, dict(enumerate(by)))
    assert np.all(np.hypot(layout.x, layout.y) <= 1 + 1e-9)
    for person, parent in enumerate(layout.parent.tolist()):
        assert layout.ring[person] == (1 if parent == -1 else layout.ring[parent] + 1)
    assert layout.spacing >= 0


@pytest.mark.parametrize("length", [2, 3, 5000])
def test_a_long_chain_or_ring_of_introductions_is_no_trouble(length):
    people = list(range(length))
    layout = lay_out(people, {i: (i + 1) % length for i in people})
    assert sorted(layout.ring.tolist()) == list(range(1, length + 1))
