"""Plays several policies through the same campaigns of one world."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

import numpy as np

from kithwork.simulation.habits import Habits
from kithwork.simulation.market import labour_market
from kithwork.simulation.play import play
from kithwork.simulation.policies import POLICIES, Policy
from kithwork.simulation.report import Played, Report, report
from kithwork.simulation.setting import Goal, Settings
from kithwork.simulation.world import World

MODES = ("open", "named")
STANDARD = ("arrival", "senior", "closest", "learned", "index", "all-knowing")
PEOPLE = 30_000
BUDGET = 300
GOAL = Goal()
HABITS = Habits()


@dataclass(frozen=True, slots=True)
class Trial:
    """What is played: a world, where campaigns start from, and how contacts behave."""

    world: World
    settings: Settings
    habits: Habits
    seed: int
    budget: int

    def run(self, spec: str, campaigns: Sequence[int]) -> list[Played]:
        """These campaigns under one policy, ``name`` or ``name:mode``."""
        policy, habits = chosen(spec, self.habits)
        return [self._one(policy, habits, number) for number in campaigns]

    def _one(self, policy: Policy, habits: Habits, number: int) -> Played:
        setting = self.settings.draw(np.random.default_rng([self.seed, number]))
        seed = self.seed * 1_000_003 + number
        ended = play(self.world, setting, policy, habits, seed, self.budget)
        return Played(ended.cost(self.budget), ended.succeeded, ended.dried_out)


def simulate(
    world: World | None = None,
    *,
    policies: Sequence[str] = STANDARD,
    mode: str = "named",
    campaigns: int = 300,
    seed: int = 7,
    budget: int = BUDGET,
    goal: Goal = GOAL,
    habits: Habits = HABITS,
    processes: int = 1,
) -> Report:
    """Play every policy through the same ``campaigns`` and sum up.

    Without a world a labour market of 30,000 people is invented from the seed. A policy is a
    name of ``POLICIES``, or ``name:open`` or ``name:named`` to set its mode apart. ValueError for
    an unknown policy or mode, too few campaigns, or a world in which no campaign can start.
    """
    if mode not in MODES:
        raise ValueError(f"the mode is open or named, not {mode!r}")
    if campaigns < 2 or budget < 1 or not policies:
        raise ValueError("at least two campaigns, one approach and one policy are needed")
    habits = replace(habits, named=mode == "named")
    for spec in policies:
        chosen(spec, habits)
    played_in = labour_market(np.random.default_rng(seed), PEOPLE) if world is None else world
    trial = Trial(played_in, Settings(played_in, goal), habits, seed, budget)
    played = _all(trial, list(dict.fromkeys(policies)), campaigns, processes)
    return report(played, budget=budget, people=len(played_in), mode=mode, seed=seed)


def chosen(spec: str, habits: Habits) -> tuple[Policy, Habits]:
    """The policy and the habits that ``name`` or ``name:mode`` asks for."""
    name, _, mode = spec.partition(":")
    if name not in POLICIES:
        raise ValueError(f"there is no policy {name!r}; there are {', '.join(POLICIES)}")
    if mode and mode not in MODES:
        raise ValueError(f"the mode is open or named, not {mode!r}")
    return POLICIES[name](), replace(habits, named=mode == "named") if mode else habits


def _all(
    trial: Trial, specs: Sequence[str], campaigns: int, processes: int
) -> dict[str, list[Played]]:
    """Every policy through every campaign, shared out among processes where there are several."""
    numbers = range(campaigns)
    if processes < 2:
        return {spec: trial.run(spec, numbers) for spec in specs}
    parts = [numbers[i :: 4 * processes] for i in range(4 * processes)]
    jobs = [(spec, part) for spec in specs for part in parts if part]
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_take, initargs=(trial,)
    ) as pool:
        done = list(pool.map(_run_part, jobs))
    played: dict[str, dict[int, Played]] = {spec: {} for spec in specs}
    for (spec, part), games in zip(jobs, done, strict=True):
        played[spec].update(zip(part, games, strict=True))
    return {spec: [games[number] for number in numbers] for spec, games in played.items()}


_taken: list[Trial] = []


def _take(trial: Trial) -> None:
    _taken[:] = [trial]


def _run_part(job: tuple[str, range]) -> list[Played]:
    spec, part = job
    return _taken[0].run(spec, part)
