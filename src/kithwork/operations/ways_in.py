"""What can be asked about all employers at once: who leads there, and how likely."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.ways_in import Led, Order, aims, in_order, led_to, ways_in
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.words import counted


@dataclass(frozen=True)
class EmployerLine:
    """An employer: how many people one knows there, the best chance of being led in, by whom.

    The number and the chance are None where there is none; `resting` says why the first person
    counts for less now.
    """

    number: int | None
    name: str
    people: int
    chance: float | None
    first: str
    resting: str
    said: str

    @classmethod
    def of(cls, one: Led) -> EmployerLine:
        """The line of an employer in a list."""
        number = one.employer.pk if one.employer else None
        first = str(one.first) if one.first else ""
        chance = round(one.chance, 4) if one.chance else None
        return cls(number, one.name, one.here, chance, first, one.resting, str(one))

    def __str__(self) -> str:
        number = "" if self.number is None else self.number
        there = f"; {counted(self.people, 'person')} there" if self.people else ""
        return f"{number:>6}  {self.said}{there}"


@dataclass(frozen=True)
class EmployersFound:
    """The employers asked for, at most `limit` of `count`."""

    count: int
    employers: tuple[EmployerLine, ...]

    def __str__(self) -> str:
        if not self.employers:
            return "No employer fits." if self.count == 0 else f"{self.count} in all."
        shown = "\n".join(map(str, self.employers))
        return f"{shown}\n{self.count} in all. 'people paths --to NAME' shows the ways."


@operation("organisations list")
def organisations_list(
    owner: Owner,
    words: list[str] | None = None,
    *,
    sort: Annotated[Order, "the best way in first, the most people you know, or by name"] = "way",
    aimed: Annotated[bool, "only the employers that your objective aims for"] = False,
    limit: Annotated[int, "show at most this many"] = 50,
    now: dt.datetime,
) -> EmployersFound:
    """List employers whose name has WORDS, each with its best way in and through whom first."""
    campaign, asked = current_campaign(owner, now), " ".join(words or [])
    ways, (among, unknown) = ways_in(campaign, now), aims(campaign) if aimed else (None, [])
    keys = in_order(owner, asked, sort, ways, among)
    named = [Led(name, None, 0) for name in unknown if asked.casefold() in name.casefold()]
    shown = [*led_to(owner, keys[: max(limit, 0)], ways), *named][: max(limit, 0)]
    return EmployersFound(len(keys) + len(named), tuple(map(EmployerLine.of, shown)))
