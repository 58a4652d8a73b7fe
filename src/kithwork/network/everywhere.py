"""The best chance of getting into every organisation at once, for lists and maps of employers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kithwork.network.graph import Circle, cost_of
from kithwork.network.paths import FAINTEST, INTRODUCTIONS, Resting, tolls
from kithwork.network.rows import Costs, Ids, Rows
from kithwork.network.search import improving

FIRST_RADIUS = 0.7
GROWTH = 1.4
"""The ball grows by this factor until it has met every organisation. Any values give the same."""


def best_into_every_organisation(
    circle: Circle,
    seeker: int,
    *,
    introductions: int = INTRODUCTIONS,
    resting: Mapping[int, Resting] | None = None,
    faintest: float = FAINTEST,
) -> NDArray[np.float64]:
    """The chance of the best way into each organisation, by its number; 0 where there is none.

    The same chances (ranks, where somebody rests) as `ways_into` finds one by one. Raising
    ``faintest`` makes it faster: organisations harder to reach than that get 0.
    """
    most = float(cost_of(faintest))
    toll = tolls(circle, seeker, resting or {})
    radius = min(FIRST_RADIUS, most)
    while True:
        costs, whole = _sweep(circle, seeker, introductions + 1, radius, toll)
        # What was met beyond the radius may yet be met for less.
        if whole or radius >= most or bool((costs <= radius).all()):
            costs[costs > most] = np.inf
            return np.exp(-costs.astype(np.float64))
        radius = min(radius * GROWTH, most)


def _sweep(
    circle: Circle, seeker: int, hops: int, radius: float, toll: Costs | None
) -> tuple[Costs, bool]:
    """The least cost into each organisation over people within the radius; whether that's all."""
    met = np.full(circle.organisations, np.inf, np.float32)
    whole = True
    with circle.sheet() as best:
        best[seeker] = 0
        people, costs = np.array([seeker], np.int32), np.zeros(1, np.float32)
        reached = [people]
        for hop in range(hops):
            if hop == hops - 1:
                _meet(met, circle.knows, best)
            people, costs, cut = _onwards(circle, people, costs, radius, toll, best)
            whole &= not cut
            reached.append(people)
        best[seeker] = np.inf
        _meet(met, circle.members, best)
        for layer in reached:
            best[layer] = np.inf
    _meet_alone(met, circle.knows, seeker)
    return met, whole


def _onwards(
    circle: Circle, people: Ids, costs: Costs, radius: float, toll: Costs | None, best: Costs
) -> tuple[Ids, Costs, bool]:
    """Everybody whose best cost falls with one more hop; whether a tie led outside the radius."""
    rows = circle.outgoing
    via, places, cut = rows.within(people, np.float32(radius) - costs)
    others, further = rows.ids[places], costs[via] + rows.costs[places]
    if toll is not None:
        further += toll[others]
    kept = improving(best, others, further)
    return others[kept], further[kept], cut


def _meet(met: Costs, rows: Rows, best: Costs) -> None:
    """Lower each organisation's cost to that of its easiest person."""
    organisations, people, costs = rows.flat()
    np.minimum.at(met, organisations, best[people] + costs)


def _meet_alone(met: Costs, knows: Rows, seeker: int) -> None:
    """The seeker's own acquaintances there count whatever the number of introductions."""
    organisations, people, costs = knows.flat()
    own = people == seeker
    np.minimum.at(met, organisations[own], costs[own])
