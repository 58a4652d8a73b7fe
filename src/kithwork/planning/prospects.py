"""Everybody one knows of, and the employers aimed at, as plain arrays that a plan is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Dates = NDArray[np.datetime64]

UNKNOWN = -1


class Kind(IntEnum):
    """How one would come to a person: as a friend, by somebody's word, or by nobody's."""

    KITH = 0
    REFERRED = 1
    COLD = 2


class Skip(IntEnum):
    """What the seeker said to an earlier recommendation of this person."""

    NO = 0
    NOT_NOW = 1
    NEVER = 2


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of different lengths, end to end: row i is ``items[start[i]:start[i + 1]]``."""

    start: Ints
    items: Ints

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> Ragged:
        """Build from one sequence a row."""
        kept = list(rows)
        start = np.zeros(len(kept) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in kept], out=start[1:])
        items = np.fromiter((item for row in kept for item in row), np.int64, int(start[-1]))
        return cls(start, items)

    def __len__(self) -> int:
        return len(self.start) - 1

    def row(self, i: int) -> Ints:
        """The items of row i."""
        return self.items[self.start[i] : self.start[i + 1]]

    def owners(self) -> Ints:
        """For every item, the row that it stands in."""
        return np.repeat(np.arange(len(self)), np.diff(self.start))


def lookup(keys: Ints, known: Ints, values: Floats, default: float = 0.0) -> Floats:
    """For every key its value by ``known``, or the default; unknown keys (-1) get the default."""
    found = np.full(len(keys), default)
    if not len(known):
        return found
    order = np.argsort(known, kind="stable")
    place = np.minimum(np.searchsorted(known[order], keys), len(known) - 1)
    hit = (known[order][place] == keys) & (keys != UNKNOWN)
    found[hit] = values[order][place[hit]]
    return found


@dataclass(frozen=True, slots=True)
class Prospect:
    """One person as known today; what is not known is None, and stays different from "no".

    ``knows`` are ids of people in the same plan whom this person is known to know.
    ``looked_up`` says that this person's list of acquaintances was looked through to its end,
    so that somebody who is not in ``knows`` is not known to them.
    ``insiders`` maps an employer's id to how many people there this person is known to know
    without our knowing which ("she knows two people at the port").
    ``last_spoken`` is the last meeting held in this campaign, ``last_asked`` the last approach.
    ``tie`` is the chance that the tie or introduction holds, from 0 to 1.
    """

    id: int
    kind: Kind
    employer: int | None = None
    past: Sequence[int] = ()
    level: int | None = None
    industry: int | None = None
    connections: int | None = None
    generation: int | None = None
    tie: float | None = None
    last_asked: date | None = None
    last_spoken: date | None = None
    pinned: bool = False
    skip: Skip = Skip.NO
    knows: Sequence[int] = ()
    looked_up: bool = False
    insiders: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Targets:
    """The employers aimed at: ``weight`` is how much each hires in the objective's field (1 is
    usual), ``industry`` its industry or -1, ``reached`` that a meeting inside was held."""

    employer: Ints
    weight: Floats
    reached: Bools
    industry: Ints

    @classmethod
    def of(
        cls,
        employers: Sequence[int],
        weights: Sequence[float] | None = None,
        reached: Sequence[bool] | None = None,
        industries: Sequence[int | None] | None = None,
    ) -> Targets:
        """Targets from plain lists; equal weights and none reached unless said otherwise."""
        size = len(employers)
        return cls(
            np.asarray(employers, dtype=np.int64).reshape(size),
            np.ones(size) if weights is None else np.asarray(weights, dtype=float),
            np.zeros(size, bool) if reached is None else np.asarray(reached, dtype=bool),
            _or_unknown([None] * size if industries is None else industries),
        )

    def open_weights(self, employers: Ints) -> Floats:
        """The weight of each employer if it is a target not yet reached, else 0."""
        return lookup(employers, self.employer, np.where(self.reached, 0.0, self.weight))


@dataclass(frozen=True, slots=True)
class Prospects:
    """Everybody one knows of as columns of equal length, unknown as -1, NaN or NaT.

    ``knows`` holds positions in these very columns (not ids); ``insiders`` holds positions in
    ``targets.employer``, one item for every unnamed insider.
    """

    id: Ints
    kind: Ints
    employer: Ints
    past: Ragged
    level: Ints
    industry: Ints
    connections: Floats
    generation: Ints
    tie: Floats
    last_asked: Dates
    last_spoken: Dates
    pinned: Bools
    skip: Ints
    knows: Ragged
    looked_up: Bools
    insiders: Ragged
    targets: Targets

    def __len__(self) -> int:
        return len(self.id)


def assemble(people: Iterable[Prospect], targets: Targets) -> Prospects:
    """Columns from one ``Prospect`` a person; ids in ``knows`` that are not there are left out."""
    rows = list(people)
    position = {row.id: i for i, row in enumerate(rows)}
    place = {int(employer): i for i, employer in enumerate(targets.employer)}
    if len(position) != len(rows):
        raise ValueError("two prospects have the same id")
    return Prospects(
        id=np.array([row.id for row in rows], dtype=np.int64),
        kind=np.array([int(row.kind) for row in rows], dtype=np.int64),
        employer=_or_unknown([row.employer for row in rows]),
        past=Ragged.of([row.past for row in rows]),
        level=_or_unknown([row.level for row in rows]),
        industry=_or_unknown([row.industry for row in rows]),
        connections=_or_nan([row.connections for row in rows]),
        generation=_or_unknown([row.generation for row in rows]),
        tie=_or_nan([row.tie for row in rows]),
        last_asked=_or_nat([row.last_asked for row in rows]),
        last_spoken=_or_nat([row.last_spoken for row in rows]),
        pinned=np.array([row.pinned for row in rows], dtype=bool),
        skip=np.array([int(row.skip) for row in rows], dtype=np.int64),
        knows=Ragged.of([[position[k] for k in row.knows if k in position] for row in rows]),
        looked_up=np.array([row.looked_up for row in rows], dtype=bool),
        insiders=Ragged.of(
            [
                [place[e] for e, n in row.insiders.items() if e in place for _ in range(n)]
                for row in rows
            ]
        ),
        targets=targets,
    )


def _or_unknown(values: Sequence[int | None]) -> Ints:
    return np.array([UNKNOWN if value is None else value for value in values], dtype=np.int64)


def _or_nan(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def _or_nat(values: Sequence[date | None]) -> Dates:
    return np.array([np.datetime64("NaT") if v is None else v for v in values], "datetime64[D]")
