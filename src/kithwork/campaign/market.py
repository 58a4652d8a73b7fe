"""The market of the objective over time: its focus by version, its openings by week."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kithwork.campaign.models import Campaign, Finding, Objective
from kithwork.campaign.openings import ever_matched, focus
from kithwork.words import counted

WEEKS = 12
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class FocusThen:
    """How narrow a version of the objective was when it was written, or is now (`version` 0).

    A count that was not taken then is None.
    """

    version: int
    on: dt.date
    openings: int | None
    employers: int | None
    occupations: int | None


@dataclass(frozen=True)
class WeekOfMarket:
    """What matched the objective in a week: open at its end, new in it, and what was learnt."""

    monday: dt.date
    open: int
    new: int
    learnt: int


@dataclass(frozen=True)
class Narrowing:
    """Whether the aim became narrower, in a sentence, from the version before to now."""

    narrower: bool | None
    sentence: str


def focus_over_time(campaign: Campaign, now: dt.datetime) -> tuple[FocusThen, ...]:
    """Each version as it was written, the first first, then the last one as it matches now."""
    versions = list(campaign.objectives.order_by("version"))
    today = campaign.owner.today
    told = [_then(one, today(one.written_at), one.focus, one.version) for one in versions]
    if versions:
        told.append(_then(versions[-1], today(now), focus(versions[-1]), version=0))
    return tuple(told)


def _then(one: Objective, on: dt.date, counted: Mapping[str, int], version: int) -> FocusThen:
    """A version that names no occupation matches nothing by it: that is unknown, not narrow."""
    known = counted if one.occupations else {}
    return FocusThen(
        version, on, known.get("openings"), known.get("employers"), known.get("occupations")
    )


def narrowing(over_time: Iterable[FocusThen]) -> Narrowing:
    """Narrower means fewer employers or occupations than before, and still some openings.

    Nothing is said before there are two counts to compare.
    """
    told = [one for one in over_time if one.openings is not None]
    versions = [one for one in told if one.version]
    if len(versions) < 2 or not told:
        return Narrowing(
            None, "Nothing to compare yet: rewrite it when a meeting has taught you more."
        )
    before, now = versions[-2], told[-1]
    if not now.openings and before.openings:
        return Narrowing(None, "It matches no opening now: too narrow, or boards are missing.")
    pairs = [(before.openings, now.openings), (before.employers, now.employers),
             (before.occupations, now.occupations)]  # fmt: skip
    less = sum(b is not None and n is not None and n < b for b, n in pairs)
    more = sum(b is not None and n is not None and n > b for b, n in pairs)
    openings = counted(before.openings or 0, "opening")
    employers = counted(before.employers or 0, "employer")
    compared = f"{openings} at {employers} before, {now.openings} at {now.employers} now."
    if less > more:
        return Narrowing(True, f"Narrower: {compared}")
    if more > less:
        return Narrowing(False, f"Broader: {compared}")
    return Narrowing(None, f"About as wide: {compared}")


def market_by_week(campaign: Campaign, now: dt.datetime, weeks: int = WEEKS) -> list[WeekOfMarket]:
    """The last weeks, the oldest first, counted by what the objective asks for today.

    Begins with the first week in which a matching opening was seen or something was learnt.
    """
    today = campaign.owner.today
    this = today(now) - dt.timedelta(days=today(now).weekday())
    mondays = [this - WEEK * back for back in range(weeks - 1, -1, -1)]
    rows = ever_matched(campaign.objective())
    spans = [
        (today(first), today(closed) if closed else None, new and today(new))
        for first, closed, new in rows.values_list("first_seen_at", "closed_at", "new_at")
    ]
    learnt = Counter(
        day - dt.timedelta(days=day.weekday())
        for day in campaign.findings.values_list("heard_on", flat=True)
    )
    found = [_week(monday, spans, learnt[monday]) for monday in mondays]
    while found and not (found[0].open or found[0].new or found[0].learnt):
        found.pop(0)
    return found


def _week(
    monday: dt.date, spans: list[tuple[dt.date, dt.date | None, dt.date | None]], learnt: int
) -> WeekOfMarket:
    ends = monday + WEEK
    open_ = sum(first < ends and (closed is None or closed >= ends) for first, closed, _ in spans)
    new = sum(day is not None and monday <= day < ends for *_, day in spans)
    return WeekOfMarket(monday, open_, new, learnt)


def learnt_by_kind(campaign: Campaign) -> list[tuple[str, int]]:
    """How many findings there are of each kind, in the order of the kinds, but for none."""
    counts = Counter(campaign.findings.values_list("kind", flat=True))
    return [(str(kind.label), counts[kind]) for kind in Finding.Kind if counts[kind]]
