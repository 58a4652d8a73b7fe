"""Decides what the rows of files change in what is known: pure, and the same for the same input."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from typing import Any, Literal

from kithwork.people.imports.keys import forget_keys, mark, name_key, point_key
from kithwork.people.imports.known import (
    Edition,
    Known,
    news,
    row_points,
)
from kithwork.people.imports.match import Likely, Pool
from kithwork.people.imports.observe import EvidenceAdded, observe
from kithwork.people.rows import ContactRow, Parsed, TieRow

Status = Literal["new", "matched", "conflicting", "unreadable", "forgotten", "aside"]
Progress = Callable[[int, int], None]
_ONESELF = frozenset({"me", "i", "myself", "ich", "moi", "yo", "ik"})


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
    """That one person introduced, or knows, another (or people at an organisation)."""

    first: Known
    second: Known | None
    strength: float | None = None
    organisation: str = ""
    note: str = ""
    origin: int = 0


@dataclass
class Decision:
    """Everything to be stored, and what is said of every row."""

    people: list[Known] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    introductions: list[Link] = field(default_factory=list)
    ties: list[Link] = field(default_factory=list)
    evidence: list[EvidenceAdded] = field(default_factory=list)
    likely: list[tuple[Known, Likely]] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows came to what."""
        return dict(Counter(entry.status for entry in self.entries))

    def counts_of(self, file: str) -> dict[str, Any]:
        """The same for the rows of one file."""
        return dict(Counter(entry.status for entry in self.entries if entry.file == file))


@dataclass
class _Deciding:
    """The state while rows are gone through one by one."""

    pool: Pool
    forgotten: Forgotten
    own: frozenset[str]
    decision: Decision = field(default_factory=Decision)
    touched: dict[int, Known] = field(default_factory=dict)

    def place(self, row: ContactRow, origin: int, edition: Edition) -> Known | None:
        """Find or make the person of a row and let them learn it; None if they stay out."""
        if set(map(str.casefold, row.emails)) & self.own:
            self.say("aside", row, "this is you")
            return None
        if self.forgotten.keeps_out(row, edition):
            self.say("forgotten", replace(row, name="(forgotten)"), "stays out")
            return None
        match = self.pool.match(row, edition)
        known = match.known or Known(pk=None, origin=origin)
        changes = news(known, row, edition)
        known.apply(changes, origin)
        self.touched[id(known)] = known
        self.pool.add(known)
        self.decision.likely += [(known, likely) for likely in match.likely]
        if match.known is None:
            detail = "; ".join(_may_be(likely) for likely in match.likely)
            self.say("new", row, detail)
        elif changes.conflicts:
            fields = ", ".join(name.replace("_", " ") for name in changes.conflicts)
            self.say("conflicting", row, f"{match.how}; both values are kept: {fields}", known.pk)
        else:
            added = "adds something" if changes else "nothing new"
            self.say("matched", row, f"{match.how}; {added}", known.pk)
        return known

    def connect(self, known: Known, on: dt.date, origin: int) -> None:
        """Note that the owner and the person connected on a network."""
        seen = EvidenceAdded(known, "connected", "network", on, origin=origin)
        self.decision.evidence.append(seen)

    def say(self, status: Status, row: ContactRow, detail: str, pk: int | None = None) -> None:
        """Note what happens to the row."""
        self.decision.entries.append(Entry(status, row.file, row.line, row.name, detail, pk))

    def somebody(self, name: str, row: TieRow | ContactRow, origin: int) -> Known | None:
        """The person of a name or e-mail that another row mentions; made where unknown."""
        email = name if "@" in name else ""
        found = self.pool.at("email", point_key("email", email)) if email else []
        found = found or self.pool.named(name)
        if len(found) == 1:
            return found[0]
        mentioned = ContactRow(name=name, file=row.file, line=row.line)
        if self.forgotten.keeps_out(mentioned, Edition()):
            return None
        return self.place(mentioned, origin, Edition())


def decide(
    files: Sequence[Parsed],
    editions: Sequence[Edition],
    people: Iterable[Known],
    forgotten: Forgotten,
    today: dt.date,
    own: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Decision:
    """What these files change in `people`. `own` are the owner's own e-mail addresses.

    One file after the other, one row after the other: a row is also matched against the rows
    before it. `progress` hears how many of how many contact rows are done.
    """
    deciding = _Deciding(Pool(), forgotten, frozenset(map(str.casefold, own)))
    for known in people:
        deciding.pool.add(known)
    total, done = sum(len(parsed.contacts) for parsed in files), 0
    referred: list[tuple[Known, ContactRow, int]] = []
    for origin, (parsed, edition) in enumerate(zip(files, editions, strict=True)):
        deciding.decision.entries += [
            Entry("unreadable", bad.file or parsed.file, bad.line, bad.text, bad.reason)
            for bad in parsed.unreadable
        ]
        for row in parsed.contacts:
            kith = row.generation is None and not row.referred_by
            placed = deciding.place(replace(row, generation=0) if kith else row, origin, edition)
            if placed and row.referred_by:
                referred.append((placed, row, origin))
            if placed and row.connected_on:
                deciding.connect(placed, row.connected_on, origin)
            done += 1
            if progress and done % 500 == 0:
                progress(done, total)
    _introduce(deciding, referred)
    _tie(deciding, files)
    deciding.decision.evidence += observe(files, deciding.pool, deciding.place, own, today)
    deciding.decision.people = list(deciding.touched.values())
    if progress:
        progress(total, total)
    return deciding.decision


def _may_be(likely: Likely) -> str:
    return f"may be {likely.known.name}: {', '.join(likely.evidence)}"


def _introduce(deciding: _Deciding, referred: list[tuple[Known, ContactRow, int]]) -> None:
    """Who introduced whom; a circle of introductions is cut where it would close, and said so."""
    graph = _Introductions()
    for known, row, origin in referred:
        for name in row.referred_by:
            introducer = deciding.somebody(name, row, origin)
            if introducer is None or introducer is known:
                continue
            if graph.would_close(introducer, known):
                detail = f"introduced by {name}: that would go round in a circle, so it is left out"
                deciding.say("aside", row, detail)
                known.keep("introduced by", name, origin)
                continue
            graph.add(introducer, known)
            deciding.decision.introductions.append(Link(introducer, known, origin=origin))
    graph.place_in_generations()


@dataclass
class _Introductions:
    """Who introduced whom in these files: a graph without circles."""

    people: dict[int, Known] = field(default_factory=dict)
    by: dict[int, list[int]] = field(default_factory=dict)
    gave: dict[int, list[int]] = field(default_factory=dict)

    def add(self, introducer: Known, introduced: Known) -> None:
        first, second = id(introducer), id(introduced)
        self.people |= {first: introducer, second: introduced}
        self.by.setdefault(second, []).append(first)
        self.gave.setdefault(first, []).append(second)

    def would_close(self, introducer: Known, introduced: Known) -> bool:
        """True if the introduced stands, over any steps, before the introducer."""
        if id(introduced) not in self.gave:
            return False
        waiting, seen = [id(introducer)], set[int]()
        while waiting:
            key = waiting.pop()
            if key == id(introduced):
                return True
            if key not in seen:
                seen.add(key)
                waiting += self.by.get(key, [])
        return False

    def place_in_generations(self) -> None:
        """Everyone one step further out than their nearest introducer, unless already nearer.

        Who introduced others and was introduced by nobody is own kith: the owner knew them.
        """
        waiting: list[tuple[int, int]] = []
        for key, known in self.people.items():
            if not isinstance(known.values.get("generation"), int) and key not in self.by:
                known.set("generation", 0)
            if isinstance(generation := known.values.get("generation"), int):
                waiting.append((generation, key))
        heapify(waiting)
        while waiting:
            generation, key = heappop(waiting)
            for other in self.gave.get(key, []):
                current = self.people[other].values.get("generation")
                if not isinstance(current, int) or current > generation + 1:
                    self.people[other].set("generation", generation + 1)
                    heappush(waiting, (generation + 1, other))


def _tie(deciding: _Deciding, files: Sequence[Parsed]) -> None:
    for origin, parsed in enumerate(files):
        for row in parsed.rows:
            if isinstance(row, TieRow):
                _tie_row(deciding, row, origin)


def _tie_row(deciding: _Deciding, row: TieRow, origin: int) -> None:
    names = [row.person] if row.to_organisation else [row.person, row.other]
    others = [name for name in names if name.casefold() not in _ONESELF]
    people = [deciding.somebody(name, row, origin) for name in others]
    known = [found for found in people if found]
    if len(known) < len(others) or not known:
        return
    if len(known) < len(names):
        deciding.touched[id(known[0])] = known[0]
        if row.strength is not None and known[0].values.get("closeness") is None:
            known[0].set("closeness", row.strength)
        return
    second = None if row.to_organisation else known[1]
    if second is known[0]:
        return
    organisation = row.other if row.to_organisation else ""
    deciding.decision.ties.append(
        Link(known[0], second, row.strength, organisation, row.note, origin)
    )
