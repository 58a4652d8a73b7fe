"""Record what a meeting brought: findings, exposure and names, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from kithwork.boards.names import normal_name
from kithwork.campaign import meet
from kithwork.campaign.about import employer_named, person_named_in
from kithwork.campaign.give import note_need
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
from kithwork.people.introduce import Introduced, NameGiven, introduce, organisation_named
from kithwork.people.models import Organisation


@dataclass(frozen=True)
class FindingHeard:
    """One thing learnt, as it was said."""

    text: str
    kind: str = Finding.Kind.FACT
    confidence: int = Finding.Confidence.LIKELY
    confidential: bool = False
    answers: int | None = None
    about: str = ""


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
    needs: Sequence[str] = ()
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
    for need in report.needs:
        if need.strip():
            note_need(meeting.person, need, now, meeting=meeting)
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
            "about_organisation": _employer_of(meeting, heard),
            "about_person": person_named_in(meeting.owner, heard.text, but=meeting.person),
            "heard_on": meeting.owner.today(now),
        },
    )
    return finding


def _employer_of(meeting: Meeting, heard: FindingHeard) -> Organisation | None:
    if normal_name(heard.about):
        return organisation_named(meeting.owner, heard.about)
    return employer_named(meeting.owner, heard.text)


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
    return became_of(meeting) or become(meeting, Technique.INTERVIEW, now)


def became_of(meeting: Meeting) -> Approach | None:
    """What the meeting has become by an opening that the contact raised."""
    return (
        Approach.objects.filter(owner=meeting.owner, situation=_raised_in(meeting))
        .exclude(state=Approach.State.WITHDRAWN)
        .first()
    )


@transaction.atomic
def become(meeting: Meeting, technique: str, now: dt.datetime) -> Approach:
    """The contact raised an opening: an interview, or direct contact, with a record of its own.

    Only a held networking meeting becomes something else; as long as the record is a draft, its
    technique may still be changed. KithworkError otherwise.
    """
    if technique not in (Technique.INTERVIEW, Technique.DIRECT_CONTACT):
        raise KithworkError("It becomes an interview or direct contact.")
    if not meeting.is_held or meeting.technique != Technique.NETWORKING:
        raise KithworkError("Only a networking meeting that was held becomes something else.")
    outcome, _ = Outcome.objects.get_or_create(meeting=meeting, defaults={"recorded_at": now})
    outcome.opening_raised_by, outcome.stayed_networking = "contact", False
    outcome.save(update_fields=["opening_raised_by", "stayed_networking"])
    own = became_of(meeting)
    if own is None:
        return Approach.objects.create(
            owner=meeting.owner,
            campaign=meeting.campaign,
            person=meeting.person,
            technique=technique,
            situation=_raised_in(meeting),
            drafted_at=now,
            purpose="They raised an opening in our meeting.",
        )
    if own.technique != technique and own.state != Approach.State.DRAFTED:
        raise KithworkError(f"It is {own.get_technique_display()} already, and under way.")
    own.technique = technique
    own.save(update_fields=["technique"])
    return own


def _raised_in(meeting: Meeting) -> str:
    return f"raised-in-meeting-{meeting.pk}"
