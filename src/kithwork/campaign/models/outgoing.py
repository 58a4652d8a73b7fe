"""The person's own mail account that letters leave by; its password is never stored here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kithwork.people.models.account import fresh_mark


class Outgoing(models.Model):
    """By which server, as whom, and under which address letters are sent; one for each owner."""

    class Security(models.TextChoices):
        """How the way to the server is sealed; it always is."""

        TLS = "tls", "TLS from the start (usually port 465)"
        STARTTLS = "starttls", "STARTTLS (usually port 587)"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="outgoing_mail"
    )
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=465)
    security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    user = models.CharField(max_length=200)
    address = models.EmailField(help_text="Letters are from this address.")
    shown_name = models.CharField(max_length=120, blank=True)
    copy_to_me = models.BooleanField(
        default=False, help_text="For accounts that keep nothing of what is sent this way."
    )
    secret_env = models.CharField(
        max_length=100, blank=True, help_text="The variable with the secret, where it isn't kept."
    )
    mark = models.CharField(max_length=32, unique=True, default=fresh_mark, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "outgoing mail"
        verbose_name_plural = "outgoing mail"
        constraints = [
            models.CheckConstraint(condition=~Q(host=""), name="outgoing_mail_has_a_server"),
            models.CheckConstraint(condition=~Q(address=""), name="outgoing_mail_has_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.address} by {self.host}"
