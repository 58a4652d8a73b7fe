"""Plays policies in a world with common random numbers, and says how they did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kithwork.planning.prospects import Ints
from kithwork.simulation.habits import Habits
from kithwork.simulation.rules import Policy
from kithwork.simulation.setting import Setting
from kithwork.simulation.sight import Sight, recall_weights, unknown_of
from kithwork.simulation.world import World


@dataclass(frozen=True, slots=True)
class Step:
    """One approach: to whom, whether they accepted, who was named anew, whether they were asked
    for people by name, and whether the meeting reached a target."""

    person: int
    accepted: bool
    named: Ints
    asked: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign played out: its steps, and how it ended."""

    steps: tuple[Step, ...]
    succeeded: bool
    dried_out: bool

    def cost(self, budget: int) -> int:
        """Approaches until the goal; the whole budget where it was not reached."""
        return len(self.steps) if self.succeeded else budget


def play(
    world: World, setting: Setting, policy: Policy, habits: Habits, seed: int, budget: int
) -> Campaign:
    """Approach one person after the other until the goal, the budget or the last name."""
    sight = Sight(world, setting, habits, seed)
    steps: list[Step] = []
    reached = 0
    while sight.waiting and len(steps) < budget and reached < setting.goal.reach:
        step = approach(sight, policy, _next(sight, policy))
        steps.append(step)
        reached += step.reached
    won = reached >= setting.goal.reach
    return Campaign(tuple(steps), won, not won and not sight.waiting)


def approach(sight: Sight, policy: Policy, person: int) -> Step:
    """Approach a person and, where they accept, hold the meeting and take up the names."""
    sight.waiting.remove(person)
    if not sight.habits.accepts(sight.seed, person, sight.kind(person)):
        return Step(person, False, np.zeros(0, np.int64), False, False)
    reached = sight.reach(person)
    named = _asked(sight, policy, person)
    asked = named is not None
    new = sight.add(
        _volunteered(sight, person) if named is None else named, int(sight.generation[person]) + 1
    )
    return Step(person, True, new, asked, reached)


def _next(sight: Sight, policy: Policy) -> int:
    people = np.array(sight.waiting)
    return int(people[np.argmax(policy.worth(sight, people))])


def _asked(sight: Sight, policy: Policy, contact: int) -> Ints | None:
    """The named ask: up to three people of a visible list, each granted or not; None without."""
    if not sight.habits.named or not sight.look_up(contact):
        return None
    people = unknown_of(sight, sight.lists[contact])
    wanted = policy.names(sight, contact, people)[: sight.habits.most_asks]
    if not len(wanted):
        return None
    return wanted[sight.habits.granted(sight.seed, contact, wanted)]


def _volunteered(sight: Sight, contact: int) -> Ints:
    """The open question, with the targets told."""
    weights = recall_weights(sight, sight.world.ties.row(contact))
    return sight.habits.volunteered(sight.seed, contact, sight.world, weights)
