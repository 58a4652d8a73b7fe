"""One reading of one board: when, how it went, and what it changed."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from kithwork.boards.models.board import Failure


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Questions about many readings."""

    def requests_since(self, when: dt.datetime) -> int:
        """How many requests were made since then: what a daily budget has to subtract."""
        made = self.filter(finished_at__gte=when).aggregate(made=models.Sum("requests"))["made"]
        return made or 0


class Reading(models.Model):
    """An event that is kept: a board was asked, and this came of it."""

    class Result(models.TextChoices):
        GOOD = "good", "good"
        UNCHANGED = "unchanged", "unchanged"
        PARTIAL = "partial", "only a part"
        FAILED = "failed", "failed"

    board = models.ForeignKey("boards.Board", models.CASCADE, related_name="readings")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=Result.choices)
    opened = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(
        default=0, help_text="Openings missing, but kept open until a second reading agrees."
    )
    requests = models.PositiveIntegerField(default=0)
    cause = models.CharField(max_length=20, choices=Failure.choices, blank=True)
    message = models.CharField(max_length=500, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["board", "-started_at"], name="readings_of_a_board"),
            models.Index(fields=["finished_at"], name="readings_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__gte=F("started_at")), name="a_reading_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["failed", "partial"]) | ~Q(cause=""),
                name="a_failed_reading_has_a_cause",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["failed", "partial"]) | Q(closed=0),
                name="nothing_is_closed_by_a_failed_reading",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.started_at:%Y-%m-%d %H:%M}: {self.get_result_display()}"
