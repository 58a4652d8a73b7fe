"""Rules of thumb for whom to approach next, and what every policy has to answer."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from kithwork.planning.prospects import Floats, Ints
from kithwork.simulation import chance
from kithwork.simulation.sight import Sight, unknown_of


class Policy(Protocol):
    """What a campaign asks of a policy; ties go to whoever came first."""

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """How much each person is wanted: the highest of those waiting is approached next."""

    def names(self, sight: Sight, contact: int, people: Ints) -> Ints:
        """Whom to ask the contact for, of the people in a list that could be looked through.

        With nobody, the contact is asked the open question.
        """


class Arrival:
    """People in the order in which they were named, asked the open question."""

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """Everybody alike."""
        return np.zeros(len(people))

    def names(self, sight: Sight, contact: int, people: Ints) -> Ints:
        """Nobody: the open question is asked."""
        return people[:0]


class Senior(Arrival):
    """The most senior first, asked the open question."""

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """The level; unknown counts as junior."""
        return np.maximum(sight.world.level[people], 0).astype(float)


class Ranking:
    """Asks for whom it would approach; a policy that only ranks people needs no more than this."""

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """Everybody alike, unless a policy knows better."""
        return np.zeros(len(people))

    def names(self, sight: Sight, contact: int, people: Ints) -> Ints:
        """The most wanted; among equals anybody, for a list has no order that means something."""
        drawn = chance.uniforms(sight.seed, chance.ORDER, contact, people)
        best = np.lexsort((drawn, -self.worth(sight, people)))
        return people[best[: sight.habits.most_asks]]


class Closest(Ranking):
    """Closest to the targets by profile: inside one, formerly inside one, in its industry."""

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """3, 2, 1 or 0, for targets not yet reached."""
        return sight.per_reach("closeness", lambda: _closeness(sight))[people]


class Nearest(Closest):
    """As ``Closest``, but a friend who visibly knows somebody inside comes right after insiders.

    The strongest rule of thumb that uses looked-up lists, and so the fairest rival of ``Learned``.
    """

    def worth(self, sight: Sight, people: Ints) -> Floats:
        """Closeness, at least 2.5 for who knows an unmet insider of a target not yet reached."""
        closeness = super().worth(sight, people)
        for i, person in enumerate(people.tolist()):
            listed = sight.lists.get(person)
            if listed is not None and sight.worth_inside(unknown_of(sight, listed)).any():
                closeness[i] = max(closeness[i], 2.5)
        return closeness


def _closeness(sight: Sight) -> Floats:
    world, targets = sight.world, sight.targets
    open_ = targets.open_weights(world.past.items) > 0
    former = np.bincount(world.past.owners()[open_], minlength=len(world)) > 0
    industries = targets.industry[~targets.reached]
    near = np.isin(world.industry, industries[industries >= 0])
    inside = sight.worth_inside(np.arange(len(world))) > 0
    return np.where(inside, 3.0, np.where(former, 2.0, np.where(near, 1.0, 0.0)))
