"""Other libraries' searches for the cheapest way into an organisation.

None of them knows a limit on introductions. `NetworkitLayers` gets one by a larger graph: a copy
of everybody for each number of ties on the way, and ties from each copy into the next.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

try:
    import igraph
    import networkit
    import rustworkx
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra
except ImportError as missing:
    raise SystemExit(f"{missing}. Run it as ./run bench paths, which installs it.") from missing

Asked = list[tuple[int, np.ndarray]]


class World(Protocol):
    """Ties ``a[i]``-``b[i]`` with a cost."""

    people: int
    a: np.ndarray
    b: np.ndarray

    @property
    def cost(self) -> np.ndarray: ...


def matrix(world: World) -> csr_array:
    """The costs as scipy's sparse matrix."""
    row, column = np.concatenate([world.a, world.b]), np.concatenate([world.b, world.a])
    costs = np.concatenate([world.cost, world.cost])
    return csr_array((costs, (row, column)), shape=(world.people, world.people))


class Scipy:
    """scipy's Dijkstra with a limit on the cost that doubles until somebody is met."""

    def __init__(self, world: World, asked: Asked) -> None:
        self.graph = matrix(world)

    def open(self, seeker: int, goal: np.ndarray) -> None:
        self.goal = goal

    def ask(self, seeker: int) -> float:
        limit = 0.5
        while limit < 64:
            found = dijkstra(self.graph, indices=seeker, limit=limit)[self.goal].min()
            if np.isfinite(found):
                return float(found)
            limit *= 2
        return np.inf

    def close(self) -> None:
        pass


class Rustworkx:
    """rustworkx' Dijkstra to a node tied to everybody at the organisation at no cost."""

    def __init__(self, world: World, asked: Asked) -> None:
        self.graph = rustworkx.PyGraph(multigraph=True)
        self.graph.add_nodes_from(range(world.people))
        for at in range(0, len(world.a), 200_000):
            part = slice(at, at + 200_000)
            columns = (world.a[part].tolist(), world.b[part].tolist(), world.cost[part].tolist())
            self.graph.add_edges_from(list(zip(*columns, strict=True)))

    def open(self, seeker: int, goal: np.ndarray) -> None:
        self.sink = self.graph.add_node(None)
        self.graph.add_edges_from([(one, self.sink, 0.0) for one in goal.tolist()])

    def ask(self, seeker: int) -> float:
        found = rustworkx.dijkstra_shortest_path_lengths(self.graph, seeker, float, goal=self.sink)
        return float(dict(found).get(self.sink, np.inf))

    def close(self) -> None:
        self.graph.remove_node(self.sink)


class Networkit:
    """networkit's bidirectional Dijkstra to such a node."""

    def __init__(self, world: World, asked: Asked) -> None:
        networkit.setNumberOfThreads(1)
        ends = (world.a.astype(np.uint64), world.b.astype(np.uint64))
        self.sink = world.people
        self.graph = networkit.GraphFromCoo(
            (world.cost, ends), n=world.people + 1, weighted=True, directed=False
        )

    def open(self, seeker: int, goal: np.ndarray) -> None:
        self.goal = goal.tolist()
        for one in self.goal:
            self.graph.addEdge(one, self.sink, 0.0)

    def ask(self, seeker: int) -> float:
        # Without keeping predecessors, networkit 11.3 crashes here.
        search = networkit.distance.BidirectionalDijkstra(self.graph, seeker, self.sink, True)
        search.run()
        return float(search.getDistance())

    def close(self) -> None:
        for one in self.goal:
            self.graph.removeEdge(one, self.sink)


class NetworkitLayers:
    """networkit's bidirectional Dijkstra with at most four introductions.

    Copy i of a person is them after i ties. A way starts at a node tied to copy 1 of those whom
    the seeker knows, and ends at a node tied to all copies of the people at the organisation;
    the fifth tie leads there from copy 4. These two ends are set outside the time that counts.
    """

    COPIES = 4

    def __init__(self, world: World, asked: Asked) -> None:
        networkit.setNumberOfThreads(1)
        self.costs, self.people = matrix(world), world.people
        self.start, self.sink = self.COPIES * world.people, self.COPIES * world.people + 1
        giver, taker = np.concatenate([world.a, world.b]), np.concatenate([world.b, world.a])
        steps = np.arange(self.COPIES - 1, dtype=np.uint64)[:, None] * np.uint64(world.people)
        ends = (
            (steps + giver.astype(np.uint64)).ravel(),
            (steps + taker.astype(np.uint64) + np.uint64(world.people)).ravel(),
        )
        costs = np.tile(np.concatenate([world.cost, world.cost]), self.COPIES - 1)
        self.graph = networkit.GraphFromCoo(
            (costs, ends), n=self.sink + 1, weighted=True, directed=True
        )

    def open(self, seeker: int, goal: np.ndarray) -> None:
        last = (self.COPIES - 1) * self.people
        self.edges = [(self.start, one, cost) for one, cost in self._ties(seeker)]
        for there in goal.tolist():
            copies = range(there, self.start, self.people)
            self.edges += [(copy, self.sink, 0.0) for copy in copies]
            self.edges += [(last + one, self.sink, cost) for one, cost in self._ties(there)]
        for edge in self.edges:
            self.graph.addEdge(*edge)

    def _ties(self, person: int) -> list[tuple[int, float]]:
        at = slice(self.costs.indptr[person], self.costs.indptr[person + 1])
        columns = self.costs.indices[at].tolist(), self.costs.data[at].tolist()
        return list(zip(*columns, strict=True))

    def ask(self, seeker: int) -> float:
        search = networkit.distance.BidirectionalDijkstra(self.graph, self.start, self.sink, True)
        search.run()
        return float(search.getDistance())

    def close(self) -> None:
        for giver, taker, _ in self.edges:
            self.graph.removeEdge(giver, taker)


class Igraph:
    """igraph's Dijkstra to such nodes, all there from the start: its graphs change slowly.

    The ties to these nodes cost a fixed amount, taken off again, so that none is a short cut.
    """

    FAR = 1000.0

    def __init__(self, world: World, asked: Asked) -> None:
        goals = [goal for _, goal in asked]
        sinks = np.repeat(world.people + np.arange(len(goals)), [len(goal) for goal in goals])
        ends = np.column_stack(
            [np.concatenate([world.a, *goals]), np.concatenate([world.b, sinks])]
        )
        self.graph = igraph.Graph(n=world.people + len(goals), edges=ends.astype(np.int64))
        self.weights = np.concatenate([world.cost, np.full(len(sinks), self.FAR)]).tolist()
        self.sink = world.people - 1

    def open(self, seeker: int, goal: np.ndarray) -> None:
        self.sink += 1

    def ask(self, seeker: int) -> float:
        found = self.graph.distances(source=[seeker], target=[self.sink], weights=self.weights)
        return float(found[0][0]) - self.FAR

    def close(self) -> None:
        pass
