"""Long work that was asked for from a page: how far it is, and how it ended."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models


class WorkQuerySet(models.QuerySet["Work"]):
    """Questions about much work."""

    def under_way(self) -> Self:
        """Waiting or running."""
        return self.filter(state__in=[Work.State.WAITING, Work.State.RUNNING])

    def forsaken(self, before: dt.datetime) -> Self:
        """Running by name, but no worker has been alive with it since then."""
        running = self.filter(state=Work.State.RUNNING)
        return running.filter(models.Q(seen_at=None) | models.Q(seen_at__lt=before))


class Work(models.Model):
    """One operation carried out beside the pages."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="works")
    words = models.CharField(max_length=60, help_text="The operation, as the command says it.")
    values = models.JSONField(default=dict)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    what = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    stop_asked = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(
        null=True, blank=True, help_text="When its worker was last known to be alive."
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        """Whether it is still waiting or running."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
