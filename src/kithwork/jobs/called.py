"""Numbers by name, in a few flat arrays: a hundred thousand names in three megabytes.

As a dictionary of strings and lists they would take ten times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class Called:
    """A look-up of numbers by name; see `laid_out` for its five arrays.

    A name's crc32, modulo the number of slots, leads to the names that share it; these are
    compared in full, so that two names of one checksum stay two.
    """

    def __init__(
        self,
        keys: NDArray[np.uint8],
        key_ends: NDArray[np.int32],
        slots: NDArray[np.int32],
        ends: NDArray[np.int32],
        numbers: NDArray[np.int32],
    ) -> None:
        self._keys = keys.tobytes()
        # Views give plain numbers one at a time; numpy would make an array of each.
        self._key_ends, self._slots = key_ends.data, slots.data
        self._ends, self._numbers = ends.data, numbers.data

    def numbers(self, name: str) -> list[int]:
        """The numbers of a name, in the order in which they were given; none for any other."""
        said = name.encode("utf-8", "replace")
        slot = crc32(said) % (len(self._slots) - 1)
        for at in range(self._slots[slot], self._slots[slot + 1]):
            if self._keys[self._key_ends[at] : self._key_ends[at + 1]] == said:
                return self._numbers[self._ends[at] : self._ends[at + 1]].tolist()
        return []


def laid_out(names: Mapping[str, Sequence[int]]) -> tuple[NDArray[Any], ...]:
    """Names, each with its numbers, as the arrays that `Called` takes."""
    slots = max(len(names), 1)
    order = sorted(names, key=lambda name: (crc32(name.encode()) % slots, name))
    filled = np.bincount([crc32(name.encode()) % slots for name in order], minlength=slots)
    numbers = np.array([number for name in order for number in names[name]], np.int32)
    counts = ends_of([len(names[name]) for name in order])
    return *joined(order), ends_of(filled), counts, numbers


def joined(texts: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Texts one behind the other, and where each ends (the first begins at 0)."""
    said = [text.encode() for text in texts]
    return np.frombuffer(b"".join(said), np.uint8), ends_of(map(len, said))


def ends_of(sizes: Iterable[int]) -> NDArray[np.int32]:
    """Where each of several pieces ends, with a 0 before the first."""
    return np.cumsum([0, *sizes]).astype(np.int32)
