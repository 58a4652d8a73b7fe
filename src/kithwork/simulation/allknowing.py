"""A policy that sees the whole graph, to show about how few approaches could do."""

from __future__ import annotations

import numpy as np

from kithwork.planning.ask import choose_names
from kithwork.planning.prospects import Floats, Ints, Ragged
from kithwork.simulation.sight import Sight

INSIDE = 10.0
FURTHER = 0.05


class AllKnowing:
    """Sees the whole graph: about the least that any policy could need, not a rival."""

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """Insiders first, then who knows the most unmet insiders, then who knows such people."""
        met = INSIDE * sight.worth_inside(people) + self._insiders(sight, people)
        return sight.chances(people) * (met + self._further(sight)[people])

    def names(self, sight: Sight, contact: int, people: Ints) -> Ints:
        """The best of the contact's true acquaintances."""
        inside = sight.worth_inside(people)
        onward = (self._insiders(sight, people) + self._further(sight)[people]) / INSIDE
        rate = np.full(len(people), sight.habits.referred)
        places = sight.world.employer[people]
        chosen = choose_names(people, places, rate, inside, onward, least=0.0)
        return np.array([person for person, _ in chosen], np.int64)

    def _insiders(self, sight: Sight, people: Ints) -> Floats:
        """How many open targets each would open by passing on insiders who are still unmet."""
        world, habits = sight.world, sight.habits
        listed = world.neighbours(people)
        owners = np.repeat(np.arange(len(people)), world.degree[people])
        useful = (sight.worth_inside(listed) > 0) & ~sight.known[listed]
        owners, listed = owners[useful], listed[useful]
        width = int(world.employer.max()) + 1
        code, count = np.unique(owners * width + world.employer[listed], return_counts=True)
        met = 1.0 - (1.0 - habits.asks_granted * habits.referred) ** count
        total = np.bincount(code // width, weights=met, minlength=len(people))
        insiders = np.bincount(owners, minlength=len(people))
        return np.minimum(total, habits.referred * self._passed_on(sight, people, insiders))

    def _passed_on(self, sight: Sight, people: Ints, insiders: Ints) -> Floats:
        """How many insiders each would name at most: asked by name, or of their own accord."""
        habits = sight.habits
        biased = habits.inside_bias * insiders
        share = biased / np.maximum(biased + sight.world.degree[people] - insiders, 1.0)
        volunteered = habits.names_shape / habits.names_rate * share
        asked = habits.asks_granted * np.minimum(insiders, habits.most_asks)
        return np.where(habits.shows_lists(sight.seed, people), asked, volunteered)

    def _further(self, sight: Sight) -> Floats:
        return sight.per_reach("further", lambda: _further(sight))


def _further(sight: Sight) -> Floats:
    """What lies two and three steps from everybody, each worth a twentieth of the last."""
    inside = sight.worth_inside(np.arange(len(sight.world)))
    first = _best_tie(sight.world.ties, inside)
    second = _best_tie(sight.world.ties, first)
    return FURTHER * second + FURTHER**2 * _best_tie(sight.world.ties, second)


def _best_tie(ties: Ragged, value: Floats) -> Floats:
    """For everybody the greatest value among their acquaintances, 0 where they have none."""
    best = np.zeros(len(ties))
    some = np.diff(ties.start) > 0
    if some.any():
        best[some] = np.maximum.reduceat(value[ties.items], ties.start[:-1][some])
    return best
