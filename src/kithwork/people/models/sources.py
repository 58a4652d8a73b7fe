"""Where a record came from: each file or account that contacts were taken from."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Import(models.Model):
    """One taking-in of contacts: which file, of which kind, and what it brought."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    label = models.CharField(max_length=300, help_text="The file's or account's name.")
    kind = models.CharField(max_length=60, help_text="The format, such as linkedin-connections.")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the content.")
    counts = models.JSONField(default=dict, help_text="How many rows were new, matched, ...")
    mapping = models.JSONField(default=dict, help_text="For a plain CSV: column to field.")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.label} ({self.kind})"
