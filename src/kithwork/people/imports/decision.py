"""What was decided about rows, before it is stored: people, links between them, words on each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from kithwork.people.imports.keys import forget_keys, mark, name_key
from kithwork.people.imports.known import Changes, Edition, Known, Value, row_points
from kithwork.people.imports.match import Likely
from kithwork.people.imports.observe import EvidenceAdded
from kithwork.people.rows import ContactRow

Status = Literal["new", "matched", "conflicting", "unreadable", "forgotten", "aside"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """What happens to one row; `person` is who it was matched to, where stored already."""

    status: Status
    file: str
    line: int
    name: str
    detail: str = ""
    person: int | None = None


@dataclass(frozen=True)
class Forgotten:
    """The salted marks of people who must stay out, by salt."""

    by_salt: dict[str, frozenset[str]] = field(default_factory=dict)

    def keeps_out(self, row: ContactRow, edition: Edition) -> bool:
        """True if the row is about somebody who was forgotten."""
        if not self.by_salt:
            return False
        points = [(point.kind, point.key) for point in row_points(row, edition.region)]
        keys = forget_keys(row.name, points, edition.employers(row), row.connected_on)
        return any(
            mark(salt, key) in digests
            for salt, digests in self.by_salt.items()
            for key in (*keys, f"name:{name_key(row.name)}")
        )


@dataclass
class Link:
    """That one person introduced, or knows, another (or people at an organisation).

    `row` is the contact's own row, where that says who introduced them.
    """

    first: Known
    second: Known | None
    strength: float | None = None
    organisation: str = ""
    note: str = ""
    may_use_name: bool | None = None
    on: dt.date | None = None
    origin: int = 0
    row: ContactRow | None = None


@dataclass
class Joined:
    """A row that is certainly somebody who stands already: what it says alone, and what it changed.

    `before` are the columns of `known` that it filled, as (was, became); with all this the row can
    become a person of its own again.
    """

    row: ContactRow
    known: Known
    alone: Known
    changes: Changes
    before: dict[str, tuple[Value, Value]]
    reason: tuple[str, ...]


@dataclass
class Station:
    """One of the owner's own employers or schools, stored (`pk`) or new; by its compared name."""

    kind: str
    organisation: str
    title: str
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    pk: int | None = None
    name: str = ""
    origin: int = -1


@dataclass
class Decision:
    """Everything to be stored, and what is said of every row."""

    people: list[Known] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    introductions: list[Link] = field(default_factory=list)
    ties: list[Link] = field(default_factory=list)
    evidence: list[EvidenceAdded] = field(default_factory=list)
    likely: list[tuple[Known, Likely]] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    stations: list[Station] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows came to what."""
        return dict(Counter(entry.status for entry in self.entries))

    def counts_of(self, file: str) -> dict[str, Any]:
        """The same for the rows of one file."""
        return dict(Counter(entry.status for entry in self.entries if entry.file == file))
