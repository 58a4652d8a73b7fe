"""The picture of the circle: everyone by generation around you, as SVG drawn on the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kithwork.network.circle import Layout, lay_out
from kithwork.people.models import Introduction, Owner, Position, Tie

RADIUS = 480
SIZE = 2 * RADIUS + 60
NAMED = 90
"""With more people than this, names stand in tooltips and appear on zooming."""
FIELDS = 5
Box = tuple[float, float, float, float]
SHAPES = ("dot", "square", "diamond", "triangle", "cross", "ring")


@dataclass(frozen=True)
class Member:
    """One person of the picture."""

    pk: int
    name: str
    where: str
    generation: int | None
    closeness: float | None
    industry: str


@dataclass(frozen=True)
class Kind:
    """One entry of the legend: a colour class and a shape, never the colour alone."""

    label: str
    css: str
    shape: str
    count: int = 0

    def sample(self) -> SafeString:
        """The mark as it stands in the legend."""
        return format_html(
            '<svg class="circle-key" viewBox="-10 -10 20 20" aria-hidden="true">{}</svg>',
            mark(self, 0, 0, 7),
        )


@dataclass(frozen=True)
class Picture:
    """The drawing with its legend, and how many people are linked to nobody and left out."""

    drawing: SafeString
    legend: tuple[Kind, ...]
    generations: tuple[tuple[int, int], ...]
    left_out: int
    count: int


def picture(owner: Owner, by: str = "warmth", words: str = "") -> Picture:
    """Everybody who is kith or reached through somebody, coloured `by` warmth or field.

    People whose name or place contains `words` stand out.
    """
    everybody = _members(owner)
    parents = _parents(owner, everybody)
    reached = [one for one in everybody if one.generation == 0 or one.pk in parents]
    layout = lay_out([one.pk for one in reached], parents)
    kinds = _by_field(reached) if by == "field" else _by_warmth(reached)
    legend = tuple(dict.fromkeys(kinds))
    rings = Counter(int(ring) - 1 for ring in layout.ring)
    return Picture(
        _draw(reached, layout, kinds, words.strip().casefold()),
        tuple(Kind(k.label, k.css, k.shape, kinds.count(k)) for k in sorted(legend, key=_order)),
        tuple(sorted(rings.items())),
        len(everybody) - len(reached),
        len(reached),
    )


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


def _draw(
    people: Sequence[Member], layout: Layout, kinds: Sequence[Kind], words: str
) -> SafeString:
    size = max(min(layout.spacing * RADIUS * 0.42, 11.0), 1.8)
    xs, ys = (layout.x * RADIUS).round(1).tolist(), (layout.y * RADIUS).round(1).tolist()
    rings = format_html_join(
        "", '<circle class="band" r="{}"/>', ((round(b * RADIUS, 1),) for b in layout.bands)
    )
    links = " ".join(
        f"M{xs[p]} {ys[p]}L{xs[i]} {ys[i]}" for i, p in enumerate(layout.parent.tolist()) if p >= 0
    )
    plain = len(people) > NAMED
    labels = [SafeString()] * len(people) if plain else _labels(people, xs, ys, size)
    dots = format_html_join(
        "",
        '<a href="/people/{}/" class="{}"{}><title>{}</title>{}{}</a>',
        (
            (one.pk, _found(one, words), _unfocused(plain), _said(one),
             mark(kind, x, y, round(size, 1)), label)
            for one, kind, x, y, label in zip(people, kinds, xs, ys, labels, strict=True)
        ),
    )  # fmt: skip
    half = SIZE // 2
    return format_html(
        '<svg class="circle" viewBox="-{} -{} {} {}" role="group" aria-label="{}" data-circle>'
        '{}<path class="brought{}" d="{}"/><g class="you"><circle r="14"/>'
        '<text y="4" text-anchor="middle">you</text></g>{}</svg>',
        half, half, SIZE, SIZE, f"Your circle: {len(people)} people by generation",
        rings, " many" if plain else "", links, dots,
    )  # fmt: skip


def _unfocused(many: bool) -> SafeString:
    """Thousands of dots are no tab stops; the list of people leads to the same pages."""
    return SafeString(' tabindex="-1"' if many else "")


def _found(one: Member, words: str) -> str:
    if not words:
        return "p"
    return "p found" if words in f"{one.name} {one.where}".casefold() else "p dim"


def _said(one: Member) -> str:
    return f"{one.name}: {one.where}" if one.where else one.name


def _labels(
    people: Sequence[Member], xs: Sequence[float], ys: Sequence[float], size: float
) -> list[SafeString]:
    """Names under or over their marks where there is room; the others stand in the tooltips."""
    taken = [(x - size, y - size, x + size, y + size) for x, y in zip(xs, ys, strict=True)]
    drawn = []
    for one, x, y in zip(people, xs, ys, strict=True):
        half = 3.3 * len(one.name)
        for base in (y + size + 12, y - size - 4):
            box = (x - half, base - 10, x + half, base + 2)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                drawn.append(_label(one, x, base))
                break
        else:
            drawn.append(SafeString())
    return drawn


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _label(one: Member, x: float, y: float) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle">{}</text>', x, round(y, 1), one.name
    )


def mark(kind: Kind, x: float, y: float, r: float) -> SafeString:
    """A person's mark: the shape says the same as the colour."""
    if kind.shape in ("dot", "ring"):
        hollow = " ring" if kind.shape == "ring" else ""
        return format_html(
            '<circle class="{}{}" cx="{}" cy="{}" r="{}"/>', kind.css, hollow, x, y, r
        )
    paths = {
        "square": f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h-{2 * r:.1f}z",
        "diamond": f"M{x} {y - r:.1f}l{r} {r}l-{r} {r}l-{r} -{r}z",
        "triangle": f"M{x} {y - r:.1f}l{r} {2 * r:.1f}h-{2 * r:.1f}z",
        "cross": f"M{x - r:.1f} {y - r / 3:.1f}h{2 * r:.1f}v{r / 1.5:.1f}h-{2 * r:.1f}z"
        f"M{x - r / 3:.1f} {y - r:.1f}h{r / 1.5:.1f}v{2 * r:.1f}h-{r / 1.5:.1f}z",
    }
    return format_html('<path class="{}" d="{}"/>', kind.css, paths[kind.shape])
