"""Record what a meeting brought: findings, exposure and names, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from kithwork.campaign import meet
from kithwork.campaign.models import (
    Approach,
    Exposure,
    Finding,
    FollowUp,
    Meeting,
    NamedPerson,
    Outcome,
    Question,
    Technique,
)
from kithwork.errors import KithworkError
from kithwork.people.introduce import Introduced, NameGiven, introduce


@dataclass(frozen=True)
class FindingHeard:
    """One thing learnt, as it was said."""

    text: str
    kind: str = Finding.Kind.FACT
    confidence: int = Finding.Confidence.LIKELY
    confidential: bool = False
    answers: int | None = None


@dataclass(frozen=True)
class PromiseMade:
    """Something promised in the meeting, and by when."""

    text: str
    due_on: dt.date | None = None


@dataclass(frozen=True)
class OutcomeReport:
    """What the owner tells of a meeting; every part may be empty."""

    told: str = ""
    findings: Sequence[FindingHeard] = ()
    names: Sequence[NameGiven] = ()
    exposed: Sequence[str] = ()
    promises: Sequence[PromiseMade] = ()
    purpose_met: bool | None = None
    opening_raised_by: str = ""


@dataclass(frozen=True)
class RecordedOutcome:
    """What was written down, and what follows from it."""

    outcome: Outcome
    introduced: tuple[Introduced, ...]
    findings: tuple[Finding, ...]
    owed: tuple[FollowUp, ...]
    became: Approach | None = None

    @property
    def new_names(self) -> int:
        """Names that were unknown until this meeting, over all that was recorded of it."""
        return self.outcome.new_names()


@transaction.atomic
def record_outcome(meeting: Meeting, report: OutcomeReport, now: dt.datetime) -> RecordedOutcome:
    """Write down what a meeting brought; recording again adds what was remembered later.

    The meeting counts as held from then on. A contact who raised an opening has turned the
    meeting into something else: that gets an approach of its own.
    """
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.HELD):
        raise KithworkError(f"This meeting is {meeting.get_state_display()}; it brought nothing.")
    meet.hold(meeting, now)
    outcome, _ = Outcome.objects.get_or_create(meeting=meeting, defaults={"recorded_at": now})
    _note(outcome, report)
    introduced = tuple(introduce(meeting.person, given, now) for given in report.names)
    _count_names(outcome, introduced)
    findings = tuple(_learn(outcome, heard, now) for heard in report.findings if heard.text.strip())
    _expose(outcome, report, now)
    for made in report.promises:
        _promise(meeting, made, now)
    return RecordedOutcome(
        outcome,
        introduced,
        findings,
        tuple(meeting.follow_ups.owed()),
        became=_became(meeting, report, now),
    )


def _note(outcome: Outcome, report: OutcomeReport) -> None:
    told = report.told.strip()
    if told and told not in outcome.told:
        outcome.told = f"{outcome.told}\n\n{told}".strip()
    if report.purpose_met is not None:
        outcome.purpose_met = report.purpose_met
    if report.opening_raised_by:
        outcome.opening_raised_by = report.opening_raised_by
    outcome.stayed_networking = not outcome.opening_raised_by
    outcome.save()


def _count_names(outcome: Outcome, introduced: Sequence[Introduced]) -> None:
    for one in introduced:
        NamedPerson.objects.get_or_create(
            outcome=outcome,
            person=one.person,
            defaults={"introduction": one.introduction, "was_new": one.was_new},
        )


def _learn(outcome: Outcome, heard: FindingHeard, now: dt.datetime) -> Finding:
    meeting = outcome.meeting
    finding, _ = Finding.objects.get_or_create(
        outcome=outcome,
        text=heard.text.strip(),
        defaults={
            "owner": meeting.owner,
            "campaign": meeting.campaign,
            "said_by": meeting.person,
            "kind": heard.kind,
            "confidence": heard.confidence,
            "confidential": heard.confidential,
            "answers": Question.objects.filter(
                pk=heard.answers or 0, campaign=meeting.campaign
            ).first(),
            "heard_on": meeting.owner.today(now),
        },
    )
    return finding


def _expose(outcome: Outcome, report: OutcomeReport, now: dt.datetime) -> None:
    """The person met knows now what the owner looks for, and so do those who sat with them."""
    Exposure.objects.get_or_create(outcome=outcome, person=outcome.meeting.person)
    for name in report.exposed:
        if name.strip():
            given = introduce(outcome.meeting.person, NameGiven(name), now)
            Exposure.objects.get_or_create(outcome=outcome, person=given.person)


def _promise(meeting: Meeting, made: PromiseMade, now: dt.datetime) -> None:
    if made.text.strip():
        FollowUp.objects.create(
            owner=meeting.owner,
            campaign=meeting.campaign,
            person=meeting.person,
            meeting=meeting,
            kind=FollowUp.Kind.PROMISE,
            note=made.text.strip(),
            due_on=made.due_on or meeting.owner.today(now) + dt.timedelta(days=7),
            created_at=now,
        )


def _became(meeting: Meeting, report: OutcomeReport, now: dt.datetime) -> Approach | None:
    """The approach of its own that an opening raised by the contact turns into."""
    if report.opening_raised_by != "contact":
        return None
    return Approach.objects.get_or_create(
        owner=meeting.owner,
        campaign=meeting.campaign,
        person=meeting.person,
        technique=Technique.INTERVIEW,
        situation=f"raised-in-meeting-{meeting.pk}",
        defaults={"drafted_at": now, "purpose": "They raised an opening in our meeting."},
    )[0]
