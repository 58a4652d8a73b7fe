"""An agreed conversation and what it brought: findings, exposure and names."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from kithwork.campaign.models.approach import Technique


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Questions about many meetings."""

    def planned(self) -> Self:
        """Still to be held."""
        return self.filter(state=Meeting.State.PLANNED)

    def held(self) -> Self:
        """Those that took place."""
        return self.filter(state=Meeting.State.HELD)

    def networking(self) -> Self:
        """The seeker's own meetings, for information, exposure and names."""
        return self.filter(technique=Technique.NETWORKING)


class Meeting(models.Model):
    """An agreed conversation with a purpose, an agenda, a length and a place."""

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        CANCELLED = "cancelled"
        NO_SHOW = "no_show", "did not come"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="meetings")
    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="meetings")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="meetings")
    approach = models.ForeignKey(
        "campaign.Approach", models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    technique = models.CharField(
        max_length=20, choices=Technique.choices, default=Technique.NETWORKING
    )
    purpose = models.CharField(max_length=300)
    agenda = models.JSONField(default=list, help_text="Parts: title, minutes, what to say or ask.")
    minutes = models.PositiveSmallIntegerField(default=20)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    known_before = models.BooleanField(
        default=True, help_text="Whether the owner had met this person before."
    )
    names_to_ask_for = models.JSONField(default=list)
    moved = models.JSONField(
        default=list, blank=True, help_text="Earlier times (`was`), each with when it was moved."
    )
    created_at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["owner", "state", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="a_meeting_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=240), name="a_meeting_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.purpose}"

    def get_absolute_url(self) -> str:
        """The meeting's page."""
        return reverse("meeting", args=[self.pk])

    def ends_at(self) -> dt.datetime | None:
        """When it was promised to end, or None while no time is agreed."""
        return self.starts_at and self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.state == self.State.HELD


class Outcome(models.Model):
    """What one held meeting brought."""

    TWO_MORE = 2

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="outcome")
    told = models.TextField(blank=True, help_text="The free text that it was recorded from.")
    purpose_met = models.BooleanField(null=True, blank=True)
    stayed_networking = models.BooleanField(
        null=True, blank=True, help_text="No: somebody raised an opening; see who."
    )
    opening_raised_by = models.CharField(
        max_length=10, blank=True, choices=[("contact", "the contact"), ("seeker", "the seeker")]
    )
    recorded_at = models.DateTimeField()

    def new_names(self) -> int:
        """How many people came out of it who were not known before."""
        return sum(named.was_new for named in self.names.all())

    @property
    def two_more(self) -> bool:
        """Whether it brought two more names than one went in with."""
        return self.new_names() >= self.TWO_MORE


class NamedPerson(models.Model):
    """A name that a meeting brought, and the introduction that it became."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="names")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="named_in")
    introduction = models.ForeignKey(
        "people.Introduction", models.SET_NULL, null=True, blank=True, related_name="named_in"
    )
    was_new = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "person"], name="a_name_counts_once")
        ]


class Exposure(models.Model):
    """Somebody who now knows what the owner is looking for."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="exposures")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="exposures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "person"], name="an_exposure_counts_once")
        ]
