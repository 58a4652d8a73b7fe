"""The best chance of getting into every organisation at once and through whom first, for lists.

One ball around the seeker meets most organisations soon. Each way found is a bound: what is left
to look at for an organisation is a ball of its people, no larger than that bound allows, until it
touches the seeker's ball. These balls are grown together, each person labelled with the
organisation; whoever is in the seeker's ball is labelled with the first person of the way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kithwork.network.graph import Circle, cost_of
from kithwork.network.layers import Layer, both, cheapest_labels, first_of_each, improving
from kithwork.network.paths import FAINTEST, INTRODUCTIONS, Resting, tolls
from kithwork.network.rows import Costs, Ids, Rows

FIRST_RADIUS, GROWTH, STEEP = 0.5, 0.3, 5.0
"""The seeker's ball starts with this radius and grows by this share of it at most; the ties in it
grow about e^STEEP-fold with each unit of radius."""
ENOUGH, AIM = 80_000, 120_000
"""With so many ties read the seeker's ball is large enough; the rest is met from the other side."""
BEYOND = 0.25
"""How far beyond the seeker's ball the ties that lead out of it are read."""
LITTLE = 10_000
"""A hop of so few ties is read whole, which spares reading it from the other side. All these
numbers change the time it takes, never the result."""


NOBODY = -1


class BestWays(NamedTuple):
    """The chance of the best way into each organisation (0: none), and its first person.

    The first person is NOBODY where there is no way, and the seeker where they know somebody at
    the organisation without anybody to ask.
    """

    chances: NDArray[np.float64]
    firsts: Ids


@dataclass
class Near:
    """The seeker's ball: by hops, whom its ties lead to at which cost; which hops are read whole.

    Everybody within ``radius`` is in it, and everybody one tie on at a cost up to ``reach``.
    """

    radius: float
    reach: float
    layers: list[Layer]
    read: list[bool]
    whole: bool = True
    work: int = 0


def best_into_every_organisation(
    circle: Circle,
    seeker: int,
    *,
    introductions: int = INTRODUCTIONS,
    resting: Mapping[int, Resting] | None = None,
    faintest: float = FAINTEST,
) -> BestWays:
    """The best way into each organisation, by its number.

    The same chances (ranks, where somebody rests) as `ways_into` finds one by one. Raising
    ``faintest`` makes it faster: organisations harder to reach than that get 0.
    """
    most, toll = float(cost_of(faintest)), tolls(circle, seeker, resting or {})
    search = Everywhere(circle, seeker, introductions + 1, most, toll)
    costs, firsts = search.run()
    return BestWays(np.exp(-costs.astype(np.float64)), firsts)


@dataclass
class Everywhere:
    """One search: who asks, with at most ``hops`` ties, how dear a way may be, who adds what."""

    circle: Circle
    seeker: int
    hops: int
    most: float
    toll: Costs | None

    def run(self) -> tuple[Costs, Ids]:
        """The least cost into each organisation, and through whom first."""
        # For whomever a sheet of costs knows, the first person of their way; read only there.
        self.via = np.empty(self.circle.people, np.int32)
        # A circle that is no larger than the ball wanted is taken whole.
        small = self.circle.outgoing.end <= AIM
        near = self._near(self.most if small else min(FIRST_RADIUS, self.most))
        while near.work < ENOUGH and not near.whole and near.radius < self.most:
            wanted = math.log(AIM / max(near.work, 1)) / STEEP
            step = min(GROWTH * near.radius, wanted)
            near = self._near(min(near.radius + step, self.most))
        self.met = np.full(self.circle.organisations, np.inf, np.float32)
        self.firsts = np.full(self.circle.organisations, NOBODY, np.int32)
        self._meet_near(near)
        if not near.whole:
            self._meet_far(near)
        out = self.met > self.most
        self.met[out], self.firsts[out] = np.inf, NOBODY
        return self.met, self.firsts

    def _near(self, radius: float) -> Near:
        """The seeker's ball of a radius."""
        one = np.array([self.seeker], np.int32)
        last = Layer(one, np.zeros(1, np.float32), np.full(1, -1), one)
        near = Near(radius, min(radius + BEYOND, self.most), [last], [])
        with self.circle.sheet() as best:
            best[self.seeker] = 0
            for hop in range(1, self.hops + 1):
                ties, cut = self._onwards(last, near.reach)
                near.work += len(ties.people)
                if hop < self.hops:
                    ties = ties.take(improving(best, ties.people, ties.costs))
                near.layers.append(ties)
                near.read.append(not cut)
                inside = np.flatnonzero(ties.costs <= np.float32(radius))
                near.whole &= not cut and (hop == self.hops or len(inside) == len(ties.costs))
                last = ties.take(inside)
            self._clear(best, near)
        return near

    def _onwards(self, last: Layer, reach: float) -> tuple[Layer, bool]:
        """Whom the ties of some people lead to, and whether one led out of reach."""
        rows = self.circle.outgoing
        if int(rows.length[last.people].sum()) <= LITTLE:
            reach = self.most
        via, others, further, cut = rows.within(last.people, np.float32(reach) - last.costs)
        further += last.costs[via]
        if self.toll is not None:
            further += self.toll[others]
        firsts = self._first(last.first[via], others)
        return Layer(others, further, via, firsts), cut and reach < self.most

    def _first(self, firsts: Ids, others: Ids) -> Ids:
        """The first persons of ways one tie longer: straight from the seeker, whom it leads to."""
        return np.where(firsts == self.seeker, others, firsts)

    def _meet_near(self, near: Near) -> None:
        """Lower the costs of the organisations whose people the ball's ties lead to."""
        members, knows = self.circle.members, self.circle.knows
        with self.circle.sheet() as best:
            for hop, layer in enumerate(near.layers):
                if hop == self.hops:
                    self._meet(knows, best)
                self._enter(best, layer.people, layer.costs, layer.first)
            best[self.seeker] = np.inf
            self._meet(members, best)
            self._clear(best, near)
            # The seeker's own acquaintances there count whatever the number of introductions.
            best[self.seeker], self.via[self.seeker] = 0, self.seeker
            self._meet(knows, best)
            best[self.seeker] = np.inf

    def _enter(self, best: Costs, people: Ids, costs: Costs, firsts: Ids) -> None:
        """Lower people's costs in a sheet, and note through whom first."""
        np.minimum.at(best, people, costs)
        least = costs == best[people]
        self.via[people[least]] = firsts[least]

    def _meet(self, rows: Rows, best: Costs) -> None:
        """Lower the costs of the organisations to those of their easiest people in a sheet."""
        costs, people = _least(rows, best)
        better = costs < self.met
        self.met[better], self.firsts[better] = costs[better], self.via[people[better]]

    def _meet_far(self, near: Near) -> None:
        """Lower the costs of the organisations beyond the ball to what they are.

        An organisation's ball, together with the seeker's, has to hold all ways that cost less
        than the best one met; if none is met, it grows until one is.
        """
        bound = np.minimum(self.met, np.float32(near.reach))
        left = np.flatnonzero(self.met > near.radius).astype(np.int32)
        self._join(near, self._far(near, left, bound[left])[0], left)
        left, far = left[self.met[left] > near.reach], near.reach
        # Most of the few left are known to somebody in the ball, which bounds what is to be grown.
        bound = np.full(len(left), self.most, np.float32)
        self._join(near, {0: self._ends(self.circle.members, left)}, left, bound)
        while len(left):
            far = min(far + BEYOND, self.most)
            bound = np.minimum(self.met[left], np.float32(far))
            layers, whole = self._far(near, left, bound)
            if whole:
                bound[:] = self.most
            self._join(near, layers, left, bound)
            sure = (self.met[left] <= bound) | (bound >= np.float32(self.most))
            left = left[~sure]

    def _far(self, near: Near, wanted: Ids, bound: Costs) -> tuple[dict[int, Layer], bool]:
        """Who can reach one of the organisations at a cost that its bound leaves beside the
        seeker's ball, by hops from one on; whether that's all."""
        whole, limits = True, bound - np.float32(near.radius)
        last, layers = self._ends(self.circle.members, wanted), {}
        for hop in range(1, self.hops):
            layer, cut = self._back(last, limits)
            if hop == 1:
                layer = both(layer, self._ends(self.circle.knows, wanted))
            if len(layer.people) > len(last.people):
                layer = layer.take(cheapest_labels(layer, self.seeker))
            else:  # a way that comes back to the seeker is a shorter one
                layer = layer.take(np.flatnonzero(layer.people != self.seeker))
            whole &= not cut
            last = layers[hop] = layer
        return layers, whole

    def _ends(self, rows: Rows, wanted: Ids) -> Layer:
        """The people of some organisations but the seeker, labelled with the organisation's place
        among them."""
        everybody = np.full(len(wanted), np.inf, np.float32)
        which, people, costs, _ = rows.within(wanted, everybody)
        ends = Layer(people, costs, which, which.astype(np.int32))
        return ends.take(np.flatnonzero(people != self.seeker))

    def _back(self, last: Layer, limits: Costs) -> tuple[Layer, bool]:
        """The people one tie before a layer, with its labels; whether a tie led outside."""
        spent = last.costs if self.toll is None else last.costs + self.toll[last.people]
        limit = limits[last.first] - spent
        via, people, costs, cut = self.circle.incoming.within(last.people, limit)
        return Layer(people, spent[via] + costs, via, last.first[via]), cut

    def _join(
        self, near: Near, layers: dict[int, Layer], wanted: Ids, bound: Costs | None = None
    ) -> None:
        """Lower the costs of organisations by ways from the near ball into a far one.

        The ties between them are those that the near ball has read; with a bound, also those
        within it that the near ball hasn't.
        """
        met = np.full(len(wanted), np.inf, np.float32)
        firsts = np.full(len(wanted), NOBODY, np.int32)
        with self.circle.sheet() as best:
            for hop, layer in enumerate(near.layers):
                # The last layer need not enter: its people have met their organisations already.
                far = layers.get(self.hops - hop)
                if far is not None and bound is not None and not all(near.read[:hop]):
                    self._enter(best, *self._arrive(far, bound, best, near.radius))
                if hop < self.hops:
                    self._enter(best, layer.people, layer.costs, layer.first)
                if far is not None:
                    _lower_by_label(met, firsts, far, best, self.via)
            for layer in near.layers[:-1]:
                best[layer.people] = np.inf
            for far in layers.values():
                best[far.people] = np.inf
        better = met < self.met[wanted]
        self.met[wanted[better]], self.firsts[wanted[better]] = met[better], firsts[better]

    def _arrive(
        self, far: Layer, bound: Costs, best: Costs, radius: float
    ) -> tuple[Ids, Costs, Ids]:
        """Those of a layer outside the near ball, what it costs to come to each by one more tie,
        and through whom first."""
        out = np.flatnonzero(best[far.people] > np.float32(radius))
        limits = bound[far.first[out]] - far.costs[out]
        # A person of several organisations is looked at once, for the one that allows the most.
        out = out[np.argsort(-limits)]
        out = out[first_of_each(far.people[out])]
        people, limits = far.people[out], bound[far.first[out]] - far.costs[out]
        via, others, costs, _ = self.circle.incoming.within(people, limits)
        arrived = np.full(len(people), np.inf, np.float32)
        costs += best[others]
        np.minimum.at(arrived, via, costs)
        least, firsts = costs == arrived[via], people.copy()
        firsts[via[least]] = self.via[others[least]]
        if self.toll is not None:
            arrived += self.toll[people]
        return people, arrived, self._first(firsts, people)

    def _clear(self, best: Costs, near: Near) -> None:
        best[self.seeker] = np.inf
        for layer in near.layers:
            best[layer.people] = np.inf


def _lower_by_label(met: Costs, firsts: Ids, far: Layer, best: Costs, via: Ids) -> None:
    """Lower what is met by a far layer's ways on from the sheet, and note their first persons."""
    costs = far.costs + best[far.people]
    better = np.flatnonzero(costs < met[far.first])
    costs, people, label = costs[better], far.people[better], far.first[better]
    np.minimum.at(met, label, costs)
    least = costs == met[label]
    firsts[label[least]] = via[people[least]]


def _least(rows: Rows, best: Costs) -> tuple[Costs, Ids]:
    """Each organisation's cost by its easiest person, and who that is."""
    costs = best[rows.ids[: rows.end]] + rows.costs[: rows.end]
    # No cost is negative, so its bits rise with it; the place below them comes along.
    keys = np.full(rows.end + 1, np.iinfo(np.int64).max)
    keys[:-1] = (costs.view(np.int32).astype(np.int64) << 32) | np.arange(rows.end)
    start, length = rows.start[: rows.count], rows.length[: rows.count]
    # Rows may stand in any order: every second run, from a row's end to the next row, is dropped.
    runs = np.column_stack([start, start + length]).ravel()
    some = np.flatnonzero(length > 0)
    place = np.minimum.reduceat(keys, runs)[::2][some] & 0xFFFFFFFF
    least, people = np.full(rows.count, np.inf, np.float32), np.zeros(rows.count, np.int32)
    least[some], people[some] = costs[place], rows.ids[place]
    return least, people
