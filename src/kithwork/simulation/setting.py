"""The start of one campaign: a seeker, their first contacts, and the employers aimed at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kithwork.planning.prospects import UNKNOWN, Bools, Ints
from kithwork.simulation.world import World

SMALLEST_TARGET = 5
ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Goal:
    """What a campaign is for: ``reach`` of ``targets`` employers, starting from ``kith`` friends.

    ``standing`` is the lowest level that counts as inside: 0 anybody, 1 middle or senior.
    """

    targets: int = 8
    reach: int = 3
    kith: int = 25
    standing: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """One campaign's start; ``industry`` holds each target's commonest industry or -1."""

    seeker: int
    kith: Ints
    targets: Ints
    industry: Ints
    goal: Goal


class Settings:
    """Draws campaigns' starts in one world."""

    def __init__(self, world: World, goal: Goal) -> None:
        self.world, self.goal = world, goal
        known = world.employer != UNKNOWN
        staff = np.bincount(world.employer[known]) if known.any() else np.zeros(0, np.int64)
        self.staff = staff
        self.employers = np.flatnonzero(staff >= SMALLEST_TARGET)
        if len(self.employers) < 2 * goal.targets:
            self.employers = np.flatnonzero(staff > 0)
        self.industry_of = _industries(world, len(staff))
        degree = world.degree
        seekers = np.flatnonzero(degree >= goal.kith)
        self.seekers = seekers if len(seekers) >= 20 else np.flatnonzero(degree > 0)
        if len(self.employers) < goal.targets or not len(self.seekers):
            raise ValueError(
                f"this world has {len(self.employers)} employers with anybody at them and "
                f"{len(self.seekers)} people with acquaintances; {goal.targets} targets are needed"
            )

    def draw(self, rng: np.random.Generator) -> Setting:
        """A seeker, and targets at which no friend works, two in three in the seeker's field.

        In a world of few employers friends work everywhere; then the targets come first, and
        those friends are left out who work there. ValueError where that leaves nobody.
        """
        for _ in range(ATTEMPTS):
            seeker = int(rng.choice(self.seekers))
            kith = self._kith(rng, seeker, self.employers[:0])
            free = self._elsewhere(np.append(kith, seeker))
            if len(free) >= self.goal.targets:
                return self._setting(seeker, kith, self._targets(rng, free, seeker))
        for _ in range(ATTEMPTS):
            seeker = int(rng.choice(self.seekers))
            targets = self._targets(rng, self._elsewhere(np.array([seeker])), seeker)
            kith = self._kith(rng, seeker, targets)
            if len(kith) and len(targets) == self.goal.targets:
                return self._setting(seeker, kith, targets)
        raise ValueError("in this world nobody has friends outside enough employers to aim at")

    def _setting(self, seeker: int, kith: Ints, targets: Ints) -> Setting:
        return Setting(seeker, kith, targets, self.industry_of[targets], self.goal)

    def _elsewhere(self, people: Ints) -> Ints:
        """Employers at which none of these people works."""
        return self.employers[~np.isin(self.employers, self.world.employer[people])]

    def _kith(self, rng: np.random.Generator, seeker: int, without: Ints) -> Ints:
        """Friends, and friends of friends where there are too few, none at these employers."""
        friends = rng.permutation(self.world.ties.row(seeker))
        friends = friends[~np.isin(self.world.employer[friends], without)]
        missing = self.goal.kith - len(friends)
        if missing > 0:
            wider = np.unique(self.world.neighbours(friends))
            wider = wider[~np.isin(wider, np.append(friends, seeker))]
            wider = wider[~np.isin(self.world.employer[wider], without)]
            friends = np.concatenate([friends, rng.permutation(wider)[:missing]])
        return friends[: self.goal.kith]

    def _larger_first(self, rng: np.random.Generator, employers: Ints) -> Ints:
        """Employers in random order, larger ones (by the root of their staff) rather early."""
        return employers[
            np.argsort(rng.exponential(size=len(employers)) / np.sqrt(self.staff[employers]))
        ]

    def _targets(self, rng: np.random.Generator, free: Ints, seeker: int) -> Ints:
        industry = int(self.world.industry[seeker])
        free = self._larger_first(rng, free)
        own = free[(self.industry_of[free] == industry) & (industry != UNKNOWN)]
        own = own[: (2 * self.goal.targets + 2) // 3]
        rest = free[~np.isin(free, own)][: self.goal.targets - len(own)]
        return np.concatenate([own, rest])


def someone_inside(world: World, setting: Setting) -> Bools:
    """True for everybody whom it counts to meet: at a target, and of the standing wanted."""
    ranked: Bools = (world.level >= setting.goal.standing) | (world.level == UNKNOWN)
    return world.inside(setting.targets) & ranked


def _industries(world: World, employers: int) -> Ints:
    """The commonest industry at each employer, -1 where none is known."""
    known = (world.employer != UNKNOWN) & (world.industry != UNKNOWN)
    found = np.full(employers, UNKNOWN)
    if known.any():
        width = int(world.industry.max()) + 1
        code, count = np.unique(
            world.employer[known] * width + world.industry[known], return_counts=True
        )
        order = np.argsort(count, kind="stable")
        found[code[order] // width] = code[order] % width
    return found
