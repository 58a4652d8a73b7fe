"""Every organisation at once gives what each one gives alone."""

from __future__ import annotations

import numpy as np
import pytest

from kithwork.network import everywhere
from kithwork.network.everywhere import NOBODY, best_into_every_organisation
from kithwork.network.graph import Circle
from kithwork.network.paths import Resting, ways_into

ADA, BO, CY, DI = range(4)
HOSPITAL, BAKERY, SCHOOL, MOON = range(4)


@pytest.fixture
def town():
    """Ada-Bo .9, Bo-Cy .5, Ada-Di .2; Cy at the hospital, Di at the bakery, Bo knows the school."""
    return Circle.build(
        4,
        [ADA, BO, ADA],
        [BO, CY, DI],
        [0.9, 0.5, 0.2],
        organisations=4,
        members=([CY, DI, ADA], [HOSPITAL, BAKERY, BAKERY]),
        knows=([BO], [SCHOOL], [0.4]),
    )


def test_each_organisation_gets_its_best_chance(town):
    chances, firsts = best_into_every_organisation(town, ADA)
    assert chances.tolist() == pytest.approx([0.45, 0.2, 0.36, 0])
    assert firsts.tolist() == [BO, DI, BO, NOBODY]


def test_introductions_are_counted(town):
    chances, firsts = best_into_every_organisation(town, ADA, introductions=0)
    assert chances.tolist() == pytest.approx([0, 0.2, 0, 0])
    assert firsts.tolist() == [NOBODY, DI, NOBODY, NOBODY]


def test_what_the_seeker_knows_unasked_counts(town):
    town.set_knows(ADA, MOON, 0.3)
    chances, firsts = best_into_every_organisation(town, ADA, introductions=0)
    assert chances[MOON] == pytest.approx(0.3)
    assert firsts[MOON] == ADA


def test_fainter_ways_than_wanted_count_as_none(town):
    chances, firsts = best_into_every_organisation(town, ADA, faintest=0.3)
    assert (chances[BAKERY], firsts[BAKERY]) == (0, NOBODY)


@pytest.mark.parametrize("introductions", [0, 1, 2, 4])
@pytest.mark.parametrize("asked", [{}, {3: Resting(0.2, "asked last week")}])
@pytest.mark.parametrize("ball", ["large", "small"])
def test_it_agrees_with_the_ways_found_one_by_one(introductions, asked, ball, monkeypatch):
    """With a small ball around the seeker nearly all organisations are met from their side."""
    if ball == "small":
        monkeypatch.setattr(everywhere, "ENOUGH", 0)
        monkeypatch.setattr(everywhere, "AIM", 0)
        monkeypatch.setattr(everywhere, "LITTLE", 0)
    rng = np.random.default_rng(4)
    a, b = rng.integers(0, 300, (2, 1200))
    a, b = a[a != b], b[a != b]
    world = Circle.build(
        300,
        a,
        b,
        rng.beta(1.5, 3, len(a)).clip(0.01, 1),
        back=rng.beta(1.5, 3, len(a)).clip(0.01, 1),
        organisations=30,
        members=(np.arange(300), rng.integers(0, 30, 300)),
        knows=(rng.integers(0, 300, 40), rng.integers(0, 30, 40), rng.uniform(0.1, 1, 40)),
    )
    for seeker in (5, 80):
        chances, firsts = best_into_every_organisation(
            world, seeker, introductions=introductions, resting=asked
        )
        for there in range(30):
            ways = ways_into(world, seeker, [there], introductions=introductions, resting=asked)
            assert chances[there] == pytest.approx(ways[0].rank if ways else 0, rel=1e-4)
            assert firsts[there] == (_first(ways[0], seeker) if ways else NOBODY)


def _first(way, seeker):
    return seeker if way.first is None else way.first
