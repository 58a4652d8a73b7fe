"""One overture to one person by one technique."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class Technique(models.TextChoices):
    """The four ways to look for work; they are never mixed up."""

    NETWORKING = "networking", "networking"
    DIRECT_CONTACT = "direct_contact", "direct contact"
    INTERVIEW = "interview", "interview"
    ADVERTISED = "advertised_opening", "advertised opening"


class ApproachQuerySet(models.QuerySet["Approach"]):
    """Questions about many approaches."""

    def sent(self) -> Self:
        """Those that reached the other person's side, whatever came of them."""
        return self.exclude(sent_at=None)

    def waiting(self) -> Self:
        """Sent and not answered yet."""
        return self.filter(state=Approach.State.SENT)


class Approach(models.Model):
    """Drafted, sent, answered, closed: an overture to one person by one technique."""

    class State(models.TextChoices):
        DRAFTED = "drafted"
        SENT = "sent"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        NO_ANSWER = "no_answer", "no answer"
        WITHDRAWN = "withdrawn"

    class Channel(models.TextChoices):
        EMAIL = "email", "e-mail"
        LINKEDIN = "linkedin", "LinkedIn message"
        LETTER = "letter"
        PHONE = "phone"
        IN_PERSON = "in_person", "in person"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="approaches")
    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="approaches")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="approaches")
    technique = models.CharField(max_length=20, choices=Technique.choices)
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.EMAIL)
    situation = models.CharField(max_length=40, blank=True)
    variant = models.CharField(max_length=60, blank=True)
    posting = models.ForeignKey(
        "jobs.Posting", models.SET_NULL, null=True, blank=True, related_name="approaches"
    )
    purpose = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    despite_opening = models.CharField(
        max_length=300, blank=True,
        help_text="Why one networks although an opening there matches; chosen deliberately.",
    )  # fmt: skip
    names_to_ask_for = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFTED)
    kind_of_contact = models.CharField(
        max_length=10, blank=True, help_text="kith, referred or cold, when it was sent."
    )
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ApproachQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        indexes = [models.Index(fields=["owner", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "withdrawn"]) | Q(sent_at__isnull=False),
                name="what_was_answered_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
                name="an_answer_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_technique_display()}: {self.person}"

    def get_absolute_url(self) -> str:
        """The approach's page."""
        return reverse("approach", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether something can still come of it without a new overture."""
        return self.state in (self.State.DRAFTED, self.State.SENT, self.State.ACCEPTED)
