"""The owner's own word about a recommendation: pinned, not now, never."""

from __future__ import annotations

from django.db import models


class PlanChoice(models.Model):
    """What the owner decided about planning one person; the latest word holds."""

    class Choice(models.TextChoices):
        PIN = "pin"
        NOT_NOW = "not_now", "not now"
        NEVER = "never"

    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="choices")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="plan_choices")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="For 'not now': ask again then.")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person"], name="a_choice_stands_once_a_person"
            )
        ]
