"""The best way into every employer at once, for lists of them: how likely, through whom first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q

from kithwork.boards.names import normal_name
from kithwork.campaign.models import Campaign
from kithwork.campaign.ways import resting
from kithwork.network.everywhere import best_into_every_organisation
from kithwork.people.models import Organisation, Owner, Person
from kithwork.people.snapshot import SEEKER, snapshot

Order = Literal["way", "people", "name"]
ORDERS: Mapping[str, tuple[str, ...]] = {"people": ("-here", "name"), "name": ("name",)}
BY_PEOPLE = ORDERS["people"]
NOW = Q(positions__ended_on=None, positions__person__absorbed_into=None)
HERE = Count("positions__person", filter=NOW, distinct=True)
"""How many people known of are at an employer now."""


@dataclass(frozen=True)
class Best:
    """The best way into an employer: its chance, the key of its first person, why they rest.

    The chance is lowered, as the order of ways is, where somebody on the way was asked lately.
    Without a first person, the seeker knows somebody there unasked.
    """

    chance: float
    first: int | None
    resting: str = ""


@dataclass(frozen=True)
class Led:
    """An employer in a list: how many people one knows there, and the best way in, if any.

    `employer` is None for a name aimed at that nobody known of has ever worked for.
    """

    name: str
    employer: Organisation | None
    here: int
    chance: float = 0
    first: Person | None = None
    resting: str = ""

    @property
    def likely(self) -> str:
        """The chance in words; empty where nobody leads there."""
        if not self.chance:
            return ""
        return "under 1%" if self.chance < 0.01 else f"{self.chance:.0%}"

    def __str__(self) -> str:
        if not self.chance:
            return f"{self.name}: nobody leads there yet"
        who = f"through {self.first} first" if self.first else "you know somebody there yourself"
        return f"{self.name}: {self.likely}, {who}{f' ({self.resting})' if self.resting else ''}"


def ways_in(campaign: Campaign, now: dt.datetime) -> dict[int, Best]:
    """The best way into each employer to which one leads, by its key; one search for all."""
    owner = campaign.owner
    seen = snapshot(owner, owner.today(now))
    rest = resting(campaign, seen, now)
    groups = owner.organisations.filter(absorbed_into=None).exclude(group=None)
    above = {key: group for key, group in groups.values_list("pk", "group") if group}
    chances, firsts = best_into_every_organisation(seen.circle, SEEKER, resting=rest)
    found = {}
    for key, place in seen.organisations.items():
        if chances[place] > 0:
            first = int(firsts[place])
            why = rest[first].reason if first in rest else ""
            person = None if first == SEEKER else seen.people[first]
            found[key] = Best(float(chances[place]), person, why)
    return into_groups(found, above)


def into_groups(found: Mapping[int, Best], above: Mapping[int, int]) -> dict[int, Best]:
    """A way into a legal entity leads into every group above it, too; the best one counts."""
    best = dict(found)
    for entity, way in found.items():
        group, passed = above.get(entity), {entity}
        while group is not None and group not in passed:
            if group not in best or best[group].chance < way.chance:
                best[group] = way
            passed.add(group)
            group = above.get(group)
    return best


def in_order(
    owner: Owner,
    words: str,
    order: str,
    ways: Mapping[int, Best],
    among: Collection[int] | None = None,
) -> list[int]:
    """The keys of the owner's employers (`among` these) whose name has the words.

    An order that there isn't is the one by people; those equally easy to get into stand in it.
    """
    named = owner.organisations.filter(absorbed_into=None, name__icontains=words)
    if among is not None:
        named = named.filter(pk__in=among)
    keys = list(
        named.annotate(here=HERE)
        .order_by(*ORDERS.get(order, BY_PEOPLE))
        .values_list("pk", flat=True)
    )
    if order == "way":
        keys.sort(key=lambda key: -ways[key].chance if key in ways else 0)
    return keys


def led_to(owner: Owner, keys: Iterable[int], ways: Mapping[int, Best]) -> list[Led]:
    """The employers with these keys, in their order, each with its best way in."""
    keys = list(keys)
    employers = owner.organisations.in_bulk(keys)
    here = dict(
        owner.organisations.filter(pk__in=keys).annotate(here=HERE).values_list("pk", "here")
    )
    people = owner.people.in_bulk({way.first for key in keys if (way := ways.get(key))} - {None})
    return [_led(employers[key], here[key], ways.get(key), people) for key in keys]


def aims(campaign: Campaign) -> tuple[set[int], list[str]]:
    """The keys of the employers that the objective aims for, and the names nobody known has."""
    aim = campaign.objective()
    names = {normal_name(name): name for name in (aim.employers if aim else ())}
    rows = campaign.owner.organisations.filter(normal__in=names)
    found = {
        normal: into or key
        for normal, key, into in rows.values_list("normal", "pk", "absorbed_into")
    }
    unknown = [name for normal, name in names.items() if normal and normal not in found]
    return set(found.values()), unknown


def led_to_aims(campaign: Campaign, now: dt.datetime) -> list[Led]:
    """The employers that the objective aims for, the easiest to get into first."""
    keys, unknown = aims(campaign)
    if not keys:
        return [Led(name, None, 0) for name in unknown]
    ways = ways_in(campaign, now)
    known = led_to(campaign.owner, in_order(campaign.owner, "", "way", ways, keys), ways)
    return [*known, *(Led(name, None, 0) for name in unknown)]


def _led(employer: Organisation, here: int, way: Best | None, people: Mapping[int, Person]) -> Led:
    if way is None:
        return Led(employer.name, employer, here)
    first = None if way.first is None else people[way.first]
    return Led(employer.name, employer, here, way.chance, first, way.resting)
