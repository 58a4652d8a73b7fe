"""Keeps introductions free of circles and places everybody in their generation."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from kithwork.people.imports.known import Known


@dataclass
class IntroductionGraph:
    """Who introduced whom in these files: a graph without circles."""

    people: dict[int, Known] = field(default_factory=dict)
    by: dict[int, list[int]] = field(default_factory=dict)
    gave: dict[int, list[int]] = field(default_factory=dict)

    assumed: set[int] = field(default_factory=set)

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

        Of whom a source says only that they introduced others and nobody introduced them, they
        are own kith (`assumed`): the owner knew them.
        """
        waiting: list[tuple[int, int]] = []
        kith = self.assumed - set(self.by)
        for key, known in self.people.items():
            if not isinstance(known.values.get("generation"), int) and key in kith:
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
