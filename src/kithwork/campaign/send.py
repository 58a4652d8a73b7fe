"""Sends one letter, once: the intention is written down first, then it leaves, then that is noted.

A process that dies in between leaves the intention behind. Then nobody here knows whether the
letter left; the owner, who can look into their Sent folder, says so, and nothing is sent again
before that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from kithwork.campaign import promise
from kithwork.campaign.approach import mark_sent
from kithwork.campaign.models import Approach, FollowUp, Mail, Technique
from kithwork.campaign.post import NotSentError, Post, UnsureError, new_message, outgoing_of
from kithwork.campaign.send_gate import (
    Deliberately,
    expect_address,
    refuse_approach,
    refuse_owed,
)
from kithwork.errors import KithworkError

State = Mail.State
UNDER_WAY = dt.timedelta(minutes=3)  # sending may take so long; before that nobody gives it up


@dataclass(frozen=True)
class Letter:
    """What is to be sent, and what it is part of."""

    about: Approach | FollowUp
    to: str
    subject: str
    text: str
    technique: str = ""


def send_approach(
    approach: Approach, post: Post, now: dt.datetime, said: Deliberately | None = None
) -> Mail:
    """Send the letter of a drafted approach, exactly once.

    Raises KithworkError: before anything has left where conduct or the address forbids it;
    NotSentError where the server refused; UnsureError where nobody knows.
    """
    refuse_approach(approach, said or Deliberately(), approach.owner.today(now))
    to = expect_address(approach.person)
    return _leave(
        Letter(approach, to, approach.subject, approach.text, approach.technique), post, now
    )


def send_owed(owed: FollowUp, subject: str, text: str, post: Post, now: dt.datetime) -> Mail:
    """Send thanks, a report back or a reminder, exactly once; then it is done. Raises likewise."""
    refuse_owed(owed, subject, text)
    return _leave(Letter(owed, expect_address(owed.person), subject, text), post, now)


def settle(mail: Mail, left: bool, now: dt.datetime) -> Mail:
    """The owner's word on a letter of which nobody here knows whether it left."""
    if mail.state not in (State.LEAVING, State.UNSURE):
        state = mail.get_state_display().lower()
        raise KithworkError(f"This letter is {state}; there is nothing to say.")
    if not left and mail.state == State.LEAVING and now - mail.begun_at < UNDER_WAY:
        raise KithworkError("This letter may be on its way just now; look again in three minutes.")
    if left:
        return confirm(mail, mail.begun_at)
    return _stayed(mail, "You said that it did not leave.")


def _leave(letter: Letter, post: Post, now: dt.datetime) -> Mail:
    account = outgoing_of(letter.about.owner)
    person = letter.about.person
    message = new_message(account, letter.to, person.name, letter.subject, letter.text, now)
    mail = _intend(letter, str(message["Message-ID"]), now)
    try:
        post(message)
    except NotSentError as error:
        _stayed(mail, str(error))
        raise
    except UnsureError as error:
        mail.state, mail.problem = State.UNSURE, str(error)[:600]
        mail.save(update_fields=["state", "problem"])
        raise
    return confirm(mail, now)


def _intend(letter: Letter, message_id: str, now: dt.datetime) -> Mail:
    """Written to disk before anything leaves; one letter that is under way keeps others back."""
    about = letter.about
    owed = about if isinstance(about, FollowUp) else None
    try:
        with transaction.atomic(durable=True):
            return Mail.objects.create(
                owner=about.owner,
                person=about.person,
                approach=about.approach if isinstance(about, FollowUp) else about,
                follow_up=owed,
                to_address=letter.to,
                subject=letter.subject.strip()[:300],
                text=letter.text,
                technique=letter.technique,
                message_id=message_id,
                begun_at=now,
            )
    except IntegrityError as error:
        raise KithworkError(
            "This letter was handed over before. Say on its page whether that one left."
        ) from error


@transaction.atomic
def confirm(mail: Mail, at: dt.datetime) -> Mail:
    """Note that a letter left: its promise is kept, or its approach is sent."""
    mail.state, mail.sent_at, mail.problem = State.SENT, at, ""
    mail.save(update_fields=["state", "sent_at", "problem"])
    if mail.follow_up:
        promise.keep(mail.follow_up, at)
    elif mail.approach:
        _note_sent(mail, Approach.objects.get(pk=mail.approach.pk), at)
    return mail


def _note_sent(mail: Mail, approach: Approach, at: dt.datetime) -> None:
    """The approach says what was sent, whatever was typed meanwhile."""
    if approach.state != Approach.State.DRAFTED:
        return  # the owner was quicker and has marked it by hand
    approach.subject, approach.text = mail.subject, mail.text
    approach.technique = mail.technique
    direct = mail.technique == Technique.DIRECT_CONTACT
    mail.approach = mark_sent(approach, at, as_direct_contact=direct, has_left=True)


def _stayed(mail: Mail, why: str) -> Mail:
    mail.state, mail.problem = State.STAYED, why[:600]
    mail.save(update_fields=["state", "problem"])
    return mail
