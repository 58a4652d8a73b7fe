"""The weekly review: what was planned, what happened, what was learnt, what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kithwork.campaign.models import Approach, Campaign, Finding, FollowUp, Meeting, Objective
from kithwork.campaign.openings import focus


@dataclass(frozen=True)
class WeekReviewed:
    """One week, from Monday to Sunday."""

    monday: dt.date
    asked: tuple[Approach, ...]
    answered: tuple[Approach, ...]
    held: tuple[Meeting, ...]
    missed: tuple[Meeting, ...]
    untold: tuple[Meeting, ...]
    learnt: tuple[Finding, ...]
    new_names: int
    kept: int
    overdue: tuple[FollowUp, ...]
    rewritten: tuple[Objective, ...]
    focus_now: dict[str, int]
    meant: int


def review_week(campaign: Campaign, monday: dt.date, now: dt.datetime) -> WeekReviewed:
    """Everything of the week that begins on `monday`, in the owner's own days."""
    today = campaign.owner.today
    ends = monday + dt.timedelta(days=7)

    def within(at: dt.datetime | None) -> bool:
        return at is not None and monday <= today(at) < ends

    meetings = list(campaign.meetings.select_related("person", "outcome"))
    held = [m for m in meetings if m.is_held and within(m.starts_at)]
    outcomes = [m.outcome for m in held if hasattr(m, "outcome")]
    sent = list(campaign.approaches.sent().select_related("person"))
    owed = campaign.follow_ups.select_related("person", "about")
    return WeekReviewed(
        monday=monday,
        asked=tuple(a for a in sent if within(a.sent_at)),
        answered=tuple(a for a in sent if within(a.answered_at)),
        held=tuple(held),
        missed=tuple(m for m in meetings if m.state == "no_show" and within(m.starts_at)),
        untold=tuple(m for m in held if not hasattr(m, "outcome")),
        learnt=tuple(
            campaign.findings.filter(heard_on__gte=monday, heard_on__lt=ends).select_related(
                "said_by"
            )
        ),
        new_names=sum(outcome.new_names() for outcome in outcomes),
        kept=sum(within(f.done_at) for f in owed.exclude(done_at=None)),
        overdue=tuple(owed.filter(done_at=None, dropped_at=None, due_on__lt=min(ends, today(now)))),
        rewritten=tuple(o for o in campaign.objectives.all() if within(o.written_at)),
        focus_now=focus(campaign.objective()),
        meant=campaign.meetings_a_week,
    )
