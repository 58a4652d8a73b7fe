"""The best chance of getting into every organisation at once, for lists and maps of employers.

One ball around the seeker meets most organisations soon. The few left, mostly small ones, are met
from their side: their people's balls are grown together, each person labelled with the
organisation, until they touch the seeker's ball.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kithwork.network.graph import Circle, cost_of
from kithwork.network.paths import FAINTEST, INTRODUCTIONS, Resting, tolls
from kithwork.network.rows import Costs, Ids, Rows
from kithwork.network.search import Layer, both, cheapest_labels, improving

FIRST_RADIUS, GROWTH = 0.7, 1.3
FAR_STEP = 0.2
FEW = 0.12
"""The share of organisations below which meeting them from their side is less work. These four
numbers change the time it takes, never the result."""


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
    radius, hops = min(FIRST_RADIUS, most), introductions + 1
    while True:
        met, near, whole = _sweep(circle, seeker, hops, radius, toll)
        left = np.count_nonzero(met > radius)
        if whole or radius >= most or left <= FEW * len(met):
            break
        radius = min(radius * GROWTH, most)
    if left and not whole and radius < most:
        _meet_from_afar(met, circle, near, radius, most, toll)
    met[met > most] = np.inf
    return np.exp(-met.astype(np.float64))


def _sweep(
    circle: Circle, seeker: int, hops: int, radius: float, toll: Costs | None
) -> tuple[Costs, list[tuple[Ids, Costs]], bool]:
    """The least cost into each organisation over people within the radius; those people by hops;
    whether they are all."""
    met = np.full(circle.organisations, np.inf, np.float32)
    whole = True
    with circle.sheet() as best:
        best[seeker] = 0
        near = [(np.array([seeker], np.int32), np.zeros(1, np.float32))]
        for hop in range(hops):
            if hop == hops - 1:
                _meet(met, circle.knows, best)
            people, costs, cut = _onwards(circle, *near[-1], radius, toll, best)
            whole &= not cut
            near.append((people, costs))
        best[seeker] = np.inf
        _meet(met, circle.members, best)
        for people, _ in near:
            best[people] = np.inf
    _meet_alone(met, circle.knows, seeker)
    return met, near, whole


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
    if not len(people):
        return
    # The links come organisation by organisation, so each one's least is a run's.
    runs = np.flatnonzero(np.diff(organisations, prepend=-1))
    each = organisations[runs]
    met[each] = np.minimum(met[each], np.minimum.reduceat(best[people] + costs, runs))


def _meet_alone(met: Costs, knows: Rows, seeker: int) -> None:
    """The seeker's own acquaintances there count whatever the number of introductions."""
    organisations, people, costs = knows.flat()
    own = people == seeker
    np.minimum.at(met, organisations[own], costs[own])


def _meet_from_afar(
    met: Costs,
    circle: Circle,
    near: list[tuple[Ids, Costs]],
    radius: float,
    most: float,
    toll: Costs | None,
) -> None:
    """Lower the costs of the organisations not met within the radius to what they are."""
    far, sure = FAR_STEP, radius
    while sure < most and bool((left := met > sure).any()):
        layers, whole = _far(circle, np.flatnonzero(left).astype(np.int32), near, far, toll)
        sure = np.inf if whole else radius + far
        _join(met, circle, near, layers, min(sure, most), toll)
        far = far * GROWTH + FAR_STEP


def _far(
    circle: Circle, wanted: Ids, near: list[tuple[Ids, Costs]], radius: float, toll: Costs | None
) -> tuple[list[Layer], bool]:
    """Who can reach one of the organisations within the radius, by hops; whether that's all."""
    seeker, whole = int(near[0][0][0]), True
    layer = _ends(circle.members, wanted)
    layers = [layer.take(cheapest_labels(layer, seeker))]
    for hop in range(1, len(near) - 1):
        layer, cut = _back(circle, layers[-1], radius, toll)
        if hop == 1:
            layer = both(layer, _ends(circle.knows, wanted))
        whole &= not cut
        layers.append(layer.take(cheapest_labels(layer, seeker)))
    return layers, whole


def _ends(rows: Rows, wanted: Ids) -> Layer:
    """The people of some organisations, labelled with them."""
    which, places, _ = rows.within(wanted, np.full(len(wanted), np.inf, np.float32))
    costs = rows.costs[places]
    return Layer(rows.ids[places], costs, which, wanted[which], costs)


def _back(circle: Circle, last: Layer, radius: float, toll: Costs | None) -> tuple[Layer, bool]:
    """The people one tie before a layer, with its labels; whether a tie led outside the radius."""
    rows = circle.incoming
    spent = last.costs if toll is None else last.costs + toll[last.people]
    via, places, cut = rows.within(last.people, np.float32(radius) - spent)
    costs = spent[via] + rows.costs[places]
    return Layer(rows.ids[places], costs, via, last.first[via], costs), cut


def _join(
    met: Costs,
    circle: Circle,
    near: list[tuple[Ids, Costs]],
    layers: list[Layer],
    radius: float,
    toll: Costs | None,
) -> None:
    """Lower the costs of organisations by ways that take one tie from the near into a far ball."""
    with circle.sheet() as best:
        for hop, (people, costs) in enumerate(near[:-1]):
            best[people] = costs
            layer, _ = _back(circle, layers[len(near) - 2 - hop], radius, toll)
            np.minimum.at(met, layer.first, layer.costs + best[layer.people])
        for people, _ in near:
            best[people] = np.inf
