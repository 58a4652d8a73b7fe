"""An invented labour market: job spells, fields, levels, homophily and heavy-tailed ties."""

from __future__ import annotations

import numpy as np

from kithwork.planning.prospects import Floats, Ints, Ragged
from kithwork.simulation.world import World, adjacency

INDUSTRIES = 16
PEOPLE_PER_EMPLOYER = 20
STAYS_IN_FIELD = 0.75
TEAM = 4.0
NEIGHBOURHOOD = 80


def labour_market(rng: np.random.Generator, people: int = 30_000) -> World:
    """People with a current and earlier employers, tied by work, field, neighbourhood and chance.

    Employers' sizes and people's sociability are heavy-tailed (log-normal); three moves in four
    stay within one's field; ties are mostly to colleagues of similar standing, then to former
    colleagues, to others of the field, to neighbours, and a few to anybody.
    """
    firms = max(people // PEOPLE_PER_EMPLOYER, INDUSTRIES)
    industry_of = rng.choice(INDUSTRIES, firms, p=_shares(INDUSTRIES))
    industry_of[:INDUSTRIES] = np.arange(INDUSTRIES)
    size = rng.lognormal(0.0, 1.1, firms)
    home = rng.choice(INDUSTRIES, people, p=_shares(INDUSTRIES))
    years = rng.gamma(2.0, 7.0, people)
    spells = np.minimum(rng.poisson(years / 6.0), 6) + 1
    owner = np.repeat(np.arange(people), spells)
    place = _employers(rng, home[owner], industry_of, size)
    last = np.cumsum(spells) - 1
    current = np.zeros(len(owner), dtype=bool)
    current[last] = True
    level = np.digitize(years + rng.normal(0.0, 6.0, people), [11.0, 24.0])
    sociable = rng.lognormal(0.0, 0.85, people)
    pairs = [
        _within(rng, owner[current], place[current], 7.0 * sociable, level + rng.random(people)),
        _within(rng, owner, place, 3.5 * sociable, rng.random(people) * 3),
        _within(rng, np.arange(people), home, 3.0 * sociable, rng.random(people) * 1e4),
        _within(
            rng,
            np.arange(people),
            rng.integers(0, max(people // NEIGHBOURHOOD, 1), people),
            4.0 * sociable,
            rng.random(people),
        ),
        _anybody(rng, sociable, 2.0),
    ]
    ties = adjacency(closed(rng, np.concatenate(pairs), people, 0.3), people)
    start = np.concatenate([[0], np.cumsum(spells - 1)])
    return World(ties, place[last], industry_of[place[last]], level, Ragged(start, place[~current]))


def closed(rng: np.random.Generator, pairs: Ints, people: int, share: float) -> Ints:
    """Pairs with friends of friends added, as many as this share of the pairs."""
    ties = adjacency(pairs, people)
    middle = rng.choice(pairs.ravel(), int(share * len(pairs)))
    degree = np.diff(ties.start)[middle]
    ends = [ties.items[ties.start[middle] + (rng.random(len(middle)) * degree).astype(int)]]
    ends.append(ties.items[ties.start[middle] + (rng.random(len(middle)) * degree).astype(int)])
    return np.concatenate([pairs, np.stack(ends, axis=1)])


def _shares(count: int) -> Floats:
    raw = 1.0 / np.arange(2, count + 2)
    return np.asarray(raw / raw.sum())


def _employers(rng: np.random.Generator, home: Ints, industry_of: Ints, size: Floats) -> Ints:
    """An employer for every spell: by size, within the field or anywhere."""
    chosen = rng.choice(len(size), len(home), p=size / size.sum())
    stays = rng.random(len(home)) < STAYS_IN_FIELD
    for industry in range(INDUSTRIES):
        firms = np.flatnonzero(industry_of == industry)
        who = stays & (home == industry)
        chosen[who] = rng.choice(firms, int(who.sum()), p=size[firms] / size[firms].sum())
    return chosen


def _within(
    rng: np.random.Generator, who: Ints, group: Ints, ties: Floats, likeness: Floats
) -> Ints:
    """Pairs inside groups, mostly of people near each other when the group is sorted by likeness.

    ``who`` [memberships] and ``group`` [memberships]; ``ties`` and ``likeness`` [people].
    """
    order = np.lexsort((likeness[who], group))
    member, sorted_group = who[order], group[order]
    count = rng.poisson(ties[member] / 2.0)
    source = np.repeat(np.arange(len(member)), count)
    step = rng.geometric(1.0 / TEAM, len(source))
    partner = source + np.where(rng.random(len(source)) < 0.5, step, -step)
    valid = (partner >= 0) & (partner < len(member))
    source, partner = source[valid], partner[valid]
    same = sorted_group[source] == sorted_group[partner]
    return np.stack([member[source[same]], member[partner[same]]], axis=1)


def _anybody(rng: np.random.Generator, sociable: Floats, mean: float) -> Ints:
    """Pairs drawn by sociability alone."""
    count = int(mean * len(sociable) / 2)
    chance = sociable / sociable.sum()
    return rng.choice(len(sociable), (count, 2), p=chance)
