"""Reads which operations there are from the rooms' text, so that nothing has to be imported.

`kithwork --help` and the right room's import take a tenth of a second; all rooms take two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path

from kithwork import operations
from kithwork.operations.registry import ROOMS

_ONE = re.compile(
    r'^@operation\(\s*"(?P<words>[^"]+)"\s*\)\s*\ndef \w+\(.*?\n    """(?P<said>.*?)"""',
    re.M | re.S,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An operation that was not imported: its words, its room, what it says of itself."""

    words: tuple[str, ...]
    room: str
    said: str

    @property
    def summary(self) -> str:
        """The first sentence or two, as `Operation.summary` has them."""
        return cleandoc(self.said).split("\n\n")[0].replace("\n", " ")


def listed() -> dict[tuple[str, ...], Listed]:
    """Every operation by its words, in their order."""
    found = {one.words: one for room in ROOMS for one in _of(room)}
    return dict(sorted(found.items()))


def _of(room: str) -> Iterator[Listed]:
    text = Path(operations.__path__[0], f"{room}.py").read_text("utf-8")
    for found in _ONE.finditer(text):
        yield Listed(tuple(found["words"].split()), room, found["said"])
