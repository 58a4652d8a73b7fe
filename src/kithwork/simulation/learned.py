"""Kithwork's own plan as a policy, and the branching bandit's index on the same knowledge."""

from __future__ import annotations

import numpy as np

from kithwork.planning.ask import GRANTED, choose_names
from kithwork.planning.branching import discount_for, indices
from kithwork.planning.offspring import Referrals
from kithwork.planning.prospects import Floats, Ints
from kithwork.planning.score import LATER, ONWARD
from kithwork.planning.yields import Yields, expected_insiders, features, shipped
from kithwork.simulation.sight import Sight, unknown_of

REQUESTS = 30
BINS = np.array([0.05, 0.1, 0.2, 0.4, 0.7, 1.1, 1.7])
# How strangers fall into the bins of what they bring, about as in the worlds that were trained on.
SHARES = np.array([0.45, 0.2, 0.15, 0.1, 0.05, 0.03, 0.015, 0.005])


class Learned:
    """Chance of acceptance x (worth of being inside + worth of the people a meeting brings)."""

    def __init__(self, yields: Yields | None = None) -> None:
        self.yields = shipped() if yields is None else yields

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """The plan's score, as ``planning.score`` gives it."""
        later = LATER * sight.habits.referred * self.expected(sight, people)
        return sight.chances(people) * (sight.worth_inside(people) + later)

    def names(self, sight: Sight, contact: int, people: Ints) -> Ints:
        """People who add most to one another, inside or likely to know somebody inside."""
        best = [person for person, _ in self._choice(sight, people)]
        rest = people[~np.isin(people, best)]
        return np.concatenate([np.array(best, np.int64), rest])[: sight.habits.most_asks]

    def expected(self, sight: Sight, people: Ints) -> Floats:
        """Insiders whom a meeting should bring: from a looked-up list, else by the yield model."""
        expected = self.guessed(sight)[people]
        for i, person in enumerate(people.tolist()):
            if person in sight.lists:
                unknown = unknown_of(sight, sight.lists[person])
                gain = sum(worth for _, worth in self._choice(sight, unknown))
                expected[i] = gain / sight.habits.referred
        return expected

    def guessed(self, sight: Sight) -> Floats:
        """What the yield model alone expects of everybody."""
        return sight.per_reach("guessed", lambda: _guessed(sight, self.yields))

    def _choice(self, sight: Sight, people: Ints) -> list[tuple[int, float]]:
        rate = sight.habits.referred
        return choose_names(
            people,
            sight.world.employer[people],
            np.full(len(people), GRANTED * rate),
            sight.worth_inside(people),
            ONWARD * rate * self.guessed(sight)[people],
        )


class Index(Learned):
    """People sorted into types, and the types by the index of a branching bandit.

    A type is: inside a target, or which of eight bins the expected number of insiders falls in,
    for friends and for referred people. Within a type the plan's score decides.
    """

    def __init__(self, yields: Yields | None = None) -> None:
        super().__init__(yields)
        self._index: dict[tuple[float, ...], Floats] = {}

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """The type's index, and a trifle of the score to order people of one type."""
        bins = np.searchsorted(BINS, self.expected(sight, people))
        friends = sight.generation[people] == 0
        kinds = 1 + bins + np.where(friends, len(BINS) + 1, 0)
        kinds[sight.worth_inside(people) > 0] = 0
        return self._of_types(sight)[kinds] + 1e-6 * super().worth(sight, people)

    def _of_types(self, sight: Sight) -> Floats:
        habits = sight.habits
        key = (habits.kith, habits.referred, habits.names_shape, habits.names_rate)
        if key not in self._index:
            self._index[key] = type_indices(*key)
        return self._index[key]


def type_indices(kith: float, referred: float, shape: float, rate: float) -> Floats:
    """Index of an insider, of eight referred types and of eight types of friends, [17].

    A held meeting brings ``shape / rate`` names: insiders by the bin's middle, and for the rest
    strangers as they usually are. Only being inside is rewarded, with 1.
    """
    bins = len(BINS) + 1
    middle = np.append(np.convolve(np.append(0.0, BINS), [0.5, 0.5], "valid"), 2.0)
    acceptance = np.concatenate([[referred], np.full(bins, referred), np.full(bins, kith)])
    insiders = np.concatenate([[middle[3]], middle, middle])
    names = np.zeros((1 + 2 * bins, 1 + 2 * bins))
    names[:, 0] = insiders
    others = np.maximum(shape / rate - insiders, 0.2)
    names[:, 1 : 1 + bins] = others[:, None] * SHARES
    rewards = np.zeros(1 + 2 * bins)
    rewards[0] = referred
    law = Referrals.of(acceptance, names, shape)
    return np.asarray(indices(rewards, law, discount_for(REQUESTS)).index, dtype=float)


def _guessed(sight: Sight, yields: Yields) -> Floats:
    world = sight.world
    degree = world.degree.astype(float)
    rows = features(world.employer, world.past, world.level, world.industry, degree, sight.targets)
    return expected_insiders(rows, yields, sight.targets)
