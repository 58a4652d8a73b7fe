"""The circle in compact arrays: built once, then changed in place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.network.graph import Circle, cost_of
from kithwork.network.paths import ways_into, ways_to

ADA, BO, CY, DI = range(4)


def small():
    return Circle.build(4, [ADA, BO], [BO, CY], [0.9, 0.5], organisations=1)


def test_a_tie_holds_both_ways_unless_said_otherwise():
    world = small()
    assert world.chance(ADA, BO) == pytest.approx(0.9)
    assert world.chance(BO, ADA) == pytest.approx(0.9)
    assert world.chance(ADA, CY) == 0


def test_a_new_tie_is_used_at_once():
    world = small()
    assert ways_to(world, ADA, DI) == []
    world.set_tie(CY, DI, 0.8)
    assert ways_to(world, ADA, DI)[0].people == (ADA, BO, CY, DI)


def test_a_tie_can_be_weighed_anew():
    world = small()
    world.set_tie(ADA, BO, 0.4)
    assert world.chance(BO, ADA) == pytest.approx(0.4)
    assert len(world.outgoing.row(ADA)[0]) == 1


def test_a_tie_can_be_forgotten():
    world = small()
    world.remove_tie(CY, BO)
    assert ways_to(world, ADA, CY) == []
    world.remove_tie(ADA, CY)
    assert world.chance(ADA, BO) == pytest.approx(0.9)


def test_a_one_sided_tie_splits_the_two_directions():
    world = small()
    assert world.incoming is world.outgoing
    world.set_tie(ADA, BO, 0.9, back=0.1)
    assert world.chance(ADA, BO) == pytest.approx(0.9)
    assert world.chance(BO, ADA) == pytest.approx(0.1)
    assert ways_to(world, CY, ADA)[0].chance == pytest.approx(0.05)
    world.set_tie(ADA, BO, 0.9, back=0)
    assert ways_to(world, CY, ADA) == []


def test_a_new_person_can_be_met():
    world = small()
    assert len(ways_to(world, ADA, CY)) == 1
    em = world.add_person()
    assert em == 4
    world.set_tie(CY, em, 0.5)
    assert ways_to(world, ADA, em)[0].people == (ADA, BO, CY, em)
    assert world.people == 5


def test_people_come_to_organisations_and_leave_them():
    world = small()
    world.join(CY, 0)
    assert ways_into(world, ADA, [0])[0].people == (ADA, BO, CY)
    world.leave(CY, 0)
    assert ways_into(world, ADA, [0]) == []
    bakery = world.add_organisation()
    world.join(BO, bakery)
    assert ways_into(world, ADA, [bakery])[0].people == (ADA, BO)


def test_knowing_people_somewhere_can_be_forgotten():
    world = small()
    world.set_knows(BO, 0, 0.5)
    assert len(ways_into(world, ADA, [0])) == 1
    world.set_knows(BO, 0, 0)
    assert ways_into(world, ADA, [0]) == []


def test_a_circle_may_start_empty():
    world = Circle.build(0)
    ada, bo = world.add_person(), world.add_person()
    world.set_tie(ada, bo, 0.5)
    assert ways_to(world, ada, bo)[0].chance == pytest.approx(0.5)


@pytest.mark.parametrize("chance", [0, -0.1, 1.01, float("nan")])
def test_what_is_no_chance_is_refused(chance):
    with pytest.raises(ValueError, match="chance"):
        cost_of(chance)


def test_numbers_out_of_range_and_ties_to_oneself_are_refused():
    with pytest.raises(ValueError, match=r"outside 0\.\.1"):
        Circle.build(2, [0], [2], [0.5])
    with pytest.raises(ValueError, match="two people"):
        Circle.build(2, [1], [1], [0.5])
    with pytest.raises(ValueError, match="two people"):
        small().set_tie(BO, BO, 0.5)


def test_a_failed_search_does_not_spoil_the_next():
    world = small()

    def fail():
        with world.sheet() as sheet:
            sheet[ADA] = 0
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with world.sheet() as sheet:
        assert np.isinf(sheet).all()


NUMBERS = st.integers(0, 7)
CHANGES = st.tuples(NUMBERS, NUMBERS, st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.booleans())


@settings(max_examples=150, deadline=None)
@given(st.lists(CHANGES.filter(lambda change: change[0] != change[1]), max_size=40))
def test_changing_in_place_equals_building_anew(changes):
    world = Circle.build(8)
    chances: dict[tuple[int, int], float] = {}
    for giver, taker, chance, one_way in changes:
        world.set_tie(giver, taker, chance, back=0.0 if one_way else None)
        chances[giver, taker], chances[taker, giver] = chance, 0.0 if one_way else chance
    for (giver, taker), chance in chances.items():
        assert world.chance(giver, taker) == pytest.approx(chance)
    for rows in (world.outgoing, world.incoming):
        for person in range(8):
            assert np.all(np.diff(rows.row(person)[1]) >= 0)
    for person in range(8):
        by = {giver for (giver, taker), chance in chances.items() if chance and taker == person}
        assert set(world.incoming.row(person)[0].tolist()) == by
