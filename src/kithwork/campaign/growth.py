"""How the circle grows: what was observed, as counts for a picture, and what it forecasts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from kithwork.campaign.models import Campaign, Outcome

WEEKS_SHOWN = 12


@dataclass(frozen=True)
class WeekHeld:
    """One week's networking: the meetings held, the new names, those with strangers."""

    monday: dt.date
    held: int
    names: int
    strangers: int


@dataclass(frozen=True)
class GrowthSoFar:
    """The campaign in counts."""

    generations: tuple[tuple[int, int], ...]
    weeks: tuple[WeekHeld, ...]
    meetings: int
    names: int
    findings: int
    exposures: int
    two_more: int

    @property
    def names_a_meeting(self) -> float | None:
        """New names in a meeting on average; None before the first."""
        return self.names / self.meetings if self.meetings else None

    @property
    def strangers_share(self) -> float | None:
        """Of the meetings shown, the share with people not known before."""
        held = sum(week.held for week in self.weeks)
        return sum(week.strangers for week in self.weeks) / held if held else None


def growth_so_far(campaign: Campaign, now: dt.datetime) -> GrowthSoFar:
    """People by generation, names per meeting, meetings per week."""
    people = campaign.owner.people.known().exclude(generation=None)
    generations = Counter(people.values_list("generation", flat=True))
    outcomes = list(
        Outcome.objects.filter(meeting__campaign=campaign, meeting__technique="networking")
        .select_related("meeting")
        .prefetch_related("names", "findings", "exposures")
    )
    held = campaign.meetings.held().networking()
    return GrowthSoFar(
        generations=tuple(sorted((int(g), n) for g, n in generations.items() if g is not None)),
        weeks=_weeks(campaign, outcomes, now),
        meetings=held.count(),
        names=sum(outcome.new_names() for outcome in outcomes),
        findings=sum(len(outcome.findings.all()) for outcome in outcomes),
        exposures=sum(len(outcome.exposures.all()) for outcome in outcomes),
        two_more=sum(outcome.two_more for outcome in outcomes),
    )


def _weeks(campaign: Campaign, outcomes: list[Outcome], now: dt.datetime) -> tuple[WeekHeld, ...]:
    today = campaign.owner.today(now)
    this = today - dt.timedelta(days=today.weekday())
    begun = campaign.started_on - dt.timedelta(days=campaign.started_on.weekday())
    first = max(begun, this - dt.timedelta(weeks=WEEKS_SHOWN - 1))
    names = {outcome.meeting_id: outcome.new_names() for outcome in outcomes}
    held, new, strangers = Counter[dt.date](), Counter[dt.date](), Counter[dt.date]()
    for meeting in campaign.meetings.held().networking().exclude(starts_at=None):
        assert meeting.starts_at is not None
        day = campaign.owner.today(meeting.starts_at)
        monday = day - dt.timedelta(days=day.weekday())
        held[monday] += 1
        new[monday] += names.get(meeting.pk, 0)
        strangers[monday] += not meeting.known_before
    count = (this - first).days // 7 + 1
    mondays = [first + dt.timedelta(weeks=week) for week in range(count)]
    return tuple(WeekHeld(m, held[m], new[m], strangers[m]) for m in mondays)
