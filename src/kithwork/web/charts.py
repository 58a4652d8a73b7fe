"""Pictures as SVG, drawn on the server with the house's own classes and no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kithwork.campaign.growth import WeekHeld
from kithwork.planning.outlook import Forecast
from kithwork.words import counted

WIDTH = 640
LABELS = 170
ROW = 30
HEIGHT = 220
FLOOR = 190


def bars(rows: Sequence[tuple[str, int]], unit: str) -> SafeString:
    """Horizontal bars, each with its label and number."""
    most = max((count for _, count in rows), default=0) or 1
    room = WIDTH - LABELS - 60
    drawn = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="bar" x="{}" y="{}" width="{}" height="18" rx="4"/>'
        '<text x="{}" y="{}">{}</text>',
        (
            (LABELS - 10, i * ROW + 19, label, LABELS, i * ROW + 6, round(room * n / most, 1),
             LABELS + 8 + round(room * n / most, 1), i * ROW + 19, n)
            for i, (label, n) in enumerate(rows)
        ),
    )  # fmt: skip
    said = ", ".join(f"{label}: {count}" for label, count in rows)
    return _svg(len(rows) * ROW + 6, f"{unit}: {said}", drawn)


def weeks(held: Sequence[WeekHeld]) -> SafeString:
    """Meetings held and new names, week by week, side by side."""
    most = max((max(w.held, w.names) for w in held), default=0) or 1
    step = (WIDTH - 40) / max(len(held), 1)
    width = min(step / 3, 26)

    def bar(count: int, x: float, kind: str) -> SafeString:
        tall = 150 * count / most
        return format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>'
            '<text x="{}" y="{}" text-anchor="middle">{}</text>',
            kind, round(x, 1), round(FLOOR - tall, 1), round(width, 1), round(tall, 1),
            round(x + width / 2, 1), round(FLOOR - tall - 5, 1), count or "",
        )  # fmt: skip

    drawn = SafeString()
    for i, week in enumerate(held):
        x = 30 + i * step
        drawn += bar(week.held, x, "bar") + bar(week.names, x + width + 2, "bar names")
        drawn += format_html(
            '<text class="muted" x="{}" y="{}" text-anchor="middle">{}</text>',
            round(x + width, 1), FLOOR + 18, f"{week.monday.day} {week.monday:%b}",
        )  # fmt: skip
    said = "; ".join(f"{w.monday:%d %B}: {w.held} held, {counted(w.names, 'name')}" for w in held)
    return _svg(HEIGHT, f"Meetings and new names by week: {said}", _floor() + drawn)


def fan(ahead: Forecast) -> SafeString:
    """The forecast of meetings held, in all, with the band that should hold four in five."""
    if not ahead.weeks:
        return SafeString()
    most = max(week.meetings.high for week in ahead.weeks) or 1
    step = (WIDTH - 70) / len(ahead.weeks)

    def at(number: int, value: float) -> str:
        return f"{40 + number * step:.1f},{FLOOR - 165 * value / most:.1f}"

    low = [at(w.number, w.meetings.low) for w in ahead.weeks]
    high = [at(w.number, w.meetings.high) for w in ahead.weeks]
    middle = [at(0, 0), *(at(w.number, w.meetings.middle) for w in ahead.weeks)]
    band = " ".join([at(0, 0), *high, *reversed(low)])
    ticks = format_html_join(
        "",
        '<text class="muted" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((round(40 + w.number * step, 1), FLOOR + 18, w.number) for w in ahead.weeks),
    )
    last = ahead.weeks[-1].meetings
    labels = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        ((34, round(FLOOR - 165 * v / most + 4, 1), round(v)) for v in (last.high, last.middle, 0)),
    )
    said = (
        f"Meetings held in {counted(len(ahead.weeks), 'week')}: about {last.middle:.0f}, "
        f"four times in five between {last.low:.0f} and {last.high:.0f}."
    )
    shape = format_html(
        '<polygon class="band" points="{}"/><polyline class="line" points="{}"/>',
        band, " ".join(middle),
    )  # fmt: skip
    return _svg(HEIGHT, said, _floor() + shape + ticks + labels)


def days(counted: Sequence[tuple[dt.date, int]]) -> SafeString:
    """A small picture of how many came on each day, oldest first."""
    most = max((n for _, n in counted), default=0) or 1
    step = WIDTH / max(len(counted), 1)
    drawn = format_html_join(
        "",
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}" rx="2"/>',
        (
            (round(i * step + 2, 1), round(50 - 46 * n / most, 1), round(step - 4, 1),
             max(round(46 * n / most, 1), 1))
            for i, (_, n) in enumerate(counted)
        ),
    )  # fmt: skip
    said = "; ".join(f"{day:%d %B}: {n}" for day, n in counted)
    return _svg(54, f"New on each day: {said}", drawn)


def spark(numbers: Sequence[int]) -> SafeString:
    """A trend no larger than a word, today last, its numbers said to those who listen."""
    most = max(numbers, default=0) or 1
    step = 112 / max(len(numbers), 1)
    drawn = format_html_join(
        "",
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>',
        ((round(i * step, 1), round(20 - 18 * n / most, 1), round(step - 2, 1),
          round(max(18 * n / most, 1), 1)) for i, n in enumerate(numbers)),
    )  # fmt: skip
    said = f"New each day, today last: {', '.join(map(str, numbers))}"
    return format_html(
        '<svg class="chart" width="112" height="22" viewBox="0 0 112 22" role="img"'
        ' aria-label="{}">{}</svg>',
        said, drawn,
    )  # fmt: skip


def _floor() -> SafeString:
    return format_html('<path class="axis" d="M30 {0}H{1}"/>', FLOOR, WIDTH - 10)


def _svg(height: int, said: str, inside: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH, height, said, inside,
    )  # fmt: skip
