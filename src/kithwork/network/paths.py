"""The most promising ways from the seeker to a person or into an organisation.

A way's chance is the product of the chances of its ties; the search behind it is in `search`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kithwork.network.graph import Circle, cost_of
from kithwork.network.rows import Costs, Ids
from kithwork.network.search import Hunt

INTRODUCTIONS = 4
"""How many times one is passed on at most; beyond that nobody knows any more who is asking."""
FAINTEST = 0.001
"""A way less likely than this isn't looked for: it would never be the one to try."""


@dataclass(frozen=True)
class Resting:
    """Somebody asked too recently: their ways rank ``factor`` times as likely (0 < factor <= 1)."""

    factor: float
    reason: str


@dataclass(frozen=True)
class Step:
    """One tie of a way; ``taker`` is None where ``giver`` knows somebody at the organisation."""

    giver: int
    taker: int | None
    chance: float


@dataclass(frozen=True)
class Way:
    """One way: the people in order from the seeker, its ties, and what speaks against it now.

    ``chance`` is the product of the ties' chances; ``rank`` is the chance that the way is ordered
    by, lowered by each resting person on it; ``resting`` says who and why.
    """

    people: tuple[int, ...]
    steps: tuple[Step, ...]
    chance: float
    rank: float
    resting: tuple[tuple[int, str], ...] = ()

    @property
    def first(self) -> int | None:
        """Whom to ask first; None if the seeker knows somebody at the organisation unasked."""
        return self.people[1] if len(self.people) > 1 else None

    @property
    def introductions(self) -> int:
        """How many times the seeker is passed on."""
        return len(self.steps) - 1

    @property
    def weakest(self) -> Step:
        """The tie that is most likely to fail (the earliest of equals)."""
        return min(self.steps, key=lambda step: step.chance)


def ways_to(
    circle: Circle,
    seeker: int,
    person: int,
    *,
    top: int = 1,
    introductions: int = INTRODUCTIONS,
    resting: Mapping[int, Resting] | None = None,
    faintest: float = FAINTEST,
) -> list[Way]:
    """The ``top`` best ways to one person through different first persons, best first.

    A seeker looking for themselves gets no way. ``ValueError`` for a person who isn't there.
    """
    goal = [_people(circle, seeker, np.array([person], np.int32))]
    return _ways(circle, seeker, goal, top, introductions, resting or {}, faintest)


def ways_into(
    circle: Circle,
    seeker: int,
    organisations: Iterable[int],
    *,
    top: int = 1,
    introductions: int = INTRODUCTIONS,
    resting: Mapping[int, Resting] | None = None,
    faintest: float = FAINTEST,
) -> list[Way]:
    """The ``top`` best ways to anybody at any of the organisations, best first.

    The ways share no first person. A way ends at somebody who is there, or at somebody who knows
    people there (its last step has no taker, and counts as an introduction). The seeker doesn't
    count as somebody there.
    """
    wanted = np.array(sorted(set(organisations)), np.int32)
    everybody = np.full(len(wanted), np.inf, np.float32)
    _, there, _, _ = circle.members.within(wanted, everybody)
    _, friends, known, _ = circle.knows.within(wanted, everybody)
    goal = [
        _people(circle, seeker, there),
        (friends, known),
    ]
    return _ways(circle, seeker, goal, top, introductions, resting or {}, faintest)


def _people(circle: Circle, seeker: int, people: Ids) -> tuple[Ids, Costs]:
    if len(people) and not 0 <= int(people.min()) <= int(people.max()) < circle.people:
        raise ValueError(f"no such person: {people.tolist()}")
    others = people[people != seeker]
    return others, np.zeros(len(others), np.float32)


def _ways(
    circle: Circle,
    seeker: int,
    goal: list[tuple[Ids, Costs]],
    top: int,
    introductions: int,
    resting: Mapping[int, Resting],
    faintest: float,
) -> list[Way]:
    if not 0 <= seeker < circle.people or top < 1 or introductions < 0:
        raise ValueError("ways need a known seeker, top >= 1 and introductions >= 0")
    most = float(cost_of(faintest))
    toll = tolls(circle, seeker, resting)
    wanted = min(top, max(1, len(circle.outgoing.row(seeker)[0])))
    hunt = Hunt(circle, seeker, goal, introductions + 1, most, toll, wanted)
    found = [_way(circle, one, goal, resting) for one in hunt.run()]
    found += _known_to_the_seeker(seeker, goal)
    return sorted(found, key=lambda way: -way.rank)[:top]


def tolls(circle: Circle, seeker: int, resting: Mapping[int, Resting]) -> Costs | None:
    """What each resting person adds to the cost of a way; None if nobody rests."""
    asked = {person: rest for person, rest in resting.items() if person != seeker}
    if not asked:
        return None
    toll = np.zeros(circle.people, np.float32)
    toll[list(asked)] = cost_of([rest.factor for rest in asked.values()])
    return toll


def _known_to_the_seeker(seeker: int, goal: list[tuple[Ids, Costs]]) -> list[Way]:
    """The seeker knows somebody at the organisation: a way without anybody to ask."""
    people, costs = goal[-1]
    own = costs[people == seeker]
    if len(goal) == 1 or not len(own):
        return []
    chance = float(np.exp(-np.float64(own.min())))
    return [Way((seeker,), (Step(seeker, None, chance),), chance, chance)]


def _way(
    circle: Circle,
    people: tuple[int, ...],
    goal: list[tuple[Ids, Costs]],
    resting: Mapping[int, Resting],
) -> Way:
    steps = [Step(a, b, circle.chance(a, b)) for a, b in pairwise(people)]
    if people[-1] not in goal[0][0]:
        friends, costs = goal[1]
        end = costs[friends == people[-1]].min()
        steps.append(Step(people[-1], None, float(np.exp(-np.float64(end)))))
    chance = float(np.prod([step.chance for step in steps]))
    asked = tuple((p, resting[p].reason) for p in people[1:] if p in resting)
    rank = chance * float(np.prod([resting[p].factor for p, _ in asked]))
    return Way(people, tuple(steps), chance, rank, asked)
