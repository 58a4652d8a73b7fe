"""The cheapest ways from one person into a set of people, found from both ends at once.

Every way that costs at most a + b is a way of cost at most a from the start (the near ball), one
tie, and a way of cost at most b into the goal (the far ball). So the balls are grown, the less
laborious one first, until the ties between them give enough ways; then no cheaper way is missing.
This is Pohl's bidirectional search ("Bi-directional search", Machine Intelligence 6, 1971) turned
into a few array operations for each hop: a ball is kept by hops, and a person enters it again with
more hops only at a lower cost, which is what makes the limit on the number of hops exact. The
first hop of both balls is taken whole, whatever it costs; with h hops allowed, this lets both
balls end at h - 2 hops.

Any way that joins the balls, however dear, says how far they have to grow at most.

For several ways through different first persons, the near ball holds one label for each pair of
person and first person, and costs count from the first person on, so that a weak tie to a first
person (its ``head``) doesn't force both balls to grow by as much. A first person whose best way is
certain leaves the ball.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from kithwork.network.graph import NO_CHANCE, NO_ONE, Circle
from kithwork.network.layers import Layer, both, cheapest_labels, first_of_each, improving
from kithwork.network.rows import Costs, Ids, Places

FIRST, STEP = 0.15, 0.2
"""A ball's first radius, and by how much it grows at least. Any values give the same ways."""
GROWTH = 1.25
LITTLE = 50
"""A ball of fewer ties than this costs no more time if it grows faster."""
ROUNDING = 2e-6
"""More than the sums of a way's costs can differ by the order in which they are added."""


@dataclass
class Ball:
    """All people within a radius, layer by layer; ``whole`` if no radius would reach more."""

    layers: list[Layer]
    whole: bool = True
    work: int = 0


class Offers(NamedTuple):
    """Ways that join the balls, as columns of one length.

    After ``hop`` hops in the near ball (0: none) to index ``via`` there, a tie leads to ``person``
    in the far ball.
    """

    costs: Costs
    hop: Places
    via: Places
    person: Ids
    first: Ids


@dataclass
class Hunt:
    """One search: who asks, where to, with at most ``hops`` ties, and what each person adds.

    ``goal`` gives for each number of hops (0: they are there; 1: they know somebody there) the
    people at which a way may end, with the cost of that end. Ways dearer than ``most`` don't
    count. ``toll`` is the extra cost of a way that uses a person, by person. ``top`` is how many
    first persons are wanted.
    """

    circle: Circle
    start: int
    goal: list[tuple[Ids, Costs]]
    hops: int
    most: float
    toll: Costs | None = None
    top: int = 1
    found: dict[int, tuple[float, tuple[int, ...]]] = field(default_factory=dict)

    def run(self) -> list[tuple[int, ...]]:
        """The people of the ``top`` cheapest ways through different first persons, in order."""
        self.bound = self.most
        self.kith, self.heads = self._kith()
        self.rim = self._rim()
        near = far = FIRST
        far_ball = self._far(far)
        while True:
            near_ball = self._near(near, near + far, far_ball)
            left = self._left(near + far)
            if not len(left):
                return [people for _, people in sorted(self.found.values())[: self.top]]
            self.kith = self.kith.take(left)
            enough = self.bound - float(self.heads[self.kith.first].min()) + ROUNDING
            if near_ball.whole:
                near = self.most
            elif far_ball.whole:
                far = self.most
            elif near_ball.work <= far_ball.work:
                near = min(near * _growth(near_ball) + STEP, enough - far)
            else:
                far = min(far * _growth(far_ball) + STEP, enough - near)
                far_ball = self._far(far)

    def _kith(self) -> tuple[Layer, Costs]:
        """Those whom the start knows, and what the tie to each costs beside the costs in a ball."""
        people, costs = self.circle.outgoing.row(self.start)
        if self.toll is not None:
            costs = costs + self.toll[people]
        number, nothing = np.arange(len(people), dtype=np.int32), np.zeros_like(costs)
        costs, heads = (costs, nothing) if self.top == 1 else (nothing, costs)
        return Layer(people, costs, number.astype(np.int64), number), heads

    def _left(self, radius: float) -> Places:
        """Which of the kith may still lead to a better way than those that are certain."""
        first = self.kith.first
        done = np.fromiter(self.found, np.int32, len(self.found))
        found = (first[:, None] == done).any(axis=1)
        return np.flatnonzero(~found & (self._sure(radius)[first] < self.bound))

    def _sure(self, radius: float) -> Costs:
        """The cost up to which no way can be missing, for each first person."""
        return self.heads + np.float32(radius)

    def _near(self, radius: float, reach: float, far: Ball) -> Ball:
        """The ball around the start; notes the ways that take ties within ``reach`` into the far
        ball."""
        ball, last = Ball([self.kith]), self.kith
        with self.circle.sheet() as best, self.circle.sheet() as rest:
            best[self.start] = -1
            np.minimum.at(best, last.people, last.costs)
            before = [_enter(rest, layer) for layer in far.layers]
            direct = last._replace(via=np.arange(len(last.people)))
            offers = [self._offers(last, direct, 0, rest)]
            for hop in range(1, self.hops - 1):
                _leave(rest, far, before, self.hops - hop)
                ties, cut = self._onwards(last, reach)
                ball.work += len(ties.people)
                offers.append(self._offers(last, ties, hop, rest))
                inside = np.flatnonzero(ties.costs <= np.float32(radius))
                ball.whole &= not cut and len(inside) == len(ties.costs)
                if hop == self.hops - 2 or not len(inside):
                    break
                last = self._layer(last, ties.take(inside), best)
                ball.layers.append(last)
            _leave(rest, far, before, 0)
            for layer in ball.layers:
                best[layer.people] = np.inf
            best[self.start] = np.inf
        self._note(ball, far, offers, reach)
        return ball

    def _onwards(self, last: Layer, reach: float) -> tuple[Layer, bool]:
        """The ties on from a layer, still without first persons; whether one led out of reach."""
        rows = self.circle.outgoing
        limits = np.minimum(np.float32(reach), np.float32(self.bound) - self.heads[last.first])
        via, people, costs, cut = rows.within(last.people, limits - last.costs)
        costs += last.costs[via]
        if self.toll is not None:
            costs += self.toll[people]
        return Layer(people, costs, via, people), cut

    def _layer(self, last: Layer, ties: Layer, best: Costs) -> Layer:
        """The next layer: one label a person, or one a person and first person."""
        layer = ties._replace(first=last.first[ties.via])
        if self.top == 1:
            return _improved(best, layer)
        return layer.take(cheapest_labels(layer, self.start))

    def _rim(self) -> list[Layer]:
        """The far ball's first two layers: the goal, and everybody who knows somebody there."""
        with self.circle.sheet() as best:
            best[self.start] = -1
            layers = [_improved(best, self._ends(0))]
            if self.hops > 1:
                layer, _ = self._back(layers[0], np.inf)
                layers.append(_improved(best, both(self._ends(1), layer)))
            _clear(best, self.start, layers)
        return layers

    def _far(self, radius: float) -> Ball:
        """The ball of people from whom the goal can be reached, without the start."""
        ball = Ball(list(self.rim))
        with self.circle.sheet() as best:
            best[self.start] = -1
            for layer in self.rim:
                best[layer.people] = layer.costs
            while len(ball.layers) < self.hops - 1 and len(ball.layers[-1].people):
                layer, cut = self._back(ball.layers[-1], radius)
                ball.whole &= not cut
                ball.work += len(layer.people)
                ball.layers.append(_improved(best, layer))
            _clear(best, self.start, ball.layers)
        return ball

    def _ends(self, hop: int) -> Layer:
        """The people at whom a way may end ``hop`` hops before the goal."""
        people, costs = self.goal[hop] if hop < len(self.goal) else (NO_ONE, NO_CHANCE)
        return Layer(people, costs, np.full(len(people), -1), people)

    def _back(self, last: Layer, radius: float) -> tuple[Layer, bool]:
        """The people one tie before a layer; whether a tie led outside the radius."""
        rows = self.circle.incoming
        spent = last.costs if self.toll is None else last.costs + self.toll[last.people]
        via, people, costs, cut = rows.within(last.people, np.float32(radius) - spent)
        return Layer(people, spent[via] + costs, via, people), cut

    def _offers(self, last: Layer, ties: Layer, hop: int, rest: Costs) -> Offers:
        """The ways that go on from a layer by one of the ties into the far ball."""
        costs = ties.costs + rest[ties.people]
        good = np.flatnonzero(costs <= np.float32(self.bound))
        via = ties.via[good]
        first = last.first[via]
        hops = np.full(len(good), hop)
        return Offers(costs[good] + self.heads[first], hops, via, ties.people[good], first)

    def _note(self, near: Ball, far: Ball, offers: list[Offers], radius: float) -> None:
        """Keep the best way of each first person that is certain; a way that isn't is a bound."""
        ways = [way for way in _best_by_first(offers, self.top) if way[0] <= self.bound]
        costs = sorted([way[0] for way in ways] + [cost for cost, _ in self.found.values()])
        if len(costs) >= self.top:
            self.bound = costs[self.top - 1]
        sure = self._sure(radius)
        for cost, hop, via, person, first in ways:
            if cost <= sure[first]:
                self.found[first] = cost, self._trace(near, far, hop, via, person)

    def _trace(self, near: Ball, far: Ball, hop: int, via: int, person: int) -> tuple[int, ...]:
        """The people of a way, from where the balls joined outwards."""
        before: list[int] = []
        for layer in reversed(near.layers[:hop]):
            before.append(int(layer.people[via]))
            via = int(layer.via[via])
        left = min(self.hops - 1 - hop, len(far.layers) - 1)
        return (self.start, *reversed(before), *_rest(far, person, left))


def _growth(ball: Ball) -> float:
    return 2.0 if ball.work < LITTLE else GROWTH


def _rest(far: Ball, person: int, left: int) -> list[int]:
    """The cheapest way on from a person in the far ball with at most ``left`` hops."""
    seen = [(h, np.flatnonzero(far.layers[h].people == person)) for h in range(left + 1)]
    hop, at = [entry for entry in seen if len(entry[1])][-1]
    index, people = int(at[0]), []
    while index >= 0:
        layer = far.layers[hop]
        people.append(int(layer.people[index]))
        index, hop = int(layer.via[index]), hop - 1
    return people


def _improved(best: Costs, layer: Layer) -> Layer:
    return layer.take(improving(best, layer.people, layer.costs))


def _enter(sheet: Costs, layer: Layer) -> Costs:
    """Write a layer's costs into the sheet; returns what stood there."""
    before: Costs = sheet[layer.people]
    sheet[layer.people] = layer.costs
    return before


def _leave(sheet: Costs, ball: Ball, before: list[Costs], count: int) -> None:
    """Take a ball's layers out of the sheet, the outermost first, until ``count`` are left."""
    while len(before) > count:
        costs = before.pop()
        sheet[ball.layers[len(before)].people] = costs


def _clear(sheet: Costs, start: int, layers: list[Layer]) -> None:
    sheet[start] = np.inf
    for layer in layers:
        sheet[layer.people] = np.inf


def _best_by_first(offers: list[Offers], top: int) -> list[tuple[float, int, int, int, int]]:
    """The cheapest offer of each first person, the cheapest ``top`` of them in order."""
    # Offers come with the fewest near hops first; a stable sort prefers the plainer way.
    columns = zip(*offers, strict=True)
    costs, *others = (np.concatenate(column) for column in columns)
    order = np.argsort(costs, kind="stable")
    kept = order[np.sort(first_of_each(others[-1][order]))][:top]
    return list(zip(*(column[kept].tolist() for column in (costs, *others)), strict=True))
