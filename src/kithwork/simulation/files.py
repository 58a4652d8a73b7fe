"""Worlds from and to a file: the .npz format of docs/reference/worlds.md."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kithwork.planning.prospects import UNKNOWN, Ints, Ragged
from kithwork.simulation.world import World, adjacency

Array = NDArray[Any]
MOST_NUMBERS = 1_000_000
COLUMNS = ("employer", "industry", "level")


class WorldError(ValueError):
    """A world's file that cannot be played, with what is wrong in it."""


def load(path: Path | str) -> World:
    """Read a world; WorldError says in one sentence what is missing or out of range."""
    try:
        with np.load(path, allow_pickle=False) as read:
            arrays = {name: read[name] for name in read.files}
    except FileNotFoundError:
        raise WorldError(f"there is no file {path}") from None
    except (OSError, ValueError, zipfile.BadZipFile, EOFError):
        raise WorldError(
            f"{path} is not a .npz file of plain arrays, as docs/reference/worlds.md describes"
        ) from None
    return from_arrays(arrays)


def from_arrays(arrays: dict[str, Array]) -> World:
    """A world from its arrays, each checked; see docs/reference/worlds.md."""
    missing = [name for name in ("ties", *COLUMNS) if name not in arrays]
    if missing:
        raise WorldError(f"the world has no array called {', '.join(missing)}")
    employer, industry, level = (_whole(arrays, name) for name in COLUMNS)
    people = len(employer)
    for name, column in (("industry", industry), ("level", level)):
        if len(column) != people:
            raise WorldError(f"{name} has {len(column)} entries for {people} people")
    if people < 2:
        raise WorldError("a world needs at least two people")
    _in_range("level", level, 2)
    _in_range("employer", employer, None)
    _in_range("industry", industry, None)
    past = _past(arrays, people)
    employer, past = _numbered_anew(employer, past)
    return World(
        ties=adjacency(_pairs(arrays, people), people),
        employer=employer,
        industry=industry,
        level=level,
        past=past,
        names=_names(arrays, people),
    )


def save(world: World, path: Path | str) -> None:
    """Write a world in the format that ``load`` reads; each tie once."""
    owners = world.ties.owners()
    once = owners < world.ties.items
    arrays: dict[str, Array] = {
        "ties": np.stack([owners[once], world.ties.items[once]], axis=1).astype(np.int32),
        "employer": world.employer.astype(np.int32),
        "industry": world.industry.astype(np.int16),
        "level": world.level.astype(np.int8),
        "past_indptr": world.past.start,
        "past_employers": world.past.items.astype(np.int32),
    }
    if world.names:
        arrays["names"] = np.array(world.names)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _whole(arrays: dict[str, Array], name: str) -> Ints:
    """One column of whole numbers."""
    column = arrays[name]
    if column.ndim != 1 or column.dtype.kind not in "iu":
        raise WorldError(f"{name} must be one column of whole numbers")
    return column.astype(np.int64)


def _in_range(name: str, column: Ints, most: int | None) -> None:
    low, high = int(column.min()), int(column.max())
    if low < UNKNOWN or (most is not None and high > most):
        top = "upwards" if most is None else f"to {most}"
        raise WorldError(f"{name} goes from {low} to {high}; allowed are -1 (unknown) and 0 {top}")


def _pairs(arrays: dict[str, Array], people: int) -> Ints:
    ties = arrays["ties"]
    if ties.ndim != 2 or ties.shape[1] != 2 or ties.dtype.kind not in "iu":
        raise WorldError(f"ties must be pairs of whole numbers [E, 2], not {ties.shape}")
    if len(ties) and (int(ties.min()) < 0 or int(ties.max()) >= people):
        raise WorldError(f"ties name people outside 0 to {people - 1}")
    return ties.astype(np.int64)


def _past(arrays: dict[str, Array], people: int) -> Ragged:
    """Past employers; a world without both arrays has none known."""
    given = [name in arrays for name in ("past_indptr", "past_employers")]
    if not any(given):
        return Ragged(np.zeros(people + 1, np.int64), np.zeros(0, np.int64))
    if not all(given):
        raise WorldError("past_indptr and past_employers go together; one is missing")
    start, items = _whole(arrays, "past_indptr"), _whole(arrays, "past_employers")
    rising = len(start) == people + 1 and start[0] == 0 and bool((np.diff(start) >= 0).all())
    if not rising or start[-1] != len(items):
        raise WorldError(f"past_indptr must rise from 0 to {len(items)} in {people + 1} entries")
    if len(items):
        _in_range("past_employers", items, None)
    return Ragged(start, items)


def _names(arrays: dict[str, Array], people: int) -> tuple[str, ...]:
    if "names" not in arrays:
        return ()
    names = tuple(str(name) for name in arrays["names"].ravel().tolist())
    if len(names) != people:
        raise WorldError(f"names has {len(names)} entries for {people} people")
    return names


def _numbered_anew(employer: Ints, past: Ragged) -> tuple[Ints, Ragged]:
    """Employers as 0, 1, 2, ... where their numbers are so high that counting would cost memory."""
    every = np.concatenate([employer, past.items])
    if int(every.max()) < MOST_NUMBERS:
        return employer, past
    known, place = np.unique(every, return_inverse=True)
    place = np.where(every == UNKNOWN, UNKNOWN, place - int(known[0] == UNKNOWN))
    return place[: len(employer)], Ragged(past.start, place[len(employer) :])
