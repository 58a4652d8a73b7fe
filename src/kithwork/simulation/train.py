"""Learns the shipped yield weights from simulated worlds: ``python -m kithwork.simulation.train``.

Its seeds start at 1,000,000; benchmarks and examples stay below, so that nothing is judged on
the worlds that it learnt from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kithwork.planning.prospects import Floats
from kithwork.planning.yields import FEATURES, FULL_TARGETS, Yields, features, refit
from kithwork.simulation.habits import Habits
from kithwork.simulation.market import labour_market
from kithwork.simulation.play import approach
from kithwork.simulation.rules import Closest
from kithwork.simulation.setting import Goal, Settings
from kithwork.simulation.sight import Sight
from kithwork.simulation.towns import campus, coauthors
from kithwork.simulation.world import World

FIRST_SEED = 1_000_000
PRIOR = Yields(
    weights=np.array([-2.0, 1.0, 1.4, 0.3, 0.6, 0.3, 0.2]),
    spread=np.array([3.0, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0]),
)
LEAST_SPREAD = 0.15
MAKES: tuple[Callable[[np.random.Generator], World], ...] = (
    lambda rng: labour_market(rng, 12_000),
    lambda rng: campus(rng, 4_000),
    lambda rng: coauthors(rng, 9_000),
)


@dataclass(frozen=True, slots=True)
class Meetings:
    """Held meetings: features before each [n, features], insiders it brought, share still open."""

    rows: Floats
    brought: Floats
    scale: Floats


class Wandering(Closest):
    """Approaches anybody and asks as ``Closest`` does, so that the meetings are a fair sample."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def next(self, sight: Sight) -> int:
        """Anybody who waits."""
        return int(self.rng.choice(sight.waiting))


def meetings(world: World, campaigns: int, seed: int, approaches: int = 60) -> Meetings:
    """Play wandering campaigns and note what each held meeting brought."""
    rng = np.random.default_rng(seed)
    rows, brought, scale = [], [], []
    for campaign in range(campaigns):
        goal = Goal(standing=campaign % 2)
        setting = Settings(world, goal).draw(rng)
        policy = Wandering(rng)
        sight = Sight(world, setting, Habits(look_ahead=False), seed + campaign)
        table = _table(sight)
        for _ in range(min(approaches, 10_000)):
            if not sight.waiting:
                break
            person = policy.next(sight)
            step = approach(sight, policy, person)
            if step.reached:
                table = _table(sight)
            if step.accepted:
                rows.append(table[person])
                brought.append(float(sight.worth_inside(step.named).sum()))
                scale.append(np.count_nonzero(~sight.targets.reached) / FULL_TARGETS)
    return Meetings(np.array(rows), np.array(brought), np.array(scale))


def learn(worlds: int, campaigns: int) -> tuple[Yields, list[Floats]]:
    """The mean of the worlds' own weights, with their spread as prior, and those weights.

    Not one regression over all meetings: there worlds with many ties would make the weight of
    connections the difference between worlds instead of between people.
    """
    seen: list[Meetings] = []
    for number in range(worlds):
        for kind, make in enumerate(MAKES):
            seed = FIRST_SEED + 1000 * (number * len(MAKES) + kind)
            seen.append(meetings(make(np.random.default_rng(seed)), campaigns, seed))
    single = [refit(PRIOR, each.rows, each.brought, each.scale).weights for each in seen]
    spread = np.maximum(np.std(single, axis=0), LEAST_SPREAD)
    return Yields(np.mean(single, axis=0), spread), single


def _table(sight: Sight) -> Floats:
    world = sight.world
    degree = world.degree.astype(float)
    return features(world.employer, world.past, world.level, world.industry, degree, sight.targets)


def main() -> None:
    """Learn, print, and write the file that ``kithwork.planning.yields`` pins by its sha256."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--worlds", type=int, default=3, help="worlds of each make")
    parser.add_argument("--campaigns", type=int, default=120, help="campaigns in each world")
    parser.add_argument("--out", type=Path, help="file to write; nothing is written without it")
    given = parser.parse_args()
    learnt, single = learn(given.worlds, given.campaigns)
    for i, name in enumerate(FEATURES):
        low, high = min(each[i] for each in single), max(each[i] for each in single)
        print(f"{learnt.weights[i]:7.3f}  {low:7.3f} to {high:6.3f}  {name}")
    if given.out:
        raw = json.dumps(
            {
                "features": FEATURES,
                "weights": learnt.weights.round(4).tolist(),
                "spread": learnt.spread.round(4).tolist(),
            },
            indent=1,
        ).encode()
        given.out.write_bytes(raw)
        print(f"sha256 {hashlib.sha256(raw).hexdigest()}")


if __name__ == "__main__":
    main()
