"""The drawing of a way: you, the people who pass you on, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kithwork.campaign.ways import WayShown

STEP, EDGE, HEIGHT = 124, 58, 92
LINE = 15


@dataclass(frozen=True)
class WayDrawn:
    """A way in words and as a picture."""

    way: WayShown
    picture: SafeString


def drawn(ways: Iterable[WayShown]) -> list[WayDrawn]:
    """Every way with its picture."""
    return [WayDrawn(way, picture(way)) for way in ways]


def picture(way: WayShown) -> SafeString:
    """A chain from you to the goal: names under dots, the chance over every link."""
    stops = ["You", *(person.name for person in way.people)]
    stops += [f"somebody at {way.into}"] if way.into else []
    weakest = min(range(len(way.chances)), key=lambda i: way.chances[i], default=-1)
    links = format_html_join(
        "",
        '<path class="link{}" d="M{} 30H{}"/><text class="chance{}" x="{}" y="20">{}%</text>',
        (
            (_weak(i == weakest), EDGE + i * STEP + 11, EDGE + (i + 1) * STEP - 11,
             _weak(i == weakest), EDGE + i * STEP + STEP // 2, round(100 * chance))
            for i, chance in enumerate(way.chances)
        ),
    )  # fmt: skip
    dots = format_html_join(
        "", "{}", ((_stop(i, name, len(stops)),) for i, name in enumerate(stops))
    )
    said, width = ", ".join(stops[1:]), 2 * EDGE + (len(stops) - 1) * STEP
    return format_html(
        '<svg class="chart way{}" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">'
        "{}{}</svg>", " long" if len(stops) > 3 else "", width, HEIGHT, width,
        f"From you by way of {said}: {way.chance:.0%}", links, dots,
    )  # fmt: skip


def _weak(is_weakest: bool) -> str:
    return " weakest" if is_weakest else ""


def _stop(place: int, name: str, count: int) -> SafeString:
    x = EDGE + place * STEP
    kind = "you" if not place else "goal" if place == count - 1 else "between"
    words = format_html_join(
        "",
        '<tspan x="{}" dy="{}">{}</tspan>',
        ((x, LINE if row else 0, line) for row, line in enumerate(_lines(name))),
    )
    return format_html(
        '<g class="stop {}"><title>{}</title><circle cx="{}" cy="30" r="9"/>'
        '<text x="{}" y="58" text-anchor="middle">{}</text></g>',
        kind, name, x, x, words,
    )  # fmt: skip


def _lines(name: str, longest: int = 13, most: int = 3) -> list[str]:
    """A name on at most three short lines."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + len(word) < longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    cut = [line if len(line) <= longest else f"{line[: longest - 1]}…" for line in lines]
    return cut if len(cut) <= most else [*cut[: most - 1], f"{cut[most - 1][: longest - 1]}…"]
