"""The person whose records these are, and the one-time token that lets them in."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models


def known_time_zone(name: str) -> None:
    """Refuse a time zone that nobody keeps."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(f"{name!r} is no time zone; use one like Europe/Berlin.") from error


class Owner(AbstractUser):
    """Whose campaign this is. On one's own machine there is exactly one; see `admit` for many."""

    time_zone = models.CharField(max_length=64, default="UTC", validators=[known_time_zone])
    about_me = models.CharField(
        max_length=160, blank=True, help_text='Goes behind "I am" in letters: a nurse on nights.'
    )
    sample = models.BooleanField(
        default=False, help_text="The records are the invented sample campaign."
    )

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"

    @classmethod
    def on_this_machine(cls, **defaults: Any) -> Owner:
        """The one owner of a private machine, made on first use."""
        return cls.objects.get_or_create(username="me", defaults=defaults)[0]

    def today(self, now: dt.datetime) -> dt.date:
        """The calendar day that it is for this owner at `now` (an aware time)."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()


class EntryToken(models.Model):
    """A secret in an address that becomes a session once, within a few minutes."""

    LIFETIME = dt.timedelta(minutes=30)

    owner = models.ForeignKey(Owner, models.CASCADE, related_name="entry_tokens")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    @classmethod
    def issue(cls, owner: Owner, now: dt.datetime, lasts: dt.timedelta = LIFETIME) -> str:
        """A fresh token for `owner`; only its digest is stored."""
        cls.objects.filter(expires_at__lt=now).delete()
        token = secrets.token_urlsafe(32)
        cls.objects.create(owner=owner, digest=_digest(token), expires_at=now + lasts)
        return token

    @classmethod
    def redeem(cls, token: str, now: dt.datetime) -> Owner | None:
        """The owner whom the token lets in, or None; the token is used up either way. Who has been
        shut out stays outside."""
        found = cls.objects.filter(digest=_digest(token)).select_related("owner").first()
        if found is None or not cls.objects.filter(pk=found.pk).delete()[0]:
            return None
        return found.owner if found.expires_at > now and found.owner.is_active else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
