"""Draws the circle as SVG on the server: marks, names where there is room, who brought whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kithwork.network.circle import Layout
from kithwork.words import counted

RADIUS = 480
SIZE = 2 * RADIUS + 60
NAMED = 90
"""With more people than this only those who brought most are named, till one comes closer."""
NAMED_OF_MANY = 24
LARGEST, SMALLEST = 11.0, 2.6
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


def draw(
    people: Sequence[Member],
    layout: Layout,
    kinds: Sequence[Kind],
    words: str,
    folded: Mapping[int, int],
) -> SafeString:
    """The whole drawing. `folded` says how many further people stand behind somebody."""
    many = len(people) > NAMED
    brought = Counter(p for p in layout.parent.tolist() if p >= 0)
    size = max(min(layout.spacing * RADIUS * 0.42, LARGEST), SMALLEST)
    sizes = [round(size * min(1 + brought[i] ** 0.5 / 5, 2.2), 1) for i in range(len(people))]
    xs, ys = (layout.x * RADIUS).round(1).tolist(), (layout.y * RADIUS).round(1).tolist()
    first = sorted(range(len(people)), key=lambda i: -brought[i] - folded.get(people[i].pk, 0))
    labels = _labels(people, xs, ys, sizes, first[:NAMED_OF_MANY] if many else first, folded)
    dots = format_html_join(
        "",
        '<a href="/people/{}/" class="{}"{}{}><title>{}</title>{}{}</a>',
        (
            (one.pk, _found(one, words), _unfocused(many), _by(people, by, brought[at]),
             _said(one, folded), mark(kind, x, y, r), labels.get(at, ""))
            for at, (one, kind, x, y, r, by) in enumerate(
                zip(people, kinds, xs, ys, sizes, layout.parent.tolist(), strict=True)
            )
        ),
    )  # fmt: skip
    half = SIZE // 2
    return format_html(
        '<svg class="circle" viewBox="-{} -{} {} {}" role="group" aria-label="{}" data-circle>'
        '{}<path class="brought{}" d="{}"/><g class="you"><circle r="14"/>'
        '<text y="4" text-anchor="middle">you</text></g>{}</svg>',
        half, half, SIZE, SIZE, f"Your circle: {counted(len(people), 'person')} by generation",
        _rings(layout), " many" if many else "", _links(layout, xs, ys), dots,
    )  # fmt: skip


def _rings(layout: Layout) -> SafeString:
    """Every generation's outer edge, and on it what it is."""
    edges = [round(edge * RADIUS, 1) for edge in layout.bands.tolist()]
    names = [_generation(ring - 1) for ring in range(1, len(edges))]
    return format_html_join(
        "", '<circle class="band" r="{}"/>', ((edge,) for edge in edges)
    ) + format_html_join(
        "",
        '<text class="ring-name" y="{}" text-anchor="middle">{}</text>',
        (
            (round(4 - edge, 1), name)
            for edge, inner, name in zip(edges[1:], edges, names, strict=False)
            if edge - inner > 15
        ),
    )


def _generation(introductions: int) -> str:
    if introductions == 0:
        return "own kith"
    return f"by {introductions} introduction{'' if introductions == 1 else 's'}"


def _links(layout: Layout, xs: Sequence[float], ys: Sequence[float]) -> str:
    return " ".join(
        f"M{xs[p]} {ys[p]}L{xs[i]} {ys[i]}" for i, p in enumerate(layout.parent.tolist()) if p >= 0
    )


def _by(people: Sequence[Member], by: int, brought: int) -> SafeString:
    """Who brought this person, and how many they brought, for the script."""
    said = format_html(' data-by="{}"', people[by].pk) if by >= 0 else SafeString()
    return said + format_html(' data-brought="{}"', brought) if brought else said


def _unfocused(many: bool) -> SafeString:
    """Thousands of dots are no tab stops; the list of people leads to the same pages."""
    return SafeString(' tabindex="-1"' if many else "")


def _found(one: Member, words: str) -> str:
    if not words:
        return "p"
    return "p found" if words in f"{one.name} {one.where}".casefold() else "p dim"


def _said(one: Member, folded: Mapping[int, int]) -> str:
    further = folded.get(one.pk, 0)
    beyond = f" (leads to {further} further)" if further else ""
    return f"{one.name}: {one.where}{beyond}" if one.where else f"{one.name}{beyond}"


def _labels(
    people: Sequence[Member],
    xs: Sequence[float],
    ys: Sequence[float],
    sizes: Sequence[float],
    order: Sequence[int],
    folded: Mapping[int, int],
) -> dict[int, SafeString]:
    """Names under or over their marks where there is room, in this order; others in tooltips."""
    few = len(order) == len(people)
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in zip(xs, ys, sizes, strict=True)] * few
    drawn: dict[int, SafeString] = {}
    for at in order:
        one, x, y = people[at], xs[at], ys[at]
        further = folded.get(one.pk, 0)
        text = f"{one.name} +{further}" if further else one.name
        half = 3.3 * len(text)
        for base in (y + sizes[at] + 12, y - sizes[at] - 4):
            box = (x - half, base - 10, x + half, base + 2)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                drawn[at] = _label(text, x, base)
                break
    return drawn


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _label(text: str, x: float, y: float) -> SafeString:
    return format_html(
        '<text class="label" x="{}" y="{}" text-anchor="middle">{}</text>', x, round(y, 1), text
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
