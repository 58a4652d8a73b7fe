"""What is owed by a date: thanks, report back, a nudge, help in return."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about many follow-ups."""

    def owed(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(done_at=None, dropped_at=None)

    def due(self, today: dt.date) -> Self:
        """Owed by today or before."""
        return self.owed().filter(due_on__lte=today)


class FollowUp(models.Model):
    """Something owed to a person by a date."""

    class Kind(models.TextChoices):
        THANKS = "thanks"
        REPORT_BACK = "report_back", "report back"
        NUDGE = "nudge"
        HELP = "help", "help in return"
        PROMISE = "promise"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follow_ups")
    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="follow_ups")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    note = models.CharField(max_length=500, blank=True)
    due_on = models.DateField()
    meeting = models.ForeignKey(
        "campaign.Meeting", models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    approach = models.ForeignKey(
        "campaign.Approach", models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    call = models.ForeignKey(
        "campaign.Call", models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    need = models.ForeignKey(
        "campaign.Need", models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    about = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, blank=True, related_name="reports_about"
    )
    snoozed_because = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "done_at", "due_on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
