"""Reads working times out of a text ("7p-7a", "19h30-7h30", "5 bis 15 Uhr") and compares them."""

from __future__ import annotations

import re
from collections.abc import Set

from kithwork.jobs.match.signs import at_numbers

Span = tuple[frozenset[int], frozenset[int]]
"""Minutes of the day at which work may begin and end: two where a text leaves the half open."""

_TIME = r"(\d{1,2})(?:\s?[:.h]\s?(\d\d))?\s?(am\b|pm\b|a\.m\.|p\.m\.|a\b|p\b|uhr\b|h\b)?"
_SPAN = re.compile(
    rf"(?<![\d.,$£€/x-]){_TIME}\s?(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bbis\b|\bà\b|\bund\b)\s?{_TIME}"
    r"(?![\d%$£€/-])",
    re.I,
)
_LONGEST, _SHORTEST = 14 * 60, 3 * 60


def spans_in(text: str) -> frozenset[Span]:
    """The working times that a text names; bare numbers ("3 to 5 years") are none."""
    found = (_span(*way.groups(default="")) for way in at_numbers(_SPAN, text.lower()))
    return frozenset(span for span in found if span)


def meet(a: Set[Span], b: Set[Span]) -> bool:
    """Whether a working time of one may be one of the other's."""
    return any(x[0] & y[0] and x[1] & y[1] for x in a for y in b)


def _span(
    hour: str, minute: str, half: str, to_hour: str, to_minute: str, to_half: str
) -> Span | None:
    marks = (half, to_half)
    if not any(marks) and not (minute and to_minute):
        return None
    starts, ends = _minutes(hour, minute, half), _minutes(to_hour, to_minute, to_half)
    likely = {(s, e) for s in starts for e in ends if _SHORTEST <= (e - s) % 1440 <= _LONGEST}
    if not likely:
        return None
    return frozenset(s for s, _ in likely), frozenset(e for _, e in likely)


def _minutes(hour: str, minute: str, half: str) -> set[int]:
    hours, minutes = int(hour), int(minute or 0)
    if hours > 24 or minutes > 59:
        return set()
    if half[:1] in ("a", "p"):
        return {(hours % 12 + (12 if half[0] == "p" else 0)) * 60 + minutes}
    sure = hours > 12 or half in ("uhr", "h") or hour.startswith("0")
    return {hours % 24 * 60 + minutes} | (set() if sure else {(hours + 12) % 24 * 60 + minutes})
