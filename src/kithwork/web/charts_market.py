"""Small pictures of the market: how the aim narrowed by version, and what was open by week."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kithwork.campaign.market import FocusThen, WeekOfMarket
from kithwork.words import counted

WIDTH = 640
LEFT = 165
HEAD = 14  # above a chart, for the number on its highest point
ROW = 64
TALL = 34
ROWS = (("openings", "openings"), ("employers", "employers"), ("occupations", "occupations"))


def focus(over_time: Sequence[FocusThen]) -> SafeString:
    """Three small lines, one below the other: openings, employers and occupations by version.

    Each line has its own scale and its numbers beside it; versions without a count leave a gap.
    Nothing is drawn before there are two counts.
    """
    told = [one for one in over_time if one.openings is not None]
    if len(told) < 2:
        return SafeString()
    step = (WIDTH - LEFT - 50) / (len(told) - 1)
    drawn = SafeString()
    for row, (field, label) in enumerate(ROWS):
        values = [getattr(one, field) for one in told]
        if any(value is not None for value in values):
            drawn += _line(row, label, values, step)
    ticks = format_html_join(
        "",
        '<text class="muted" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((round(LEFT + i * step, 1), len(ROWS) * ROW + 22, _called(one))
         for i, one in enumerate(told)),
    )  # fmt: skip
    said = "; ".join(
        f"{_called(one)}: {counted(one.openings or 0, 'opening')}, "
        f"{counted(one.employers or 0, 'employer')}"
        + (f", {counted(one.occupations, 'occupation')}" if one.occupations is not None else "")
        for one in told
    )
    return _svg(len(ROWS) * ROW + 30, f"Focus of the objective. {said}", drawn + ticks)


def _called(one: FocusThen) -> str:
    return f"version {one.version}" if one.version else "now"


def _line(row: int, label: str, values: Sequence[int | None], step: float) -> SafeString:
    most = max((value for value in values if value is not None), default=0) or 1
    floor = (row + 1) * ROW - 10

    def at(place: int, value: int) -> tuple[float, float]:
        return round(LEFT + place * step, 1), round(floor - TALL * value / most, 1)

    points = [(*at(i, value), value) for i, value in enumerate(values) if value is not None]
    name = format_html(
        '<text x="{}" y="{}" text-anchor="end">{}</text><path class="axis" d="M{} {}H{}"/>',
        LEFT - 30, floor - TALL / 2 + 4, label, LEFT, floor, WIDTH - 50,
    )  # fmt: skip
    line = format_html(
        '<polyline class="line" points="{}"/>', " ".join(f"{x},{y}" for x, y, _ in points)
    )
    dots = format_html_join(
        "",
        '<circle class="bar" cx="{}" cy="{}" r="3.5"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((x, y, x, y - 7, value) for x, y, value in points),
    )
    return name + line + dots


def weeks(counted: Sequence[WeekOfMarket]) -> SafeString:
    """What was open at each week's end, with what was new in it, and findings below."""
    if not counted:
        return SafeString()
    most = max(week.open for week in counted) or 1
    step = (WIDTH - 40) / len(counted)
    width = min(step * 0.6, 30)
    bars = format_html_join(
        "",
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="muted" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (round(30 + i * step, 1), round(120 - 90 * week.open / most, 1), round(width, 1),
             max(round(90 * week.open / most, 1), 1),
             round(30 + i * step + width / 2, 1), round(114 - 90 * week.open / most, 1), week.open,
             round(30 + i * step + width / 2, 1), 138, f"{week.monday.day} {week.monday:%b}")
            for i, week in enumerate(counted)
        ),
    )  # fmt: skip
    said = "; ".join(
        f"week of {week.monday:%d %B}: {week.open} open, {week.new} new, {week.learnt} learnt"
        for week in counted
    )
    return _svg(146, f"Openings that match, at each week's end: {said}", bars)


def _svg(height: int, said: str, inside: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 -{} {} {}" role="img" aria-label="{}">{}</svg>',
        HEAD, WIDTH, height + HEAD, said, inside,
    )  # fmt: skip
