"""Catch an overheard remark in seconds; sort it later."""

from __future__ import annotations

import datetime as dt

from kithwork.campaign.models import Capture
from kithwork.errors import KithworkError
from kithwork.people.models import Owner


def capture(owner: Owner, text: str, now: dt.datetime, mark: str = "") -> Capture:
    """Write a remark down; one that arrives twice with the same mark is one."""
    said = text.replace("\0", "").strip()  # PostgreSQL keeps no such sign
    if not said:
        raise KithworkError("Write what you heard.")
    if not mark:
        return Capture.objects.create(owner=owner, text=said, caught_at=now)
    return Capture.objects.get_or_create(
        owner=owner, mark=mark[:64], defaults={"text": said, "caught_at": now}
    )[0]
