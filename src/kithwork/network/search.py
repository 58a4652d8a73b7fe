"""The cheapest ways from one person into a set of people, found from both ends at once.

Every way that costs at most a + b is a way of cost at most a from the start (the near ball), one
tie, and a way of cost at most b into the goal (the far ball). So the balls are grown, the less
laborious one first, until the ties between them give enough ways; then no cheaper way is missing.
This is Pohl's bidirectional search ("Bi-directional search", Machine Intelligence 6, 1971) turned
into a few array operations for each hop: a ball is kept by hops, and a person enters it again with
more hops only at a lower cost, which is what makes the limit on the number of hops exact.

For several ways through different first persons, the near ball holds one label for each pair of
person and first person, and costs count from the first person on, so that a weak tie to a first
person (its ``head``) doesn't force both balls to grow by as much.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from kithwork.network.graph import NO_CHANCE, NO_ONE, Circle
from kithwork.network.rows import Costs, Ids, Places

STEP = 0.12
"""By how much a ball's radius grows at least (a chance of 89 %). Any value gives the same ways."""
GROWTH = 1.25


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
    """Ways that join the balls by one tie, one for each first person, cheapest first.

    ``near`` is the near layer and ``via`` the index there; ``person`` is whom the tie leads to.
    """

    costs: Costs
    near: Places
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
    bound: float = field(init=False)
    near: Ball = field(init=False)
    far: Ball = field(init=False)

    def run(self) -> list[tuple[int, ...]]:
        """The people of the ``top`` cheapest ways through different first persons, in order."""
        near = far = STEP
        self.bound = self.most
        self.near, self.far = self._near(near), self._far(far)
        while True:
            whole = self.near.whole or self.far.whole
            found = self._join(np.inf if whole else near + far)
            if whole or self._settled(found, near + far):
                return [self._trace(found, i) for i in range(len(found.costs))]
            if self.near.work <= self.far.work:
                near = near * GROWTH + STEP
                self.near = self._near(near)
            else:
                far = far * GROWTH + STEP
                self.far = self._far(far)

    def _settled(self, found: Offers, radius: float) -> bool:
        """Whether a first person without a way so far could no longer lead to a better one."""
        if len(found.costs) == self.top:
            self.bound = min(self.bound, float(found.costs[-1]))
        if self.top == 1:
            return len(found.costs) == 1 or radius >= self.bound
        firsts, heads = self.circle.outgoing.row(self.start)
        missing = heads[~np.isin(firsts, found.first)]
        return not len(missing) or float(missing[0]) + radius >= self.bound

    def _near(self, radius: float) -> Ball:
        """The ball around the start: one label a person, or one a person and first person."""
        start, zero = np.array([self.start], np.int32), np.zeros(1, np.float32)
        ball = Ball([Layer(start, zero, np.zeros(1, np.int64), start, zero)])
        with self.circle.sheet() as best:
            best[self.start] = -1
            while len(ball.layers) < self.hops and len(ball.layers[-1].people):
                layer = self._spread(ball, radius)
                if self.top == 1:
                    kept = _improving(best, layer.people, layer.costs)
                else:
                    kept = _cheapest_labels(layer, self.start)
                ball.layers.append(layer.take(kept))
            _clear(best, ball)
            best[self.start] = np.inf
        return ball

    def _spread(self, ball: Ball, radius: float) -> Layer:
        """One hop on from a near ball's last layer."""
        last = ball.layers[-1]
        layer, cut = self._onwards(last, radius, self.top > 1 and len(ball.layers) == 1)
        ball.whole &= not cut
        ball.work += len(layer.people)
        return layer

    def _onwards(self, last: Layer, radius: float, leaving: bool) -> tuple[Layer, bool]:
        """The people one tie on from a layer; whether a tie led outside the radius.

        When ``leaving`` the start for several first persons, all of these are taken, at cost 0.
        """
        rows = self.circle.outgoing
        limits = np.minimum(np.float32(radius), np.float32(self.bound) - last.head) - last.costs
        if leaving:
            limits = np.full(len(last.people), self.bound, np.float32)
        via, places, cut = rows.within(last.people, limits)
        people, costs = rows.ids[places], rows.costs[places]
        if self.toll is not None:
            costs = costs + self.toll[people]
        first = people if last.people[0] == self.start else last.first[via]
        if leaving:
            return Layer(people, np.zeros_like(costs), via, first, costs), False
        layer = Layer(people, last.costs[via] + costs, via, first, last.head[via])
        if self.toll is not None:
            inside = np.flatnonzero(layer.costs <= limits[via] + last.costs[via])
            cut = cut or len(inside) < len(costs)
            layer = layer.take(inside)
        return layer, cut

    def _far(self, radius: float) -> Ball:
        """The ball of people from whom the goal can be reached, without the start."""
        ball = Ball([])
        with self.circle.sheet() as best:
            best[self.start] = -1
            for hop in range(self.hops):
                layer = self._ends(hop)
                if hop and len(ball.layers[-1].people):
                    layer = _both(layer, self._back(ball, radius))
                ball.layers.append(layer.take(_improving(best, layer.people, layer.costs)))
            _clear(best, ball)
            best[self.start] = np.inf
        return ball

    def _ends(self, hop: int) -> Layer:
        """The people at whom a way may end ``hop`` hops before the goal, however costly the end."""
        people, costs = self.goal[hop] if hop < len(self.goal) else (NO_ONE, NO_CHANCE)
        return Layer(people, costs, np.full(len(people), -1), people, costs)

    def _back(self, ball: Ball, radius: float) -> Layer:
        """One hop back from a far ball's last layer."""
        rows, last = self.circle.incoming, ball.layers[-1]
        spent = last.costs if self.toll is None else last.costs + self.toll[last.people]
        via, places, cut = rows.within(last.people, np.float32(radius) - spent)
        ball.whole &= not cut
        ball.work += len(places)
        people, costs = rows.ids[places], spent[via] + rows.costs[places]
        return Layer(people, costs, via, people, costs)

    def _join(self, radius: float) -> Offers:
        """The best ways, within the radius, that take one tie from the near into the far ball."""
        offers: list[Offers] = []
        with self.circle.sheet() as rest:
            for left in range(self.hops):
                layer = self.far.layers[left]
                rest[layer.people] = layer.costs
                near = self.hops - 1 - left
                if near < len(self.near.layers) and len(self.near.layers[near].people):
                    offers.append(self._offers(near, rest, radius))
            _clear(rest, self.far)
        return _best_by_first(offers, self.top)

    def _offers(self, near: int, rest: Costs, radius: float) -> Offers:
        last = self.near.layers[near]
        layer, _ = self._onwards(last, radius, self.top > 1 and not near)
        costs = layer.costs + rest[layer.people]
        whole = costs + layer.head
        good = np.flatnonzero((costs <= radius) & (whole <= self.bound))
        steps = np.full(len(good), near)
        return Offers(whole[good], steps, layer.via[good], layer.people[good], layer.first[good])

    def _trace(self, found: Offers, index: int) -> tuple[int, ...]:
        """The people of a way, from the tie that joined the balls outwards."""
        near, via, person = int(found.near[index]), int(found.via[index]), int(found.person[index])
        before: list[int] = []
        for layer in reversed(self.near.layers[: near + 1]):
            before.append(int(layer.people[via]))
            via = int(layer.via[via])
        return (*reversed(before), *self._rest(person, self.hops - 1 - near))

    def _rest(self, person: int, left: int) -> list[int]:
        """The cheapest way on from a person in the far ball with at most ``left`` hops."""
        seen = [(h, np.flatnonzero(self.far.layers[h].people == person)) for h in range(left + 1)]
        hop, found = [entry for entry in seen if len(entry[1])][-1]
        index, people = int(found[0]), []
        while index >= 0:
            layer = self.far.layers[hop]
            people.append(int(layer.people[index]))
            index, hop = int(layer.via[index]), hop - 1
        return people


def _improving(best: Costs, people: Ids, costs: Costs) -> Places:
    """Which entries lower somebody's best cost; one entry for each person; notes the new best."""
    better = np.flatnonzero(costs < best[people])
    people, costs = people[better], costs[better]
    np.minimum.at(best, people, costs)
    least = costs == best[people]
    better, people = better[least], people[least]
    kept: Places = better[np.unique(people, return_index=True)[1]]
    return kept


def _cheapest_labels(layer: Layer, start: int) -> Places:
    """The cheapest entry for each pair of person and first person, the start left out."""
    order = np.lexsort((layer.costs, layer.first, layer.people))
    people, first = layer.people[order], layer.first[order]
    new = np.ones(len(order), bool)
    new[1:] = (people[1:] != people[:-1]) | (first[1:] != first[:-1])
    new &= people != start
    kept: Places = order[new]
    return kept


def _both(one: Layer, other: Layer) -> Layer:
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


def _best_by_first(offers: list[Offers], top: int) -> Offers:
    """The cheapest offer of each first person, the cheapest ``top`` of them in order."""
    # Offers come with most near hops first; reversed, a stable sort prefers the plainer way.
    columns = zip(*reversed(offers), strict=True)
    costs, near, via, person, first = (np.concatenate(column) for column in columns)
    order = np.argsort(costs, kind="stable")
    kept = order[np.sort(np.unique(first[order], return_index=True)[1])][:top]
    return Offers(costs[kept], near[kept], via[kept], person[kept], first[kept])
