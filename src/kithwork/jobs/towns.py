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

import numpy as np
from numpy.typing import NDArray

from kithwork.jobs.called import Called

FILE = Path(__file__).with_name("data") / "places.npz"
SHA256 = "856c0546a6c06515d7f67f5db01e5e2aad3c6521212c0813c9d3022b92362169"
"""Of the file that `python -m kithwork.jobs.pack_places` made; another may be half a file."""
DEGREE = 100_000
"""GeoNames gives coordinates to so many parts of a degree; they are kept as whole numbers."""

LOOKED_UP = ("keys", "key_ends", "slots", "towns_from", "called")
"""The table's arrays by which names are looked up, in the order of `Called`."""


class WrongPlacesError(RuntimeError):
    """The table of places is not the one that this version of Kithwork was made with."""


class Town(NamedTuple):
    """A town: country (ISO 3166), region as GeoNames codes it, how many live there, time zone."""

    name: str
    country: str
    region: str
    people: int
    latitude: float
    longitude: float
    zone: str


class Towns:
    """Every town of the table, by any of its names."""

    def __init__(self, parts: dict[str, NDArray[Any]]) -> None:
        self._called = Called(*(parts[name] for name in LOOKED_UP))
        self._names, self._name_ends = parts["names"].tobytes(), parts["name_ends"].data
        self._regions = [*map(_pair, parts["regions"].tobytes().decode().split("\n"))]
        self._region = parts["region"].data
        self._zones = parts["zones"].tobytes().decode().split("\n")
        self._zone = parts["zone"].data
        self._people, self.spots = parts["people"].data, parts["spots"]
        self._latitude, self._longitude = (np.ascontiguousarray(x).data for x in self.spots.T)
        self.countries = _lines(parts["countries"])
        self.states = _lines(parts["states"])

    def __len__(self) -> int:
        return len(self._people)

    def called(self, key: str) -> list[Town]:
        """The towns of a name (in the form of `pack_places`), in GeoNames' order."""
        return [self[number] for number in self._called.numbers(key)]

    def __getitem__(self, at: int) -> Town:
        name = self._names[self._name_ends[at] : self._name_ends[at + 1]].decode()
        country, region = self._regions[self._region[at]]
        latitude, longitude = self._latitude[at] / DEGREE, self._longitude[at] / DEGREE
        zone = self._zones[self._zone[at]]
        return Town(name, country, region, self._people[at], latitude, longitude, zone)

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


def text_of(lines: Iterable[str]) -> NDArray[np.uint8]:
    """Lines of text as an array of bytes."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _pair(line: str) -> tuple[str, str]:
    country, _, region = line.partition("\t")
    return country, region


def _lines(kept: NDArray[Any]) -> list[list[str]]:
    return [line.split("\t") for line in kept.tobytes().decode().split("\n")]
