"""Days and times as the owner's own clock shows them: kept in UTC, told in their zone."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone


def clock_of(owner: Any) -> AbstractContextManager[None]:
    """Within this, times are told in the owner's zone; as they are where there is no owner."""
    return timezone.override(ZoneInfo(owner.time_zone) if owner is not None else dt.UTC)


def day(at: dt.datetime) -> str:
    """The day, such as 2026-11-23."""
    return f"{timezone.localtime(at):%Y-%m-%d}"


def moment(at: dt.datetime | None) -> str:
    """The day and the time, such as 2026-11-23 09:00; "never" without one."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at is not None else "never"
