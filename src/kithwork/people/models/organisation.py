"""Organisations, and a person's roles there over time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Organisation(models.Model):
    """Where people work. Each owner has their own list: whom one knows where is private."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="organisations"
    )
    name = models.CharField(max_length=300)
    normal = models.CharField(max_length=300, help_text="The name in the form that is compared.")
    group = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="members",
        help_text="The group to which a legal entity belongs.",
    )  # fmt: skip
    website = models.CharField(max_length=300, blank=True)
    industry = models.CharField(max_length=120, blank=True)
    absorbed_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="absorbed"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "normal"], name="an_organisation_stands_once_an_owner"
            ),
            models.CheckConstraint(condition=~Q(normal=""), name="an_organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The employer's page."""
        return reverse("employer", args=[self.pk])


class Position(models.Model):
    """A person's role at an organisation; an empty end means that it still holds."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="positions")
    title = models.CharField(max_length=300, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    origin = models.ForeignKey("people.Import", models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "title"], name="a_position_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_position_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.title else str(self.organisation)
