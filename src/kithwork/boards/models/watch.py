"""That an owner watches a board, and why it is thought to be the right one."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models


class WatchQuerySet(models.QuerySet["Watch"]):
    """Questions about many watches; reached through their owner."""

    def certain(self) -> Self:
        """Boards that are read for the owner."""
        return self.filter(certainty=Watch.Certainty.SURE)

    def waiting(self) -> Self:
        """Boards that wait for the owner's yes or no."""
        return self.filter(certainty=Watch.Certainty.WAITING)


class Watch(models.Model):
    """One owner's interest in one board. Only sure ones are read."""

    class Certainty(models.TextChoices):
        SURE = "sure", "sure"
        WAITING = "waiting", "waits for a yes"
        REFUSED = "refused", "refused"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    board = models.ForeignKey("boards.Board", models.CASCADE, related_name="watches")
    employer = models.CharField(max_length=300, help_text="The name by which it was looked for.")
    certainty = models.CharField(max_length=8, choices=Certainty.choices)
    why = models.CharField(max_length=500, help_text="What led from the employer to the board.")
    decided_at = models.DateTimeField(
        null=True, blank=True, help_text="When the owner said yes or no; empty when nobody asked."
    )
    added_at = models.DateTimeField()

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ["employer", "pk"]
        verbose_name_plural = "watches"
        constraints = [
            models.UniqueConstraint(fields=["owner", "board"], name="a_board_is_watched_once"),
        ]

    def __str__(self) -> str:
        return f"{self.employer}: {self.get_certainty_display()}"
