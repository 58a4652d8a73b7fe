"""Who stands in the picture of the circle, by generation, and by what they are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kithwork.network.circle import lay_out
from kithwork.people.models import Introduction, Owner, Position, Tie
from kithwork.web.circle_drawing import SHAPES, Kind, Member, draw

FIELDS = 5


@dataclass(frozen=True)
class Picture:
    """The drawing with its legend, and how many people are linked to nobody and left out.

    `generations` counts everybody, `folded` those of far generations who stand as a number with
    the person who leads to them.
    """

    drawing: SafeString
    legend: tuple[Kind, ...]
    generations: tuple[tuple[int, int], ...]
    left_out: int
    count: int
    folded: int = 0


def picture(
    owner: Owner, by: str = "warmth", words: str = "", furthest: int | None = None
) -> Picture:
    """Everybody who is kith or reached through somebody, coloured `by` warmth or field.

    People whose name or place contains `words` stand out; those of more than `furthest`
    introductions are folded into a number.
    """
    everybody = _members(owner)
    parents = _parents(owner, everybody)
    generation = _generations(everybody, parents)
    reached = [one for one in everybody if one.pk in generation]
    shown = [one for one in reached if furthest is None or generation[one.pk] <= furthest]
    kinds = _by_field(shown) if by == "field" else _by_warmth(shown)
    legend = tuple(dict.fromkeys(kinds))
    drawing = draw(
        shown,
        lay_out([one.pk for one in shown], parents),
        kinds,
        words.strip().casefold(),
        _folded(reached, {one.pk for one in shown}, parents),
    )
    return Picture(
        drawing,
        tuple(Kind(k.label, k.css, k.shape, kinds.count(k)) for k in sorted(legend, key=_order)),
        tuple(sorted(Counter(generation.values()).items())),
        len(everybody) - len(reached),
        len(reached),
        len(reached) - len(shown),
    )


def _generations(everybody: Sequence[Member], parents: dict[int, int]) -> dict[int, int]:
    """By how many introductions each was reached."""
    found = {one.pk: 0 for one in everybody if one.generation == 0}
    for person in parents:
        chain = []
        while person not in found:
            chain.append(person)
            person = parents[person]
        for steps, one in enumerate(reversed(chain), start=found[person] + 1):
            found[one] = steps
    return found


def _folded(reached: Sequence[Member], shown: set[int], parents: dict[int, int]) -> Counter[int]:
    """How many people who are not drawn each one who is leads to."""
    found: Counter[int] = Counter()
    for one in reached:
        person = one.pk
        while person not in shown:
            person = parents[person]
        found[person] += person != one.pk
    return found


def _order(kind: Kind) -> tuple[int, str]:
    return SHAPES.index(kind.shape), kind.label


def _members(owner: Owner) -> list[Member]:
    where: dict[int, str] = {}
    for person, place, title in Position.objects.filter(
        person__owner=owner, ended_on=None
    ).values_list("person", "organisation__name", "title"):
        where[person] = f"{title}, {place}" if title else place
    rows = owner.people.known().order_by("pk")
    return [
        Member(pk, name, where.get(pk, ""), generation, closeness, industry)
        for pk, name, generation, closeness, industry in rows.values_list(
            "pk", "name", "generation", "closeness", "industry"
        )
    ]


def _parents(owner: Owner, everybody: Sequence[Member]) -> dict[int, int]:
    """Through whom one got to each: the introducer, else somebody who knows them."""
    kith = {one.pk for one in everybody if one.generation == 0}
    there = {one.pk for one in everybody}
    found: dict[int, int] = {}
    links = [
        *Introduction.objects.filter(owner=owner).order_by("pk").values_list(
            "introducer", "introduced"
        ),
        *Tie.objects.filter(owner=owner, other__isnull=False).order_by("pk").values_list(
            "person", "other"
        ),
    ]  # fmt: skip
    for giver, taker in links:
        if taker not in kith and giver in there and taker in there:
            found.setdefault(taker, giver)
    return {person: giver for person, giver in found.items() if _leads_to(kith, person, found)}


def _leads_to(kith: set[int], person: int, parents: dict[int, int]) -> bool:
    seen: set[int] = set()
    while person not in kith:
        if person in seen or person not in parents:
            return False
        seen.add(person)
        person = parents[person]
    return True


def _by_warmth(people: Sequence[Member]) -> list[Kind]:
    close, some = Kind("close", "c0", "dot"), Kind("somewhat or hardly known", "c1", "square")
    unsaid, heard = Kind("closeness not said", "c2", "ring"), Kind("not met yet", "c3", "diamond")
    return [
        (unsaid if one.generation == 0 else heard)
        if one.closeness is None
        else close if one.closeness >= 0.6 else some
        for one in people
    ]  # fmt: skip


def _by_field(people: Sequence[Member]) -> list[Kind]:
    counted = Counter(one.industry for one in people if one.industry)
    known = {
        name: Kind(name, f"c{i}", SHAPES[i])
        for i, (name, _) in enumerate(counted.most_common(FIELDS))
    }
    other = Kind("other or unknown", "c5", "ring")
    return [known.get(one.industry, other) for one in people]
