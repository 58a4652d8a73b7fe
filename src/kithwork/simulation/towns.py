"""Two more invented worlds of another make: a campus of dense departments, and co-authors."""

from __future__ import annotations

import numpy as np

from kithwork.planning.prospects import Floats, Ints, Ragged
from kithwork.simulation.market import closed
from kithwork.simulation.world import World, adjacency

FACULTIES = 8
DEPARTMENT = 30
HOUSE = 20
SUBJECTS = 12
INSTITUTE = 20


def campus(rng: np.random.Generator, people: int = 5_000) -> World:
    """Departments where a good part know each other, houses, a few well-known people.

    The department is the employer, the faculty the industry; a third came from another
    department, mostly of the same faculty.
    """
    departments = max(people // DEPARTMENT, FACULTIES)
    faculty = np.arange(departments) % FACULTIES
    size = rng.lognormal(0.0, 0.6, departments)
    place = rng.choice(departments, people, p=size / size.sum())
    earlier = _moved(rng, place, faculty, 0.7)
    moved = rng.random(people) < 0.35
    known = rng.lognormal(0.0, 0.6, people)
    everybody, movers = np.arange(people), np.flatnonzero(moved)
    pairs = [
        _meet(rng, place, 12.0 * known),
        _meet(rng, np.append(place, earlier[moved]), 10.0 * known, np.append(everybody, movers)),
        _meet(rng, rng.integers(0, max(people // HOUSE, 1), people), 14.0 * known),
        _meet(rng, faculty[place], 4.0 * known),
        _meet(rng, np.zeros(people, np.int64), 3.0 * known),
    ]
    ties = adjacency(closed(rng, np.concatenate(pairs), people, 0.5), people)
    start = np.concatenate([[0], np.cumsum(moved)])
    level = rng.choice(3, people, p=[0.6, 0.28, 0.12])
    return World(ties, place, faculty[place], level, Ragged(start, earlier[moved]))


def coauthors(rng: np.random.Generator, people: int = 12_000) -> World:
    """Everybody on a paper knows everybody else on it; productive authors write the most.

    The institute is the employer, the subject the industry; two in five worked elsewhere before.
    Teams form inside the institute, with former colleagues and within the subject.
    """
    institutes = max(people // INSTITUTE, SUBJECTS)
    subject = np.arange(institutes) % SUBJECTS
    size = rng.lognormal(0.0, 0.9, institutes)
    place = rng.choice(institutes, people, p=size / size.sum())
    earlier = _moved(rng, place, subject, 0.85)
    moved = rng.random(people) < 0.4
    output = rng.pareto(1.4, people) + 0.3
    teams = [_team(rng, place, output, int(people * 1.5))]
    back = np.where(moved, earlier, place)
    teams.append(_team(rng, back, output, int(people * 0.8)))
    teams.append(_team(rng, subject[place] + institutes, output, int(people * 0.5)))
    ties = adjacency(np.concatenate(teams), people)
    level = np.digitize(output + rng.normal(0.0, 0.3, people), [0.7, 1.6])
    start = np.concatenate([[0], np.cumsum(moved)])
    return World(ties, place, subject[place], level, Ragged(start, earlier[moved]))


def _moved(rng: np.random.Generator, place: Ints, field: Ints, loyal: float) -> Ints:
    """An earlier place for everybody, mostly in the same field."""
    anywhere = rng.integers(0, len(field), len(place))
    step = int(field.max()) + 1
    near = place + step * rng.integers(-3, 4, len(place))
    near = np.where((near < 0) | (near >= len(field)) | (near == place), anywhere, near)
    return np.where(rng.random(len(place)) < loyal, near, anywhere)


def _meet(rng: np.random.Generator, group: Ints, ties: Floats, who: Ints | None = None) -> Ints:
    """Pairs at random inside every group, about ``ties`` [people] for each membership.

    ``who`` [memberships] is whose membership each is, everybody's one by default.
    """
    member = np.arange(len(group)) if who is None else who
    order = np.lexsort((rng.random(len(group)), group))
    member, sorted_group = member[order], group[order]
    first = np.searchsorted(sorted_group, sorted_group, "left")
    size = np.searchsorted(sorted_group, sorted_group, "right") - first
    source = np.repeat(np.arange(len(member)), rng.poisson(np.minimum(ties[member], size) / 2.0))
    partner = first[source] + (rng.random(len(source)) * size[source]).astype(np.int64)
    return np.stack([member[source], member[partner]], axis=1)


def _team(rng: np.random.Generator, group: Ints, output: Floats, papers: int) -> Ints:
    """Pairs of everybody on the same paper: a lead by output, others near the lead's place."""
    order = np.lexsort((rng.random(len(group)) * 3 + output, group))
    rank = np.argsort(order)
    lead = rng.choice(len(group), papers, p=output / output.sum())
    members = np.full((papers, 6), -1)
    members[:, 0] = lead
    size = np.minimum(1 + rng.poisson(2.0, papers), 6)
    for seat in range(1, 6):
        step = rng.geometric(0.15, papers) * rng.choice([-1, 1], papers)
        other = np.clip(rank[lead] + step, 0, len(group) - 1)
        who = order[other]
        fits = (seat < size) & (group[who] == group[lead])
        members[fits, seat] = who[fits]
    first, second = np.triu_indices(6, 1)
    pairs = np.stack([members[:, first].ravel(), members[:, second].ravel()], axis=1)
    return pairs[(pairs >= 0).all(axis=1)]
