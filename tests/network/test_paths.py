"""Ways from the seeker: worlds that can be solved by hand, and random ones solved by trying all."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.network.graph import Circle
from kithwork.network.paths import Resting, Step, ways_into, ways_to

ADA, BO, CY, DI, EM, FLO = range(6)
HOSPITAL, BAKERY = range(2)


def circle(ties, members=(), knows=(), people=6, organisations=2):
    """A circle from (giver, taker, chance) and (giver, taker, chance, back) tuples."""
    back = [tie[3] if len(tie) == 4 else tie[2] for tie in ties]
    givers, takers, chances = [[tie[i] for tie in ties] for i in range(3)]
    return Circle.build(
        people,
        givers,
        takers,
        chances,
        back=back if any(len(tie) == 4 for tie in ties) else None,
        organisations=organisations,
        members=([m[0] for m in members], [m[1] for m in members]),
        knows=([k[0] for k in knows], [k[1] for k in knows], [k[2] for k in knows]),
    )


def test_two_strong_ties_beat_one_weak_tie():
    """Ada-Bo .9, Bo-Cy .8, Ada-Cy .5: through Bo it is .72."""
    world = circle([(ADA, BO, 0.9), (BO, CY, 0.8), (ADA, CY, 0.5)])
    (way,) = ways_to(world, ADA, CY)
    assert way.people == (ADA, BO, CY)
    assert way.chance == pytest.approx(0.72)
    assert way.weakest == Step(BO, CY, pytest.approx(0.8))
    assert way.introductions == 1


def test_different_ways_share_no_first_person():
    world = circle(
        [(ADA, BO, 0.9), (BO, CY, 0.8), (BO, DI, 0.9), (DI, CY, 0.7), (ADA, EM, 0.3), (EM, CY, 0.9)]
    )
    ways = ways_to(world, ADA, CY, top=5)
    assert [way.people for way in ways] == [(ADA, BO, CY), (ADA, EM, CY)]
    assert [way.chance for way in ways] == pytest.approx([0.72, 0.27])


def test_a_way_has_at_most_the_wanted_introductions():
    """A chain of certain ties Ada-Bo-Di-Em-Flo-Cy needs four introductions."""
    chain = [(ADA, BO, 1), (BO, DI, 1), (DI, EM, 1), (EM, FLO, 1), (FLO, CY, 1)]
    world = circle([*chain, (BO, CY, 0.1)])
    assert ways_to(world, ADA, CY, introductions=4)[0].people == (ADA, BO, DI, EM, FLO, CY)
    assert ways_to(world, ADA, CY, introductions=3)[0].people == (ADA, BO, CY)
    assert ways_to(world, ADA, CY, introductions=0) == []


def test_a_way_into_an_organisation_ends_at_whoever_is_easiest_to_reach():
    world = circle(
        [(ADA, BO, 0.9), (BO, CY, 0.5), (BO, DI, 0.8)], members=[(CY, HOSPITAL), (DI, HOSPITAL)]
    )
    assert ways_into(world, ADA, [HOSPITAL])[0].people == (ADA, BO, DI)


def test_any_of_several_organisations_will_do():
    world = circle([(ADA, BO, 0.9), (ADA, CY, 0.2)], members=[(CY, HOSPITAL), (BO, BAKERY)])
    assert ways_into(world, ADA, [HOSPITAL])[0].people == (ADA, CY)
    assert ways_into(world, ADA, [HOSPITAL, BAKERY])[0].people == (ADA, BO)


def test_knowing_people_at_the_hospital_counts_as_a_step():
    world = circle([(ADA, BO, 0.9)], knows=[(BO, HOSPITAL, 0.5)])
    (way,) = ways_into(world, ADA, [HOSPITAL])
    assert way.people == (ADA, BO)
    assert way.steps[-1] == Step(BO, None, pytest.approx(0.5))
    assert way.chance == pytest.approx(0.45)
    assert way.introductions == 1
    assert ways_into(world, ADA, [HOSPITAL], introductions=0) == []


def test_a_faint_acquaintance_at_the_hospital_is_found_even_as_the_only_way():
    world = circle([(ADA, BO, 0.9)], knows=[(BO, HOSPITAL, 0.002)])
    assert ways_into(world, ADA, [HOSPITAL])[0].chance == pytest.approx(0.0018)


def test_what_the_seeker_knows_unasked_is_a_way_too():
    world = circle([(ADA, BO, 0.9)], [(BO, HOSPITAL)], [(ADA, HOSPITAL, 0.95)])
    best, second = ways_into(world, ADA, [HOSPITAL], top=2)
    assert (best.people, best.first, best.introductions) == ((ADA,), None, 0)
    assert second.first == BO


def test_the_seeker_is_not_somebody_there():
    world = circle([(ADA, BO, 0.9)], [(ADA, HOSPITAL)])
    assert ways_into(world, ADA, [HOSPITAL]) == []
    assert ways_to(world, ADA, ADA) == []


def test_nobody_is_reached_without_ties():
    world = circle([(BO, CY, 0.9)], [(CY, HOSPITAL)])
    assert ways_into(world, ADA, [HOSPITAL], top=3) == []
    assert ways_into(world, ADA, [BAKERY]) == []


def test_chances_may_differ_by_direction():
    """Bo passes Ada on to Cy readily; Cy would never pass anybody on to Bo."""
    world = circle([(ADA, BO, 0.5, 0.9), (BO, CY, 0.8, 0)])
    assert ways_to(world, ADA, CY)[0].chance == pytest.approx(0.4)
    assert ways_to(world, CY, ADA) == []
    assert ways_to(world, BO, ADA)[0].chance == pytest.approx(0.9)


def test_somebody_asked_too_recently_ranks_lower_with_the_reason():
    world = circle([(ADA, BO, 0.9), (BO, CY, 0.8), (ADA, EM, 0.8), (EM, CY, 0.8)])
    asked = {BO: Resting(0.3, "asked nine days ago")}
    first, second = ways_to(world, ADA, CY, top=2, resting=asked)
    assert first.first == EM
    assert second.first == BO
    assert second.chance == pytest.approx(0.72)
    assert second.rank == pytest.approx(0.216)
    assert second.resting == ((BO, "asked nine days ago"),)


def test_a_way_fainter_than_wanted_is_left_out():
    world = circle([(ADA, BO, 0.1), (BO, CY, 0.1)])
    assert len(ways_to(world, ADA, CY)) == 1
    assert ways_to(world, ADA, CY, faintest=0.02) == []


@pytest.mark.parametrize(
    "wrong", [{"person": 6}, {"person": -1}, {"seeker": 9}, {"top": 0}, {"introductions": -1}]
)
def test_what_is_not_there_is_an_error(wrong):
    world = circle([(ADA, BO, 0.9)])
    with pytest.raises(ValueError, match=r"ways need|no such person"):
        ways_to(world, **{"seeker": ADA, "person": BO, **wrong})


def every_way(ties, seeker, ends, hops, factors):
    """The best rank by first person, by trying every chain of people; ``ends`` {person: chance}."""
    best: dict[int, float] = {}

    def walk(chain, chance):
        end = ends.get(chain[-1])
        if len(chain) > 1 and end is not None and len(chain) - 1 + (end < 2) <= hops:
            rank = chance * min(end, 1)
            best[chain[1]] = max(best.get(chain[1], 0), rank)
        if len(chain) <= hops:
            for other, tie in ties.get(chain[-1], {}).items():
                if other not in chain:
                    walk((*chain, other), chance * tie * factors.get(other, 1))

    walk((seeker,), 1.0)
    return best


CHANCES = st.floats(0.0625, 1, width=32)
PEOPLE = 9


@st.composite
def worlds(draw):
    pair = st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1))
    pairs = draw(st.lists(pair.filter(lambda p: p[0] < p[1]), unique=True, max_size=24))
    directed = draw(st.booleans())
    ties = []
    for a, b in pairs:
        there = draw(CHANCES)
        ties.append((a, b, there, draw(st.just(0.0) | CHANCES) if directed else there))
    people = st.integers(1, PEOPLE - 1)
    members = draw(st.sets(people, max_size=3))
    knows = draw(st.dictionaries(people, CHANCES, max_size=2))
    factors = draw(st.dictionaries(people, st.floats(0.1, 1), max_size=2))
    return ties, directed, members, knows, factors


@settings(max_examples=300, deadline=None)
@given(worlds(), st.integers(0, 5), st.sampled_from([1, 2, 3, 10]))
def test_the_ways_are_those_found_by_trying_all(world, introductions, top):
    ties, directed, members, knows, factors = world
    given_ties = [tie if directed else tie[:3] for tie in ties]
    if not given_ties:
        return
    built = circle(
        given_ties,
        [(m, 0) for m in members],
        [(p, 0, chance) for p, chance in knows.items()],
        people=PEOPLE,
        organisations=1,
    )
    chances: dict[int, dict[int, float]] = {}
    for a, b, there, back in ties:
        chances.setdefault(a, {})[b] = there
        if back:
            chances.setdefault(b, {})[a] = back
    resting = {person: Resting(factor, "asked") for person, factor in factors.items()}
    found = ways_into(
        built, 0, [0], top=top, introductions=introductions, resting=resting, faintest=1e-12
    )
    best = by_trying(chances, members, knows, introductions + 1, factors)
    assert [way.rank for way in found] == pytest.approx(best[:top], rel=1e-4)
    assert len({way.first for way in found}) == len(found)
    for way in found:
        assert way.introductions <= introductions
        assert len(set(way.people)) == len(way.people)
        assert way.chance == pytest.approx(math.prod(step.chance for step in way.steps))


def by_trying(chances, members, knows, hops, factors):
    """Ranks of the best ways by first person; somebody there is also reached by knowing."""
    there = every_way(chances, 0, dict.fromkeys(members, 2), hops, factors)
    through = every_way(chances, 0, knows, hops, factors)
    both = {a: max(there.get(a, 0), through.get(a, 0)) for a in {*there, *through}}
    return sorted(both.values(), reverse=True)


@pytest.mark.parametrize(("seed", "ties"), [(5, 3000), (6, 900), (7, 500)])
def test_a_larger_random_circle_gives_the_same_best_chance_as_all_layers(seed, ties):
    """400 people: the best within 1..5 hops and without a limit, by relaxing all ties by hops."""
    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, 400, (2, ties))
    a, b = a[a != b], b[a != b]
    chance = rng.beta(1.5, 3, len(a)).clip(0.01, 0.99)
    world = Circle.build(
        400, a, b, chance, organisations=40, members=(np.arange(400), np.arange(400) // 10)
    )
    for hops in (1, 2, 3, 4, 5, 6, 25):
        best = relaxed(a, b, chance, seeker=7, hops=hops)
        for there in range(1, 40):
            ways = ways_into(world, 7, [there], introductions=hops - 1)
            expected = best[there * 10 : there * 10 + 10].max()
            assert (ways[0].chance if ways else 0) == pytest.approx(
                expected if expected >= 0.001 else 0, rel=1e-4
            )


def relaxed(a, b, chance, seeker, hops):
    """Everybody's best chance within some hops."""
    best = np.zeros(400)
    best[seeker] = 1
    for _ in range(hops):
        new = best.copy()
        np.maximum.at(new, b, best[a] * chance)
        np.maximum.at(new, a, best[b] * chance)
        best = new
    return best


def test_ten_ways_are_the_ten_best_in_a_larger_circle_too():
    """Relaxing backwards from the goal in a circle without the seeker, for every first person."""
    rng = np.random.default_rng(9)
    a, b = rng.integers(1, 400, (2, 1500))
    a, b = a[a != b], b[a != b]
    chance = rng.beta(1.5, 3, len(a)).clip(0.01, 0.99)
    kith = rng.choice(np.arange(1, 400), 30, replace=False)
    heads = rng.uniform(0.1, 0.9, 30)
    world = Circle.build(
        400,
        np.concatenate([a, np.zeros(30, int)]),
        np.concatenate([b, kith]),
        np.concatenate([chance, heads]),
    )
    for person in rng.choice(np.arange(1, 400), 25, replace=False).tolist():
        rest = relaxed(a, b, chance, seeker=person, hops=4)[kith]
        expected = np.sort(rest * heads)[::-1][:10]
        found = [way.chance for way in ways_to(world, 0, person, top=10)]
        assert found == pytest.approx(expected[expected >= 0.001].tolist(), rel=1e-4)
