"""What can be asked about the mail that tells what alerts have found."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from kithwork.campaign import digest
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.post import outgoing_of, post_of
from kithwork.clock import clock_of
from kithwork.errors import KithworkError
from kithwork.jobs.models import AlertMatch
from kithwork.operations.alerts import Digest, news_of, take_in
from kithwork.operations.registry import operation
from kithwork.people.models import Owner

log = logging.getLogger(__name__)
_END = (
    "Each opening is told once. To end these mails, say so in the settings, or:\n"
    "kithwork alerts mail --no-daily"
)


@dataclass(frozen=True)
class DigestMailed:
    """What was mailed to whom, or nothing; and whether that happens each day."""

    to: str
    subject: str
    text: str
    daily: bool

    def __str__(self) -> str:
        told = (
            f"Mailed to {self.to}: {self.subject}."
            if self.subject
            else "Nothing new for your alerts; no mail was sent."
        )
        often = "by itself each morning" if self.daily else "only when you say so"
        return f"{told} Such a mail goes {often}."


@operation("alerts mail")
def alerts_mail(
    owner: Owner,
    *,
    now: dt.datetime,
    daily: Annotated[bool | None, "whether it goes by itself, each morning"] = None,
) -> DigestMailed:
    """Mail yourself what your alerts have found since the last time; each opening once.

    It goes from the account that letters leave by ('kithwork mail outgoing') to its own address.
    """
    account, campaign = outgoing_of(owner), current_campaign(owner, now)
    if daily is not None:
        campaign.mails_alerts = daily
        campaign.save(update_fields=["mails_alerts"])
    take_in(now)
    sent = digest.send_digest(owner, _told, post_of(owner), now)
    subject, text = (sent.subject, sent.text) if sent else ("", "")
    return DigestMailed(account.address, subject, text, campaign.mails_alerts)


def _told(rows: Sequence[AlertMatch]) -> str:
    return f"{Digest(news_of(rows))}\n\n{_END}"


def mail_by_itself(now: dt.datetime) -> None:
    """The digests of everybody who wants one; one that fails stops no other."""
    for owner in Owner.objects.filter(is_active=True, outgoing_mail__isnull=False):
        if digest.due_by_itself(owner, now):
            try:
                with clock_of(owner):
                    alerts_mail(owner, now=now)
            except KithworkError as error:
                log.warning("The digest of %s did not leave: %s", owner, error)
