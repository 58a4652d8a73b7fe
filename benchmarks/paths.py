"""Measures the ways into an organisation on a generated social graph, beside other libraries.

    ./run bench paths                 1 million people, 10 million ties
    ./run bench paths --quick         20,000 people, 200,000 ties
    ./run bench paths --chances even  ties of every strength alike, instead of mostly weak ones
    ./run bench paths --cpu           processor time instead of time, for a busy machine

The alternatives look for the cheapest way without a limit on introductions (none of them has
one), which is an easier question; they are compared with our search without a limit. networkit,
the fastest, is asked with at most four introductions, too, in a graph with copies of everybody
(about 4 GB at full size). Our search with at most four introductions is also checked against plain
relaxation, hop by hop.
"""

from __future__ import annotations

import argparse
import gc
import time
import tracemalloc
from dataclasses import dataclass

import numpy as np
from paths_rivals import Asked, Igraph, Networkit, NetworkitLayers, Rustworkx, Scipy

from kithwork.network.everywhere import best_into_every_organisation
from kithwork.network.graph import Circle
from kithwork.network.paths import ways_into

SEED = 20261123
UNLIMITED = 24
"""Introductions so many that the limit never binds (the alternatives, without one, agree)."""

clock = time.perf_counter
Verbatim = argparse.RawDescriptionHelpFormatter


@dataclass
class World:
    """Ties ``a[i]``-``b[i]`` with a chance, and everybody's one organisation."""

    people: int
    a: np.ndarray
    b: np.ndarray
    chance: np.ndarray
    organisation: np.ndarray

    def circle(self) -> Circle:
        return Circle.build(
            self.people,
            self.a,
            self.b,
            self.chance,
            organisations=int(self.organisation.max()) + 1,
            members=(np.arange(self.people, dtype=np.int32), self.organisation),
        )

    @property
    def cost(self) -> np.ndarray:
        return -np.log(self.chance.astype(np.float64))


def chances(kind: str, count: int, rng: np.random.Generator) -> np.ndarray:
    drawn = rng.beta(1.5, 3, count) if kind == "weak" else rng.uniform(0.05, 0.95, count)
    return drawn.clip(0.005, 0.99).astype(np.float32)


def organisations(people: int, rng: np.random.Generator) -> np.ndarray:
    """Everybody's employer: neighbours in number, sizes log-normal around 120."""
    sizes = rng.lognormal(np.log(120), 1.0, people // 20).clip(2, 20_000).astype(np.int64)
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[:people]


def social_graph(people: int, ties: int, kind: str) -> World:
    """Heavy-tailed degrees (exponent 2.6), six ties in ten within one's organisation."""
    rng = np.random.default_rng(SEED)
    where = organisations(people, rng)
    weight = ((1 - rng.random(people)) ** (-1 / 1.6)).clip(None, 2000)
    upto = np.concatenate([[0], np.cumsum(weight)])
    first = np.searchsorted(where, np.arange(where.max() + 2))
    drawn = int(ties * 1.2)
    a = np.searchsorted(upto[1:], rng.random(drawn) * upto[-1]).clip(None, people - 1)
    inside = rng.random(drawn) < 0.6
    low = np.where(inside, upto[first[where[a]]], 0)
    high = np.where(inside, upto[first[where[a] + 1]], upto[-1])
    b = np.searchsorted(upto[1:], low + rng.random(drawn) * (high - low)).clip(None, people - 1)
    key = np.unique((np.minimum(a, b) * people + np.maximum(a, b))[a != b])
    key = rng.permutation(key)[:ties]
    a, b = (key // people).astype(np.int32), (key % people).astype(np.int32)
    return World(people, a, b, chances(kind, len(a), rng), where)


def own_graph(second: int, ties: int, kind: str) -> World:
    """The seeker (0), 1,500 people they know, and the people whom those know."""
    rng = np.random.default_rng(SEED + 1)
    kith = min(1500, second // 20)
    people = 1 + kith + second
    reach = np.cumsum((1 - rng.random(kith)) ** (-1 / 1.6))
    more = int((ties - kith) * 1.1)
    giver = 1 + np.searchsorted(reach, rng.random(more) * reach[-1]).clip(None, kith - 1)
    taker = 1 + kith + rng.integers(0, second, more)
    key = rng.permutation(np.unique(giver * people + taker))[: ties - kith]
    a = np.concatenate([np.zeros(kith, np.int64), key // people]).astype(np.int32)
    b = np.concatenate([np.arange(1, kith + 1), key % people]).astype(np.int32)
    return World(people, a, b, chances(kind, len(a), rng), organisations(people, rng))


def questions(world: World, count: int, seeker: int | None = None) -> Asked:
    """Seekers, each with the people at an organisation of about 200."""
    rng = np.random.default_rng(SEED + 2)
    size = np.bincount(world.organisation)
    fitting = np.flatnonzero((size >= 150) & (size <= 250))
    asked = []
    while len(asked) < count:
        one = int(rng.integers(world.people)) if seeker is None else seeker
        goal = np.flatnonzero(world.organisation == rng.choice(fitting))
        if one not in goal:
            asked.append((one, goal))
    return asked


def ours_timed(
    circle: Circle, world: World, asked: Asked, top: int, introductions: int = 4
) -> tuple[list[float], list[float]]:
    """Best chances and milliseconds of every question."""
    answers, spent = [], []
    for seeker, goal in asked:
        where = int(world.organisation[goal[0]])
        start = clock()
        ways = ways_into(circle, seeker, [where], top=top, introductions=introductions)
        spent.append((clock() - start) * 1000)
        answers.append(ways[0].chance if ways else 0.0)
    return answers, spent


def show(name: str, spent: list[float]) -> float:
    median, p90 = np.percentile(spent, [50, 90])
    print(
        f"{name:42} median {median:9.2f} ms   p90 {p90:9.2f}   first {spent[0]:9.2f}"
        f"   worst {max(spent):9.2f}   ({len(spent)} questions)",
        flush=True,
    )
    return float(median)


def relaxed(world: World, seeker: int, goal: np.ndarray) -> np.ndarray:
    """Best chances through each first person, at most four introductions, tie by tie."""
    costs = world.cost
    keep = (world.a != seeker) & (world.b != seeker)
    a, b, cost = world.a[keep], world.b[keep], costs[keep]
    rest = np.full(world.people, np.inf)
    rest[goal] = 0
    for _ in range(4):
        further = rest.copy()
        np.minimum.at(further, a, rest[b] + cost)
        np.minimum.at(further, b, rest[a] + cost)
        rest = further
    mine = np.concatenate([world.b[world.a == seeker], world.a[world.b == seeker]])
    heads = np.concatenate([costs[world.a == seeker], costs[world.b == seeker]])
    return np.sort(np.exp(-(heads + rest[mine])))[::-1]


def compare(world: World, asked: Asked, free: list[float], four: list[float]) -> dict[str, float]:
    """Medians of the alternatives; stops if one of them disagrees on a best chance.

    ``free`` are our best chances without a limit, ``four`` those with four introductions.
    """
    medians = {}
    for kind, ours, count in (
        (Scipy, free, 10),
        (Rustworkx, free, 10),
        (Networkit, free, 10),
        (Igraph, free, 3),
        (NetworkitLayers, four, 10),
    ):
        few = asked[:count]
        rival = kind(world, few)
        found, spent = [], []
        for seeker, goal in few:
            rival.open(seeker, goal)
            start = clock()
            found.append(np.exp(-rival.ask(seeker)))
            spent.append((clock() - start) * 1000)
            rival.close()
        medians[kind.__name__.lower()] = show(kind.__name__.lower(), spent)
        np.testing.assert_allclose(ours[: len(few)], found, rtol=1e-4)
        del rival
        gc.collect()
    return medians


def check(world: World, circle: Circle, asked: Asked, count: int) -> None:
    """Stops if our ways within four introductions aren't those found by plain relaxation."""
    for seeker, goal in asked[:count]:
        where = int(world.organisation[goal[0]])
        ways = ways_into(circle, seeker, [where], top=10)
        expected = relaxed(world, seeker, goal)[: len(ways)]
        np.testing.assert_allclose([way.chance for way in ways], expected, rtol=1e-4)
    print(f"same ten chances as by plain relaxation, at most four introductions: {count} questions")


def every_organisation(circle: Circle, seekers: list[int], faintest: float) -> list[float]:
    spent = []
    for seeker in seekers:
        start = clock()
        best_into_every_organisation(circle, seeker, faintest=faintest)
        spent.append((clock() - start) * 1000)
    return spent


def reach(name: str, figure: float, limit: float, unit: str, more: bool = False) -> None:
    met = figure >= limit if more else figure < limit
    sign = ">=" if more else "<"
    print(
        f"{'met    ' if met else 'not met'}  {name}: {figure:.1f} {unit} (wanted {sign} {limit:g})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=Verbatim)
    parser.add_argument("--quick", action="store_true", help="20,000 people, 200,000 ties")
    parser.add_argument("--chances", choices=["weak", "even"], default="weak")
    parser.add_argument("--alone", action="store_true", help="without the alternatives")
    parser.add_argument("--cpu", action="store_true", help="count processor time")
    wanted = parser.parse_args()
    if wanted.cpu:
        globals()["clock"] = time.process_time
    people, ties = (20_000, 200_000) if wanted.quick else (1_000_000, 10_000_000)
    world = social_graph(people, ties, wanted.chances)
    print(f"{people:,} people, {len(world.a):,} ties, chances {wanted.chances}, seed {SEED}")
    tracemalloc.start()
    start = clock()
    circle = world.circle()
    took, peak = clock() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"built in {took:.1f} s, {peak / 1e6:.0f} MB at most meanwhile")

    asked = questions(world, 50)
    four, best = ours_timed(circle, world, asked, top=1)
    one = show("kithwork, best way", best)
    _, ten = ours_timed(circle, world, asked, top=10)
    ten_median = show("kithwork, ten first persons", ten)
    unlimited, spent = ours_timed(circle, world, asked, top=1, introductions=UNLIMITED)
    free = show("kithwork, best way, no limit", spent)
    check(world, circle, asked, 3)
    memory = circle.nbytes / 1e6
    seekers = [seeker for seeker, _ in asked[:10]]
    every = show("kithwork, every organisation", every_organisation(circle, seekers, 0.001))
    strong = show("kithwork, every one of 20 % or more", every_organisation(circle, seekers, 0.2))
    medians = {} if wanted.alone else compare(world, asked, unlimited, four)
    del world, circle
    gc.collect()
    own = own_graph(people, 2 * people, wanted.chances)
    mine = own.circle()
    _, spent = ours_timed(mine, own, questions(own, 50, seeker=0), top=1)
    own_median = show("kithwork, own graph, best way", spent)
    own_every = show(
        "kithwork, own graph, every organisation", every_organisation(mine, [0] * 5, 0.001)
    )

    print()
    for name, median in medians.items():
        reach(
            f"faster than {name}",
            median / (one if name == "networkitlayers" else free),
            4 if name.startswith("networkit") else 10,
            "times",
            True,
        )
    reach("best way, median", one, 15, "ms")
    reach("best way, first call", best[0], 15, "ms")
    reach("ten ways, median", ten_median, 40, "ms")
    reach("ten ways, first call", ten[0], 40, "ms")
    reach("one's own graph, best way, median", own_median, 3, "ms")
    reach("memory", memory, 250, "MB")
    reach("every organisation, one's own graph", own_every, 50, "ms")
    reach("every organisation, large graph", every, 50, "ms")
    reach("every organisation of 20 % or more, large graph", strong, 50, "ms")


if __name__ == "__main__":
    main()
