"""Times that were offered for a meeting, and times at which the owner is busy."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DatesProposed(models.Model):
    """Times offered to one person, with the places by whose clocks they were chosen."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="dates_proposed"
    )
    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="dates_proposed")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="dates_proposed")
    approach = models.ForeignKey(
        "campaign.Approach", models.SET_NULL, null=True, blank=True, related_name="dates_proposed"
    )
    minutes = models.PositiveSmallIntegerField(default=20)
    my_place = models.CharField(max_length=200, blank=True)
    their_place = models.CharField(max_length=200, blank=True)
    starts = models.JSONField(default=list, help_text="Each time in UTC, as ISO 8601.")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "dates proposed"
        verbose_name_plural = "dates proposed"


class Busy(models.Model):
    """A time at which the owner can't meet; what it is about is never stored."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="busy")
    source = models.CharField(max_length=200, help_text="The calendar that says so.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = "busy time"
        indexes = [models.Index(fields=["owner", "ends_at"], name="busy_times_of_an_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_busy_time_ends_after_it_starts"
            )
        ]
