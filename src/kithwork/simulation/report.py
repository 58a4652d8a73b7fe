"""What a set of played campaigns says: medians, capped means, shares, and paired ratios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from kithwork.planning.prospects import Floats

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Played:
    """How one campaign ended: approaches to the goal (the budget where it was not reached)."""

    cost: int
    succeeded: bool
    dried_out: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """One policy over all campaigns; ``mean`` is capped at the budget."""

    policy: str
    median: float
    mean: float
    succeeded: float
    dried_out: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """Mean approaches of one policy over another's in the same campaigns, with a 95 % interval."""

    policy: str
    against: str
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Report:
    """A simulation's result; ``costs`` holds every campaign's approaches by policy."""

    campaigns: int
    budget: int
    people: int
    mode: str
    seed: int
    policies: tuple[Summary, ...]
    ratios: tuple[Ratio, ...]
    costs: dict[str, tuple[int, ...]]

    def ratio(self, policy: str, against: str) -> Ratio:
        """The ratio of these two; KeyError where it was not worked out."""
        for each in self.ratios:
            if (each.policy, each.against) == (policy, against):
                return each
        raise KeyError((policy, against))

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON, without the single campaigns."""
        found = asdict(self)
        del found["costs"]
        return found


def report(
    played: Mapping[str, Sequence[Played]], *, budget: int, people: int, mode: str, seed: int
) -> Report:
    """Sum up; every policy must have played the same campaigns in the same order."""
    costs = {name: tuple(each.cost for each in games) for name, games in played.items()}
    names = list(played)
    pairs = [(names[i], names[j]) for i in range(len(names)) for j in range(i)]
    return Report(
        campaigns=len(next(iter(costs.values()))),
        budget=budget,
        people=people,
        mode=mode,
        seed=seed,
        policies=tuple(_summary(name, games) for name, games in played.items()),
        ratios=tuple(paired_ratio(name, other, costs, seed) for name, other in pairs),
        costs=costs,
    )


def paired_ratio(policy: str, against: str, costs: Mapping[str, Sequence[int]], seed: int) -> Ratio:
    """Ratio of means; the interval from resampling whole campaigns (paired bootstrap)."""
    first, second = np.array(costs[policy], float), np.array(costs[against], float)
    rng = np.random.default_rng([seed, 95])
    drawn = rng.integers(0, len(first), (RESAMPLES, len(first)))
    ratios: Floats = first[drawn].mean(axis=1) / second[drawn].mean(axis=1)
    low, high = np.quantile(ratios, [0.025, 0.975])
    return Ratio(policy, against, float(first.mean() / second.mean()), float(low), float(high))


def in_words(found: Report) -> str:
    """The report as a table for a terminal."""
    lines = [
        f"{found.campaigns} simulated campaigns among {found.people} people, "
        f"lists and asks: {found.mode}, at most {found.budget} approaches, seed {found.seed}",
        f"{'policy':<20}{'median':>8}{'mean':>8}{'reached':>9}{'dried out':>11}",
    ]
    for each in found.policies:
        lines.append(
            f"{each.policy:<20}{each.median:>8.1f}{each.mean:>8.1f}"
            f"{each.succeeded:>9.0%}{each.dried_out:>11.0%}"
        )
    lines.append("mean approaches, first over second, with a 95 % interval:")
    for ratio in found.ratios:
        lines.append(
            f"  {ratio.policy} / {ratio.against}: {ratio.ratio:.2f} "
            f"({ratio.low:.2f} to {ratio.high:.2f})"
        )
    return "\n".join(lines)


def _summary(name: str, games: Sequence[Played]) -> Summary:
    costs = np.array([each.cost for each in games], float)
    return Summary(
        policy=name,
        median=float(np.median(costs)),
        mean=float(costs.mean()),
        succeeded=float(np.mean([each.succeeded for each in games])),
        dried_out=float(np.mean([each.dried_out for each in games])),
    )
