"""One systematic search, and what it is aiming for, version by version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Campaign(models.Model):
    """One systematic search with its objective, people, meetings and plan."""

    class Kind(models.TextChoices):
        SEEKING = "seeking", "looking for work"
        SEARCH = "search", "headhunter's search"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="campaigns")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SEEKING)
    brief = models.TextField(blank=True, help_text="For a search: the post or field, in words.")
    meetings_a_week = models.PositiveSmallIntegerField(default=5)
    ask_again_after_days = models.PositiveSmallIntegerField(
        default=60, help_text="Nobody is asked again sooner than this."
    )
    requests_a_day = models.PositiveIntegerField(
        default=2000, help_text="Employers' sites are asked at most so many times a day."
    )
    reads_by_itself = models.BooleanField(
        "read boards when they are due",
        default=True,
        help_text="Off: boards are read only when you say so.",
    )
    mails_alerts = models.BooleanField(
        "mail what alerts have found",
        default=False,
        help_text="Each morning, from your outgoing account to its own address.",
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_campaign_has_a_name"),
            models.CheckConstraint(
                condition=Q(meetings_a_week__gte=1, meetings_a_week__lte=50),
                name="meetings_a_week_are_1_to_50",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def objective(self) -> Objective | None:
        """What is aimed for now: the latest version."""
        return self.objectives.order_by("-version").first()


class Objective(models.Model):
    """What the seeker is aiming for; each rewriting is a version, none is overwritten."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="objectives")
    version = models.PositiveIntegerField()
    text = models.TextField()
    aim = models.CharField(
        max_length=120, blank=True, help_text="The aim in a few words, as a letter says it."
    )
    occupations = models.JSONField(default=list, help_text="Target occupations, as words.")
    places = models.JSONField(default=list, help_text="Target places, as words.")
    employers = models.JSONField(default=list, help_text="Target employers, by name.")
    focus = models.JSONField(
        default=dict, help_text="Openings and employers that it matched when it was written."
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "version"], name="a_version_of_the_objective_stands_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="an_objective_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
