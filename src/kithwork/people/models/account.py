"""A mail or calendar account that contacts are read from; its secret is never stored here."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q


def fresh_mark() -> str:
    """A name under which a secret can be kept that no other account will ever have."""
    return secrets.token_hex(16)


class Account(models.Model):
    """Where to read from, and as whom."""

    class Kind(models.TextChoices):
        """What is read: message headers, or meetings."""

        MAIL = "mail"
        CALENDAR = "calendar"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="accounts")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    address = models.CharField(max_length=500, help_text="A mail server, or a calendar's address.")
    port = models.PositiveIntegerField(default=993, help_text="Of a mail server.")
    user = models.CharField(max_length=200)
    folders = models.JSONField(
        default=list, blank=True, help_text="None: the inbox and what was sent."
    )
    note_address = models.EmailField(
        blank=True, help_text="Mail from oneself to this address becomes a caught remark."
    )
    note_folder = models.CharField(
        max_length=200, blank=True, help_text="Where to look for it beside the inbox."
    )
    secret_env = models.CharField(
        max_length=100, blank=True, help_text="The variable with the secret, where it isn't kept."
    )
    mark = models.CharField(max_length=32, unique=True, default=fresh_mark, editable=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(
        null=True, blank=True, help_text="When answers were last looked for."
    )
    problem = models.CharField(
        max_length=500, blank=True, help_text="Why that failed; empty where it did not."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="an_account_stands_once"),
            models.CheckConstraint(condition=~Q(name=""), name="an_account_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def label(self, part: str = "") -> str:
        """What its readings are filed under: server and user, so that another one is another."""
        return f"{self.user} at {self.address}{f': {part}' if part else ''}"[:300]
