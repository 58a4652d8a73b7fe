"""How the contacts of a simulated campaign behave: they accept, forget, refuse and refer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from kithwork.planning.prospects import Bools, Floats, Ints, Kind
from kithwork.simulation import chance
from kithwork.simulation.world import World

MOST_NAMES_VOLUNTEERED = 40


@dataclass(frozen=True, slots=True)
class Habits:
    """Assumptions about behaviour; every one can be changed, none was observed.

    ``kith`` and ``referred`` accept with these chances. An open question brings a gamma-mixed
    Poisson number of names with mean ``names_shape / names_rate``; people inside a target come to
    mind ``inside_bias`` times as easily, in a target's industry ``industry_bias`` times. Any
    acquaintance is forgotten on the day with chance ``forgets``. In named mode a contact's list
    is visible with chance ``lists_visible`` and each of up to ``most_asks`` people asked for is
    granted with chance ``asks_granted``. ``look_ahead`` says that the seeker looks through visible
    lists of friends before deciding whom to approach, not only before the meeting.
    """

    named: bool = True
    kith: float = 0.8
    referred: float = 0.5
    names_shape: float = 4.0
    names_rate: float = 2.0
    inside_bias: float = 6.0
    industry_bias: float = 2.0
    forgets: float = 0.3
    lists_visible: float = 0.6
    asks_granted: float = 0.8
    most_asks: int = 3
    look_ahead: bool = True

    def accepts(self, seed: int, person: int, kind: Kind) -> bool:
        """Whether this person says yes when approached."""
        rate = self.kith if kind == Kind.KITH else self.referred
        return chance.uniform(seed, chance.ACCEPTS, person) < rate

    def shows_list(self, seed: int, person: int) -> bool:
        """Whether those who know this person can look through their acquaintances."""
        return bool(self.shows_lists(seed, np.array([person]))[0])

    def shows_lists(self, seed: int, people: Ints) -> Bools:
        """The same for several people."""
        drawn = chance.uniforms(seed, chance.LIST, people)
        return np.asarray(self.named & (drawn < self.lists_visible), dtype=bool)

    def granted(self, seed: int, contact: int, people: Ints) -> Bools:
        """Which of the people asked for by name the contact passes on."""
        drawn = chance.uniforms(seed, chance.GRANT, contact, people)
        return np.asarray(drawn < self.asks_granted, dtype=bool)

    def volunteered(self, seed: int, contact: int, world: World, weights: Floats) -> Ints:
        """Whom the contact names to an open question; ``weights`` is how easily each comes to mind.

        Weighted sampling without replacement by exponential keys (Efraimidis and Spirakis 2006).
        """
        people = world.ties.row(contact)
        table = _name_table(self.names_shape, self.names_rate)
        count = int(np.searchsorted(table, chance.uniform(seed, chance.COUNT, contact)))
        keys = -np.log(chance.uniforms(seed, chance.RECALL, contact, people)) / weights
        keys[chance.uniforms(seed, chance.FORGETS, contact, people) < self.forgets] = np.inf
        order = np.argsort(keys)[:count]
        return people[order[np.isfinite(keys[order])]]


@cache
def _name_table(shape: float, rate: float) -> Floats:
    """Cumulative chances of 0, 1, 2, ... names: the negative binomial, from term to term."""
    chances = [(rate / (rate + 1.0)) ** shape]
    for count in range(MOST_NAMES_VOLUNTEERED):
        chances.append(chances[-1] * (count + shape) / ((count + 1.0) * (rate + 1.0)))
    return np.asarray(np.cumsum(chances), dtype=float)
