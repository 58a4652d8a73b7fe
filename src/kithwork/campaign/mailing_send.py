"""Sends a mailing's letters one by one: slowly, in working hours, and each at most once."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from django.db.models import Q

from kithwork.campaign.clock import clock_of_owner
from kithwork.campaign.mailing_refuse import refusal
from kithwork.campaign.models import Mailing, Recipient
from kithwork.campaign.post import NotSentError, Post, UnsureError
from kithwork.errors import KithworkError
from kithwork.words import counted

# A server answers within half a minute; what is still "being sent" by then was abandoned.
ABANDONED_AFTER = dt.timedelta(minutes=10)
REST_AFTER_FAILURE = dt.timedelta(minutes=15)
TRIES = 2
FAILURES = 3
PERHAPS = "Kithwork was stopped while it sent this letter; look into your Sent folder."

Compose = Callable[[Recipient], EmailMessage]
State = Recipient.State


def in_hours(mailing: Mailing, now: dt.datetime) -> bool:
    """Whether letters may go now: on a working day and no holiday, in the hours set, by the
    owner's clock."""
    here = now.astimezone(ZoneInfo(mailing.owner.time_zone))
    if not mailing.from_hour <= here.hour < mailing.until_hour:
        return False
    return clock_of_owner(mailing.owner, now).works_on(here.date())


def send_next(
    mailing: Mailing, now: dt.datetime, post: Post, compose: Compose, rng: random.Random
) -> Recipient | None:
    """Send the next letter if one is due; None where none is.

    A letter is claimed before it is handed over and never claimed twice, so that a crash between
    the two leaves it as one that may have left, for the person to settle: it is not sent again.
    """
    _settle_abandoned(mailing, now)
    if not in_hours(mailing, now) or not _take_turn(mailing, now, rng):
        return None
    one = _claim(mailing, now)
    if one is None:
        _finish(mailing)
        return None
    try:
        message = compose(one)
        one.message_id = str(message["Message-ID"] or "")[:250]
        one.save(update_fields=["message_id"])
        post(message)
    except NotSentError as error:
        _failed(mailing, one, str(error), now)
    except UnsureError as error:
        _became(one, state=State.UNSURE, reason=str(error)[:500])
    else:
        _became(one, state=State.SENT, sent_at=now, reason="")
        Mailing.objects.filter(pk=mailing.pk).update(failures=0)
    _finish(mailing)
    return one


def settle(recipient: Recipient, now: dt.datetime, *, left: bool) -> Recipient:
    """The person's word on a letter that may have left: it did, or it goes again."""
    if recipient.state != State.UNSURE:
        raise KithworkError(f"The letter to {recipient} is {recipient.get_state_display()}.")
    if left:
        _became(recipient, state=State.SENT, sent_at=recipient.claimed_at or now, reason="")
    else:
        _became(recipient, state=State.WAITING, reason="")
        Mailing.objects.filter(pk=recipient.mailing_id, state=Mailing.State.DONE).update(
            state=Mailing.State.STOPPED
        )
    return recipient


def _take_turn(mailing: Mailing, now: dt.datetime, rng: random.Random) -> bool:
    """Whether it is this worker's turn; the next one comes after the pause."""
    pause = dt.timedelta(seconds=3600 / mailing.an_hour * rng.uniform(1.0, 1.3))
    mine = Mailing.objects.filter(
        Q(not_before=None) | Q(not_before__lte=now), pk=mailing.pk, state=Mailing.State.RUNNING
    )
    return bool(mine.update(not_before=now + pause))


def _claim(mailing: Mailing, now: dt.datetime) -> Recipient | None:
    """The next letter that may still go; whoever must not be written to any more is left out."""
    while (
        one := mailing.recipients.to_go().select_related("person").order_by("tries", "pk").first()
    ):
        mine = Recipient.objects.filter(pk=one.pk, state=State.WAITING)
        if reason := refusal(mailing, one.key, one.person):
            mine.update(state=State.LEFT_OUT, reason=reason)
        elif mine.update(state=State.SENDING, claimed_at=now):
            one.refresh_from_db()
            return one
    return None


def _failed(mailing: Mailing, one: Recipient, why: str, now: dt.datetime) -> None:
    """A letter that stayed here is tried once more, later; several in a row stop the mailing."""
    one.tries += 1
    state = State.WAITING if one.tries < TRIES else State.NOT_SENT
    _became(one, state=state, tries=one.tries, reason=why[:500])
    mailing.refresh_from_db()
    mailing.failures += 1
    mailing.not_before = now + REST_AFTER_FAILURE
    if mailing.failures >= FAILURES and mailing.state == Mailing.State.RUNNING:
        mailing.state = Mailing.State.STOPPED
        mailing.why_stopped = (
            f"{counted(mailing.failures, 'letter')} in a row could not be sent. {why}"[:500]
        )
    mailing.save(update_fields=["failures", "not_before", "state", "why_stopped"])


def _settle_abandoned(mailing: Mailing, now: dt.datetime) -> None:
    old = mailing.recipients.filter(state=State.SENDING, claimed_at__lt=now - ABANDONED_AFTER)
    old.update(state=State.UNSURE, reason=PERHAPS)


def _finish(mailing: Mailing) -> None:
    under_way = mailing.recipients.filter(state__in=[State.WAITING, State.SENDING])
    if not under_way.exists():
        running = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.RUNNING)
        running.update(state=Mailing.State.DONE)
    mailing.refresh_from_db()


def _became(one: Recipient, **values: object) -> None:
    for name, value in values.items():
        setattr(one, name, value)
    one.save(update_fields=list(values))
