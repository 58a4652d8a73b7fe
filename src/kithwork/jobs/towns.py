"""The towns, countries and American states of GeoNames (CC BY 4.0), packed; found by name.

Everything lies in a few flat arrays, read when the first place is looked up: about nine megabytes
in place of the hundred and forty that as many Python objects take.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("data") / "places.npz"
SHA256 = "c9145b6c9dfd19184c45127e0be5dc3bc56581294a23f9513ba51e0fe58d5273"
"""Of the file that `python -m kithwork.jobs.pack_places` made; another may be half a file."""
DEGREE = 100_000
"""GeoNames gives coordinates to so many parts of a degree; they are kept as whole numbers."""


class WrongPlacesError(RuntimeError):
    """The table of places is not the one that this version of Kithwork was made with."""


class Town(NamedTuple):
    """A town: its country (ISO 3166) and region as GeoNames codes it, and how many live there."""

    name: str
    country: str
    region: str
    people: int
    latitude: float
    longitude: float


class Towns:
    """Every town of the table, by any of its names.

    `slots` leads from the crc32 of a name, modulo their number, to the names that have it;
    these are compared in full, so that two names of one checksum stay two.
    """

    def __init__(self, parts: dict[str, NDArray[Any]]) -> None:
        self._names, self._keys = parts["names"].tobytes(), parts["keys"].tobytes()
        self._regions = [*map(_pair, parts["regions"].tobytes().decode().split("\n"))]
        # Views give plain numbers one at a time; numpy would make an array of each.
        self._name_ends, self._key_ends = parts["name_ends"].data, parts["key_ends"].data
        self._slots, self._towns_from = parts["slots"].data, parts["towns_from"].data
        self._called, self._region = parts["called"].data, parts["region"].data
        self._people, self.spots = parts["people"].data, parts["spots"]
        self._latitude, self._longitude = (np.ascontiguousarray(x).data for x in self.spots.T)
        self.countries = _lines(parts["countries"])
        self.states = _lines(parts["states"])

    def __len__(self) -> int:
        return len(self._people)

    def called(self, key: str) -> list[Town]:
        """The towns of a name (in the form of `pack_places`), in GeoNames' order."""
        said = key.encode("utf-8", "replace")
        slot = crc32(said) % (len(self._slots) - 1)
        for at in range(self._slots[slot], self._slots[slot + 1]):
            if self._keys[self._key_ends[at] : self._key_ends[at + 1]] == said:
                found = self._called[self._towns_from[at] : self._towns_from[at + 1]]
                return [self[number] for number in found]
        return []

    def __getitem__(self, at: int) -> Town:
        name = self._names[self._name_ends[at] : self._name_ends[at + 1]].decode()
        country, region = self._regions[self._region[at]]
        latitude, longitude = self._latitude[at] / DEGREE, self._longitude[at] / DEGREE
        return Town(name, country, region, self._people[at], latitude, longitude)

    def __iter__(self) -> Iterator[Town]:
        return (self[at] for at in range(len(self)))


@lru_cache(maxsize=1)
def towns() -> Towns:
    """The shipped table; raises `WrongPlacesError` when the file is not the one it should be."""
    packed = FILE.read_bytes()
    if hashlib.sha256(packed).hexdigest() != SHA256:
        raise WrongPlacesError(f"{FILE.name} is not the table this version was made with.")
    with np.load(io.BytesIO(packed), allow_pickle=False) as kept:
        return Towns(dict(kept))


def laid_out(keys: dict[str, list[int]]) -> dict[str, NDArray[Any]]:
    """Names, each with the numbers of its towns, as the arrays that `Towns` looks them up in."""
    slots = len(keys)
    order = sorted(keys, key=lambda key: (crc32(key.encode()) % slots, key))
    filled = np.bincount([crc32(key.encode()) % slots for key in order], minlength=slots)
    text, ends = joined(order)
    return {
        "keys": text,
        "key_ends": ends,
        "slots": ends_of(filled),
        "towns_from": ends_of([len(keys[key]) for key in order]),
        "called": np.array([town for key in order for town in keys[key]], np.int32),
    }


def joined(texts: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Texts one behind the other, and where each ends (the first begins at 0)."""
    said = [text.encode() for text in texts]
    return np.frombuffer(b"".join(said), np.uint8), ends_of(map(len, said))


def ends_of(sizes: Iterable[int]) -> NDArray[np.int32]:
    """Where each of several pieces ends, with a 0 before the first."""
    return np.cumsum([0, *sizes]).astype(np.int32)


def text_of(lines: Iterable[str]) -> NDArray[np.uint8]:
    """Lines of text as an array of bytes."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _pair(line: str) -> tuple[str, str]:
    country, _, region = line.partition("\t")
    return country, region


def _lines(kept: NDArray[Any]) -> list[list[str]]:
    return [line.split("\t") for line in kept.tobytes().decode().split("\n")]
