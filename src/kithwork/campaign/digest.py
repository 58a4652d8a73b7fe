"""Mails the owner what their alerts have found: each match in one digest, and no digest lost.

A digest is written down together with the word that its matches are told; then it leaves. One
that did not, or of which nobody knows, goes again, as the same message.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from email.utils import make_msgid
from zoneinfo import ZoneInfo

from django.db import transaction

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.models import AlertDigest
from kithwork.campaign.post import NotSentError, Post, UnsureError, new_message, outgoing_of
from kithwork.jobs.counts import start_of_day
from kithwork.jobs.models import AlertMatch
from kithwork.people.models import Owner
from kithwork.words import counted

AGAIN_AFTER = dt.timedelta(minutes=15)
MORNING = 7
_MOST = 500

Tell = Callable[[Sequence[AlertMatch]], str]


def due_by_itself(owner: Owner, now: dt.datetime) -> bool:
    """Whether a digest is to leave now without being asked: one that stayed, or today's first."""
    if owner.sample or not current_campaign(owner, now).mails_alerts:
        return False
    if AlertDigest.objects.filter(owner=owner, sent_at=None).exists():
        return True
    today = start_of_day(now, owner.time_zone)
    early = now.astimezone(ZoneInfo(owner.time_zone)).hour < MORNING
    return not early and not AlertDigest.objects.filter(owner=owner, written_at__gte=today).exists()


def send_digest(owner: Owner, tell: Tell, post: Post, now: dt.datetime) -> AlertDigest | None:
    """Mail what no digest has told yet to the owner's own address; None where that is nothing, or
    where another process is at it. Raises NotSentError or UnsureError; then it goes again later.
    """
    account = outgoing_of(owner)
    digest = _taken(owner, tell, account.address, now)
    if digest is None:
        return None
    message = new_message(
        account, account.address, account.shown_name, digest.subject, digest.text, now
    )
    message.replace_header("Message-ID", digest.message_id)
    try:
        post(message)
    except (NotSentError, UnsureError) as error:
        digest.problem = str(error)[:600]
        digest.save(update_fields=["problem"])
        raise
    digest.sent_at, digest.problem = now, ""
    digest.save(update_fields=["sent_at", "problem"])
    return digest


@transaction.atomic
def _taken(owner: Owner, tell: Tell, address: str, now: dt.datetime) -> AlertDigest | None:
    """The digest that is to leave, taken by this process."""
    Owner.objects.select_for_update().get(pk=owner.pk)
    digest = AlertDigest.objects.filter(owner=owner, sent_at=None).first() or _written(
        owner, tell, address, now
    )
    if digest is None or (digest.begun_at and now - digest.begun_at < AGAIN_AFTER):
        return None
    digest.begun_at = now
    digest.save(update_fields=["begun_at"])
    return digest


def _written(owner: Owner, tell: Tell, address: str, now: dt.datetime) -> AlertDigest | None:
    untold = AlertMatch.objects.untold().filter(alert__owner=owner, posting__closed_at=None)
    rows = list(
        untold.select_related("alert", "posting").order_by("alert__name", "-found_at")[:_MOST]
    )
    if not rows:
        return None
    AlertMatch.objects.filter(pk__in=[one.pk for one in rows]).update(told_at=now)
    new = counted(len(rows), "new opening")
    return AlertDigest.objects.create(
        owner=owner,
        subject=f"{new} for your alerts",
        text=tell(rows),
        message_id=make_msgid(domain=address.rpartition("@")[2]),
        written_at=now,
    )
