"""The weekly review: what was planned, what happened, what was learnt, what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kithwork.campaign.market import Narrowing, focus_over_time, narrowing
from kithwork.campaign.models import (
    Approach,
    Campaign,
    Finding,
    FollowUp,
    Meeting,
    Objective,
    Question,
)
from kithwork.campaign.news import FirstHand, news_of
from kithwork.campaign.openings import focus

WEEK = dt.timedelta(days=7)


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
    agreed: tuple[Meeting, ...]
    moved: tuple[Meeting, ...]
    news: tuple[FirstHand, ...]
    answered_questions: tuple[Question, ...]
    narrowing: Narrowing
    next_agreed: tuple[Meeting, ...]
    next_owed: tuple[FollowUp, ...]
    helped: int

    @property
    def purposes_met(self) -> int:
        """Of the meetings held, those whose purpose was met."""
        return sum(getattr(m, "outcome", None) is not None and m.outcome.purpose_met is True
                   for m in self.held)  # fmt: skip


def review_week(campaign: Campaign, monday: dt.date, now: dt.datetime) -> WeekReviewed:
    """Everything of the week that begins on `monday`, in the owner's own days."""
    today = campaign.owner.today
    ends = monday + WEEK

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
        agreed=tuple(m for m in meetings if within(_first_time(m))),
        moved=tuple(m for m in meetings if any(within(_read(one["at"])) for one in m.moved)),
        news=tuple(
            one
            for one in news_of(campaign).first_hand
            if one.published_on and monday <= one.published_on < ends
        ),
        answered_questions=tuple(q for q in campaign.questions.all() if within(q.closed_at)),
        narrowing=narrowing(focus_over_time(campaign, now)),
        next_agreed=tuple(
            m
            for m in meetings
            if m.state == "planned" and m.starts_at and ends <= today(m.starts_at) < ends + WEEK
        ),
        next_owed=tuple(
            owed.filter(done_at=None, dropped_at=None, due_on__gte=ends, due_on__lt=ends + WEEK)
        ),
        helped=sum(within(f.done_at) for f in owed.filter(kind="help").exclude(done_at=None)),
    )


def _first_time(meeting: Meeting) -> dt.datetime | None:
    """When it was first agreed to be."""
    return _read(meeting.moved[0]["was"]) if meeting.moved else meeting.starts_at


def _read(said: str) -> dt.datetime:
    return dt.datetime.fromisoformat(said)
