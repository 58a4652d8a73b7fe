"""What the seeker of a simulated campaign knows: only what has been revealed so far."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kithwork.planning.prospects import Bools, Floats, Ints, Kind, Targets
from kithwork.simulation.habits import Habits
from kithwork.simulation.setting import Setting, someone_inside
from kithwork.simulation.world import World


class Sight:
    """The seeker's view; policies read it, ``play`` changes it.

    A policy may read the profile (employer, past, level, industry, number of acquaintances) of
    people it is asked about, ``lists`` (whom a person knows, where that could be looked up),
    ``reached``, ``generation`` and ``arrival``. ``world`` itself is for the all-knowing only.
    """

    def __init__(self, world: World, setting: Setting, habits: Habits, seed: int) -> None:
        self.world, self.setting, self.habits, self.seed = world, setting, habits, seed
        self.targets = Targets.of(setting.targets.tolist(), industries=setting.industry.tolist())
        self.inside = someone_inside(world, setting)
        self.known = np.zeros(len(world), dtype=bool)
        self.known[setting.seeker] = True
        self.generation = np.full(len(world), -1, dtype=np.int16)
        self.arrival = np.full(len(world), -1, dtype=np.int64)
        self.waiting: list[int] = []
        self.lists: dict[int, Ints] = {}
        self._version = 0
        self._held: dict[str, tuple[int, Floats]] = {}
        self._arrived = 0
        self.add(setting.kith, 0)
        if habits.look_ahead:
            for friend in setting.kith.tolist():
                self.look_up(friend)

    def add(self, people: Ints, generation: int) -> Ints:
        """People named to the seeker; returns those who were new."""
        new = people[~self.known[people]]
        self.known[new] = True
        self.generation[new] = generation
        self.arrival[new] = self._arrived + np.arange(len(new))
        self._arrived += len(new)
        self.waiting.extend(new.tolist())
        return new

    def look_up(self, person: int) -> bool:
        """Look through an acquaintance's list where it is visible; whether it is."""
        if person in self.lists:
            return True
        visible = self.habits.shows_list(self.seed, person)
        if visible:
            self.lists[person] = self.world.ties.row(person)
        return visible

    def reach(self, person: int) -> bool:
        """A meeting with this person was held; whether that reaches a target for the first time."""
        if not self.inside[person]:
            return False
        place = self.setting.targets == self.world.employer[person]
        if self.targets.reached[place].any():
            return False
        self.targets.reached[place] = True
        self._version += 1
        return True

    def kind(self, person: int) -> Kind:
        """Friend, or referred by somebody."""
        return Kind.KITH if self.generation[person] == 0 else Kind.REFERRED

    def chances(self, people: Ints) -> Floats:
        """The chance of acceptance that the seeker assumes."""
        return np.where(self.generation[people] == 0, self.habits.kith, self.habits.referred)

    def worth_inside(self, people: Ints) -> Floats:
        """1 for people inside a target not yet reached, else 0."""
        return self.per_reach("inside", self._inside_now)[people]

    def per_reach(self, key: str, made: Callable[[], Floats]) -> Floats:
        """What ``made`` returns, worked out again only after a target was reached."""
        held = self._held.get(key)
        if held is None or held[0] != self._version:
            held = (self._version, made())
            self._held[key] = held
        return held[1]

    def _inside_now(self) -> Floats:
        return np.where(self.inside, self.targets.open_weights(self.world.employer), 0.0)


def recall_weights(sight: Sight, people: Ints) -> Floats:
    """How easily each comes to a contact's mind who has heard which employers are aimed at."""
    world, habits, targets = sight.world, sight.habits, sight.setting
    at_target = np.isin(world.employer[people], targets.targets)
    near = np.isin(world.industry[people], targets.industry[targets.industry >= 0])
    return np.where(at_target, habits.inside_bias, np.where(near, habits.industry_bias, 1.0))


def unknown_of(sight: Sight, people: Ints) -> Ints:
    """Those whom nobody has named to the seeker yet."""
    hidden: Bools = ~sight.known[people]
    return people[hidden]
