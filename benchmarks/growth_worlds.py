"""Campaigns in the simulation's worlds, or in a world from a file, told week by week.

The simulation has no calendar: here so many approaches fall on each Monday, are answered the next
day, and met the day after. It doesn't tell which names were known already, and so the forecast has
to read the fading supply from the new names alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import growth_campaigns as invent
import numpy as np

from kithwork.planning.prospects import Kind
from kithwork.simulation.files import load
from kithwork.simulation.habits import Habits
from kithwork.simulation.market import labour_market
from kithwork.simulation.play import approach
from kithwork.simulation.policies import POLICIES, Policy
from kithwork.simulation.setting import Goal, Settings
from kithwork.simulation.sight import Sight
from kithwork.simulation.towns import campus, coauthors
from kithwork.simulation.world import World


def world_of(make: str, rng: np.random.Generator) -> World:
    """A world of the simulation by its name, or one from a file."""
    if make == "market":
        return labour_market(rng, 12_000)
    if make == "campus":
        return campus(rng, 4_000)
    return coauthors(rng, 9_000) if make == "coauthors" else load(make)


def campaigns(
    world: World, count: int, days: int, seed: int, growth: float | None = None
) -> Iterator[invent.Campaign]:
    """Campaigns whose contacts' habits differ; with `growth`, R is near that at the outset."""
    for i in range(count):
        rng = np.random.default_rng([seed, 2, i])
        habits = _habits(rng, growth)
        settings = Settings(world, Goal(kith=int(rng.integers(6, 31))))
        sight = Sight(world, settings.draw(rng), habits, seed * 1000 + i)
        yield _play(sight, POLICIES["closest"](), int(rng.integers(3, 9)), days)


def _habits(rng: np.random.Generator, growth: float | None) -> Habits:
    kith, referred = float(rng.beta(8, 2)), float(rng.beta(5, 5))
    names, named = float(rng.gamma(4, 0.5)), bool(rng.random() < 0.5)
    if growth is not None:
        names, named = growth / referred, False
    return replace(
        Habits(), kith=kith, referred=referred, names_rate=4 / names, named=named, look_ahead=False
    )


def _play(sight: Sight, policy: Policy, pace: int, days: int) -> invent.Campaign:
    campaign = invent.Campaign(wish=0.6 * pace)
    for day in range(days):
        if day % 7 == 0:
            for _ in range(min(pace, len(sight.waiting))):
                campaign.sent.append(_approach(sight, policy, day))
        kinds = [sight.kind(person) for person in sight.waiting]
        campaign.waiting_by_day.append({kind: kinds.count(kind) for kind in Kind})
        if not sight.waiting:
            campaign.dry_day = day
            break
    campaign.fill(days)
    return campaign


def _approach(sight: Sight, policy: Policy, day: int) -> invent.Sent:
    people = np.array(sight.waiting)
    person = int(people[np.argmax(policy.worth(sight, people))])
    contact = invent.Contact(sight.kind(person), int(sight.generation[person]), person)
    step = approach(sight, policy, person)
    held = day + 2 if step.accepted else None
    return invent.Sent(contact, day, day + 1, step.accepted, held, len(step.named))
