"""A saved search, and the openings that it has found since it was saved."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class Alert(models.Model):
    """A saved search of one owner. It reports openings first seen after it was made."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="alerts")
    name = models.CharField(max_length=200)
    asked = models.JSONField(default=dict, help_text="What the search asks for, field by field.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="an_alert_has_a_name"),
            models.UniqueConstraint(fields=["owner", "name"], name="an_owners_alert_stands_once"),
        ]

    def __str__(self) -> str:
        return self.name


class MatchQuerySet(models.QuerySet["AlertMatch"]):
    """Questions about many matches."""

    def untold(self) -> Self:
        """Those that no digest has told yet."""
        return self.filter(told_at=None)


class AlertMatch(models.Model):
    """That an alert found a posting. Once only, however often the posting changes."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="matches")
    posting = models.ForeignKey("jobs.Posting", models.CASCADE, related_name="alerted")
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        verbose_name_plural = "alert matches"
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "posting"], name="an_alert_tells_a_posting_once"
            ),
        ]
        indexes = [models.Index(fields=["alert", "-found_at"], name="matches_of_an_alert")]

    def __str__(self) -> str:
        return f"{self.alert}: {self.posting}"
