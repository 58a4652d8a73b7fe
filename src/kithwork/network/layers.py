"""Layers of people reached after some number of hops, and how a search keeps only what it needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kithwork.network.rows import Costs, Ids, Places


class Layer(NamedTuple):
    """People reached after one number of hops, as columns of one length.

    ``via`` points into the layer one hop before (-1: a way ends here); ``first`` says through
    which first person, or into which organisation.
    """

    people: Ids
    costs: Costs
    via: Places
    first: Ids

    def take(self, kept: Places) -> Layer:
        """The entries at some places."""
        people, costs, via, first = self
        return Layer(people[kept], costs[kept], via[kept], first[kept])


def both(one: Layer, other: Layer) -> Layer:
    """All entries of two layers."""
    return Layer(
        np.concatenate([one.people, other.people]),
        np.concatenate([one.costs, other.costs]),
        np.concatenate([one.via, other.via]),
        np.concatenate([one.first, other.first]),
    )


def improving(best: Costs, people: Ids, costs: Costs) -> Places:
    """Which entries lower somebody's best cost; one entry for each person; notes the new best."""
    better = np.flatnonzero(costs < best[people])
    people, costs = people[better], costs[better]
    np.minimum.at(best, people, costs)
    least = costs == best[people]
    better, people, costs = better[least], people[least], costs[least]
    # Equal offers to one person: each writes its number into the sheet, and the last one stays.
    number = np.arange(len(people), dtype=np.float32)
    best[people] = number
    kept: Places = better[best[people] == number]
    best[people] = costs
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
