"""Approach one person: draft, send, note the answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kithwork.campaign import promise
from kithwork.campaign.conduct import contact_kind, refuse_disguise, refuse_pretext
from kithwork.campaign.models import Approach, Campaign, FollowUp, Technique
from kithwork.errors import KithworkError
from kithwork.people.models import Person

State = Approach.State


@transaction.atomic
def draft_approach(
    campaign: Campaign,
    person: Person,
    now: dt.datetime,
    *,
    technique: str = Technique.NETWORKING,
    channel: str = Approach.Channel.EMAIL,
    purpose: str = "",
    subject: str = "",
    text: str = "",
    **more: object,
) -> Approach:
    """Put down an overture without sending it; an open draft to the same person is rewritten."""
    said = {
        "technique": technique,
        "channel": channel,
        "purpose": purpose.strip(),
        "subject": subject.strip(),
        "text": text,
        **more,
    }
    waiting = campaign.approaches.filter(person=person, state=State.DRAFTED).first()
    if waiting is None:
        return Approach.objects.create(
            owner=campaign.owner, campaign=campaign, person=person, drafted_at=now, **said
        )
    for field, value in said.items():
        setattr(waiting, field, value)
    waiting.save()
    return waiting


@transaction.atomic
def mark_sent(
    approach: Approach,
    now: dt.datetime,
    *,
    as_direct_contact: bool = False,
    has_left: bool = False,
) -> Approach:
    """Note that the overture went out, and when to nudge if nothing comes back.

    Raises KithworkError where a networking request is a pretext or reads as a disguised request
    for a job, unless `as_direct_contact` says deliberately that it is direct contact. What
    `has_left` by one's own account was asked before, and is noted in any case.
    """
    _expect(approach, "sent", State.DRAFTED)
    if as_direct_contact:
        approach.technique = Technique.DIRECT_CONTACT
    if not has_left:
        refuse_pretext(approach)
        refuse_disguise(approach)
    approach.state = State.SENT
    approach.sent_at = now
    approach.kind_of_contact = contact_kind(approach.person)
    approach.save()
    promise.nudge_after_sending(approach, now)
    return approach


@transaction.atomic
def answer(approach: Approach, said: str, now: dt.datetime) -> Approach:
    """Note the answer: accepted, declined or no_answer; a late yes after silence counts."""
    if said not in (State.ACCEPTED, State.DECLINED, State.NO_ANSWER):
        raise KithworkError("An answer is 'accepted', 'declined' or 'no_answer'.")
    _expect(approach, "answered", State.SENT, State.NO_ANSWER)
    approach.state = said
    approach.answered_at = None if said == State.NO_ANSWER else now
    approach.save()
    approach.follow_ups.owed().filter(kind=FollowUp.Kind.NUDGE).update(dropped_at=now)
    if said == State.DECLINED:
        promise.thank_after_no(approach, now)
    return approach


def withdraw(approach: Approach) -> Approach:
    """Drop a draft; what was sent can't be unsent."""
    _expect(approach, "withdrawn", State.DRAFTED)
    approach.state = State.WITHDRAWN
    approach.save()
    return approach


def _expect(approach: Approach, act: str, *states: str) -> None:
    if approach.state not in states:
        raise KithworkError(
            f"This approach to {approach.person} is {approach.get_state_display()}; "
            f"it can't be {act} now."
        )
