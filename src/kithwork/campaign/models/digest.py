"""A mail to the owner with what their alerts have found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class AlertDigest(models.Model):
    """Written down before it leaves, so that none is lost; its Message-ID stays the same, so that
    a mail server or program that gets one twice can tell."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="alert_digests"
    )
    subject = models.CharField(max_length=300)
    text = models.TextField()
    message_id = models.CharField(max_length=300, unique=True)
    written_at = models.DateTimeField()
    begun_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last handed over, or was about to be."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(sent_at=None), name="one_digest_is_under_way"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
