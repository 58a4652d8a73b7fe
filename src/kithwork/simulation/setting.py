"""The start of one campaign: a seeker, their first contacts, and the employers aimed at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kithwork.planning.prospects import UNKNOWN, Bools, Ints
from kithwork.simulation.world import World

SMALLEST_TARGET = 5


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

        ValueError when in fifty attempts no seeker has enough targets left.
        """
        for _ in range(50):
            seeker = int(rng.choice(self.seekers))
            kith = self._kith(rng, seeker)
            near = np.append(self.world.employer[kith], self.world.employer[seeker])
            free = self.employers[~np.isin(self.employers, near)]
            if len(free) >= self.goal.targets:
                targets = self._targets(rng, free, int(self.world.industry[seeker]))
                return Setting(seeker, kith, targets, self.industry_of[targets], self.goal)
        raise ValueError("the first contacts work at nearly every employer of this world")

    def _kith(self, rng: np.random.Generator, seeker: int) -> Ints:
        """Friends, and friends of friends where there are too few."""
        friends = rng.permutation(self.world.ties.row(seeker))
        missing = self.goal.kith - len(friends)
        if missing > 0:
            wider = np.unique(self.world.neighbours(friends))
            wider = wider[~np.isin(wider, np.append(friends, seeker))]
            friends = np.concatenate([friends, rng.permutation(wider)[:missing]])
        return friends[: self.goal.kith]

    def _larger_first(self, rng: np.random.Generator, employers: Ints) -> Ints:
        """Employers in random order, larger ones (by the root of their staff) rather early."""
        return employers[
            np.argsort(rng.exponential(size=len(employers)) / np.sqrt(self.staff[employers]))
        ]

    def _targets(self, rng: np.random.Generator, free: Ints, industry: int) -> Ints:
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
