"""The cheapest ways from one person into a set of people, found from both ends at once.

Every way that costs at most a + b is a way of cost at most a from the start (the near ball), one
tie, and a way of cost at most b into the goal (the far ball). So the balls are grown, the less
laborious one first, until the ties between them give enough ways; then no cheaper way is missing.
This is Pohl's bidirectional search ("Bi-directional search", Machine Intelligence 6, 1971) turned
into a few array operations for each hop: a ball is kept by hops, and a person enters it again with
more hops only at a lower cost, which is what makes the limit on the number of hops exact. The
first hop of both balls is taken whole, whatever it costs; with h hops allowed, this lets both
balls end at h - 2 hops.

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
from kithwork.network.rows import Costs, Ids, Places

FIRST, STEP = 0.15, 0.2
"""A ball's first radius, and by how much it grows at least. Any values give the same ways."""
GROWTH = 1.25
LITTLE = 50
"""A ball of fewer ties than this costs no more time if it grows faster."""


class Layer(NamedTuple):
    """People reached after one number of hops, as columns of one length.

    ``via`` points into the layer one hop before (-1: a way ends here), ``first`` is the first
    person of a way from the start, and ``head`` what the tie to them costs beside ``costs``.
    """

    people: Ids
    costs: Costs
    via: Places
    first: Ids
    head: Costs

    def take(self, kept: Places) -> Layer:
        """The entries at some places."""
        people, costs, via, first, head = self
        return Layer(people[kept], costs[kept], via[kept], first[kept], head[kept])


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
        self.bound, self.sure = self.most, 0.0
        self.rim = self._rim()
        near = far = FIRST
        near_ball, far_ball = self._near(near), self._far(far)
        while True:
            whole = near_ball.whole or far_ball.whole
            self._join(near_ball, far_ball, np.inf if whole else near + far)
            if whole or self._settled(near + far):
                return [people for _, people in sorted(self.found.values())[: self.top]]
            if near_ball.work <= far_ball.work:
                near = near * _growth(near_ball) + STEP
            else:
                far = far * _growth(far_ball) + STEP
                far_ball = self._far(far)
            near_ball = self._near(near)

    def _settled(self, radius: float) -> bool:
        """Whether a first person without a way so far could no longer lead to a better one."""
        if len(self.found) >= self.top:
            self.bound = min(self.bound, sorted(self.found.values())[self.top - 1][0])
        if self.top == 1:
            return len(self.found) == 1 or radius >= self.bound
        self.sure = radius
        return not len(self._kith().people)

    def _kith(self) -> Layer:
        """Those whom the start knows and who may still lead to one of the best ways."""
        people, costs = self.circle.outgoing.row(self.start)
        if self.toll is not None:
            costs = costs + self.toll[people]
        kith = Layer(people, costs, np.zeros(len(people), np.int64), people, np.zeros_like(costs))
        if self.top == 1:
            return kith
        done = np.fromiter(self.found, np.int32, len(self.found))
        open_ = ~(people[:, None] == done).any(axis=1) & (
            costs + np.float32(self.sure) < self.bound
        )
        return kith._replace(costs=kith.head, head=costs).take(np.flatnonzero(open_))

    def _near(self, radius: float) -> Ball:
        """The ball around the start: one label a person, or one a person and first person."""
        ball = Ball([self._kith()])
        with self.circle.sheet() as best:
            best[self.start] = -1
            kith = ball.layers[0]
            np.minimum.at(best, kith.people, kith.costs)
            while len(ball.layers) < self.hops - 2 and len(ball.layers[-1].people):
                layer, cut = self._onwards(ball.layers[-1], radius)
                ball.whole &= not cut
                ball.work += len(layer.people)
                if self.top == 1:
                    kept = improving(best, layer.people, layer.costs)
                else:
                    kept = cheapest_labels(layer, self.start)
                ball.layers.append(layer.take(kept))
            _clear(best, ball)
            best[self.start] = np.inf
        return ball

    def _onwards(self, last: Layer, radius: float) -> tuple[Layer, bool]:
        """The people one tie on from a layer; whether a tie led outside the radius."""
        rows = self.circle.outgoing
        limits = np.minimum(np.float32(radius), np.float32(self.bound) - last.head)
        via, places, cut = rows.within(last.people, limits - last.costs)
        people, costs = rows.ids[places], last.costs[via] + rows.costs[places]
        if self.toll is not None:
            costs += self.toll[people]
        layer = Layer(people, costs, via, last.first[via], last.head[via])
        if self.toll is not None:
            inside = np.flatnonzero(costs <= limits[via])
            cut = cut or len(inside) < len(costs)
            layer = layer.take(inside)
        return layer, cut

    def _rim(self) -> list[Layer]:
        """The far ball's first two layers: the goal, and everybody who knows somebody there."""
        goal = self._ends(0)
        layers = [goal.take(first_of_each(goal.people))]
        if self.hops > 1:
            layer, _ = self._back(layers[0], np.inf)
            layers.append(both(self._ends(1), layer))
        return layers

    def _far(self, radius: float) -> Ball:
        """The ball of people from whom the goal can be reached, without the start."""
        ball = Ball([])
        with self.circle.sheet() as best:
            best[self.start] = -1
            for layer in self.rim:
                ball.layers.append(layer.take(improving(best, layer.people, layer.costs)))
            while len(ball.layers) < self.hops - 1 and len(ball.layers[-1].people):
                layer, cut = self._back(ball.layers[-1], radius)
                ball.whole &= not cut
                ball.work += len(layer.people)
                ball.layers.append(layer.take(improving(best, layer.people, layer.costs)))
            _clear(best, ball)
            best[self.start] = np.inf
        return ball

    def _ends(self, hop: int) -> Layer:
        """The people at whom a way may end ``hop`` hops before the goal."""
        people, costs = self.goal[hop] if hop < len(self.goal) else (NO_ONE, NO_CHANCE)
        return Layer(people, costs, np.full(len(people), -1), people, costs)

    def _back(self, last: Layer, radius: float) -> tuple[Layer, bool]:
        """The people one tie before a layer; whether a tie led outside the radius."""
        rows = self.circle.incoming
        spent = last.costs if self.toll is None else last.costs + self.toll[last.people]
        via, places, cut = rows.within(last.people, np.float32(radius) - spent)
        people, costs = rows.ids[places], spent[via] + rows.costs[places]
        return Layer(people, costs, via, people, costs), cut

    def _join(self, near: Ball, far: Ball, radius: float) -> None:
        """Note the best way of each first person, within the radius, that joins the balls."""
        offers: list[Offers] = []
        with self.circle.sheet() as rest:
            for left in range(self.hops):
                # A ball may end early; what is left then allows more hops than it needs.
                for layer in far.layers[left : left + 1]:
                    rest[layer.people] = layer.costs
                hop = self.hops - 1 - left
                if 0 < hop <= len(near.layers):
                    onwards, _ = self._onwards(near.layers[hop - 1], radius)
                    offers.append(self._offers(onwards, hop, rest, radius))
            kith = near.layers[0]
            direct = kith._replace(via=np.arange(len(kith.people)))
            offers.append(self._offers(direct, 0, rest, radius))
            _clear(rest, far)
        for cost, hop, via, person, first in _best_by_first(offers, self.top):
            if cost <= self.bound:
                self.found[first] = cost, self._trace(near, far, hop, via, person)

    def _offers(self, layer: Layer, hop: int, rest: Costs, radius: float) -> Offers:
        costs = layer.costs + rest[layer.people]
        whole = costs + layer.head
        good = np.flatnonzero((costs <= radius) & (whole <= self.bound))
        hops = np.full(len(good), hop)
        return Offers(whole[good], hops, layer.via[good], layer.people[good], layer.first[good])

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


def improving(best: Costs, people: Ids, costs: Costs) -> Places:
    """Which entries lower somebody's best cost; one entry for each person; notes the new best."""
    better = np.flatnonzero(costs < best[people])
    people, costs = people[better], costs[better]
    np.minimum.at(best, people, costs)
    least = costs == best[people]
    better, people = better[least], people[least]
    kept: Places = better[first_of_each(people)]
    return kept


def first_of_each(values: Ids) -> Places:
    """The place of each value's first occurrence, by rising value.

    (numpy's own ``unique`` loads its masked arrays first, which costs the first search 60 ms.)
    """
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    new = np.ones(len(order), bool)
    new[1:] = ranked[1:] != ranked[:-1]
    kept: Places = order[new]
    return kept


def cheapest_labels(layer: Layer, start: int) -> Places:
    """The cheapest entry for each pair of person and first person, the start left out."""
    order = np.lexsort((layer.costs, layer.first, layer.people))
    people, first = layer.people[order], layer.first[order]
    new = np.ones(len(order), bool)
    new[1:] = (people[1:] != people[:-1]) | (first[1:] != first[:-1])
    new &= people != start
    kept: Places = order[new]
    return kept


def both(one: Layer, other: Layer) -> Layer:
    return Layer(
        np.concatenate([one.people, other.people]),
        np.concatenate([one.costs, other.costs]),
        np.concatenate([one.via, other.via]),
        np.concatenate([one.first, other.first]),
        np.concatenate([one.head, other.head]),
    )


def _clear(sheet: Costs, ball: Ball) -> None:
    for layer in ball.layers:
        sheet[layer.people] = np.inf


def _best_by_first(offers: list[Offers], top: int) -> list[tuple[float, int, int, int, int]]:
    """The cheapest offer of each first person, the cheapest ``top`` of them in order."""
    # Offers come with most near hops first; reversed, a stable sort prefers the plainer way.
    columns = zip(*reversed(offers), strict=True)
    costs, *others = (np.concatenate(column) for column in columns)
    order = np.argsort(costs, kind="stable")
    kept = order[np.sort(first_of_each(others[-1][order]))][:top]
    return list(zip(*(column[kept].tolist() for column in (costs, *others)), strict=True))
