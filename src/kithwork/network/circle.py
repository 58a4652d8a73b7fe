"""Where everybody stands in a picture of the circle: the seeker in the middle, rings by generation.

Children sit in the sector of whoever introduced them, as in a radial tree (Eades, "Drawing free
trees", 1992): every person gets an angle in proportion to what their branch needs. A ring is a band
as wide as its people need at the same density everywhere, so that five thousand stay apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Key = TypeVar("Key", bound=Hashable)

ALONE = -1


@dataclass(frozen=True)
class Layout:
    """Positions in the unit disc, one row for each person in the order given.

    ``ring`` is the generation plus one (the seeker's own kith stands in ring 1; the middle, ring
    0, is the seeker's). ``parent`` is the row of the introducer, -1 for the seeker's own kith.
    ``angle`` is in radians, counter-clockwise from the right. ``bands`` has the outer radius of
    every ring, the middle's first. Dots with half of ``spacing`` as radius rarely overlap (95 %
    of the people have their nearest neighbour further away).
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    ring: NDArray[np.int32]
    parent: NDArray[np.int32]
    angle: NDArray[np.float64]
    bands: NDArray[np.float64]
    spacing: float


def lay_out(people: Sequence[Key], introduced_by: Mapping[Key, Key | None]) -> Layout:
    """Positions for everybody; the same people in the same order always get the same picture.

    An introducer who isn't among the people, or oneself, counts as none. In a cycle of
    introductions the person who comes first in ``people`` counts as the seeker's own kith.
    """
    parent = _parents(people, introduced_by)
    order, ring = _generations(parent)
    start, width = _sectors(parent, order, ring)
    angle = (start + width / 2) * 2 * np.pi
    bands = _bands(ring)
    radius = _stagger(ring, angle, bands)
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    return Layout(x, y, ring, parent, angle, bands, _spacing(x, y))


def _parents(people: Sequence[Key], introduced_by: Mapping[Key, Key | None]) -> NDArray[np.int32]:
    """The row of everybody's introducer, cycles cut open."""
    row = {person: i for i, person in enumerate(people)}
    parent = np.full(len(people), ALONE, np.int32)
    for i, person in enumerate(people):
        by = introduced_by.get(person)
        if by is not None and by in row and row[by] != i:
            parent[i] = row[by]
    _cut_cycles(parent)
    return parent


def _cut_cycles(parent: NDArray[np.int32]) -> None:
    """Make the first member of every cycle nobody's child."""
    seen = np.zeros(len(parent), np.int64)
    for walk, start in enumerate(range(len(parent)), start=1):
        person, chain = start, []
        while person != ALONE and not seen[person]:
            seen[person] = walk
            chain.append(person)
            person = int(parent[person])
        if person != ALONE and seen[person] == walk:
            cycle = chain[chain.index(person) :]
            parent[min(cycle)] = ALONE


def _generations(parent: NDArray[np.int32]) -> tuple[list[int], NDArray[np.int32]]:
    """Everybody in an order in which introducers come first, and everybody's ring."""
    children = _children(parent)
    ring = np.ones(len(parent), np.int32)
    order = [int(i) for i in np.flatnonzero(parent == ALONE)]
    for person in order:
        for child in children[person]:
            ring[child] = ring[person] + 1
        order.extend(children[person])
    return order, ring


def _children(parent: NDArray[np.int32]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in parent]
    for person, by in enumerate(parent.tolist()):
        if by != ALONE:
            children[by].append(person)
    return children


def _sectors(
    parent: NDArray[np.int32], order: list[int], ring: NDArray[np.int32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Everybody's sector as (start, width) in turns: nested, and never overlapping in a ring."""
    need = _needs(parent, order, ring)
    start, width = np.zeros(len(parent)), np.zeros(len(parent))
    roots = [person for person in order if parent[person] == ALONE]
    _share(roots, 0.0, 1.0, need, start, width)
    children = _children(parent)
    for person in order:
        _share(children[person], start[person], width[person], need, start, width)
    return start, width


def _needs(
    parent: NDArray[np.int32], order: list[int], ring: NDArray[np.int32]
) -> NDArray[np.float64]:
    """The part of a turn that a branch needs: its own dot's or its children's, if that is more."""
    need = 1 / np.bincount(ring)[ring] if len(ring) else np.zeros(0)
    total = np.zeros(len(parent))
    for person in reversed(order):
        need[person] = max(need[person], total[person])
        if parent[person] != ALONE:
            total[parent[person]] += need[person]
    return need


def _share(
    people: list[int],
    start: float,
    width: float,
    need: NDArray[np.float64],
    starts: NDArray[np.float64],
    widths: NDArray[np.float64],
) -> None:
    """Divide a sector among people in proportion to their needs, in the order given."""
    whole = sum(need[person] for person in people)
    for person in people:
        starts[person], widths[person] = start, width * need[person] / whole
        start += widths[person]


def _bands(ring: NDArray[np.int32]) -> NDArray[np.float64]:
    """The outer radius of every ring, the middle's first: areas in proportion to the people.

    A ring of few people counts as a twentieth of everybody (at least three), so that no band gets
    too thin to see; the middle, where only the seeker stands, as less.
    """
    count = np.bincount(ring, minlength=1).astype(np.float64)
    area = np.maximum(count, max(3.0, len(ring) / 20))
    area[0] = max(3.0, len(ring) / 60)
    return np.asarray(np.sqrt(np.cumsum(area) / area.sum()), np.float64)


def _stagger(
    ring: NDArray[np.int32], angle: NDArray[np.float64], bands: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Everybody's radius: neighbours in a band take turns on its rows, from the inside out."""
    radius = np.zeros(len(ring))
    for number in range(1, len(bands)):
        inside, width = bands[number - 1], bands[number] - bands[number - 1]
        people = np.flatnonzero(ring == number)
        people = people[np.argsort(angle[people], kind="stable")]
        middle = inside + width / 2
        room = float(2 * np.pi * middle * width) / max(len(people), 1)
        rows = max(1, round(float(width) / room**0.5))
        row = np.arange(len(people)) % rows
        radius[people] = inside + width * (row + 0.5) / rows
    return radius


def _spacing(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The distance to the nearest neighbour that only one in twenty falls short of."""
    if len(x) < 2:
        return 1.0
    points = np.column_stack([x, y])
    distances = np.asarray(cKDTree(points).query(points, k=2)[0])
    return float(np.percentile(distances[:, 1], 5))
